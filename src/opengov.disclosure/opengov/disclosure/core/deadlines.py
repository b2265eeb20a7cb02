"""Deadlines computed from facts and a jurisdiction's periods; nothing is ever stored (R-D1 to R-D4)."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from opengov.disclosure.core.calendar import DueDate
from opengov.disclosure.core.calendar import WorkingCalendar
from typing import Literal
from typing import Protocol


Unit = Literal["working_day", "calendar_day", "same_day", "day_of_month", "day_of_half_month", "end_of_month"]
Binding = Literal["statutory", "local_target"]

#: Trigger of a period -> the facts that set it off. Of several known facts the latest counts: a change or a
#: correction restarts the clock (R-D1).
TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "created_or_changed": ("created", "changed"),
    "issued": ("issued",),
    "obtained": ("obtained", "created", "changed"),
    "referred": ("referred",),
    "received": ("received",),
    "filed": ("filed",),
    "withdrawn": ("withdrawn",),
    "signed_urgently": ("signed_urgently",),
    "instructed_orally": ("instructed_orally",),
    "application_received": ("application_received",),
    "original_deadline": ("original_deadline",),
    "consultation_received": ("consultation_received",),
    "predisclosed": ("predisclosed",),
    "message_received": ("message_received",),
    "matter_decided": ("matter_decided",),
    "lapsed": ("lapsed",),
    "recalled": ("recalled",),
    "year_ended": ("year_ended",),
}


@dataclass(frozen=True)
class Period:
    """A number of a jurisdiction profile.

    :param n: working or calendar days; the day of the following month for ``day_of_month``, of the following half of a
        month (1st to 15th, 16th to its end) for ``day_of_half_month``; for ``end_of_month`` the number of the following
        month that ends it; 0 for ``same_day``.
    :param trigger: the event it runs from, a key of :data:`TRIGGERS`.
    :param source: the clause, as it is cited.
    :param binding: ``statutory`` binds everybody; a ``local_target`` can only be stricter.
    :param moves: whether a last day that is no working day moves to the next one. Where the clause does not say so it
        stands: the stricter reading, which nobody misses by keeping.
    """

    n: int
    unit: Unit
    trigger: str
    source: str
    binding: Binding
    moves: bool = False


@dataclass(frozen=True)
class Deadline:
    """The last day for a duty.

    :param key: key of the period, e.g. ``"publish"``; ``"publish_statutory"`` is the law's own date where a stricter
        local target is in force.
    :param provisional: rests on a year not announced yet; computed anew when it is.
    """

    key: str
    due: date
    provisional: bool
    source: str
    binding: Binding
    trigger: str
    trigger_date: date


class Periods(Protocol):
    """What the clocks ask of a jurisdiction."""

    @property
    def periods(self) -> Mapping[str, Period]:
        """The periods in force: the stricter ones where the area has its own."""

    @property
    def statutory(self) -> Mapping[str, Period]:
        """The law's own periods, also those that a local target tightens."""


def due(key: str, period: Period, trigger_date: date, calendar: WorkingCalendar) -> Deadline:
    """The deadline of one period; the day of the event is not counted (R-D3)."""
    last = _last_day(period, trigger_date, calendar)
    return Deadline(key, last.day, last.provisional, period.source, period.binding, period.trigger, trigger_date)


def deadlines_for(
    facts: Mapping[str, date], jurisdiction: Periods, calendar: WorkingCalendar, urgent: bool = False
) -> tuple[Deadline, ...]:
    """All deadlines that the facts set off, the earliest first.

    :param facts: what happened when: ``created``, ``changed``, ``issued``, ``obtained``, ``referred``, ``received``
        (by the deciding body), ``filed``, ``withdrawn`` … (:data:`TRIGGERS`). Unknown names are ignored.
    :param urgent: the matter is urgent; a profile may then ask for publishing on the same day.
    """
    found = []
    for key, period in _in_force(facts, jurisdiction, urgent):
        start = _trigger_date(period, facts)
        if start is not None:
            found.append(due(key, period, start, calendar))
    return tuple(sorted(found, key=lambda deadline: (deadline.due, deadline.key)))


def deadlines_by_day(
    facts: Mapping[str, date],
    in_force: Callable[[date], tuple[Periods, WorkingCalendar]],
    urgent: bool = False,
) -> tuple[Deadline, ...]:
    """All deadlines that the facts set off, each by the rules of the day that set it off (R-D1), the earliest first.

    An area that changes its numbers changes them for what begins from that day on; nothing that runs already moves.

    :param in_force: gives the jurisdiction and the calendar that were in force on a day.
    """
    found: dict[str, Deadline] = {}
    for day in sorted(set(facts.values())):
        jurisdiction, calendar = in_force(day)
        begun = [each for each in deadlines_for(facts, jurisdiction, calendar, urgent) if each.trigger_date == day]
        # Two areas may count one duty from different events; the later event restarts it, in both its forms.
        duties = {_duty(deadline.key) for deadline in begun}
        found = {key: deadline for key, deadline in found.items() if _duty(key) not in duties}
        found |= {deadline.key: deadline for deadline in begun}
    return tuple(sorted(found.values(), key=lambda deadline: (deadline.due, deadline.key)))


def _duty(key: str) -> str:
    return key.removesuffix("_statutory")


def days_left(deadline: Deadline, today: date, calendar: WorkingCalendar) -> int:
    """Working days left; 0 on the last day, negative when it is over."""
    return calendar.count(today, deadline.due)


def is_overdue(deadline: Deadline, today: date, done_on: date | None) -> bool:
    """Whether the duty is, or was, done too late (R-D4).

    :param done_on: the day it was done; None while it is open.
    """
    return (done_on or today) > deadline.due


#: Variants of the publish clock are not duties of their own.
_PUBLISH_VARIANTS = ("publish_document", "urgent_publish")


def _in_force(facts: Mapping[str, date], jurisdiction: Periods, urgent: bool) -> Iterator[tuple[str, Period]]:
    for key, period in jurisdiction.periods.items():
        if key in _PUBLISH_VARIANTS:
            continue
        if key == "publish":
            period = _publish_period(facts, jurisdiction.periods, urgent)
        yield key, period
        law = jurisdiction.statutory.get(key)
        if law is not None and law != period:
            yield f"{key}_statutory", law


def _publish_period(facts: Mapping[str, date], periods: Mapping[str, Period], urgent: bool) -> Period:
    """The publish clock in force: urgent matters first, then documents that count from issue, unless changed since."""
    if urgent and "urgent_publish" in periods:
        return periods["urgent_publish"]
    document = periods.get("publish_document")
    if document is None or "issued" not in facts or facts.get("changed", date.min) > facts["issued"]:
        return periods["publish"]
    return document


def _trigger_date(period: Period, facts: Mapping[str, date]) -> date | None:
    return max((facts[name] for name in TRIGGERS[period.trigger] if name in facts), default=None)


def _last_day(period: Period, start: date, calendar: WorkingCalendar) -> DueDate:
    if period.unit == "working_day":
        return calendar.add(start, period.n)
    last = _LAST_DAYS[period.unit](start, period.n)
    if period.moves and not calendar.is_working_day(last):
        return calendar.add(last, 1)
    # that it is no day off is known only of announced years
    return DueDate(last, provisional=period.moves and not calendar.is_announced(last.year))


def first_of_next_month(day: date) -> date:
    """The first day of the month that follows."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


#: Last day of the first half of a month.
HALF = 15


def _day_of_half_month(start: date, n: int) -> date:
    return start.replace(day=HALF + n) if start.day <= HALF else first_of_next_month(start).replace(day=n)


def _end_of_month(start: date, n: int) -> date:
    day = start
    for _each in range(n + 1):
        day = first_of_next_month(day)
    return day - timedelta(days=1)


#: Unit -> the last day of a period that begins on a day.
_LAST_DAYS: Mapping[str, Callable[[date, int], date]] = {
    "calendar_day": lambda start, n: start + timedelta(days=n),
    "same_day": lambda start, _n: start,
    "day_of_month": lambda start, n: first_of_next_month(start).replace(day=n),
    "day_of_half_month": _day_of_half_month,
    "end_of_month": _end_of_month,
}
