"""``IMeetings``: what the lead does with coordination meetings (协调会), and what each leads to (R-J3)."""

from collections.abc import Mapping
from collections.abc import Sequence
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import joint
from opengov.disclosure.core import meetings as rules
from opengov.disclosure.core import minutes as outcomes
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import events
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.meetings import papers
from opengov.disclosure.joint.meetings import settling
from opengov.disclosure.joint.meetings import store
from opengov.disclosure.joint.meetings.rows import MeetingRows
from opengov.disclosure.joint.places import user_id
from opengov.disclosure.joint.store import records as slot_records
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IScan
from uuid import uuid4
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer


@implementer(IMeetings)
@adapter(IGoverned)
class Meetings(MeetingRows):
    """See ``IMeetings``."""

    def call(self, at: str, place: str, agenda: str, agencies: Sequence[str], persons: Sequence[str] = ()) -> str:
        """See ``IMeetings``."""
        stood_for = self._as_holder(rules.HOLDING, "call_meeting")
        plan = _cleaned(rules.Plan(at, place, agenda, tuple(agencies), tuple(persons)))
        disputed = self.disputed()
        earlier = store.records(self.context)
        called = [record.as_rule() for record in earlier]
        enforce(rules.call_problems(called, disputed, settling.bound(self.context) is not None))
        self._check(plan, disputed)
        who = {"id": uuid4().hex, "order": 1 + len(earlier), "called": self._signature(stood_for)}
        record = store.MeetingRecord(**who, **_planned(plan))
        store.keep(self.context, record)
        self._enter_meeting("meeting_called", record, stood_for, **_codes(plan))
        notify(events.MeetingCalled(self.context, record.id, self.uids(plan.agencies)))
        return record.id

    def change(self, meeting_id: str, **values) -> None:
        """See ``IMeetings``."""
        record = store.record_of(self.context, meeting_id)
        stood_for = self._as_holder(rules.ARRANGING, "change_meeting")
        enforce(rules.open_problems(record.as_rule()))
        former = record.plan
        given = {name: tuple(value) if name in ("agencies", "persons") else value for name, value in values.items()}
        plan = _cleaned(rules.Plan(**{**_planned(former), **given}))
        self._check(plan, self.disputed(), former)
        if plan == former:
            return
        record.changed += ({**self._signature(stood_for), "from": _planned(former)},)
        for name, value in _planned(plan).items():
            setattr(record, name, value)
        self._enter_meeting("meeting_changed", record, stood_for, **_codes(plan))
        let_go = [slot for slot in former.agencies if slot not in plan.agencies]
        if self.uids(let_go):
            notify(events.MeetingCancelled(self.context, record.id, self.uids(let_go)))
        notify(events.MeetingCalled(self.context, record.id, self.uids(plan.agencies)))

    def cancel(self, meeting_id: str, reason: str) -> None:
        """See ``IMeetings``."""
        record = store.record_of(self.context, meeting_id)
        stood_for = self._as_holder(rules.ARRANGING, "cancel_meeting")
        enforce([*rules.cancel_problems(record.as_rule(), reason), *self._marks(reason=reason)])
        record.cancelled = {"reason": reason.strip(), **self._signature(stood_for)}
        self._enter_meeting("meeting_cancelled", record, stood_for)
        notify(events.MeetingCancelled(self.context, record.id, self.uids(record.agencies)))

    def conclude(
        self,
        meeting_id: str,
        outcome: str,
        minutes: str,
        attended: Sequence[str],
        attribute: str = "",
        grounds: Sequence[str] = (),
        settled: Sequence[str] = (),
    ) -> None:
        """See ``IMeetings``."""
        record = store.record_of(self.context, meeting_id)
        stood_for = self._as_holder(rules.HOLDING, "conclude_meeting")
        report = outcomes.Report(outcome, minutes, tuple(attended), attribute, tuple(grounds), tuple(settled))
        proposal, present = IDisclosureProposal(self.context).proposal(), settling.present(self.context)
        listed = bool(proposal.art19 or proposal.art20_item)
        found = outcomes.conclude_problems(record.as_rule(), report, self.disputed(), present, now(), listed)
        enforce([*found, *self._marks(minutes=minutes)])
        agreed = {
            rules.Outcome.CHANGED: (report.attribute, report.grounds),
            rules.Outcome.KEPT: (present.attribute, present.grounds),
        }.get(rules.Outcome(outcome), ("", ()))
        told = {"outcome": outcome, "minutes": minutes.strip(), "attribute": agreed[0], "grounds": list(agreed[1])}
        told |= {"attended": list(report.attended), "settled": list(report.settled), "digest": self.digest()}
        record.concluded = {**told, **self._signature(stood_for)}
        digests = {**store.digests(told), "content": told["digest"]}
        codes = {"outcome": outcome, "attribute": agreed[0], "grounds": ",".join(agreed[1])}
        self._enter_meeting("meeting_concluded", record, stood_for, digests, **codes)
        self._settle(record, stood_for)
        notify(events.MeetingConcluded(self.context, record.id, self.uids(record.agencies), outcome))

    def attach(self, meeting_id: str, paper: dict) -> None:
        """See ``IMeetings``."""
        record = store.record_of(self.context, meeting_id)
        stood_for = self._as_holder(rules.FILING, "attach_to_meeting")
        enforce(rules.attach_problems(record.as_rule()))
        name, content = papers.read(paper)
        enforce(self._marks(paper={**paper, "filename": name}))
        number, digest = papers.keep(self.context, {**paper, "filename": name}, content, user_id())
        record.papers += (number,)
        self._enter_meeting("meeting_paper", record, stood_for, {"paper": digest})

    def lapse(self) -> None:
        """See ``IMeetings``."""
        for record in store.records(self.context):
            if record.as_rule().open:
                record.cancelled = {"reason": "", **self._signature("")}
                self._enter_meeting("meeting_cancelled", record, "")
                notify(events.MeetingCancelled(self.context, record.id, self.uids(record.agencies)))

    def _as_holder(self, offices: Mapping[str, tuple[str, ...]], act: str) -> str:
        """Let only the lead's own offices pass; return whom a deputy stands in for, else an empty text (R-S4)."""
        enforce(rules.office_problems(offices, self.state, self.held(), act))
        return self.stood_for(offices[self.state])

    def _check(self, plan: rules.Plan, disputed: Sequence[str], former: rules.Plan | None = None) -> None:
        present = [slot.id for slot in self.asked()]
        found = rules.plan_problems(plan, present, disputed, now(), former)
        enforce([*found, *self._marks(place=plan.place, agenda=plan.agenda, persons=plan.persons)])

    def _marks(self, **values) -> list:
        """State secrets are written into no minutes either (R-A4)."""
        return IScan(self.context).marks_in(values)

    def _settle(self, record: store.MeetingRecord, stood_for: str) -> None:
        """What the meeting has settled is a decision in the slots, beside those of the authority."""
        told = record.concluded
        changed = told["outcome"] == rules.Outcome.CHANGED
        ruling = (joint.Ruling.TO_CHANGE if changed else joint.Ruling.AS_DRAFTED).value
        for slot in slot_records(self.context):
            if slot.id not in told["settled"]:
                continue
            decision = {"turn": slot.next_turn(), "ruling": ruling, "settler": joint.Settler.MEETING.value}
            decision |= {"authority": "", "reason": "", "attribute": told["attribute"], "paper": None}
            who = {name: told[name] for name in ("digest", "at", "by")}
            slot.decisions += ({**decision, **who, "meeting": record.id},)
            codes = {"ruling": ruling, "attribute": told["attribute"], "meeting": record.id}
            self._enter("position_settled", slot, told["digest"], stood_for, **codes)

    def _enter_meeting(
        self, action: str, record: store.MeetingRecord, stood_for: str, digests: dict | None = None, **codes: str
    ) -> None:
        codes = {"meeting": record.id, **codes}
        ILedger(self.context).record(action, codes=codes, digests=digests, on_behalf_of=stood_for)

    @staticmethod
    def _signature(stood_for: str) -> dict:
        return {"at": now().isoformat(), "by": user_id(), "on_behalf_of": stood_for}

    def export(self) -> list[dict]:
        """See ``IMeetings``."""
        return [record.export() for record in store.records(self.context)]

    def restore(self, plain: list[dict]) -> None:
        """See ``IMeetings``."""
        store.restore(self.context, plain)

    def drop(self) -> None:
        """See ``IMeetings``."""
        store.drop(self.context)


def _cleaned(plan: rules.Plan) -> rules.Plan:
    """The same plan as it is kept: time with its zone, words without blanks around them."""
    moment = rules.read_time(plan.at)
    at = moment.isoformat() if moment else plan.at
    persons = tuple(person.strip() for person in plan.persons)
    return rules.Plan(at, plan.place.strip(), plan.agenda.strip(), plan.agencies, persons)


def _planned(plan: rules.Plan) -> dict:
    """What is planned, as plain values."""
    return {name: getattr(plan, name) for name in ("at", "place", "agenda", "agencies", "persons")}


def _codes(plan: rules.Plan) -> dict[str, str]:
    """What the record says of a plan: no words, no names (R-L3)."""
    return {"time": plan.at, "agencies": str(len(plan.agencies)), "persons": str(len(plan.persons))}
