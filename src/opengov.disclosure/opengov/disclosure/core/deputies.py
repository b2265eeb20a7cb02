"""Deputies: who may stand in for whom, in which office, and on which days (R-S4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core.rules import Problem


#: The longest appointment in days; whoever is away longer has a successor, not a deputy. Our own choice.
MAX_DAYS = 366

_RULE = "R-S4"


@dataclass(frozen=True)
class Appointment:
    """A dated deputy appointment.

    :param deputy: user id of who stands in.
    :param person: user id of the one stood for.
    :param role: the office.
    :param first_day: first day in force (Asia/Shanghai), as ``last_day`` included.
    :param ended_on: day on which it was ended before its time; from that moment on it holds no more.
    """

    deputy: str
    person: str
    role: str
    first_day: date
    last_day: date
    ended_on: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the deputy holds the office on the day."""
        ended = self.ended_on is not None and day >= self.ended_on
        return self.first_day <= day <= self.last_day and not ended


def problems(
    appointment: Appointment, today: date, offices: Collection[str], holders: Collection[str]
) -> list[Problem]:
    """What forbids an appointment.

    :param today: day on which it is made; nobody is appointed for days gone by.
    :param offices: roles that the agency has.
    :param holders: user ids that hold the office themselves; a deputy is none.
    """
    return _about_persons(appointment, offices, holders) + _about_period(appointment, today)


def _about_persons(appointment: Appointment, offices: Collection[str], holders: Collection[str]) -> list[Problem]:
    if appointment.role not in offices:
        return [Problem("deputy_office_unknown", _RULE, "role", params={"role": appointment.role})]
    found = []
    if appointment.person not in holders:
        found.append(Problem("deputy_for_nobody", _RULE, "for", params={"user": appointment.person}))
    if appointment.deputy == appointment.person:
        found.append(Problem("deputy_for_himself", _RULE, "deputy"))
    elif appointment.deputy in holders:
        found.append(Problem("deputy_holds_office", _RULE, "deputy", params={"user": appointment.deputy}))
    return found


def _about_period(appointment: Appointment, today: date) -> list[Problem]:
    first, last = appointment.first_day, appointment.last_day
    if last < first:
        return [Problem("deputy_period_reversed", _RULE, "until")]
    if (last - first).days >= MAX_DAYS:
        return [Problem("deputy_period_too_long", _RULE, "until", params={"days": str(MAX_DAYS)})]
    if first < today:
        return [Problem("deputy_period_past", _RULE, "from", params={"today": today.isoformat()})]
    return []
