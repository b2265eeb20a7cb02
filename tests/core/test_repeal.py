"""Asking the co-issuers of a joint document before it is amended, repealed or voided (R-J5, R-J4)."""

from dataclasses import replace
from datetime import date
from opengov.disclosure.core import joint
from opengov.disclosure.core import repeal

import pytest


TODAY = date(2026, 12, 1)
PROPOSAL = repeal.Proposal("repealed", "2027-01-01", "上位法已修改", "云教〔2026〕9号")
ABOUT = repeal.digest(PROPOSAL, "sha256:content")
DATA = {"validity": "repealed", "validity_date": "2027-01-01", "reason": "废止", "validity_document": "云教〔2026〕9号"}


def slot(stand=None, due=TODAY, silence="nothing", ruling=None, name="云溪市财政局"):
    positions = (joint.Position(stand, ABOUT, 2),) if stand else ()
    decisions = (joint.Decision(ruling, ABOUT, 3),) if ruling else ()
    asked = (joint.Asking(1, ABOUT, due, silence),)
    return joint.Slot("s", name, "uid", joint.Role.CO_ISSUER, 1, asked, "", positions, decisions)


YESTERDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ((), []),
        ((slot("agree"),), []),
        ((slot("agree_with_comment"),), []),
        ((slot("agree"), slot("agree")), []),
        ((slot(),), ["position_open"]),
        ((slot("agree"), slot()), ["position_open"]),
        ((slot("object"),), ["position_objecting"]),
        ((slot("object", ruling="as_drafted"),), []),
        ((slot("object", ruling="to_change"),), ["position_objecting"]),
        ((slot(due=YESTERDAY),), ["position_lapsed"]),
        ((slot(due=YESTERDAY, silence="escalate"),), ["position_escalated"]),
        ((slot(due=YESTERDAY, silence="escalate", ruling="as_drafted"),), []),
    ],
)
def test_a_repeal_waits_until_each_has_agreed_or_the_authority_has_decided(answers, codes):
    found = repeal.step_problems("mark_validity", DATA, PROPOSAL, answers, ABOUT, TODAY)
    assert [problem.code for problem in found if problem.code != "position_to_change"] + [
        "position_objecting" for problem in found if problem.code == "position_to_change"
    ] == codes
    assert all(problem.params["agency"] == "云溪市财政局" and problem.rule == "R-J4" for problem in found)


@pytest.mark.parametrize(
    ("step", "data", "proposal", "codes"),
    [
        ("mark_validity", DATA, None, ["repeal_not_proposed"]),
        ("mark_validity", {**DATA, "validity": "amended"}, PROPOSAL, ["repeal_not_proposed"]),
        ("mark_validity", {**DATA, "validity_date": "2026-12-01"}, PROPOSAL, ["repeal_differs"]),
        ("mark_validity", {**DATA, "validity_document": ""}, PROPOSAL, ["repeal_differs"]),
        ("mark_validity", {**DATA, "reason": "另一理由"}, PROPOSAL, []),
        ("mark_validity", {**DATA, "validity": "lapsed"}, None, []),
        ("mark_validity", {**DATA, "validity": "valid"}, None, []),
        ("void", {"reason": "误发"}, None, ["repeal_not_proposed"]),
        ("void", {"reason": "误发"}, PROPOSAL, ["repeal_not_proposed"]),
        ("void", {"reason": "误发"}, repeal.Proposal("voided", reason="误发"), []),
        ("withdraw", {"reason": "误发"}, None, []),
    ],
)
def test_what_is_done_is_what_was_asked_about(step, data, proposal, codes):
    found = repeal.step_problems(step, data, proposal, (slot("agree"),), ABOUT, TODAY)
    assert [problem.code for problem in found] == codes


GOOD = repeal.Standing("published")


@pytest.mark.parametrize(
    ("changes", "stands", "codes"),
    [
        ({}, GOOD, []),
        ({"validity": "partly_repealed"}, GOOD, []),
        ({"validity": "voided", "validity_date": "", "validity_document": ""}, GOOD, []),
        ({"validity": "lapsed"}, GOOD, ["validity_unknown"]),
        ({"validity": "valid"}, GOOD, ["validity_unknown"]),
        ({"validity": ""}, GOOD, ["validity_unknown"]),
        ({}, replace(GOOD, validity="repealed"), ["validity_same"]),
        ({"validity": "amended", "validity_document": ""}, GOOD, ["validity_document_required"]),
        ({"validity_date": "20270101"}, GOOD, ["day_malformed"]),
        ({"validity_date": ""}, GOOD, ["day_malformed"]),
        ({"reason": "  "}, GOOD, ["step_reason_required"]),
        ({"reason": "字" * 5001}, GOOD, ["position_words_too_long"]),
        ({"validity_document": "号" * 121}, GOOD, ["position_words_too_long"]),
        ({}, replace(GOOD, joint=False), ["repeal_not_joint"]),
        ({}, replace(GOOD, open=True), ["repeal_proposed_already"]),
        ({}, replace(GOOD, state="sign_off"), ["repeal_not_here"]),
        ({}, replace(GOOD, state="superseded"), ["repeal_not_here"]),
    ],
)
def test_what_can_be_proposed(changes, stands, codes):
    found = repeal.proposal_problems(replace(PROPOSAL, **changes), stands)
    assert [problem.code for problem in found] == codes


@pytest.mark.parametrize("name", ["validity", "validity_date", "reason", "validity_document"])
def test_an_answer_is_bound_to_every_word_of_the_proposal_and_to_the_content(name):
    assert repeal.digest(replace(PROPOSAL, **{name: "另"}), "sha256:content") != ABOUT
    assert repeal.digest(PROPOSAL, "sha256:other") != ABOUT


@pytest.mark.parametrize(
    ("told", "does"), [("nothing", "nothing"), ("escalate", "escalate"), ("deemed_consent", "escalate")]
)
def test_silence_is_never_taken_for_consent(told, does):
    assert repeal.silence(told) == does
