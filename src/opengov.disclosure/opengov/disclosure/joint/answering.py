"""What an asked agency does: acknowledge, draft, release (R-J2, R-J6). Nothing here writes to the document or its index."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.joint import events
from opengov.disclosure.joint import store
from opengov.disclosure.joint.asking import PERIOD
from opengov.disclosure.joint.places import actor_of
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from zope.event import notify


class Answering(Slots):
    """The asked agency's half of ``IPositions``."""

    def receive(self, slot_id: str) -> None:
        """See ``IPositions``."""
        record, actor = self._mine(slot_id, rules.LIAISONS, "receive")
        if record.received:
            enforce([Problem("position_received_already", "R-J2", "", joint.clause_for(record.role))])
        self._received(record, actor)

    def draft(self, slot_id: str, stand: str, digest: str, reason: str = "", confidential: str = "") -> None:
        """See ``IPositions``."""
        record, actor = self._mine(slot_id, rules.LIAISONS, "draft")
        problems = rules.draft_problems(rules.Draft(stand, reason, digest), self.digest(), record.role)
        if len(confidential) > rules.MAX_WORDS:
            length = {"length": str(rules.MAX_WORDS)}
            problems.append(Problem("position_words_too_long", "R-X2", "confidential", "", length))
        enforce(problems)
        if not record.received:
            # Writing the answer is an act of the liaison too.
            self._received(record, actor)
        who = {"at": now().isoformat(), "by": actor.user, "on_behalf_of": actor.on_behalf_of}
        said = {"stand": stand, "reason": reason, "confidential": confidential, "digest": digest}
        # Everybody who has had a hand in it is no longer a second pair of eyes.
        before = (record.drafted or {}).get("persons", [])
        record.drafted = {**said, **who, "persons": sorted({*before, *actor.persons})}
        # The lead must not learn of it from the document's record: it is on the agency's own,
        # which more people read than the liaisons: neither slot nor content is named there.
        ILedger(agency_of(record.agency)).record("position_drafted", on_behalf_of=actor.on_behalf_of)

    def release(self, slot_id: str) -> None:
        """See ``IPositions``."""
        record, actor = self._mine(slot_id, rules.RELEASERS, "release")
        drafted, digest = record.drafted, self.digest()
        draft = None
        if drafted:
            persons = frozenset(drafted["persons"])
            draft = rules.Draft(drafted["stand"], drafted["reason"], drafted["digest"], persons)
        enforce(rules.release_problems(draft, actor, ILedger(self.context).authors(), digest, record.role))
        at = now().isoformat()
        # The highest of the offices he holds.
        capacity = next(role for role in reversed(rules.RELEASERS) if role in actor.roles)
        who = {
            "turn": record.next_turn(),
            "released_at": at,
            "released_by": actor.user,
            "released_for": actor.on_behalf_of,
            "capacity": capacity,
        }
        attribute = getattr(self.context, "disclosure_attribute", None) or ""
        record.positions += ({**drafted, **who, "attribute": attribute, "paper": None, "signed_by": ""},)
        record.drafted = None
        codes = {"stand": drafted["stand"], "capacity": OFFICES[capacity], "drafted_by": drafted["by"]}
        self._enter_in_slot("position_released", record, digest, actor.on_behalf_of, **codes)
        notify(events.released(self.context, record.id, record.agency, drafted["stand"]))

    def _mine(self, slot_id: str, offices: tuple[str, ...], act: str) -> tuple[store.SlotRecord, rules.Actor]:
        """The slot and the current user as one of its agency's people, when he may do this there now."""
        record = store.record_of(self.context, slot_id)
        actor = actor_of(agency_of(record.agency), offices)
        enforce(rules.agency_problems(actor, offices, act, record.role))
        enforce(rules.answering_problems(record.as_rule(), self._standing(record), self.state))
        return record, actor

    def _received(self, record: store.SlotRecord, actor: rules.Actor) -> None:
        """The period runs from the receipt (政府信息公开条例 第三十四条); until there is one it runs from the asking."""
        at = now()
        place, asking = IIssuingAgency(self.context), record.asked[-1]
        due = deadlines.due(PERIOD, place.jurisdiction.periods[PERIOD], at.date(), place.calendar)
        record.received = {"at": at.isoformat(), "by": actor.user, "on_behalf_of": actor.on_behalf_of}
        if at.date().isoformat() <= asking["due"]:
            changed = {**asking, "due": due.due.isoformat(), "provisional": due.provisional, "source": due.source}
            record.asked = (*record.asked[:-1], changed)
        codes = {"due": record.asked[-1]["due"]}
        self._enter_in_slot("position_received", record, asking["digest"], actor.on_behalf_of, **codes)
        notify(events.PositionReceived(self.context, record.id, record.agency))
