"""What is counted of one document, read from the document and its record."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.core import channels
from opengov.disclosure.core import statistics
from opengov.disclosure.core.statistics import COUNTED
from opengov.disclosure.core.statistics import Counted
from opengov.disclosure.core.statistics import Duty
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife


#: State before, state after and codes of an entry of the record.
Moves = list[tuple[str, str, Mapping[str, str]]]


def counted(document, before: Counted | None) -> Counted | None:
    """What is to be counted of a document as it stands; None before its signature.

    :param before: what was counted of it until now. Of what is destroyed only that tells what was; the state alone is new.
    """
    state, signed = ILife(document).state, IDossier(document).signed
    if state not in COUNTED or not (signed and signed.get("issue_date")):
        return None
    if state == "purged" and before is not None:
        day, duties = before.day, tuple(duty for duty in before.duties if duty.done)
        return Counted(day, before.attribute, state, before.grounds, before.kind, before.spent, duties)
    entries = ILedger(document).entries()
    steps = [(entry.at, entry.codes.get("from", ""), entry.codes.get("to", "")) for entry in entries]
    spent = statistics.spent(steps, IIssuingAgency(document).calendar.count)
    if IDossier(document).affair("existing"):
        # what was done on paper took its time on paper
        spent = {step: days for step, days in spent.items() if step not in statistics.BEFORE_SIGNATURE}
    return Counted(
        day=signed["issue_date"][:10],
        attribute=getattr(document.aq_base, "disclosure_attribute", None) or "",
        state=state,
        grounds=tuple(getattr(document.aq_base, "disclosure_grounds", None) or ()),
        kind=getattr(document.aq_base, "document_kind", None) or "",
        spent=spent,
        duties=statistics.each_once(_Duties(document, state, signed, entries).all()),
    )


class _Duties:
    """The duties of one signed document whose end the record knows."""

    def __init__(self, document, state: str, signed: Mapping, entries) -> None:
        self.document = document
        self.state = state
        self.signed = signed
        self.entries = entries
        self.dossier = IDossier(document)
        self.issuer = IIssuingAgency(document)
        self.urgent = getattr(document.aq_base, "urgency", None) in ("urgent", "extra_urgent")

    def all(self) -> Iterator[Duty]:
        """All of them, each turn of a duty by itself."""
        yield from self._publishing()
        yield from self._determining()
        yield from self._making_up()
        yield from self._countersigning()
        yield from self._confirming()

    def _turn(self, key: str, facts: Mapping[str, date], done: str) -> Iterator[Duty]:
        """One turn of a duty, by the law and by a stricter local target.

        :param done: ISO day; empty while it is open.
        """
        for deadline in self.issuer.deadlines(facts, urgent=self.urgent):
            if deadline.key.removesuffix("_statutory") == key:
                yield Duty(deadline.key, deadline.binding, deadline.source, deadline.due.isoformat(), done)

    def _publishing(self) -> Iterator[Duty]:
        """From the day of issue, or from what came later and made it public: a correction, an adjustment (R-D1)."""
        if (self.dossier.affair("joint") or {}).get("lead_body"):
            # the lead publishes, and has the duty (R-J5)
            return
        issued = date.fromisoformat(self.signed["issue_date"][:10])
        later = [_day(self.signed["at"])] if self.signed.get("at") else []
        later += [_day(each["at"]) for each in self.dossier.affair("adjusted") or () if each["new"] == "proactive"]
        later += [_day(entry.at) for entry in self.entries if entry.action == "take_up"]
        began = max([issued, *later])
        done = min((day for day in self._published() if day >= began.isoformat()), default="")
        if done or (self.state == "issued" and self._attribute() == "proactive"):
            changed = {"changed": began} if began > issued else {}
            yield from self._turn("publish", {"created": issued, "issued": issued, **changed}, done)

    def _attribute(self) -> str:
        return getattr(self.document.aq_base, "disclosure_attribute", None) or ""

    def _published(self) -> list[str]:
        """ISO days on which it appeared where the profile looks (R-I5)."""
        channel = self.issuer.jurisdiction.statutory_channel
        if channel == channels.OWN:
            return [entry.at[:10] for entry in self.entries if _came_to("published", entry)]
        records = IChannels(self.document).records()
        return [record.placed_on for record in records if record.channel == channel and record.placed_on]

    def _determining(self) -> Iterator[Duty]:
        """Each referral: to be reported from its day, to be decided from its receipt (law.md 1.7)."""
        referred = received = ""
        for entry in self.entries:
            if _came_to("secrecy_consultation", entry):
                referred, received = entry.at[:10], ""
            received = entry.codes.get("received_on", received) if entry.action == "note_receipt" else received
            if referred and entry.codes.get("from") == "secrecy_consultation" != entry.codes.get("to"):
                decided = entry.at[:10]
                yield from self._turn("secrecy_report", {"referred": _day(referred)}, received or decided)
                if received:
                    yield from self._turn("secrecy_decision", {"received": _day(received)}, decided)
                referred = ""

    def _making_up(self) -> Iterator[Duty]:
        urgent = self.dossier.affair("urgent") or {}
        made_up = [each["at"][:10] for each in urgent.get("made_up", ())]
        if urgent.get("omitted") or made_up:
            done = "" if urgent.get("omitted") else max(made_up)
            yield from self._turn("late_opinions", {"signed_urgently": _day(urgent["at"])}, done)

    def _countersigning(self) -> Iterator[Duty]:
        for record in self.dossier.affair("instructions") or ():
            told = _day(record.get("instructed_at") or record["at"])
            done = (record.get("countersigned_at") or "")[:10]
            yield from self._turn("oral_countersign", {"instructed_orally": told}, done)

    def _confirming(self) -> Iterator[Duty]:
        withdrawal = self.dossier.affair("withdrawal") or {}
        done = (withdrawal.get("confirmed_at") or "")[:10]
        if withdrawal and (done or self.state == "withdrawn"):
            yield from self._turn("withdrawal_confirmation", {"withdrawn": _day(withdrawal["at"])}, done)


def _came_to(state: str, entry) -> bool:
    return entry.codes.get("to") == state != entry.codes.get("from")


def _day(iso_time: str) -> date:
    # The record writes Shanghai time.
    return date.fromisoformat(iso_time[:10])
