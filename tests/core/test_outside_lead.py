"""A document that a body outside the site leads: its number, its date, its publication (R-J1, R-J5)."""

from opengov.disclosure.core import outside_lead
from opengov.disclosure.core.outside_lead import Issue
from opengov.disclosure.core.outside_lead import Known
from opengov.disclosure.core.outside_lead import Lead
from opengov.disclosure.core.steps import end_state

import pytest


NUMBER = "云委〔2026〕8号"


def codes(problems):
    return [(problem.code, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    "step,outside,recorded,code",
    [
        ("publish", True, True, ("lead_publishes", "R-J5")),
        ("republish", True, True, ("lead_publishes", "R-J5")),
        ("register", True, False, ("lead_issue_missing", "R-J1")),
        ("file", True, False, ("lead_issue_missing", "R-J1")),
        ("register", True, True, None),
        ("file", True, True, None),
        ("sign", True, False, None),
        ("publish", False, False, None),
        ("register", False, False, None),
    ],
)
def test_only_the_lead_publishes_and_nothing_ends_here_before_it_is_issued_there(step, outside, recorded, code):
    assert codes(outside_lead.step_problems(step, outside, recorded)) == ([code] if code else [])


@pytest.mark.parametrize(
    "attribute,outside,end",
    [
        ("proactive", False, "published"),
        ("proactive", True, "registered"),
        ("on_request", True, "registered"),
        ("withheld", True, "withheld"),
        ("not_government_information", True, "withheld"),
        ("", True, ""),
    ],
)
def test_what_another_body_leads_ends_in_the_register(attribute, outside, end):
    assert end_state(attribute, outside) == end


def known(**values):
    return Known(**{"led_outside": True, "own_codes": ("云教",), "begun": "2026-11-01", "day": "2026-11-22", **values})


@pytest.mark.parametrize(
    "issue,known,code",
    [
        (Issue(NUMBER, "2026-11-20", True), known(), None),
        (Issue(NUMBER, "2026-11-22", True), known(), None),
        (Issue("", "2026-11-20", True), known(numbered=False), None),
        (Issue(NUMBER, "2026-11-20", True, "抄错"), known(recorded=True), None),
        (Issue(NUMBER, "2026-11-20", True), known(led_outside=False), ("lead_issue_own", "R-J1")),
        (Issue("", "2026-11-20", True), known(), ("value_required", "R-J1")),
        (Issue("无号", "2026-11-20", True), known(), ("number_unreadable", "R-I1")),
        (Issue("云教〔2026〕8号", "2026-11-20", True), known(), ("lead_issue_own_code", "R-J1")),
        (Issue(NUMBER, "2026-11-20", True), known(taken=True), ("number_given", "R-I1")),
        (Issue(NUMBER, "20261120", True), known(), ("day_malformed", "R-J5")),
        (Issue(NUMBER, "", True), known(), ("day_malformed", "R-J5")),
        (Issue(NUMBER, "2026-11-23", True), known(), ("day_in_future", "R-J5")),
        (Issue(NUMBER, "2026-10-31", True), known(), ("lead_issue_too_early", "R-J5")),
        (Issue(NUMBER, "2026-11-20", False), known(), ("position_paper_required", "R-J1")),
        (Issue(NUMBER, "2026-11-20", True, " "), known(recorded=True), ("step_reason_required", "R-L1")),
        (Issue(NUMBER, "2026-11-20", True, "长" * 5001), known(), ("position_words_too_long", "R-X2")),
    ],
)
def test_number_and_date_are_copied_from_the_leads_paper(issue, known, code):
    assert codes(outside_lead.issue_problems(issue, known)) == ([code] if code else [])


def test_a_problem_of_the_number_names_its_field():
    (problem,) = outside_lead.issue_problems(Issue("无号", "2026-11-20", True), known())
    assert problem.field == "number"


@pytest.mark.parametrize(
    "lead,code",
    [
        (Lead(""), None),
        (Lead("某军区"), None),
        (Lead("本局", own="本局"), "lead_is_own"),
        (Lead("教育局", known=True), "lead_is_agency"),
        (Lead("长" * 121), "position_words_too_long"),
        (Lead("某军区", stands_beside=True), "lead_of_original"),
        (Lead("", stands_beside=True), "lead_of_original"),
    ],
)
def test_a_body_outside_the_site_leads_and_nobody_else_from_outside(lead, code):
    assert codes(outside_lead.lead_problems(lead, ())) == ([(code, "R-J1")] if code else [])
