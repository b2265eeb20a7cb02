"""What the lead does with the slots: name, ask, let go, record what came on paper (R-I6, R-J1, R-J3)."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core import seen as looking
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.settlements import ruling_problems
from opengov.disclosure.joint import events
from opengov.disclosure.joint import paper as papers
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.meetings.settling import present
from opengov.disclosure.joint.places import agency_named
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.joint.places import is_administrative
from opengov.disclosure.joint.places import user_id
from opengov.disclosure.joint.places import why_barred
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from uuid import uuid4


#: Key of the period in which an asked agency answers (政府信息公开条例 第三十四条, by analogy for agencies concerned).
PERIOD = "co_maker"


class Asking(Slots):
    """The lead's half of ``IPositions``."""

    def add(
        self, agency: str = "", body: str = "", role: str = "concerned", administrative: bool = True, reason: str = ""
    ) -> str:
        """See ``IPositions``."""
        stood_for = self._as_lead({**rules.NAMING, **rules.ASKING}, "add_agency", role)
        if role not in set(joint.Role):
            enforce([Problem("position_role_unknown", "R-J1", "role", "", {"values": ", ".join(joint.Role)})])
        found, place = agency_of(agency), IIssuingAgency(self.context)
        name = found.title if found is not None else ""
        known, barred = bool(agency_named(body.strip())), why_barred(found)
        named = rules.Candidate(agency, body, name, role, known, barred)
        slots, leads = self.slots(), (place.agency.title, IArrangement(self.context).lead_body)
        enforce(
            [
                *rules.naming_problems(slots, named, place.uid, *leads),
                *rules.joining_problems(slots, role, self.state, reason),
                *_long(reason),
            ]
        )
        record = self._named(found, agency, body.strip(), role)
        record.administrative = is_administrative(found) if found is not None else administrative
        record.named["reason"] = reason.strip()
        store.keep(self.context, record)
        self._enter("agency_named", record, on_behalf_of=stood_for)
        if self.state in rules.ASKING:
            self._ask(record, stood_for)
            self._show()
        return record.id

    def ask(self, slot_id: str) -> None:
        """See ``IPositions``."""
        record = self.record_of(slot_id)
        stood_for = self._as_lead(self.asking, "ask_agency", record.role)
        if record.removed:
            rule, clause = joint.rule_for(record.role), joint.clause_for(record.role)
            enforce([Problem("position_removed", rule, "", clause, {"agency": record.title})])
        self._ask(record, stood_for)
        self._show()

    def ask_all(self) -> None:
        """See ``IPositions``."""
        digest = self.digest()
        done = (joint.Standing.AGREED, joint.Standing.RULED, joint.Standing.REMOVED)
        waiting = [record for record in self.records() if self._standing(record) not in done]
        for record in waiting:
            if not record.asked or record.asked[-1]["digest"] != digest:
                self._ask(record)
        if waiting:
            self._show()

    def take_over(self, original) -> None:
        """See ``IPositions``."""
        for slot in store.records(original):
            if not slot.removed:
                record = self._named(agency_of(slot.agency), slot.agency, slot.body, slot.role)
                record.title, record.groups, record.administrative = slot.title, slot.groups, slot.administrative
                store.keep(self.context, record)
                self._enter("agency_named", record)

    def remove(self, slot_id: str, reason: str = "") -> None:
        """See ``IPositions``."""
        record = self.record_of(slot_id)
        stood_for = self._as_lead({**rules.NAMING, **rules.ASKING}, "remove_agency", record.role)
        stands = self._standing(record)
        enforce([*rules.removal_problems(record.as_rule(), stands, reason, self.state), *_long(reason)])
        record.removed = {"at": now().isoformat(), "by": user_id(), "reason": reason}
        self._enter("agency_removed", record, on_behalf_of=stood_for)
        self._show()
        self._tell(events.AgencyRemoved(self.context, record.id, record.agency))

    def record(
        self, slot_id: str, stand: str, paper: dict, signed_by: str, reason: str = "", digest: str | None = None
    ) -> None:
        """See ``IPositions``."""
        record = self.record_of(slot_id)
        stood_for = self._as_lead(self.asking, "record_position", record.role)
        content = papers.content_of(paper)
        seen, digest = digest, self.digest()
        enforce(
            [
                *_unseen(seen, digest),
                *self.answering_problems(record),
                *rules.paper_record_problems(record.as_rule(), content is not None),
                *rules.draft_problems(rules.Draft(stand, reason, digest), digest, record.role),
                *_required(signed_by, "signed_by"),
            ]
        )
        at = now().isoformat()
        number = papers.keep(self.context, paper, content, step="record_position", at=at, actor=user_id())
        told = {
            "turn": record.next_turn(),
            "stand": stand,
            "reason": reason,
            "confidential": "",
            "digest": digest,
            "signed_by": signed_by.strip(),
        }
        who = {"at": at, "by": user_id(), "on_behalf_of": "", "released_at": at, "released_by": "", "released_for": ""}
        attribute = getattr(self.context, "disclosure_attribute", None) or ""
        record.positions += ({**told, **who, "capacity": "", "attribute": attribute, "paper": number},)
        self._enter("position_recorded", record, digest, stood_for, stand=stand)
        self._tell(events.released(self.context, record.id, record.agency, stand))

    def decide(
        self,
        slot_id: str,
        ruling: str,
        authority: str,
        reason: str,
        paper: dict,
        attribute: str = "",
        digest: str | None = None,
    ) -> None:
        """See ``IPositions``."""
        record = self.record_of(slot_id)
        stood_for = self._as_lead(self.asking, "decide_position", record.role)
        content = papers.content_of(paper)
        slot, seen, digest = record.as_rule(), digest, self.digest()
        stands = joint.standing(slot, digest, self.today())
        given = (ruling, authority, reason)
        enforce(
            [
                *_unseen(seen, digest),
                *rules.decision_problems(
                    stands, joint.silence(slot), *given, has_paper=content is not None, role=slot.role
                ),
                *ruling_problems(ruling, attribute),
                *_long(reason),
                *_long(authority, rules.MAX_NAME, "authority"),
            ]
        )
        at = now().isoformat()
        number = papers.keep(self.context, paper, content, step="decide_position", at=at, actor=user_id())
        told = {
            "turn": record.next_turn(),
            "ruling": ruling,
            "settler": joint.Settler.AUTHORITY.value,
            "authority": authority.strip(),
            "reason": reason,
            # what stands as drafted binds where something else had been agreed on before
            "attribute": attribute or (present(self.context).attribute if ruling == joint.Ruling.AS_DRAFTED else ""),
            "digest": digest,
            "paper": number,
        }
        record.decisions += ({**told, "at": at, "by": user_id()},)
        self._enter("position_decided", record, digest, stood_for, ruling=ruling, attribute=told["attribute"])
        self._tell(events.PositionDecided(self.context, record.id, record.agency))

    def _as_lead(self, offices: dict, act: str, role: str) -> str:
        """Let only the lead's own offices pass; return whom a deputy stands in for, else an empty text (R-S4)."""
        actor = rules.Actor(user_id(), self.held())
        enforce(rules.office_problems(offices, self.state, actor, act, role))
        return self.stood_for(offices[self.state])

    def _named(self, agency, uid: str, body: str, role: str) -> store.SlotRecord:
        offices = IOffices(agency) if agency is not None else None
        groups = [offices.group_id(office) for office in (*rules.LIAISONS, *rules.RELEASERS)] if offices else []
        return store.SlotRecord(
            id=uuid4().hex,
            agency=uid,
            body=body,
            title=agency.title if agency is not None else body,
            role=role,
            order=max((record.order for record in self.records()), default=0) + 1,
            groups=tuple(groups),
            named={"at": now().isoformat(), "by": user_id(), "reason": ""},
        )

    def _ask(self, record: store.SlotRecord, stood_for: str = "") -> None:
        """Ask one agency about the content as it stands; what it is told of silence and time is kept with it (R-J4)."""
        digest = self._kept_digest()
        place, at = IIssuingAgency(self.context), now()
        profile = place.jurisdiction
        due = deadlines.due(PERIOD, profile.periods[PERIOD], at.date(), place.calendar)
        asking = {
            "turn": record.next_turn(),
            "at": at.isoformat(),
            "by": user_id(),
            "digest": digest,
            "state": self.state,
        }
        asking |= {"attribute": getattr(self.context, "disclosure_attribute", None) or ""}
        asking |= {"grounds": list(getattr(self.context, "disclosure_grounds", None) or ())}
        asking |= {"due": due.due.isoformat(), "provisional": due.provisional, "source": due.source}
        asking |= {"silence": self._silence(profile.silence), "silence_source": profile.sources["silence"]}
        record.asked += (asking,)
        record.received = None
        codes = {"due": asking["due"], "silence": asking["silence"]}
        self._enter("position_asked", record, digest, stood_for, **codes)
        if record.agency:
            # also begins the slot's own chain, so that those who answer at once begin none
            self._enter_in_slot("position_asked", record, digest, stood_for, **codes)
        self._tell(events.PositionAsked(self.context, record.id, record.agency))

    def _kept_digest(self) -> str:
        """Digest of what is asked about, which is kept under it, so that differences can be shown."""
        digest, content = self.digest(), IReviewedContent(self.context)
        if content.kept(digest) is None:
            content.keep()
        return digest

    def _silence(self, silence: str) -> str:
        """What silence does in this matter, by what the profile says."""
        return silence

    def _show(self) -> None:
        """Who is asked sees the document, who has left does not: search and access follow (R-J6)."""
        self.context.reindexObjectSecurity()
        self.context.reindexObject(idxs=["asked_agencies"])


def _required(text: object, field: str) -> list[Problem]:
    if not isinstance(text, str) or not text.strip():
        return [Problem("value_missing", "R-X1", field, "", {"name": field})]
    return _long(text, rules.MAX_NAME, field)


def _long(text: str, length: int = rules.MAX_WORDS, field: str = "reason") -> list[Problem]:
    if len(text) <= length:
        return []
    return [Problem("position_words_too_long", "R-X2", field, "", {"length": str(length)})]


def _unseen(seen: str | None, digest: str) -> list[Problem]:
    """That somebody enters an answer about content he has not looked at (R-S2); None: nobody was shown any."""
    return [] if seen is None else looking.content_problems(seen, digest)
