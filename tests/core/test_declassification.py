"""Declassification: what may be lifted where, what the decision needs, and what a former stub waits for (R-A4)."""

from datetime import date
from opengov.disclosure.core import declassification
from opengov.disclosure.core.marks import override_problems
from opengov.disclosure.core.steps import STATES

import pytest


TODAY = date(2026, 11, 22)
DECISION = {
    "decided_by": "云溪市国家保密局",
    "decided_on": "2026-11-20",
    "reason": "保密期限届满",
    "paper": {"data": "x"},
}


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_draft_is_lifted_a_closed_record_followed_and_nothing_under_review_touched(state):
    expected = [] if state in ("draft", "issued", "withheld") else ["declassify_not_here"]
    assert codes(declassification.standing_problems(state, is_stub=True, followed=False)) == expected


def test_only_a_stub_that_nothing_follows_is_declassified():
    assert codes(declassification.standing_problems("draft", is_stub=False, followed=False)) == ["declassify_no_stub"]
    assert codes(declassification.standing_problems("withheld", is_stub=True, followed=True)) == [
        "declassified_already"
    ]


@pytest.mark.parametrize(
    "change, expected",
    [
        ({}, []),
        ({"decided_on": "2026-11-22"}, []),
        ({"decided_by": "  "}, [("declassify_value_missing", "decided_by")]),
        ({"decided_by": ["x"]}, [("declassify_value_missing", "decided_by")]),
        ({"decided_by": "x" * 201}, [("declassify_value_too_long", "decided_by")]),
        ({"reason": ""}, [("declassify_value_missing", "reason")]),
        ({"reason": None}, [("declassify_value_missing", "reason")]),
        ({"reason": "x" * 2001}, [("declassify_value_too_long", "reason")]),
        ({"decided_on": "2026-11-23"}, [("declassify_day_wrong", "decided_on")]),
        ({"decided_on": "2026-02-30"}, [("declassify_day_wrong", "decided_on")]),
        ({"decided_on": 20261120}, [("declassify_day_wrong", "decided_on")]),
        ({"paper": None}, [("declassify_paper_missing", "paper")]),
    ],
)
def test_the_decision_names_organ_day_and_reason_and_comes_with_its_paper(change, expected):
    found = declassification.decision_problems({**DECISION, **change}, TODAY)
    assert [(problem.code, problem.field) for problem in found] == expected
    assert all(problem.rule == "R-A4" and problem.source for problem in found)


@pytest.mark.parametrize("step", sorted(declassification.FORWARD))
@pytest.mark.parametrize(
    "values, expected",
    [
        ({}, []),
        ({"was_stub": True}, ["declassification_missing"]),
        ({"was_stub": True, "is_stub": True}, []),
        ({"was_stub": True, "paper": 1}, ["declassification_missing"]),
        ({"was_stub": True, "paper": 1, "papers": frozenset({1})}, []),
        ({"paper": 1, "papers": frozenset({2})}, ["declassification_missing"]),
        ({"paper": 1, "papers": frozenset({1}), "title": " JM-1 "}, ["declassified_title"]),
    ],
)
def test_a_former_stub_goes_on_with_the_paper_and_a_title_of_its_own(step, values, expected):
    facts = {
        "is_stub": False,
        "was_stub": False,
        "reference": "JM-1",
        "title": "关于开学的通知",
        "papers": frozenset(),
        "paper": None,
    }
    assert codes(declassification.draft_problems(step=step, **{**facts, **values})) == expected


@pytest.mark.parametrize("step", ["return", "recall", "discontinue", "refer", "request_purge"])
def test_the_ways_back_stay_open(step):
    facts = {"is_stub": False, "was_stub": True, "reference": "x", "title": "x", "papers": frozenset(), "paper": None}
    assert declassification.draft_problems(step=step, **facts) == []


@pytest.mark.parametrize(
    "is_stub, grounds, expected",
    [
        (True, ("state_secret",), []),
        (True, ["state_secret", "personnel"], []),
        (True, (), ["stub_stays_secret"]),
        (True, None, ["stub_stays_secret"]),
        (True, "state_secret", ["stub_stays_secret"]),
        (True, ["personnel"], ["stub_stays_secret"]),
        (False, ["personnel"], []),
    ],
)
def test_a_stub_takes_no_other_ground(is_stub, grounds, expected):
    assert codes(declassification.stays_secret_problems(is_stub, grounds)) == expected


@pytest.mark.parametrize(
    "mark, reason, expected",
    [
        ("机密★10年", "引用已解密文件", []),
        (" 机 密 ★ 10 年 ", "引用已解密文件", []),
        ("机密", "引用已解密文件", []),
        ("商业秘密★3年", "x", ["mark_unknown"]),
        ("机密★10年和秘密★3年", "x", ["mark_unknown"]),
        ("关于机密★10年", "x", ["mark_unknown"]),
        ("通知", "x", ["mark_unknown"]),
        ("", "x", ["mark_unknown"]),
        ("机密★10年" + " " * 40, "x", ["mark_unknown"]),
        (["机密★10年"], "x", ["mark_unknown"]),
        (None, "x", ["mark_unknown"]),
        ("机密★10年", " ", ["mark_reason_missing"]),
        ("机密★10年", 7, ["mark_reason_missing"]),
        ("机密★10年", "x" * 2001, ["mark_reason_too_long"]),
    ],
)
def test_an_override_names_one_mark_and_a_reason(mark, reason, expected):
    assert codes(override_problems(mark, reason)) == expected
