"""The opinion on opening: which may be given of which document, what the attribute suggests, what a transfer waits for (R-T3)."""

from dataclasses import replace
from opengov.disclosure.core import opening
from opengov.disclosure.core import transfer
from opengov.disclosure.core.attribute import Proposal

import pytest


SIGNED = opening.Standing(True, "registered", "on_request")


def codes(problems):
    return [(problem.code, problem.rule, problem.field) for problem in problems]


@pytest.mark.parametrize(
    "opinion,reason", [("early", ""), ("at_expiry", ""), ("at_expiry", "说明"), ("deferred", "涉及")]
)
def test_an_opinion_that_is_one_holds(opinion, reason):
    assert opening.value_problems(opinion, reason) == []
    assert opening.document_problems(opinion, reason, SIGNED) == []


@pytest.mark.parametrize(
    "opinion,reason,code,field",
    [
        ("", "", "opening_opinion_wanted", "opinion"),
        ("open", "", "opening_opinion_unknown", "opinion"),
        ("Early", "", "opening_opinion_unknown", "opinion"),
        ("deferred", "", "opening_reason_required", "reason"),
        ("deferred", " \n　", "opening_reason_required", "reason"),
        ("at_expiry", "长" * (opening.LONGEST + 1), "opening_reason_too_long", "reason"),
    ],
)
def test_an_opinion_that_is_none_is_refused_at_its_field(opinion, reason, code, field):
    assert codes(opening.value_problems(opinion, reason)) == [(code, "R-T3", field)]


def test_a_reason_may_be_as_long_as_the_longest():
    assert opening.value_problems("deferred", "长" * opening.LONGEST) == []


@pytest.mark.parametrize(
    "change,opinion,reason,code",
    [
        ({"signed": False, "state": "draft"}, "at_expiry", "", "opening_unsigned"),
        ({"state": "purged"}, "at_expiry", "", "opening_purged"),
        ({"state": "withheld", "attribute": "withheld"}, "early", "", "opening_early_withheld"),
        ({"opinion": "at_expiry"}, "at_expiry", "", "opening_same"),
        ({"opinion": "deferred", "reason": "涉及"}, "deferred", " 涉及 ", "opening_same"),
    ],
)
def test_what_forbids_it_for_one_document(change, opinion, reason, code):
    [problem] = opening.document_problems(opinion, reason, replace(SIGNED, **change))
    assert problem.code == code


@pytest.mark.parametrize("attribute", ["proactive", "on_request", "not_government_information", ""])
def test_what_is_not_withheld_may_open_early(attribute):
    assert opening.document_problems("early", "", replace(SIGNED, attribute=attribute)) == []


@pytest.mark.parametrize(
    "opinion,reason", [("at_expiry", ""), ("deferred", "另有规定"), ("early", "")], ids=["opinion", "reason", "early"]
)
def test_another_opinion_or_reason_changes_it(opinion, reason):
    given = replace(SIGNED, opinion="deferred", reason="涉及")
    assert opening.document_problems(opinion, reason, given) == []


@pytest.mark.parametrize(
    "proposal,opinion,reason,source",
    [
        (Proposal("proactive"), "at_expiry", "", "档案法 第二十七条"),
        (Proposal("on_request", reason="涉及特定申请人"), "at_expiry", "", "档案法 第二十七条"),
        (
            Proposal("withheld", ("personnel",), reason="内部人事", discretion="公开影响管理"),
            "deferred",
            "内部人事；公开影响管理",
            "档案法 第二十七条、政府信息公开条例 第十六条第一款",
        ),
        (
            Proposal("withheld", ("personnel", "logistics")),
            "deferred",
            "政府信息公开条例 第十六条第一款",
            "档案法 第二十七条、政府信息公开条例 第十六条第一款",
        ),
        (Proposal("withheld"), "deferred", "", "档案法 第二十七条"),
    ],
)
def test_the_attribute_suggests_an_opinion_with_its_source(proposal, opinion, reason, source):
    assert opening.suggestion(proposal) == opening.Suggestion(opinion, reason, source)


@pytest.mark.parametrize("attribute", ["not_government_information", None, ""])
def test_without_a_decision_on_disclosure_nothing_is_suggested(attribute):
    assert opening.suggestion(Proposal(attribute)) is None


def test_a_suggested_reason_is_never_too_long_to_be_taken():
    found = opening.suggestion(Proposal("withheld", ("personnel",), reason="长" * 9000))
    assert opening.value_problems(found.opinion, found.reason) == []


@pytest.mark.parametrize("chosen,code", [((), "opening_none_chosen"), (tuple(map(str, range(51))), "opening_too_many")])
def test_a_choice_of_none_or_too_many_is_refused(chosen, code):
    assert codes(opening.choice_problems(chosen)) == [(code, "R-X2", "uids")]


def test_fifty_can_be_done_at_once():
    assert opening.choice_problems(tuple(map(str, range(50)))) == []


@pytest.mark.parametrize(
    "attribute,state,opinion,code",
    [
        ("on_request", "registered", "", "opening_opinion_missing"),
        ("withheld", "withheld", "", "opening_opinion_missing"),
        ("withheld", "withheld", "early", "opening_early_withheld"),
        ("not_government_information", "withheld", "", "opening_opinion_missing"),
    ],
)
def test_a_transfer_waits_for_an_opinion_that_holds(attribute, state, opinion, code):
    facts = transfer.Facts(attribute, state, "sha256:a", "sha256:a", True, opening=opinion)
    assert transfer.problems(facts) == []
    [problem] = transfer.opening_problems(facts)
    assert (problem.code, problem.rule, problem.field) == (code, "R-T3", "opening_opinion")
    assert problem.source


@pytest.mark.parametrize(
    "attribute,opinion",
    [("proactive", ""), ("on_request", "at_expiry"), ("on_request", "early"), ("withheld", "deferred")],
)
def test_a_deposit_waits_for_none_and_a_transfer_with_one_goes_on(attribute, opinion):
    assert transfer.opening_problems(transfer.Facts(attribute, "registered", "a", "a", True, opening=opinion)) == []


def test_a_sealed_record_remembers_which_opinion_it_carries():
    given = {"opinion": "deferred", "reason": "涉及内部人事", "at": "2026-11-22T09:00:00+08:00"}
    assert opening.token(None) == "" and "人事" not in opening.token(given)
    assert opening.token(given) != opening.token({**given, "at": "2026-11-23T09:00:00+08:00"})
