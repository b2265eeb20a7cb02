"""What is counted of documents: cells, months, working time, nearest ranks, duties."""

from collections import Counter
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
from opengov.disclosure.core import calendar
from opengov.disclosure.core import statistics
from opengov.disclosure.core.statistics import Counted
from opengov.disclosure.core.statistics import Duty

import pytest
import random


CLAUSE = "政府信息公开条例 第二十六条"


def duty(due="2026-03-20", done="", key="publish", source=CLAUSE):
    return Duty(key, "statutory", source, due, done)


def document(**values):
    return Counted(**{"day": "2026-03-05", "attribute": "proactive", "state": "published", **values})


@pytest.mark.parametrize(
    ("numbers", "median", "tenth"),
    [
        ([], None, None),
        ([4], 4, 4),
        ([0], 0, 0),
        ([1, 5], 1, 5),
        ([1, 5, 9], 5, 9),
        ([3, 3, 3, 3], 3, 3),
        ([2, 1, 1, 1], 1, 2),
        (list(range(1, 11)), 5, 9),
        (list(range(1, 12)), 6, 10),
        (list(range(1, 101)), 50, 90),
        ([0] * 9 + [40], 0, 0),
        ([0] * 8 + [40, 40], 0, 40),
    ],
)
def test_median_and_slowest_tenth_are_numbers_of_nearest_rank(numbers, median, tenth):
    distribution = Counter(numbers)
    assert statistics.nearest_rank(distribution, 50) == median
    assert statistics.nearest_rank(distribution, 90) == tenth


@given(st.lists(st.integers(0, 30), min_size=1), st.integers(1, 100))
def test_the_nearest_rank_is_that_of_the_sorted_numbers(numbers, percent):
    rank = -(-len(numbers) * percent // 100)
    assert statistics.nearest_rank(Counter(numbers), percent) == sorted(numbers)[rank - 1]


def test_a_number_that_came_to_nothing_has_no_rank():
    assert statistics.nearest_rank({1: 0, 2: 1, 3: 0}, 50) == 2
    assert statistics.nearest_rank({1: 0}, 50) is None


STEPS = [
    ("2026-03-02T09:00:00+08:00", "", ""),
    ("2026-03-03T09:00:00+08:00", "draft", "section_review"),
    ("2026-03-03T10:00:00+08:00", "section_review", "section_review"),
    ("2026-03-03T17:00:00+08:00", "section_review", "draft"),
    ("2026-03-06T09:00:00+08:00", "draft", "section_review"),
    ("2026-03-09T09:00:00+08:00", "section_review", "disclosure_review"),
    ("2026-03-09T09:05:00+08:00", "disclosure_review", "sign_off"),
]


def test_a_step_that_came_twice_counts_once_with_the_sum():
    spent = statistics.spent(STEPS, calendar.national().count)
    # draft: Monday to Tuesday, Tuesday to Friday; section review: the same day, Friday to Monday
    assert spent == {"draft": 4, "section_review": 1, "disclosure_review": 0}


def test_the_step_a_document_is_in_is_not_counted():
    assert "sign_off" not in statistics.spent(STEPS, calendar.national().count)


def test_a_document_without_record_was_nowhere():
    assert statistics.stays([]) == []
    assert statistics.spent([("2026-03-02T09:00:00+08:00", "", "")], calendar.national().count) == {}


def test_time_is_in_working_days_with_swap_days():
    # National Day 2026: 1 to 7 October off, 20 September and 10 October worked
    steps = [("2026-09-30T16:00:00+08:00", "", ""), ("2026-10-10T09:00:00+08:00", "draft", "section_review")]
    days = statistics.spent(steps, calendar.national().count)["draft"]
    assert days == calendar.national().count(date(2026, 9, 30), date(2026, 10, 10))
    assert days < 10


def test_days_are_those_of_shanghai_as_the_record_writes_them():
    steps = [("2026-01-04T00:30:00+08:00", "", ""), ("2026-01-05T00:30:00+08:00", "draft", "section_review")]
    assert statistics.stays(steps) == [("draft", "2026-01-04", "2026-01-05")]
    assert document(day="2026-01-01").month == "2026-01"


def test_a_published_document_counts_once_with_its_state_time_and_duty():
    found = statistics.cells(document(spent={"draft": 3}, duties=(duty(done="2026-03-20"),)))
    assert found == {
        ("documents", "proactive", "published"): 1,
        ("spent", "draft", "3"): 1,
        ("met", "publish", "statutory", CLAUSE, "on_time"): 1,
        ("kept", "publish", "on_time"): 1,
    }


def test_a_withheld_document_counts_once_for_each_of_its_grounds():
    found = statistics.cells(
        document(attribute="withheld", state="withheld", grounds=("personnel", "logistics", "personnel"))
    )
    assert found == {
        ("documents", "withheld", "withheld"): 1,
        ("ground", "personnel"): 1,
        ("ground", "logistics"): 1,
    }


@pytest.mark.parametrize("state", sorted(statistics.GONE))
def test_what_is_gone_keeps_its_place_among_the_states_and_no_other(state):
    gone = document(attribute="withheld", state=state, grounds=("personnel",), duties=(duty(),))
    assert statistics.cells(gone) == {("documents", "withheld", state): 1}


def test_what_is_no_government_information_has_no_ground():
    apart = document(attribute=statistics.APART, state="withheld", grounds=("personnel",))
    assert statistics.cells(apart) == {("documents", statistics.APART, "withheld"): 1}


@pytest.mark.parametrize(
    ("done", "today", "outcome"),
    [
        ("2026-03-20", "2026-12-31", "on_time"),
        ("2026-03-21", "2026-12-31", "late"),
        ("", "2026-03-20", "open"),
        ("", "2026-03-21", "overdue"),
    ],
)
def test_a_duty_ends_with_its_last_day(done, today, outcome):
    assert duty(done=done).outcome(today) == outcome


def test_an_open_duty_is_stored_with_its_last_day_and_never_as_overdue():
    assert ("due", "publish", "statutory", CLAUSE, "2026-03-20") in statistics.cells(document(duties=(duty(),)))


@pytest.mark.parametrize(
    ("turns", "outcome"),
    [
        ([duty(done="2026-03-20"), duty(done="2026-03-25")], "late"),
        ([duty(done="2026-03-25"), duty(done="2026-03-20")], "late"),
        ([duty(done="2026-03-25"), duty()], "overdue"),
        ([duty(), duty(due="2027-01-20")], "overdue"),
        ([duty(due="2027-01-20"), duty()], "overdue"),
        ([duty(done="2026-03-20"), duty(due="2026-04-20", done="2026-04-20")], "on_time"),
    ],
)
def test_of_several_turns_of_a_duty_the_worst_counts(turns, outcome):
    (only,) = statistics.each_once(turns)
    assert only.outcome("2026-12-31") == outcome


def test_one_duty_under_two_clauses_counts_for_each():
    turns = [duty(done="2026-03-20"), duty(due="2026-03-10", done="2026-03-20", source="本市规定 第三条")]
    assert {each.source: each.outcome("") for each in statistics.each_once(turns)} == {
        CLAUSE: "on_time",
        "本市规定 第三条": "late",
    }


def test_a_change_moves_a_document_from_cell_to_cell_and_leaves_the_rest():
    before = document(spent={"draft": 3})
    after = document(attribute="withheld", state="withheld", grounds=("personnel",), spent={"draft": 3})
    assert statistics.change(before, after) == {
        "2026-03": {
            ("documents", "proactive", "published"): -1,
            ("documents", "withheld", "withheld"): 1,
            ("ground", "personnel"): 1,
        }
    }


def test_another_day_of_issue_moves_it_to_another_month():
    changes = statistics.change(document(), document(day="2026-04-01"))
    cell = ("documents", "proactive", "published")
    assert changes == {"2026-03": {cell: -1}, "2026-04": {cell: 1}}


def test_what_stays_the_same_changes_nothing():
    assert statistics.change(document(), document()) == {}
    assert statistics.change(None, None) == {}


def test_two_changes_of_one_month_add_up_and_what_comes_to_nothing_is_left_out():
    a, b, c = ("documents", "a"), ("documents", "b"), ("documents", "c")
    assert statistics.merged({a: 2, b: 1}, {a: 3, b: 1}, {a: 3, c: 1}) == {a: 4, c: 1}
    assert statistics.merged({a: 1}, {}, {a: 2}) == {a: 1}
    assert statistics.merged({a: 1}, {}, {a: 1}) == {}


_DUTIES = st.builds(
    duty, due=st.sampled_from(["2026-03-20", "2026-06-01"]), done=st.sampled_from(["", "2026-03-20", "2026-05-05"])
)
_ROWS = st.builds(
    Counted,
    day=st.sampled_from(["2025-12-31", "2026-01-01", "2026-03-05"]),
    attribute=st.sampled_from(statistics.ATTRIBUTES),
    state=st.sampled_from(statistics.COUNTED),
    grounds=st.sampled_from([(), ("personnel",), ("personnel", "logistics")]),
    spent=st.dictionaries(st.sampled_from(statistics.STEPS), st.integers(0, 9), max_size=3),
    duties=st.lists(_DUTIES, max_size=2).map(statistics.each_once),
)


@given(st.lists(st.tuples(st.integers(0, 4), st.none() | _ROWS), max_size=30), st.integers(0, 2**32))
def test_whatever_happens_in_whatever_order_the_counts_are_the_sum_of_what_is(steps, seed):
    """Random steps of five documents; the counts of each pair of steps are merged as two connections would."""
    rows, months = {}, {}
    for name, after in steps:
        for month, changes in statistics.change(rows.get(name), after).items():
            base = months.get(month, {})
            other = {("documents", "else", "published"): random.Random(seed).randint(-1, 1)}
            mine, theirs = statistics.merged({}, base, changes), statistics.merged({}, base, other)
            months[month] = statistics.merged(base, theirs, mine)
            months[month] = statistics.merged({}, months[month], {cell: -n for cell, n in other.items()})
        rows[name] = after
    wanted: dict = {}
    for row in filter(None, rows.values()):
        wanted.setdefault(row.month, Counter()).update(statistics.cells(row))
    assert {month: counts for month, counts in months.items() if counts} == wanted
