"""The figures of a period, and that the list of each number has just so many documents."""

from hypothesis import given
from hypothesis import strategies as st
from opengov.disclosure.core import figures
from opengov.disclosure.core import statistics
from opengov.disclosure.core.figures import Selection
from opengov.disclosure.core.figures import Share
from opengov.disclosure.core.statistics import Counted
from opengov.disclosure.core.statistics import Duty

import pytest


TODAY = "2026-11-22"
LAW, LOCAL = "政府信息公开条例 第二十六条", "本市规定 第三条"


def row(state="published", attribute="proactive", **values):
    return Counted(**{"day": "2026-03-05", "attribute": attribute, "state": state, **values})


def counts(*rows):
    return statistics.total(map(statistics.cells, rows))


OFFICE = (
    row(spent={"draft": 1, "sign_off": 0}, duties=(Duty("publish", "statutory", LAW, "2026-04-02", "2026-04-02"),)),
    row(spent={"draft": 8}, duties=(Duty("publish", "statutory", LAW, "2026-04-02", "2026-04-03"),)),
    row("issued", duties=(Duty("publish", "statutory", LAW, "2026-04-02"),)),
    row("issued", duties=(Duty("publish", "statutory", LAW, "2026-12-02"),)),
    row("withheld", "withheld", grounds=("personnel", "logistics")),
    row("withheld", "withheld", grounds=("personnel",), spent={"draft": 8}),
    row("voided", "withheld", grounds=("personnel",)),
    row("withheld", statistics.APART),
    row("registered", "on_request"),
)


def test_an_agency_without_documents_has_no_figures_and_no_share():
    none = counts()
    assert (figures.times(none), figures.punctuality(none, TODAY), figures.by_ground(none)) == ([], [], {})
    assert figures.share(none, "withheld") == Share(0, 0)
    assert figures.share(none, "withheld").percent is None


def test_one_document_is_everything():
    one = counts(OFFICE[0])
    assert figures.share(one, "proactive").percent == "100.0"
    assert [(time.step, time.documents, time.median, time.tenth, time.slow) for time in figures.times(one)] == [
        ("draft", 1, 1, 1, 1),
        ("sign_off", 1, 0, 0, 1),
    ]


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"), (1, 16, "6.3"), (0, 5, "0.0"), (5, 5, "100.0"), (1, 2000, "0.1")],
)
def test_shares_have_one_decimal_rounded_half_up(part, whole, percent):
    assert Share(part, whole).percent == percent


def test_shares_leave_out_what_is_gone_and_what_is_no_government_information():
    found = counts(*OFFICE)
    assert figures.whole(found) == 7
    assert figures.share(found, "withheld") == Share(2, 7)
    assert figures.by_ground(found) == {"personnel": Share(2, 7), "logistics": Share(1, 7)}


def test_steps_stand_in_the_order_of_a_documents_life():
    draft, sign_off = figures.times(counts(*OFFICE))
    assert (draft.step, draft.documents, draft.median, draft.tenth, draft.slow, draft.longest) == (
        "draft",
        3,
        8,
        8,
        2,
        8,
    )
    assert sign_off.step == "sign_off"


def test_a_duty_is_told_by_what_became_of_it():
    (kept,) = figures.punctuality(counts(*OFFICE), TODAY)
    assert (kept.on_time, kept.late, kept.open, kept.overdue) == (1, 1, 1, 1)
    assert kept.punctual == Share(1, 3)


def test_what_is_overdue_follows_the_day_without_being_stored():
    (kept,) = figures.punctuality(counts(*OFFICE), "2026-12-03")
    assert (kept.open, kept.overdue) == (0, 2)


def test_each_clause_has_a_line_of_its_own():
    both = row(
        duties=(
            Duty("publish", "local_target", LOCAL, "2026-03-10", "2026-03-20"),
            Duty("publish_statutory", "statutory", LAW, "2026-04-02", "2026-03-20"),
        )
    )
    found = figures.punctuality(counts(both), TODAY)
    assert [(kept.source, kept.on_time, kept.late) for kept in found] == [(LOCAL, 0, 1), (LAW, 1, 0)]


_ROWS = st.lists(
    st.builds(
        Counted,
        day=st.just("2026-03-05"),
        attribute=st.sampled_from(statistics.ATTRIBUTES),
        state=st.sampled_from(statistics.COUNTED),
        grounds=st.sampled_from([(), ("personnel",), ("personnel", "logistics")]),
        spent=st.dictionaries(st.sampled_from(statistics.STEPS), st.integers(0, 9), max_size=3),
        duties=st.lists(
            st.builds(
                Duty,
                st.just("publish"),
                st.just("statutory"),
                st.sampled_from([LAW, LOCAL]),
                st.sampled_from(["2026-11-21", "2026-11-22"]),
                st.sampled_from(["", "2026-11-20", "2026-11-23"]),
            ),
            max_size=2,
        ).map(statistics.each_once),
    ),
    max_size=12,
)


def listed(rows, **selection):
    found = figures.select(((str(n), each) for n, each in enumerate(rows)), Selection(**selection), TODAY)
    assert figures.number(counts(*rows), Selection(**selection), TODAY) in (None, len(found))
    return len(found)


@given(_ROWS)
def test_the_list_of_each_number_has_just_so_many_documents(rows):
    found = counts(*rows)
    for (attribute, state), number in figures.documents(found).items():
        assert listed(rows, attribute=attribute, state=state) == number
    for attribute, number in figures.by_attribute(found).items():
        assert listed(rows, attribute=attribute) == number
    assert listed(rows, attribute=figures.INFORMATION, standing="1") == figures.whole(found)
    assert listed(rows, attribute="withheld", standing="1") == figures.share(found, "withheld").part
    for ground, share in figures.by_ground(found).items():
        assert listed(rows, ground=ground) == share.part
    for time in figures.times(found):
        assert listed(rows, step=time.step) == time.documents
        assert listed(rows, step=time.step, days=str(time.tenth)) == time.slow
    for kept in figures.punctuality(found, TODAY):
        for outcome in statistics.OUTCOMES:
            asked = {"duty": kept.key, "clause": kept.source, "outcome": outcome}
            assert listed(rows, **asked) == getattr(kept, outcome)
        assert listed(rows, duty=kept.key, clause=kept.source) == sum(kept.outcomes.values())
    publishing = figures.kept_as_a_whole(found, "publish", TODAY).outcomes
    for outcome, number in publishing.items():
        assert listed(rows, duty="publish", outcome=outcome) == number
    assert listed(rows, duty="publish") == sum(publishing.values()) <= len(rows)


def test_a_document_under_two_clauses_counts_once_with_the_duty_by_the_worse_one():
    late = Duty("publish", "local_target", LOCAL, "2026-03-10", "2026-03-20")
    early = Duty("publish", "statutory", LAW, "2026-04-02", "2026-03-20")
    twice, once = counts(row(duties=(late, early)), row(duties=(early,))), Share(1, 2)
    assert [sum(kept.outcomes.values()) for kept in figures.punctuality(twice, TODAY)] == [2, 1]
    assert figures.kept_as_a_whole(twice, "publish", TODAY).punctual == once
    assert listed([row(duties=(late, early))], duty="publish", outcome="on_time") == 0
    assert listed([row(duties=(late, early))], duty="publish", clause=LAW, outcome="on_time") == 1


@given(_ROWS, st.sampled_from(["proactive", ""]), st.sampled_from(["personnel", ""]), st.sampled_from(["draft", ""]))
def test_the_counts_exclude_only_what_is_not_there(rows, attribute, ground, step):
    selection = Selection(attribute=attribute, ground=ground, step=step, duty="publish")
    if figures.select(((str(n), each) for n, each in enumerate(rows)), selection, TODAY):
        assert figures.may_have(counts(*rows), selection, TODAY)
    assert not figures.may_have(counts(), selection, TODAY)


@pytest.mark.parametrize(
    ("selection", "number"),
    [
        ({}, 9),
        ({"attribute": "withheld"}, 3),
        ({"attribute": "withheld", "standing": "1"}, 2),
        ({"attribute": figures.INFORMATION}, 8),
        ({"state": "issued"}, 2),
        ({"ground": "personnel"}, 2),
        ({"step": "draft"}, 3),
        ({"step": "draft", "days": "8"}, 2),
        ({"duty": "publish", "clause": LAW, "outcome": "late"}, 1),
        ({"duty": "publish", "clause": "no clause"}, 0),
        ({"duty": "publish", "outcome": "late"}, 1),
        ({"duty": "publish"}, 4),
        ({"kind": "notice"}, None),
        ({"ground": "personnel", "state": "withheld"}, None),
    ],
)
def test_how_many_a_list_has_is_told_by_the_counts_where_they_know(selection, number):
    assert figures.number(counts(*OFFICE), Selection(**selection), TODAY) == number
