"""The working calendar of an agency: the national one, the years announced since, its local holidays."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from functools import lru_cache
from opengov.disclosure.agency.interfaces import IAgencySettings
from opengov.disclosure.core.calendar import national
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.core.calendar import YearArrangement
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


_WORDS = {"off": "off", "休": "off", "work": "work", "班": "work"}


def _days(word: str) -> Iterator[date]:
    first, _dots, last = word.partition("..")
    day, end = date.fromisoformat(first), date.fromisoformat(last or first)
    if not 0 <= (end - day).days < 31:
        raise ValueError(word)
    while day <= end:
        yield day
        day += timedelta(days=1)


def arrangements(lines: Iterable[str]) -> dict[int, YearArrangement]:
    """Read the announced years.

    :param lines: ``"2027 off 2027-01-01..2027-01-03 2027-02-05"`` for days off and ``"2027 work 2027-01-31"`` for worked
        weekend days (休 and 班 are understood as well); the first word is the year of the notice.
    :raises ValueError: when a line cannot be read.
    """
    read: dict[int, dict[str, set[date]]] = {}
    for line in lines:
        year, what, *words = line.split()
        if what not in _WORDS or not words:
            raise ValueError(line)
        kinds = read.setdefault(int(year), {"off": set(), "work": set()})
        kinds[_WORDS[what]].update(day for word in words for day in _days(word))
    return {
        year: YearArrangement(year, frozenset(kinds["off"]), frozenset(kinds["work"])) for year, kinds in read.items()
    }


@lru_cache(maxsize=64)
def _calendar(lines: tuple[str, ...], local_holidays: tuple[str, ...]) -> WorkingCalendar:
    return national(arrangements(lines), [date.fromisoformat(day) for day in local_holidays])


def working_calendar(local_holidays: Iterable[str]) -> WorkingCalendar:
    """The calendar of an area.

    :param local_holidays: ISO dates of further days off.
    """
    settings = getUtility(IRegistry).forInterface(IAgencySettings, prefix="opengov.disclosure.agency")
    return _calendar(tuple(settings.announced_years or ()), tuple(local_holidays))
