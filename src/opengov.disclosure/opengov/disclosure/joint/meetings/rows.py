"""What the current user sees of the meetings about a document: an asked agency those it is invited to, no other (R-J6)."""

from collections.abc import Iterable
from opengov.disclosure.core import joint
from opengov.disclosure.core import meetings as rules
from opengov.disclosure.joint.meetings import settling
from opengov.disclosure.joint.meetings import store
from opengov.disclosure.joint.seeing import PositionsSeen
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.joint.store import records as slot_records
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier


#: What everybody reads of a file.
_FILE = ("number", "filename", "content_type", "size")


class MeetingRows(Slots):
    """The half of ``IMeetings`` that tells."""

    def __init__(self, context) -> None:
        super().__init__(context)
        self.seen = PositionsSeen(context)

    def allowed(self) -> bool:
        """See ``IMeetings``."""
        return self.seen.allowed()

    def rows(self) -> list[dict]:
        """See ``IMeetings``."""
        if not self.allowed():
            return []
        shown, kept = self._slots_shown(), {paper["number"]: paper for paper in IDossier(self.context).papers()}
        return [self._meeting(record, shown, kept) for record in reversed(self._meetings())]

    def may_call(self) -> bool:
        """See ``IMeetings``."""
        if not self.seen.roles & set(rules.HOLDING.get(self.state, ())):
            return False
        called = [record.as_rule() for record in store.records(self.context)]
        return not rules.call_problems(called, self.disputed(), settling.bound(self.context) is not None)

    def invitable(self) -> list[dict]:
        """See ``IMeetings``."""
        if not self.seen.insider:
            return []
        disputed = self.disputed()
        return [{"slot": slot.id, "title": slot.name, "disputed": slot.id in disputed} for slot in self.asked()]

    def binding(self) -> dict | None:
        """See ``IMeetings``."""
        bound = settling.bound(self.context) if self.seen.insider else None
        return {"at": bound.at, "attribute": bound.attribute, "grounds": list(bound.grounds)} if bound else None

    def paper(self, meeting_id: str, number: int) -> tuple[dict, object] | None:
        """See ``IMeetings``."""
        named = {record.id: record.papers for record in self._meetings()} if self.allowed() else {}
        if number not in named.get(meeting_id, ()):
            return None
        dossier = IDossier(self.context)
        told = next(paper for paper in dossier.papers() if paper["number"] == number)
        return told, dossier.paper(number)

    def disputed(self) -> list[str]:
        """Ids of the slots that are a matter for a meeting now."""
        digest, today = self.digest(), self.today()
        return [slot.id for slot in self.slots() if rules.is_disputed(slot, joint.standing(slot, digest, today))]

    def uids(self, slot_ids: Iterable[str]) -> tuple[str, ...]:
        """UIDs of the agencies of this site behind slots."""
        named = {record.id: record.agency for record in slot_records(self.context)}
        return tuple(uid for slot_id in slot_ids if (uid := named.get(slot_id)))

    def _meetings(self) -> list[store.MeetingRecord]:
        """Those the user may know of."""
        mine = {record.id for record in slot_records(self.context) if self.seen.mine(record)}
        return [
            record
            for record in store.records(self.context)
            if self.seen.insider or not mine.isdisjoint(record.agencies)
        ]

    def _slots_shown(self) -> set[str]:
        return {
            record.id
            for record in slot_records(self.context)
            if self.seen.insider or (record.asked and not record.removed)
        }

    def _meeting(self, record: store.MeetingRecord, shown: set[str], kept: dict[int, dict]) -> dict:
        told, cancelled = record.concluded or {}, record.cancelled
        row = {"id": record.id, "at": record.at, "place": record.place, "agenda": record.agenda}
        row |= {"agencies": [slot for slot in record.agencies if slot in shown], "persons": list(record.persons)}
        row |= {"called_at": record.called["at"], "changed_at": record.changed[-1]["at"] if record.changed else ""}
        row |= {name: told.get(name, "") for name in ("outcome", "minutes", "attribute")}
        row |= {"grounds": list(told.get("grounds", ())), "concluded_at": told.get("at", "")}
        row |= {name: [slot for slot in told.get(name, ()) if slot in shown] for name in ("attended", "settled")}
        row["cancelled"] = {"at": cancelled["at"], "reason": cancelled["reason"]} if cancelled else None
        row["papers"] = [{name: kept[number][name] for name in _FILE} for number in record.papers if number in kept]
        if self.seen.insider:
            # the persons of the lead are told to its own people only
            row |= {"called_by": record.called["by"], "concluded_by": told.get("by", "")}
        row["may"] = self._acts(record)
        return row

    def _acts(self, record: store.MeetingRecord) -> list[str]:
        meeting = record.as_rule()
        held = {
            name: bool(self.seen.roles & set(offices.get(self.state, ())))
            for name, offices in (("hold", rules.HOLDING), ("arrange", rules.ARRANGING), ("file", rules.FILING))
        }
        moment = rules.read_time(record.at)
        begun = moment is not None and moment <= now()
        acts = {
            "conclude": held["hold"] and meeting.open and begun,
            "change": held["arrange"] and meeting.open,
            "cancel": held["arrange"] and meeting.open,
            "attach": held["file"] and not rules.attach_problems(meeting),
        }
        return [act for act, possible in acts.items() if possible]
