"""Working days as the State Council arranges them each year, with swap days (调休): R-D2, R-D3."""

from chinese_calendar import constants  # type: ignore[import-untyped, unused-ignore]
from chinese_calendar import get_solar_terms
from chinese_calendar.solar_terms import SolarTerms  # type: ignore[import-untyped, unused-ignore]
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import cache
from opengov.disclosure.core.holiday_notice import parse_arrangement as parse_arrangement
from opengov.disclosure.core.holiday_notice import YearArrangement as YearArrangement
from types import MappingProxyType


_DAY = timedelta(days=1)
_SATURDAY = 5

#: A swap day the library does not know: it worked for New Year 2006.
_MISSING_WORKING_WEEKENDS = frozenset({date(2005, 12, 31)})

#: Statutory days of 全国年节及纪念日放假办法 (2024) with a date of their own: month, day.
_FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))

#: First day of the first, fifth day of the fifth and fifteenth day of the eighth month of the lunar year.
_LUNAR_HOLIDAYS: Mapping[int, tuple[date, date, date]] = {
    spring.year: (spring, dragon_boat, mid_autumn)
    for spring, dragon_boat, mid_autumn in (
        (date(2027, 2, 6), date(2027, 6, 9), date(2027, 9, 15)),
        (date(2028, 1, 26), date(2028, 5, 28), date(2028, 10, 3)),
        (date(2029, 2, 13), date(2029, 6, 16), date(2029, 9, 22)),
        (date(2030, 2, 3), date(2030, 6, 5), date(2030, 9, 12)),
        (date(2031, 1, 23), date(2031, 6, 24), date(2031, 10, 1)),
        (date(2032, 2, 11), date(2032, 6, 12), date(2032, 9, 19)),
        (date(2033, 1, 31), date(2033, 6, 1), date(2033, 9, 8)),
        (date(2034, 2, 19), date(2034, 6, 20), date(2034, 9, 27)),
        (date(2035, 2, 8), date(2035, 6, 10), date(2035, 9, 16)),
        (date(2036, 1, 28), date(2036, 5, 30), date(2036, 10, 4)),
    )
}


@dataclass(frozen=True)
class DueDate:
    """The last day of a period; provisional while it rests on a year that is not announced yet."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days count as 工作日.

    :param announced: years whose arrangement is known.
    :param holidays: days off in announced years, local ones included.
    :param working_weekends: weekend days that are worked in announced years.
    :param local_holidays: further days off by decision of an ethnic autonomous area (放假办法 第四条).
    """

    announced: frozenset[int]
    holidays: frozenset[date]
    working_weekends: frozenset[date]
    local_holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts; for a year not announced, as far as it can be foreseen."""
        if day in self.local_holidays or day in self.holidays:
            return False
        if day in self.working_weekends:
            return True
        if day.weekday() >= _SATURDAY:
            return False
        return day.year in self.announced or day not in foreseeable_holidays(day.year)

    def is_announced(self, year: int) -> bool:
        """Whether the arrangement of the year is known."""
        return year in self.announced

    def add(self, start: date, n: int) -> DueDate:
        """The n-th working day after the start, which itself is not counted (R-D3).

        :param n: working days; 0 is the start itself, a negative number counts backwards.
        """
        day, left = start, abs(n)
        step, last = (_DAY, date.max) if n >= 0 else (-_DAY, date.min)
        while left and day != last:
            day += step
            left -= self.is_working_day(day)
        return DueDate(day, provisional=day != start and not self._knows(start + step, day))

    def count(self, start: date, end: date) -> int:
        """Working days after the start up to and including the end; negative when the end comes first."""
        if end < start:
            return -self.count(end, start)
        days = (start + _DAY * offset for offset in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def _knows(self, one: date, other: date) -> bool:
        years = range(min(one.year, other.year), max(one.year, other.year) + 1)
        return self.announced.issuperset(years)


def changes(old: WorkingCalendar, new: WorkingCalendar, year: int) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """What the notice of a year changes: days that become working days, and days that are none any more.

    :param year: of the notice; the weeks around both its ends are looked at, too.
    """
    first, last = date(year - 1, 12, 1), date(year + 1, 1, 31)
    days = [first + _DAY * offset for offset in range((last - first).days + 1)]
    differing = [day for day in days if old.is_working_day(day) != new.is_working_day(day)]
    gained = tuple(day for day in differing if new.is_working_day(day))
    return gained, tuple(day for day in differing if day not in gained)


@cache
def foreseeable_holidays(year: int) -> frozenset[date]:
    """Statutory days off of a year that is not announced: fixed dates, Qingming, and lunar dates while tabled.

    Bridge days and days in lieu are left out: nobody knows them before the notice.
    """
    days = {date(year, month, day) for month, day in _FIXED_HOLIDAYS} | _qingming(year)
    if year in _LUNAR_HOLIDAYS:
        spring, dragon_boat, mid_autumn = _LUNAR_HOLIDAYS[year]
        days |= {spring + _DAY * offset for offset in (-1, 0, 1, 2)} | {dragon_boat, mid_autumn}
    return frozenset(days)


def _qingming(year: int) -> set[date]:
    # The formula of the solar terms holds for these two centuries only.
    if not 1900 <= year < 2100:
        return set()
    terms = get_solar_terms(date(year, 4, 1), date(year, 4, 10))
    return {day for day, name in terms if name == SolarTerms.pure_brightness.value[1]}


@cache
def known_arrangements() -> Mapping[int, YearArrangement]:
    """The arrangements that come with the product, by year."""
    working_weekends = frozenset(constants.workdays) | _MISSING_WORKING_WEEKENDS
    years = sorted({day.year for day in constants.holidays})
    return MappingProxyType(
        {
            year: YearArrangement(
                year,
                frozenset(day for day in constants.holidays if day.year == year),
                frozenset(day for day in working_weekends if day.year == year),
            )
            for year in years
        }
    )


def national(
    extra: Mapping[int, YearArrangement] = MappingProxyType({}), local_holidays: Iterable[date] = ()
) -> WorkingCalendar:
    """The national calendar, with the years a site manager has added.

    :param extra: arrangements by year; each replaces what is known of its year.
    :param local_holidays: further days off of the area.
    """
    holidays: set[date] = set()
    working: set[date] = set()
    for year, arrangement in known_arrangements().items():
        if year not in extra:
            holidays |= arrangement.holidays
            working |= arrangement.working_weekends
    for _year, arrangement in sorted(extra.items()):
        # A notice may speak of days around New Year: the newer word holds.
        holidays = (holidays - arrangement.working_weekends) | arrangement.holidays
        working = (working - arrangement.holidays) | arrangement.working_weekends
    announced = frozenset(known_arrangements()) | frozenset(extra)
    return WorkingCalendar(announced, frozenset(holidays), frozenset(working), frozenset(local_holidays))
