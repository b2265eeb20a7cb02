"""The list of withheld documents names no title, number or day, no state secret, and is published only after its filing."""

from datetime import date
from opengov.disclosure.core import withheld

import pytest


TODAY = date(2026, 11, 22)
RULE = withheld.PUBLISHED


def test_a_row_says_kind_year_and_grounds_and_nothing_else():
    row = {
        "uid": "u", "title": "题目", "number": "云教〔2026〕1号", "kind": "notice", "issue_date": "2026-11-20",
        "grounds": ["personnel", "trade_secret"], "date": "2026-11-21", "path": "a/b",
    }  # fmt: skip
    assert withheld.masked(row) == {
        "kind": "notice",
        "year": "2026",
        "grounds": ["personnel", "trade_secret"],
        "clauses": ["政府信息公开条例 第十五条", "政府信息公开条例 第十六条第一款"],
    }


def test_a_state_secret_is_in_no_list():
    assert not withheld.listed(["state_secret"])
    assert not withheld.listed(["personnel", "state_secret"])
    assert withheld.listed(["personnel"])


@pytest.mark.parametrize(
    ("rule", "year", "body", "day", "codes"),
    [
        (RULE, "2026", "市政府办公室", "2026-11-22", []),
        ("register", "2026", "市政府办公室", "2026-11-22", ["withheld_list_not_published"]),
        (RULE, "2027", "市政府办公室", "2026-11-22", ["withheld_list_year"]),
        (RULE, "1999", "市政府办公室", "2026-11-22", ["withheld_list_year"]),
        (RULE, "²", "市政府办公室", "2026-11-22", ["withheld_list_year"]),
        (RULE, "２０２６", "市政府办公室", "2026-11-22", ["withheld_list_year"]),
        (RULE, "9" * 5000, "市政府办公室", "2026-11-22", ["withheld_list_year"]),
        (RULE, "2026", "", "2026-11-22", ["withheld_list_filed_with"]),
        (RULE, "2026", "长" * 101, "2026-11-22", ["withheld_list_filed_with"]),
        (RULE, "2026", "市政府办公室", "2026-11-23", ["withheld_list_filed_on"]),
        (RULE, "2026", "市政府办公室", "昨天", ["withheld_list_filed_on"]),
        (RULE, "", "", "", ["withheld_list_year", "withheld_list_filed_with", "withheld_list_filed_on"]),
    ],
)
def test_a_list_is_filed_first_and_published_where_the_profile_says_so(rule, year, body, day, codes):
    assert [problem.code for problem in withheld.filing_problems(rule, year, body, day, TODAY)] == codes


@pytest.mark.parametrize(
    ("day", "reference", "fields"),
    [
        ("", "", []),
        ("2026-11-20", "", []),
        ("2026-11-22", "云府办备〔2026〕3号", []),
        ("2026-11-19", "", ["acknowledged_on"]),
        ("2026-11-23", "", ["acknowledged_on"]),
        ("昨天", "", ["acknowledged_on"]),
        ("", "云府办备〔2026〕3号", ["reference"]),
        ("2026-11-22", "长" * 101, ["reference"]),
    ],
)
def test_an_acknowledgement_comes_after_the_filing_and_its_number_with_its_day(day, reference, fields):
    problems = withheld.filing_problems(RULE, "2026", "市政府办公室", "2026-11-20", TODAY, day, reference)
    assert [problem.field for problem in problems] == fields
