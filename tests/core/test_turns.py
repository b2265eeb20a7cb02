"""Whose turn it is in each state and after each step, and who hears what became of a document."""

from opengov.disclosure.core import notices
from opengov.disclosure.core import turns
from opengov.disclosure.core.life import STEPS
from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.notices import Topic
from opengov.disclosure.core.turns import Facts

import pytest


SIGNERS = ("Signer", "Principal Signer")


def told(facts):
    return [(turn.act, turn.roles or turn.person or "authors") for turn in turns.turns(facts)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts("draft"), []),
        (Facts("draft", returned=True), [("submit", "authors")]),
        (Facts("section_review"), [("endorse", ("Section Head",))]),
        (Facts("disclosure_review"), [("approve", ("Disclosure Reviewer",))]),
        (Facts("secrecy_consultation"), [("determine", ("Secrecy Officer",))]),
        (Facts("joint_consent"), [("settle", ("Disclosure Officer",))]),
        (Facts("sign_off"), [("sign", SIGNERS)]),
        (Facts("sign_off", principal=True), [("sign", ("Principal Signer",))]),
        (Facts("sign_off", together=()), []),
        (Facts("sign_off", together=("Signer",)), [("sign", ("Signer",))]),
        (
            Facts("sign_off", unconfirmed=("Drafter", "Disclosure Reviewer")),
            [("confirm_changes", ("Drafter",)), ("confirm_changes", ("Disclosure Reviewer",))],
        ),
        (Facts("issued", end="published"), [("publish", ("Disclosure Officer", "Web Editor"))]),
        (Facts("issued", end="registered"), [("register", ("Disclosure Officer",))]),
        (Facts("issued", end="withheld"), [("file", ("Disclosure Officer",))]),
        (Facts("issued"), []),
        (
            Facts("issued", end="withheld", omitted=("Section Head",)),
            [("file", ("Disclosure Officer",)), ("make_up", ("Section Head",))],
        ),
        (Facts("to_determine"), []),
        (Facts("adjustment_review"), [("review_adjustment", ("Disclosure Reviewer",))]),
        (Facts("adjustment_review", adjustment_reviewed=True), [("decide_adjustment", SIGNERS)]),
        (Facts("withdrawn", withdrawal_open=True), [("confirm_withdrawal", ("Disclosure Reviewer", *SIGNERS))]),
        (Facts("withdrawn"), []),
        (Facts("draft", instructors=("signer",)), [("countersign_instruction", "signer")]),
        (Facts("published", findings=True), [("rescan", ("Disclosure Officer",))]),
        (Facts("withdrawn", findings=True), []),
        (Facts("withheld", reassess=True), [("reassess", ("Disclosure Officer",))]),
        (Facts("purged", purge_asked=True), []),
        (Facts("published"), []),
        (Facts("discontinued"), []),
        (Facts("voided"), []),
    ],
    ids=str,
)
def test_whose_turn_it_is(facts, expected):
    assert told(facts) == expected


def test_a_purge_waits_for_those_who_may_confirm_it():
    assert ("purge", STEPS["purge"].offices["published"]) in told(Facts("published", purge_asked=True))


@pytest.mark.parametrize("state", sorted({state for step in STEPS.values() for state in step.offices}))
def test_a_turn_is_a_step_that_these_offices_may_take_there(state):
    for turn in turns.turns(Facts(state, end="published", omitted=("Section Head",), returned=True)):
        if turn.act in ("submit", "rescan", "reassess", "make_up"):
            continue
        assert set(turn.roles) <= set(STEPS[turn.act].offices[state])


@pytest.mark.parametrize(
    ("step", "source", "target", "offices"),
    [
        ("sign", "sign_off", "issued", ()),
        ("sign", "sign_off", "sign_off", None),
        ("sign_urgently", "sign_off", "issued", ()),
        ("publish", "issued", "published", ()),
        ("withdraw", "published", "withdrawn", ("Disclosure Officer", "Web Editor")),
        ("expire", "published", "withdrawn", ("Disclosure Officer", "Web Editor")),
        ("record_approval", "issued", "issued", ("Web Editor",)),
        ("decide_adjustment", "adjustment_review", "withheld", ("Disclosure Officer",)),
        ("submit", "draft", "section_review", None),
        ("recall", "section_review", "draft", None),
        ("endorse", "section_review", "disclosure_review", None),
        ("request_purge", "published", "published", None),
        ("purge", "published", "purged", None),
    ],
)
def test_what_is_news(step, source, target, offices):
    assert turns.news(step, source, target) == offices


def test_news_are_steps():
    assert set(turns.NEWS) <= set(STEPS)


@pytest.mark.parametrize(
    ("act", "cause", "kind"),
    [
        ("submit", "return", "returned"),
        ("approve", "question", "questioned"),
        ("approve", "endorse", "turn"),
        ("sign", "", "turn"),
    ],
)
def test_how_a_turn_is_told(act, cause, kind):
    assert notices.turn_kind(act, cause) == kind


def test_every_kind_has_one_topic():
    assert set(notices.TOPICS) == set(Kind)
    assert set(notices.TOPICS.values()) == set(Topic)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("daily", []),
        ({}, []),
        ({"todo": "none", "news": "daily"}, []),
        ({"weather": "daily"}, ["notice_topic_unknown"]),
        ({"todo": "weekly"}, ["notice_mail_unknown"]),
        ({"todo": ["daily"]}, ["notice_mail_unknown"]),
        (["daily"], ["notice_mail_unknown"]),
    ],
    ids=str,
)
def test_a_choice_of_mail_by_topic(value, codes):
    assert [problem.code for problem in notices.mails_problems(value)] == codes


def test_a_topic_without_a_choice_follows_the_choice_for_everything():
    assert notices.mail_for(Topic.NEWS, {"todo": "none"}, "daily") == "daily"
    assert notices.mail_for(Topic.TODO, {"todo": "none"}, "daily") == "none"
