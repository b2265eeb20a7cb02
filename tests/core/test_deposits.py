"""The rhythm of depositing: months and halves, their last days, and who may record what (R-T1, R-T2, R-T6, R-D1 to R-D4)."""

from datetime import date
from opengov.disclosure.core import calendar
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import deposit_acts
from opengov.disclosure.core import deposits
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.deadlines import Period
from opengov.disclosure.core.deposits import Act
from opengov.disclosure.core.deposits import Span
from opengov.disclosure.core.jurisdictions import comparing
from opengov.disclosure.core.rules import RuleBroken

import pytest


NATIONAL = calendar.national()
TENTH = Period(10, "day_of_month", "created_or_changed", "某办法 第七条", "local_target")
#: The 5th and the 20th, the next working day when it is a day off.
TWICE = Period(5, "day_of_half_month", "created_or_changed", "某规定", "local_target", moves=True)


def day(text):
    return date.fromisoformat(text)


def due(period, start):
    return deadlines.due("transfer_paper", period, day(start), NATIONAL)


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        (TENTH, "2026-01-01", "2026-02-10"),
        (TENTH, "2026-01-31", "2026-02-10"),
        (TENTH, "2026-02-28", "2026-03-10"),
        (TENTH, "2024-02-29", "2024-03-10"),
        (TENTH, "2026-12-31", "2027-01-10"),
        # 10 January 2026 is a Saturday, 10 October a Saturday that is worked: the strict reading moves neither
        (TENTH, "2025-12-05", "2026-01-10"),
        (TENTH, "2026-09-30", "2026-10-10"),
        (TWICE, "2026-03-01", "2026-03-20"),
        (TWICE, "2026-03-15", "2026-03-20"),
        (TWICE, "2026-03-16", "2026-04-07"),  # 5 April is a Sunday, 6 April the day off for Qingming
        (TWICE, "2026-03-31", "2026-04-07"),
        (TWICE, "2026-09-01", "2026-09-20"),  # a Sunday that is worked
        (TWICE, "2026-09-16", "2026-10-08"),  # in the week of National Day
        (TWICE, "2026-02-15", "2026-02-24"),  # in the Spring Festival
        (TWICE, "2026-02-28", "2026-03-05"),
    ],
)
def test_a_list_is_due_on_its_day(period, start, last):
    assert due(period, start).due == day(last)


def test_a_day_that_moves_rests_on_the_arrangement_of_its_year():
    assert due(TWICE, "2026-12-20").provisional
    assert not due(TENTH, "2026-12-20").provisional


@pytest.mark.parametrize(
    ("n", "year", "last"), [(1, 2025, "2026-01-31"), (3, 2025, "2026-03-31"), (2, 2027, "2028-02-29")]
)
def test_the_end_of_a_month_of_the_next_year_knows_leap_years(n, year, last):
    period = Period(n, "end_of_month", "year_ended", "政府信息公开条例 第四十九条", "statutory")
    assert due(period, f"{year}-12-31").due == day(last)


@pytest.mark.parametrize(
    ("text", "rule", "id"),
    [
        ("2026-03-01", None, "2026-03"),
        ("2026-03-31", TENTH, "2026-03"),
        ("2026-03-01", TWICE, "2026-03-1"),
        ("2026-03-15", TWICE, "2026-03-1"),
        ("2026-03-16", TWICE, "2026-03-2"),
        ("2026-02-28", TWICE, "2026-02-2"),
    ],
)
def test_a_day_belongs_to_a_month_or_a_half(text, rule, id):
    found = deposits.span_of(day(text), rule)
    assert found.id == id
    assert deposits.span(id) == found
    assert found.first <= day(text) <= found.last


@pytest.mark.parametrize(
    ("id", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-02-1", "2026-02-01", "2026-02-15"),
        ("2026-02-2", "2026-02-16", "2026-02-28"),
        ("2026-12", "2026-12-01", "2026-12-31"),
    ],
)
def test_a_span_has_its_days(id, first, last):
    found = deposits.span(id)
    assert (found.first, found.last) == (day(first), day(last))


@pytest.mark.parametrize(
    "id",
    [
        "",
        "2026",
        "2026-00",
        "2026-13",
        "2026-3",
        "2026-03-0",
        "2026-03-3",
        "2026-03-01",
        "２０２６-03",
        "0001-01",
        "9999-12",
    ],
)
def test_what_is_no_span_is_refused(id):
    with pytest.raises(RuleBroken, match="deposit_period_malformed"):
        deposits.span(id)


def test_spans_follow_the_rule_that_was_in_force_on_their_days():
    def rule_on(each):
        return None if each < day("2026-02-01") else TENTH if each < day("2026-03-16") else TWICE

    found = [each.id for each in deposits.spans(day("2026-01-01"), day("2026-04-17"), rule_on)]
    assert found == ["2026-02", "2026-03", "2026-03-2", "2026-04-1", "2026-04-2"]


def test_spans_begin_with_the_day_somebody_began_to_keep_them():
    found = [each.id for each in deposits.spans(day("2026-03-16"), day("2026-04-02"), lambda each: TWICE)]
    assert found == ["2026-03-2", "2026-04-1"]


@pytest.mark.parametrize(
    ("done", "on", "stands"),
    [
        (None, "2026-02-10", "due"),
        (None, "2026-02-11", "overdue"),
        ("2026-02-10", "2026-05-01", "done"),
        ("2026-02-11", "2026-05-01", "done_late"),
    ],
)
def test_a_duty_is_overdue_on_the_day_after(done, on, stands):
    assert deposits.standing(due(TENTH, "2026-01-15"), done and day(done), day(on)) == stands


def test_what_is_due_promptly_is_never_overdue():
    assert deposits.standing(None, None, day("2030-01-01")) == "due"


@pytest.mark.parametrize(
    ("words", "genre"),
    [
        ("政府信息公开指南", "guide"),
        ("《政府信息公开指南》", "guide"),
        ("《政府信息公开年度工作报告》", "annual_report"),
        (" 年报 ", "annual_report"),
        ("报告", ""),
        ("办事指南", ""),
        ("", ""),
    ],
)
def test_the_genre_is_what_the_office_wrote(words, genre):
    assert deposits.genre_of(words) == genre


@pytest.mark.parametrize(
    ("title", "last"),
    [("云溪市教育局", "2026-01-31"), ("云溪市人民政府", "2026-03-31"), ("云溪市人民政府办公室", "2026-01-31")],
)
def test_a_government_has_longer_for_its_annual_report(title, last):
    period = jurisdictions.load("cn-national-2019").periods[deposits.report_key(title)]
    assert due(period, "2025-12-31").due == day(last)


LIST = Act(1, "hand_in", "archive", "2026-03", "2026-04-02", "clerk", rows=3, copies=1)
NIL = Act(2, "nil_return", "archive", "2026-04", "2026-05-02", "clerk")
CONFIRMED = Act(3, "confirm", "archive", "2026-03", "2026-04-03", "archive", of=1)
CORRECTED = Act(4, "correct", "archive", "2026-04", "2026-05-03", "clerk", of=2)


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("act", "acts", "kind", "by", "found"),
    [
        (LIST, [LIST], "archive", "archive", []),
        (NIL, [NIL], "archive", "archive", []),
        (None, [LIST], "archive", "archive", ["deposit_act_unknown"]),
        (LIST, [LIST], "library", "library", ["deposit_act_unknown"]),
        (LIST, [LIST], "archive", "clerk", ["deposit_own_confirmation"]),
        (LIST, [LIST, CONFIRMED], "archive", "archive", ["deposit_confirmed"]),
        (NIL, [NIL, CORRECTED], "archive", "archive", ["deposit_act_unknown"]),
        (CONFIRMED, [LIST, CONFIRMED], "archive", "other", ["deposit_act_unknown"]),
    ],
)
def test_only_the_receiver_confirms_and_once(act, acts, kind, by, found):
    assert codes(deposit_acts.confirm_problems(act, acts, kind, by)) == found


@pytest.mark.parametrize(
    ("act", "acts", "side", "reason", "found"),
    [
        (LIST, [LIST], deposits.OFFICE_ACTS, "错报了份数", []),
        (LIST, [LIST], deposits.OFFICE_ACTS, "  ", ["deposit_reason_required"]),
        (LIST, [LIST], deposits.OFFICE_ACTS, "字" * 501, ["deposit_reason_too_long"]),
        (LIST, [LIST, CONFIRMED], deposits.OFFICE_ACTS, "错", ["deposit_confirmed"]),
        (CONFIRMED, [LIST, CONFIRMED], deposits.OFFICE_ACTS, "错", ["deposit_act_unknown"]),
        (CONFIRMED, [LIST, CONFIRMED], ("confirm",), "点错了", []),
        (LIST, [LIST], ("confirm",), "不要", ["deposit_act_unknown"]),
        (NIL, [NIL, CORRECTED], deposits.OFFICE_ACTS, "再改", ["deposit_act_unknown"]),
        (CORRECTED, [NIL, CORRECTED], deposits.OFFICE_ACTS, "改回", ["deposit_act_unknown"]),
    ],
)
def test_each_side_takes_back_its_own_acts_with_a_reason(act, acts, side, reason, found):
    assert codes(deposit_acts.correct_problems(act, acts, side, reason)) == found


def test_a_confirmation_taken_back_frees_the_act():
    back = Act(5, "correct", "archive", "2026-03", "2026-04-04", "archive", of=3)
    assert deposit_acts.confirm_problems(LIST, [LIST, CONFIRMED, back], "archive", "archive") == []
    assert deposit_acts.correct_problems(LIST, [LIST, CONFIRMED, back], deposits.OFFICE_ACTS, "错报") == []


@pytest.mark.parametrize(
    ("waiting", "copies", "least", "found"),
    [
        (3, 1, 1, []),
        (3, 2, 1, []),
        (3, 1, 2, ["deposit_copies_too_few"]),
        (3, 0, 1, ["deposit_copies_too_few"]),
        (0, 1, 1, ["deposit_nothing_waits"]),
    ],
)
def test_a_list_has_documents_and_copies_enough(waiting, copies, least, found):
    assert codes(deposit_acts.hand_in_problems(waiting, copies, least)) == found


@pytest.mark.parametrize(
    ("documents", "done", "found"),
    [(0, False, []), (1, False, ["deposit_not_nil"]), (0, True, ["deposit_nil_already"])],
)
def test_a_nil_return_says_that_there_is_nothing(documents, done, found):
    assert codes(deposit_acts.nil_problems(documents, done)) == found


@pytest.mark.parametrize(("today", "found"), [("2026-03-31", ["deposit_period_not_over"]), ("2026-04-01", [])])
def test_a_list_waits_until_its_month_is_over(today, found):
    assert codes(deposit_acts.over_problems(Span(2026, 3), day(today))) == found


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2026-04-01", []),
        ("2026-04-09", []),
        ("2026-04-10", ["day_in_future"]),
        ("2026-03-31", ["deposit_day_too_early"]),
        ("20260401", ["day_malformed"]),
        ("", ["day_malformed"]),
        ("2026-02-30", ["day_malformed"]),
    ],
)
def test_it_was_handed_over_between_the_end_of_the_month_and_today(on, found):
    assert codes(deposit_acts.day_problems(on, day("2026-04-01"), day("2026-04-09"))) == found


def test_receivers_are_those_the_profile_names():
    assert deposit_acts.kind_problems("archive", ("archive",)) == []
    assert codes(deposit_acts.kind_problems("library", ("archive",))) == ["deposit_receiver_unknown"]


@pytest.mark.parametrize(
    ("profile", "key", "n", "unit", "clause"),
    [
        ("cn-national-2019", "lapse_notice", 20, "working_day", "第二十五条"),
        ("cn-national-2019", "recall_notice", 1, "working_day", "R-T2"),
        ("tianning-2016", "lapse_notice", 20, "working_day", "移送管理办法（试行） 第八条"),
        ("tianning-2016", "recall_notice", 1, "working_day", "R-T2"),
        ("tianning-2016", "annual_report", 1, "end_of_month", "第四十九条"),
    ],
)
def test_notices_and_reports_have_their_periods_and_clauses(profile, key, n, unit, clause):
    period = jurisdictions.load(profile).periods[key]
    assert (period.n, period.unit) == (n, unit)
    assert clause in period.source


@pytest.mark.parametrize(
    ("facts", "key", "last"),
    [
        ({"lapsed": "2026-02-13"}, "lapse_notice", "2026-03-19"),
        ({"recalled": "2026-09-30"}, "recall_notice", "2026-10-08"),
    ],
)
def test_a_notice_is_due_from_its_event(facts, key, last):
    known = {name: day(text) for name, text in facts.items()}
    [found] = deadlines.deadlines_for(known, jurisdictions.load("tianning-2016"), NATIONAL)
    assert (found.key, found.due) == (key, day(last))


def profile(**changes):
    """A profile as 福建 has it: the 5th and the 20th, moved by days off, nil returns, formats."""
    paper = {"n": 5, "unit": "day_of_half_month", "trigger": "created_or_changed", "source": "某规定", "moves": True}
    paper |= {"binding": "local_target", **changes.pop("paper", {})}
    rules = {"nil_returns": True, "deposit_copies": 2, "deposit_formats": ["pdf", "ceb"], **changes}
    head = {
        "key": "somewhere",
        "version": "1",
        "extends": "tianning-2016",
        "title": {"zh_CN": "某地", "en": "Somewhere"},
    }
    return {**head, "rules": rules, "sources": dict.fromkeys(rules, "某规定"), "periods": {"transfer_paper": paper}}


def test_a_profile_may_have_lists_twice_a_month_and_nil_returns():
    found = jurisdictions.build(profile())
    assert (found.nil_returns, found.deposit_copies, found.deposit_formats) == (True, 2, ("pdf", "ceb"))
    assert found.periods["transfer_paper"].moves and not found.periods["transfer_electronic"].moves
    [difference] = [
        each
        for each in comparing.compare(jurisdictions.load("tianning-2016"), found)["periods"]
        if each["key"] == "transfer_paper"
    ]
    assert (difference["old"].get("moves"), difference["new"]["moves"]) == (None, True)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"paper": {"n": 14}}, "periods.transfer_paper"),
        ({"paper": {"n": 0}}, "periods.transfer_paper"),
        ({"paper": {"unit": "day_of_week"}}, "periods.transfer_paper"),
        ({"paper": {"moves": "yes"}}, "periods.transfer_paper.moves"),
        ({"paper": {"moves": 1}}, "periods.transfer_paper.moves"),
        ({"deposit_copies": 0}, "rules.deposit_copies"),
        ({"deposit_copies": True}, "rules.deposit_copies"),
        ({"deposit_copies": "2"}, "rules.deposit_copies"),
        ({"deposit_formats": ["exe"]}, "rules.deposit_formats"),
        ({"deposit_formats": "pdf"}, "rules.deposit_formats"),
        ({"nil_returns": 1}, "rules.nil_returns"),
        ({"notices_acknowledged": "no"}, "rules.notices_acknowledged"),
    ],
)
def test_a_rhythm_that_is_none_is_refused(changes, place):
    with pytest.raises(RuleBroken) as caught:
        jurisdictions.build(profile(**changes))
    assert [problem.field for problem in caught.value.problems] == [place]


def test_a_deposit_without_its_source_is_refused():
    data = profile()
    del data["sources"]["nil_returns"]
    with pytest.raises(RuleBroken, match="jurisdiction_source_missing"):
        jurisdictions.build(data)


def test_an_annual_report_is_never_later_than_the_law_says():
    paper = {"n": 4, "unit": "end_of_month", "trigger": "year_ended", "source": "某规定", "binding": "local_target"}
    data = {**profile(), "periods": {"annual_report_government": paper}}
    with pytest.raises(RuleBroken, match="jurisdiction_looser_than_law"):
        jurisdictions.build(data)
    data["periods"]["annual_report_government"] = {**paper, "n": 3, "moves": True}
    with pytest.raises(RuleBroken, match="jurisdiction_looser_than_law"):
        jurisdictions.build(data)
    assert jurisdictions.build({**data, "periods": {"annual_report_government": {**paper, "n": 2}}})
