"""``IRepeal``: the co-issuers of a joint document are asked again before it is amended, repealed or voided (R-J5)."""

from collections.abc import Iterator
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.core import issuers
from opengov.disclosure.core import joint
from opengov.disclosure.core import repeal as rules
from opengov.disclosure.core.afterwards import CLAUSE_VALIDITY
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import events
from opengov.disclosure.joint import pending
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.joint.places import user_id
from opengov.disclosure.joint.positions import Positions
from opengov.disclosure.joint.seeing import PositionsSeen
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from uuid import uuid4
from zope.component import adapter
from zope.interface import implementer


#: Affair with all proposals, the oldest first.
AFFAIR = "repeals"

_EVENTS = {
    events.PositionAsked: "asked",
    events.PositionReceived: "received",
    events.PositionReleased: "answered",
    events.ObjectionRaised: "answered",
    events.PositionDecided: "decided",
}


class _About(Slots):
    """Slots about one proposal in place of the content.

    :param proposal: as ``IRepeal.proposal()``.
    """

    about = rules.ABOUT
    asking = rules.ASKING

    def __init__(self, context, proposal: dict) -> None:
        super().__init__(context)
        self.proposal = proposal

    def records(self) -> tuple[store.SlotRecord, ...]:
        """The proposal's slots."""
        return store.records(self.context, self.proposal["id"])

    def record_of(self, slot_id: str) -> store.SlotRecord:
        """One of them."""
        return store.record_of(self.context, slot_id, self.proposal["id"])

    def answered(self) -> bool:
        """See ``IPositions``."""
        return store.all_answered(self.context, self.proposal["id"])

    def digest(self) -> str:
        """Digest of the proposal: it is not changed any more, so that no answer to it is ever stale."""
        return self.proposal["digest"]


class Answers(_About, Positions):
    """What lead and agencies do about one proposal."""

    def ask_everybody(self, stood_for: str) -> None:
        """Ask all who signed the document without leading it."""
        for agency, uid, body, title in self._signers():
            record = self._named(agency, uid, body, joint.Role.CO_ISSUER.value)
            record.about, record.title = self.proposal["id"], title
            store.keep(self.context, record)
            self._ask(record, stood_for)
        self._show()

    def _signers(self) -> Iterator[tuple]:
        """Agency, UID, outside body and name of each: where an agency was abolished, of who carries on for it."""
        asked = {IIssuingAgency(self.context).uid}
        for one in issuers.signatories(IDossier(self.context).signed):
            agency, title = agency_of(one["agency"]), one["title"]
            if agency is not None and ISuccession(agency).abolished_on:
                succession = ISuccession(agency)
                agency = succession.heir()
                title = agency.title if agency is not None else succession.successor_name or title
            uid = agency.UID() if agency is not None else ""
            if not one["lead"] and (uid or title) not in asked:
                asked.add(uid or title)
                yield agency, uid, "" if uid else title, title

    def _kept_digest(self) -> str:
        return self.digest()

    def _silence(self, silence: str) -> str:
        return rules.silence(silence)

    def _tell(self, event) -> None:
        super()._tell(events.RepealEvent(self.context, event.slot, event.agency, _EVENTS[type(event)]))


class AnswersSeen(_About, PositionsSeen):
    """What the current user sees of them."""

    def rows(self, *only) -> list[dict]:
        """Rows as of ``IPositionsSeen``, with the acts that there are about a proposal."""
        return [{**row, "may": [act for act in row["may"] if act in rules.ACTS]} for row in super().rows(*only)]


@implementer(IRepeal)
@adapter(IGoverned)
class Repeal(Slots):
    """See ``IRepeal``."""

    def needed(self) -> bool:
        """See ``IRepeal``."""
        own = IIssuingAgency(self.context).uid
        jointly = issuers.signatories(IDossier(self.context).signed)
        return any(one["lead"] and one["agency"] == own for one in jointly)

    def proposals(self) -> list[dict]:
        """See ``IRepeal``."""
        return IDossier(self.context).affair(AFFAIR) or []

    def proposal(self) -> dict | None:
        """See ``IRepeal``."""
        return next((one for one in self.proposals() if not one.get("closed")), None)

    def propose(self, validity: str, validity_date: str = "", reason: str = "", validity_document: str = "") -> None:
        """See ``IRepeal``."""
        texts = {"validity_date": validity_date, "reason": reason, "validity_document": validity_document}
        wanted = rules.Proposal(validity, **{name: value.strip() for name, value in texts.items()})
        present = (IDossier(self.context).affair("validity") or {}).get("value") or "valid"
        stands = rules.Standing(self.state, present, self.needed(), self.proposal() is not None)
        stood_for = self._as_keeper("propose_repeal")
        marks = IScan(self.context).marks_in({"reason": reason, "validity_document": validity_document})
        enforce([*rules.proposal_problems(wanted, stands), *marks])
        digest = rules.digest(wanted, self.digest())
        who = {"at": now().isoformat(), "by": user_id(), "on_behalf_of": stood_for}
        told = {"validity": validity, **{name: getattr(wanted, name) for name in texts}}
        proposed = {"id": uuid4().hex, **told, "digest": digest, **who}
        IDossier(self.context).set_affair(AFFAIR, [*self.proposals(), proposed])
        codes = {"validity": validity, "validity_date": wanted.validity_date}
        codes = {name: value for name, value in codes.items() if value}
        ILedger(self.context).record(
            "repeal_proposed", codes=codes, digests={"content": digest}, on_behalf_of=stood_for
        )
        Answers(self.context, proposed).ask_everybody(stood_for)

    def give_up(self, reason: str) -> None:
        """See ``IRepeal``."""
        stood_for = self._as_keeper("give_up_repeal")
        proposal = self.proposal()
        enforce([] if proposal else [Problem("repeal_not_proposed", "R-J5", "", CLAUSE_VALIDITY)])
        step = {"step": "give_up_repeal"}
        enforce([] if reason.strip() else [Problem("step_reason_required", "R-L1", "reason", "", step)])
        enforce(IScan(self.context).marks_in({"reason": reason}))
        self._close("given_up", reason.strip())
        digests = {"content": proposal["digest"]}
        ILedger(self.context).record("repeal_given_up", digests=digests, on_behalf_of=stood_for)

    def close(self) -> None:
        """See ``IRepeal``."""
        if self.proposal() is not None:
            self._close("done", "")

    def _close(self, how: str, reason: str) -> None:
        over = {"at": now().isoformat(), "by": user_id(), "how": how, "reason": reason}
        proposals = [one if one.get("closed") else {**one, "closed": over} for one in self.proposals()]
        IDossier(self.context).set_affair(AFFAIR, proposals)
        self.context.reindexObject(idxs=["asked_agencies"])
        pending.follow(self.context)

    def answers(self) -> Answers | None:
        """See ``IRepeal``."""
        proposal = self.proposal()
        return Answers(self.context, proposal) if proposal else None

    def seen(self) -> AnswersSeen | None:
        """See ``IRepeal``."""
        proposal = self.proposal()
        return AnswersSeen(self.context, proposal) if proposal else None

    def may_propose(self) -> bool:
        """See ``IRepeal``."""
        offices = rules.ASKING.get(self.state, ())
        return self.needed() and self.proposal() is None and bool(self.held() & set(offices))

    def problems(self, step_id: str, data: dict) -> list[Problem]:
        """See ``IRepeal``."""
        if not self.needed():
            return []
        found, answers = self.proposal(), self.answers()
        proposal = _as_rule(found) if found else None
        slots = answers.slots() if answers else ()
        return rules.step_problems(step_id, data, proposal, slots, found["digest"] if found else "", self.today())

    def _as_keeper(self, act: str) -> str:
        """Let only the lead's disclosure office pass; return whom a deputy stands in for, else an empty text (R-S4)."""
        offices = rules.ASKING.get(self.state, ())
        if offices and not self.held() & set(offices):
            enforce([Problem("office_missing", "R-J5", "", joint.CLAUSE_CO_ISSUER, {"step": act})])
        return self.stood_for(offices) if offices else ""


def _as_rule(proposal: dict) -> rules.Proposal:
    names = ("validity", "validity_date", "reason", "validity_document")
    return rules.Proposal(**{name: proposal[name] for name in names})
