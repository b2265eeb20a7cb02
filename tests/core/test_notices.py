"""Who is told what, when somebody is reminded, and what a mail may say."""

from datetime import date
from opengov.disclosure.core import notices
from opengov.disclosure.core.access import VIEWERS
from opengov.disclosure.core.calendar import national
from opengov.disclosure.core.joint import Asking
from opengov.disclosure.core.joint import Standing
from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.notices import Party
from opengov.disclosure.core.notices import TitleFacts

import pytest


DUE = date(2026, 3, 9)


def test_every_kind_has_somebody_to_tell():
    assert set(notices.AUDIENCES) == set(Kind)
    assert all(notices.AUDIENCES.values())
    assert set(notices.OFFICES) == set(Party)


@pytest.mark.parametrize(
    ("kind", "parties"),
    [
        ("asked", ["agency"]),
        ("reminder", ["agency"]),
        ("draft_changed", ["agency"]),
        ("to_sign", ["agency"]),
        ("left", ["agency"]),
        ("objection", ["lead"]),
        ("declined", ["lead"]),
        ("overdue", ["agency", "lead"]),
        ("published", ["co_issuers"]),
        ("signed", ["co_issuers", "lead"]),
    ],
)
def test_a_kind_is_told_to(kind, parties):
    assert list(notices.AUDIENCES[Kind(kind)]) == parties


def test_an_asked_agency_is_its_liaison_and_its_leaders():
    assert notices.ANSWERING == ("Co-Issuer", "Disclosure Reviewer", "Signer", "Principal Signer")


@pytest.mark.parametrize(
    ("digests", "kind"),
    [(["a"], "asked"), (["a", "a"], "asked"), (["a", "b"], "draft_changed"), (["a", "b", "b"], "draft_changed")],
)
def test_an_asking_about_other_content_than_before_is_a_changed_draft(digests, kind):
    asked = [Asking(turn, digest, DUE) for turn, digest in enumerate(digests, start=1)]
    assert notices.asking_kind(asked) == kind


@pytest.mark.parametrize(
    ("stands", "today", "kind"),
    [
        (Standing.OPEN, date(2026, 3, 3), None),
        # Monday 9 March: Wednesday is the third working day before it
        (Standing.OPEN, date(2026, 3, 4), "reminder"),
        (Standing.OPEN, date(2026, 3, 7), "reminder"),
        (Standing.OPEN, DUE, "reminder"),
        (Standing.LAPSED, date(2026, 3, 10), "overdue"),
        (Standing.AGREED, DUE, None),
        (Standing.OBJECTING, DUE, None),
        (Standing.REMOVED, date(2026, 3, 10), None),
        (Standing.STALE, DUE, None),
    ],
)
def test_the_clock_reminds_in_working_days_and_only_who_has_to_answer(stands, today, kind):
    assert notices.clock_kind(stands, DUE, today, national(), 3) == kind


SHOWN = TitleFacts(state="joint_consent", attribute="proactive")


def test_a_reviewed_title_that_becomes_public_may_be_told():
    assert notices.may_tell_title(SHOWN)


@pytest.mark.parametrize(
    "changed",
    [
        {"attribute": "withheld"},
        {"attribute": "on_request"},
        {"attribute": "not_government_information"},
        {"attribute": ""},
        {"stub": True},
        {"marked": True},
        {"purging": True},
        {"readable": False},
        *({"state": state} for state in VIEWERS if state not in ("joint_consent", "sign_off", "issued", "published")),
    ],
    ids=str,
)
def test_any_doubt_hides_the_title(changed):
    facts = TitleFacts(**{"state": "joint_consent", "attribute": "proactive", **changed})
    assert not notices.may_tell_title(facts)


def test_a_notice_is_the_same_whoever_tells_it_again():
    assert notices.key_of("d" * 32, Kind.ASKED, "slot", 1) == notices.key_of("d" * 32, Kind.ASKED, "slot", 1)
    assert notices.key_of("d" * 32, Kind.ASKED, "slot", 1) != notices.key_of("d" * 32, Kind.ASKED, "slot", 2)
    assert notices.key_of("d" * 32, Kind.ASKED, 1) != notices.key_of("d" * 32, Kind.REMINDER, 1)


@pytest.mark.parametrize("value", ["", "weekly", None, 1, ["daily"]])
def test_a_preference_is_one_of_three(value):
    assert [problem.code for problem in notices.mail_problems(value)] == ["notice_mail_unknown"]


@pytest.mark.parametrize("value", ["at_once", "daily", "none"])
def test_each_preference_holds(value):
    assert notices.mail_problems(value) == []


@pytest.mark.parametrize("value", ["agree", "", None, 3])
def test_an_unknown_kind_is_named(value):
    assert [problem.code for problem in notices.kind_problems(value)] == ["notice_kind_unknown"]
