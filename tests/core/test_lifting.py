"""Who can lift what blocks a document."""

from opengov.disclosure.core.lifting import lift
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.suggestions import case
from opengov.disclosure.core.suggestions import table

import pytest


def asked(code, state="draft"):
    return lift(Problem(code, "R-X2", "", ""), state)


@pytest.mark.parametrize(
    "code,offices",
    [
        ("attribute_required", ("Drafter",)),
        ("ground_required", ("Drafter",)),
        ("review_missing", ("Disclosure Reviewer",)),
        ("reviewer_explanation_required", ("Disclosure Reviewer",)),
        ("approval_missing", ("Disclosure Officer",)),
        ("third_party_running", ("Disclosure Officer",)),
        ("meeting_open", ("Disclosure Officer",)),
        ("mark_found", ("Drafter", "Secrecy Officer")),
        ("role_map_changed", ()),
        ("agency_abolished", ()),
    ],
)
def test_each_problem_names_the_offices_that_lift_it(code, offices):
    assert asked(code).offices == offices


@pytest.mark.parametrize(
    "code,state,returned",
    [
        ("attribute_required", "draft", False),
        ("attribute_required", "sign_off", True),
        ("review_missing", "sign_off", False),
        ("unit_unconfirmed", "sign_off", False),
    ],
)
def test_the_drafter_corrects_a_draft_only(code, state, returned):
    assert asked(code, state).returned is returned


@pytest.mark.parametrize("code", ["position_open", "position_objecting", "position_stale", "not_your_turn_to_sign"])
def test_an_agencys_answer_is_its_own_affair_and_the_officer_reminds_it(code):
    lifting = asked(code, "joint_consent")
    assert lifting.agencies and lifting.offices == ("Disclosure Officer",)


@pytest.mark.parametrize(
    "kind,undecided,between,attribute",
    [
        ("notice", False, False, "proactive"),
        ("request", True, False, "withheld"),
        ("letter", True, True, "withheld"),
        ("letter", True, False, "proactive"),
        ("", False, False, "proactive"),
    ],
)
def test_every_case_has_one_suggestion_with_its_source(kind, undecided, between, attribute):
    fitting = [found for found, cases in table().items() if case(kind, undecided, between) in cases]
    assert len(fitting) == 1
    assert fitting[0].attribute == attribute
    assert "政府信息公开条例" in fitting[0].source
