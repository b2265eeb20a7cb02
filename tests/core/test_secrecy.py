"""Opinions (R-S2, R-S5, R-S6, R-S7): which count, which is the last word, and what they must hold."""

from opengov.disclosure.core import secrecy
from opinions import A
from opinions import APPROVAL
from opinions import B
from opinions import DETERMINED
from opinions import HEAD
from opinions import opinion

import pytest


@pytest.mark.parametrize(
    ("opinions", "positive"),
    [
        ([], False),
        ([HEAD], False),
        ([HEAD, APPROVAL], True),
        ([APPROVAL, HEAD], True),
        ([opinion(digest=B)], False),
        ([opinion(outcome="disagree")], False),
        ([APPROVAL, opinion(outcome="disagree")], False),
        ([opinion(outcome="disagree"), APPROVAL], True),
        ([APPROVAL, opinion(outcome="refer")], False),
        ([opinion(voided=True)], False),
        ([DETERMINED], True),
        ([opinion(outcome="refer"), DETERMINED], True),
        ([opinion(outcome="disagree"), DETERMINED], True),
        # a later word on other content is the last word, also when the old content comes back
        ([APPROVAL, opinion(digest=B)], False),
        ([APPROVAL, opinion(capacity="Secrecy Officer", digest=B, determination=True)], False),
        ([opinion(digest=B), APPROVAL], True),
        ([opinion(digest=B, voided=True), APPROVAL], True),
    ],
)
def test_a_signature_rests_on_the_last_word_about_exactly_this_content(opinions, positive):
    assert (secrecy.positive_review(opinions, A) is not None) is positive


@pytest.mark.parametrize(
    ("given", "counts"), [(APPROVAL, True), (opinion(digest=B), False), (opinion(voided=True), False)]
)
def test_a_stale_or_voided_opinion_counts_as_none(given, counts):
    assert (given in secrecy.current([given], A)) is counts


@pytest.mark.parametrize(
    ("outcome", "checks", "reason", "codes"),
    [
        ("agree", secrecy.CHECKS, "", []),
        ("agree", secrecy.CHECKS[:3], "", ["checks_missing"]),
        ("agree", (), "", ["checks_missing"]),
        ("agree", (*secrecy.CHECKS, "beauty"), "", ["check_unknown"]),
        ("disagree", (), "依据不足", []),
        ("disagree", (), "  ", ["opinion_reason_required"]),
        ("refer", (), "", ["opinion_reason_required"]),
    ],
)
def test_agreeing_takes_four_checks_and_anything_else_a_reason(outcome, checks, reason, codes):
    found = secrecy.opinion_problems(outcome=outcome, checks=checks, reason=reason)
    assert [problem.code for problem in found] == codes


@pytest.mark.parametrize(
    ("found", "handled", "codes"),
    [
        ((), (), []),
        (("a",), ("a",), []),
        (("a", "b"), ("a",), ["findings_open"]),
        (("a",), (), ["findings_open"]),
        ((), ("x",), ["finding_unknown"]),
    ],
)
def test_every_finding_is_confirmed_and_nothing_else(found, handled, codes):
    assert [problem.code for problem in secrecy.findings_problems(found, handled)] == codes


@pytest.mark.parametrize("body", secrecy.BODIES)
@pytest.mark.parametrize("paper", [True, False])
def test_an_answer_from_outside_comes_with_its_paper(body, paper):
    codes = [problem.code for problem in secrecy.determination_problems(body, paper)]
    assert codes == ([] if paper or body == "secrecy_body" else ["paper_required"])


@pytest.mark.parametrize("body", ["", "the_neighbour", "SECRECY_BODY"])
def test_a_referral_names_a_known_body(body):
    assert [problem.rule for problem in secrecy.referral_problems(body)] == ["R-S3"]


def test_an_opinion_comes_back_from_storage_as_it_was():
    given = opinion(grounds=("personnel",), handled=("f1",), on_behalf_of="zhou")
    assert secrecy.from_plain(secrecy.as_plain(given)) == given
    assert given.persons == {"shen", "zhou"}
