"""Spans of months that figures are asked for, and the parts a chart shows them in."""

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem

import re


#: Longest span in months: no office has documents of more than a century ago to count by month.
LONGEST = 1200
#: A chart shows at most so many months one by one, then at most so many quarters, then years.
MONTHS = 18
QUARTERS = 72

_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])(-\d\d)?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """Whole months, both included, as ``YYYY-MM``."""

    first: str
    last: str

    @property
    def from_day(self) -> str:
        """Its first day, ISO."""
        return f"{self.first}-01"

    @property
    def to_day(self) -> str:
        """Its last day, ISO."""
        year, month = _split(self.last)
        return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()

    @property
    def months(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(_text(number) for number in range(_number(self.first), _number(self.last) + 1))

    def parts(self) -> tuple["Span", ...]:
        """What a chart shows one by one: months; quarters or years of a long span."""
        size = 1 if len(self.months) <= MONTHS else 3 if len(self.months) <= QUARTERS else 12
        first, last = _number(self.first), _number(self.last)
        edges = range(first - first % size, last + 1, size)
        return tuple(Span(_text(max(edge, first)), _text(min(edge + size - 1, last))) for edge in edges)

    def label(self) -> str:
        """``2026-03``, ``2026Q1`` or ``2026`` where it is just that, else both ends."""
        if self.first == self.last:
            return self.first
        year, month = _split(self.first)
        if self.last == f"{year}-12" and month == 1:
            return str(year)
        if month % 3 == 1 and self.last == _text(_number(self.first) + 2):
            return f"{year}Q{month // 3 + 1}"
        return f"{self.first}–{self.last}"


def read(year: str, quarter: str, first: str, last: str, today: date) -> Span:
    """The span somebody asks for; this year when nothing is asked.

    :param year: four digits.
    :param quarter: ``1`` to ``4`` of that year (of this year without one), or empty.
    :param first: month or day (ISO) from which; wins over the year.
    :param last: month or day up to which, its month included.
    :raises RuleBroken: (R-X2) naming each value that is none.
    """
    found = [Problem("statistics_year", "R-X2", "year")] if year and not _YEAR.fullmatch(year) else []
    if quarter not in ("", "1", "2", "3", "4"):
        found.append(Problem("statistics_quarter", "R-X2", "quarter"))
    found += [
        Problem("statistics_month", "R-X2", name)
        for name, value in (("from", first), ("to", last))
        if value and not _MONTH.fullmatch(value)
    ]
    enforce(found)
    if not (first or last):
        return _of_year(year or str(today.year), quarter)
    present = today.isoformat()[:7]
    span = Span((first or min(last, f"{last[:4]}-01"))[:7], (last or max(present, first))[:7])
    if span.first > span.last:
        enforce([Problem("statistics_order", "R-X2", "to")])
    if len(span.months) > LONGEST:
        enforce([Problem("statistics_too_long", "R-X2", "to", "", {"years": str(LONGEST // 12)})])
    return span


def _of_year(year: str, quarter: str) -> Span:
    if not quarter:
        return Span(f"{year}-01", f"{year}-12")
    first = int(quarter) * 3 - 2
    return Span(f"{year}-{first:02}", f"{year}-{first + 2:02}")


def _split(month: str) -> tuple[int, int]:
    return int(month[:4]), int(month[5:7])


def _number(month: str) -> int:
    year, of_year = _split(month)
    return year * 12 + of_year - 1


def _text(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
