"""Which document may be handed over, and as what (R-T1, R-T3)."""

from dataclasses import replace
from opengov.disclosure.core import transfer
from opengov.disclosure.core.rules import Problem

import pytest


FINE = transfer.Facts("proactive", "published", "sha256:a", "sha256:a", True)


@pytest.mark.parametrize(
    "attribute,state",
    [
        ("proactive", "issued"),
        ("proactive", "published"),
        ("on_request", "registered"),
        ("withheld", "withheld"),
        ("not_government_information", "withheld"),
    ],
)
def test_a_signed_and_reviewed_document_is_handed_over(attribute, state):
    assert transfer.problems(replace(FINE, attribute=attribute, state=state)) == []


@pytest.mark.parametrize(
    "attribute,state",
    [
        ("proactive", "draft"),
        ("proactive", "sign_off"),
        ("proactive", "withdrawn"),
        ("proactive", "discontinued"),
        ("proactive", "registered"),
        ("on_request", "issued"),
        ("on_request", "published"),
        ("withheld", "issued"),
        ("", "issued"),
    ],
)
def test_in_other_states_it_is_not(attribute, state):
    found = transfer.problems(replace(FINE, attribute=attribute, state=state))
    assert [problem.code for problem in found] == ["handover_state"]


@pytest.mark.parametrize(
    "change,code",
    [
        ({"digest": "sha256:b"}, "handover_differs_from_signed"),
        ({"signed_digest": ""}, "handover_state"),
        ({"reviewed": False}, "handover_unreviewed"),
    ],
)
def test_what_is_missing_is_named(change, code):
    assert [problem.code for problem in transfer.problems(replace(FINE, **change))] == [code]


@pytest.mark.parametrize("state,count", [("issued", 1), ("published", 0)])
def test_what_forbids_the_publication_forbids_the_deposit_before_it(state, count):
    waiting = (Problem("confirmation_open", "R-I6"),)
    assert len(transfer.problems(replace(FINE, state=state, conditions=waiting))) == count


@pytest.mark.parametrize(
    "attribute,aim",
    [("proactive", "deposit"), ("on_request", "transfer"), ("withheld", "transfer"), ("", "transfer")],
)
def test_only_what_is_public_is_deposited(attribute, aim):
    assert transfer.purpose(attribute) == aim


@pytest.mark.parametrize(
    "attribute,state", [("proactive", "issued"), ("on_request", "registered"), ("withheld", "withheld")]
)
def test_what_a_body_outside_leads_is_handed_over_by_that_body_alone(attribute, state):
    led = replace(FINE, attribute=attribute, state=state, led_outside=True)
    assert [(problem.code, problem.rule) for problem in transfer.problems(led)] == [("handover_of_lead", "R-J5")]
