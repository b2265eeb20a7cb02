"""R-D2, R-D3: working days, swap days, years nobody has announced yet."""

from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core import calendar
from opengov.disclosure.core.calendar import DueDate
from opengov.disclosure.core.calendar import YearArrangement

import chinese_calendar
import pytest


NATIONAL = calendar.national()


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-01-05", 20, "2026-02-02"),
        ("2026-02-09", 20, "2026-03-13"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 7, "2026-03-02"),
        ("2026-02-13", 15, "2026-03-12"),
        ("2026-04-29", 5, "2026-05-09"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-24", 20, "2026-10-29"),
        ("2026-09-30", 7, "2026-10-15"),
        ("2025-01-20", 20, "2025-02-21"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2024-02-04", 20, "2024-03-07"),
        ("2026-11-02", 40, "2026-12-28"),
    ],
)
def test_working_days_are_counted_with_swap_days_and_without_the_first_day(start, n, due):
    assert NATIONAL.add(day(start), n) == DueDate(day(due), provisional=False)
    assert NATIONAL.count(day(start), day(due)) == n
    assert NATIONAL.count(day(due), day(start)) == -n


def test_a_date_in_a_year_not_announced_is_provisional_and_settled_by_the_notice():
    start = day("2026-12-10")
    assert NATIONAL.add(start, 20) == DueDate(day("2027-01-08"), provisional=True)
    notice = YearArrangement(2027, frozenset(map(day, ["2027-01-01", "2027-01-04"])), frozenset([day("2027-01-09")]))
    assert calendar.national({2027: notice}).add(start, 20) == DueDate(day("2027-01-09"), provisional=False)


def test_the_calendar_agrees_with_its_seed_except_for_the_day_the_seed_misses():
    starts = {date(2004, 1, 1): 5 * 365, date(2020, 1, 1): 7 * 365}
    days = (start + timedelta(days=offset) for start, number in starts.items() for offset in range(number))
    differing = [d for d in days if NATIONAL.is_working_day(d) != chinese_calendar.is_workday(d)]
    assert differing == [date(2005, 12, 31)]


@pytest.mark.parametrize(("year", "days"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_number_of_working_days_the_notice_leaves(year, days):
    assert NATIONAL.count(date(year - 1, 12, 31), date(year, 12, 31)) == days


@pytest.mark.parametrize(("year", "known"), [(2003, False), (2004, True), (2026, True), (2027, False)])
def test_the_announced_years_are_known(year, known):
    assert NATIONAL.is_announced(year) is known


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2027-01-01", False),
        ("2027-01-04", True),
        ("2027-02-05", False),
        ("2027-02-08", False),
        ("2027-02-09", True),
        ("2027-04-05", False),
        ("2027-05-03", True),
        ("2027-06-09", False),
        ("2027-09-15", False),
        ("2027-10-01", False),
        ("2045-04-04", False),
        ("2045-05-02", False),
        ("2150-10-03", False),
        ("2150-10-05", True),
    ],
)
def test_years_not_announced_keep_the_statutory_days_that_can_be_foreseen(text, works):
    assert NATIONAL.is_working_day(day(text)) is works


def test_local_holidays_are_days_off_even_where_the_nation_works():
    local = calendar.national(local_holidays=[day("2026-09-20"), day("2026-09-21")])
    assert local.add(day("2026-09-18"), 1).day == day("2026-09-22")


def test_an_added_year_replaces_the_known_one_but_no_other():
    empty = calendar.national({2026: YearArrangement(2026, frozenset(), frozenset())})
    assert empty.is_working_day(day("2026-10-01"))
    assert not empty.is_working_day(day("2025-10-01"))


def test_a_notice_rules_over_the_days_around_new_year():
    notice = YearArrangement(2027, frozenset([day("2026-12-31")]), frozenset([day("2026-12-26")]))
    added = calendar.national({2027: notice})
    assert not added.is_working_day(day("2026-12-31"))
    assert added.is_working_day(day("2026-12-26"))


def test_no_day_later_and_days_earlier_can_be_asked_for():
    assert NATIONAL.add(day("2026-02-14"), 0) == DueDate(day("2026-02-14"), provisional=False)
    assert NATIONAL.add(day("2026-09-24"), -5).day == day("2026-09-18")


@pytest.mark.parametrize("start", [date.min, date(1, 1, 2), date(1899, 12, 30), date(2100, 4, 1), date(9999, 12, 30)])
def test_the_calendar_never_raises_at_the_ends_of_time(start):
    assert NATIONAL.add(start, 20).provisional
    assert NATIONAL.add(start, -20).day <= start


@settings(max_examples=50)
@given(st.dates(date(2004, 1, 1), date(2040, 1, 1)), st.integers(1, 40))
def test_adding_and_counting_are_each_others_inverse(start, n):
    due = NATIONAL.add(start, n).day
    assert NATIONAL.is_working_day(due)
    assert NATIONAL.count(start, due) == n
