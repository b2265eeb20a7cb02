"""On which days somebody is reminded of a duty, of whom it is, and who hears that it is overdue (R-D4).

Each duty of each document is told at most three times: that it is due soon, that it is overdue, and, where the office wants
it, once to the leader. What is done, or gone on meanwhile, is told no more: it is no open duty then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.life import SIGNERS


class Slot(StrEnum):
    """The days on which a duty is told."""

    SOON = "due_soon"
    OVERDUE = "due_over"
    ESCALATED = "escalated"


@dataclass(frozen=True)
class Rhythm:
    """What an office has chosen.

    :param days_before: working days before the last day from which on somebody is reminded.
    :param leader_after: working days after the last day from which on the leader is told; 0: he is not.
    """

    days_before: int = 3
    leader_after: int = 0


#: Period -> offices whose duty it is. Of what stands with a person, or with the offices on record, see :data:`BY_RECORD`.
OFFICES: Mapping[str, tuple[str, ...]] = {
    "publish": ("Disclosure Officer", "Web Editor"),
    "secrecy_report": ("Secrecy Officer",),
    "secrecy_decision": ("Secrecy Officer",),
    "reassessment": ("Disclosure Officer",),
    "reassessment_of_decided": ("Disclosure Officer",),
    "withdrawal_confirmation": ("Disclosure Reviewer", *SIGNERS),
    "third_party": ("Disclosure Officer",),
    "late_opinions": (),
    "oral_countersign": (),
}
#: Duties whose people stand on the document's record: offices that omitted an opinion, who gave an instruction, who wrote it.
BY_RECORD = frozenset({"late_opinions", "oral_countersign", "third_party"})

#: Duties of the Transfer Clerk, told by the routine of deposits, and answers of other agencies, told with joint issuance.
ELSEWHERE = frozenset(
    {
        "transfer_electronic",
        "transfer_paper",
        "record_copy",
        "lapse_notice",
        "recall_notice",
        "annual_report",
        "co_maker",
    }
)

#: Who hears of everything that is overdue (R-S5: 信息公开工作机构), and the leader.
WATCHING = ("Disclosure Officer",)
LEADERS = ("Principal Signer",)

_DAY = timedelta(days=1)


def duty_of(key: str) -> str:
    """The duty a deadline is about: the law's own limit is the same duty as the stricter local one."""
    return key.removesuffix("_statutory")


def told_here(deadline: Deadline) -> bool:
    """Whether the deadline is told by the reminders of documents."""
    return duty_of(deadline.key) not in ELSEWHERE


def offices(key: str, slot: Slot, on_record: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Offices that are told of a duty on a slot.

    :param on_record: offices that the document's record names for the duty.
    """
    if slot == Slot.ESCALATED:
        return LEADERS
    own = on_record or OFFICES.get(duty_of(key), WATCHING)
    return tuple(dict.fromkeys((*own, *(WATCHING if slot == Slot.OVERDUE else ()))))


def days_before(deadline: Deadline, calendar: WorkingCalendar, rhythm: Rhythm) -> int:
    """Working days before the last day on which a duty is told: of a short one on its last days only, since whoever has it
    learned of it on the day it began."""
    return max(0, min(rhythm.days_before, calendar.count(deadline.trigger_date, deadline.due) - 1))


def slot(deadline: Deadline, today: date, calendar: WorkingCalendar, rhythm: Rhythm) -> Slot | None:
    """What is to be told of a duty today, as the newest of what should have been told by now; None: nothing yet."""
    if today > deadline.due:
        late = calendar.count(deadline.due, today)
        return Slot.ESCALATED if rhythm.leader_after and late >= rhythm.leader_after else Slot.OVERDUE
    return Slot.SOON if calendar.count(today, deadline.due) <= days_before(deadline, calendar, rhythm) else None


def slots(deadline: Deadline, today: date, calendar: WorkingCalendar, rhythm: Rhythm) -> tuple[Slot, ...]:
    """What should have been told of a duty by today and still makes sense: that it is due soon is not told when it is over."""
    newest = slot(deadline, today, calendar, rhythm)
    if newest == Slot.ESCALATED:
        return (Slot.OVERDUE, Slot.ESCALATED)
    return (newest,) if newest else ()


def next_day(deadline: Deadline, today: date, calendar: WorkingCalendar, rhythm: Rhythm) -> date | None:
    """The next day after today on which something is to be told of a duty; None when all was told by today."""
    days = [_first_day(deadline, calendar, rhythm), deadline.due + _DAY]
    if rhythm.leader_after:
        days.append(calendar.add(deadline.due, rhythm.leader_after).day)
    return min((day for day in days if day > today), default=None)


def _first_day(deadline: Deadline, calendar: WorkingCalendar, rhythm: Rhythm) -> date:
    """The first day on which a duty counts as due soon: working days are counted backwards."""
    return calendar.add(deadline.due, -days_before(deadline, calendar, rhythm)).day
