"""Which steps may be taken with several documents at once, and who answers for a duty."""

from opengov.disclosure.core import answering
from opengov.disclosure.core import several
from opengov.disclosure.core.jurisdictions import keys
from opengov.disclosure.core.jurisdictions import load
from opengov.disclosure.core.life import STEPS

import pytest


CHECKS = ["accuracy", "authority", "completeness", "timeliness"]
UIDS = [f"{number:032}" for number in range(60)]


@pytest.mark.parametrize("step_id", several.VALUES)
def test_what_is_asked_once_is_what_the_step_takes(step_id):
    step = STEPS[step_id]
    assert all(step.accepts(name.rstrip("?")) for name in several.VALUES[step_id])
    required = {name for name in step.data if not name.endswith("?")}
    assert required == {name for name in several.VALUES[step_id] if not name.endswith("?")}


@pytest.mark.parametrize(
    ("step_id", "chosen", "codes"),
    [
        ("endorse", UIDS[:1], []),
        ("endorse", UIDS[:50], []),
        ("endorse", UIDS[:51], ["several_too_many"]),
        ("endorse", [], ["several_none"]),
        ("sign", UIDS[:1], ["several_step"]),
        ("adjust", UIDS[:1], ["several_step"]),
        ("purge", UIDS[:1], ["several_step"]),
        ("nonsense", UIDS[:1], ["several_step"]),
    ],
)
def test_a_choice_is_some_documents_and_a_step_that_is_the_same_for_all(step_id, chosen, codes):
    assert [problem.code for problem in several.choice_problems(step_id, chosen)] == codes


@pytest.mark.parametrize(
    ("step_id", "data", "codes"),
    [
        ("approve", {"checks": CHECKS}, []),
        ("approve", {"checks": CHECKS, "comment": "同意"}, []),
        ("approve", {"checks": CHECKS[:3]}, ["checks_missing"]),
        ("approve", {}, ["checks_missing"]),
        ("approve", {"checks": CHECKS, "handled": ["a"]}, ["value_unknown"]),
        ("return", {"reason": "依据不足"}, []),
        ("return", {"reason": "  "}, ["step_reason_required"]),
        ("return", {}, ["step_reason_required"]),
        ("publish", {}, []),
    ],
)
def test_what_all_would_be_refused_for_is_said_once(step_id, data, codes):
    assert [problem.code for problem in several.value_problems(step_id, data)] == codes


@pytest.mark.parametrize(
    ("states", "steps"),
    [
        ({}, ()),
        ({"section_review": {"Section Head"}}, ("endorse", "return")),
        ({"section_review": {"Drafter"}}, ()),
        ({"sign_off": {"Signer"}}, ("return",)),
        ({"issued": {"Web Editor"}}, ("publish",)),
        ({"issued": {"Disclosure Officer"}}, ("publish", "register", "file")),
        ({"disclosure_review": {"Disclosure Reviewer"}, "issued": {"Drafter"}}, ("approve", "return")),
    ],
)
def test_steps_are_offered_to_the_offices_that_have_them(states, steps):
    assert several.steps_for({state: frozenset(roles) for state, roles in states.items()}) == steps


def test_the_laws_own_day_is_answered_for_like_the_local_one():
    assert (
        answering.offices("publish_statutory") == answering.offices("publish") == ("Disclosure Officer", "Web Editor")
    )
    assert answering.offices("withdrawal_confirmation") == ()


def test_every_duty_that_is_answered_for_is_one_of_a_profile():
    known = {key for profile in keys() for key in load(profile).periods}
    assert set(answering.OFFICES) <= known
