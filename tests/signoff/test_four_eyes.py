"""R-S4 at the site: who may act on a document he has had a hand in, deputies included."""

from datetime import timedelta
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from town import CHECKS
from town import open_office

import pytest
import transaction


#: Office -> the step it takes, its values, and the state the step starts from.
ACTS = {
    "Section Head": ("endorse", {"checks": CHECKS}, "section_review"),
    "Disclosure Reviewer": ("approve", {"checks": CHECKS}, "disclosure_review"),
    "Secrecy Officer": ("determine", {"reason": "不涉密", "attribute": "proactive"}, "secrecy_consultation"),
    "Signer": ("sign", {}, "sign_off"),
}
#: First and second office of one person, and in which sizes of an agency the second act is refused.
PAIRS = [
    ("Drafter", "Section Head", "standard small"),
    ("Drafter", "Disclosure Reviewer", "standard small"),
    ("Drafter", "Secrecy Officer", "standard small"),
    ("Drafter", "Signer", "standard small"),
    ("Section Head", "Disclosure Reviewer", "standard"),
    ("Section Head", "Secrecy Officer", "standard"),
    ("Section Head", "Signer", "standard small"),
    ("Disclosure Reviewer", "Signer", "standard small"),
    ("Secrecy Officer", "Section Head", "standard"),
    ("Secrecy Officer", "Disclosure Reviewer", "standard"),
    ("Secrecy Officer", "Signer", "standard small"),
]


def refused(codes, act, *args, **data):
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **data)
    assert {problem.code for problem in refusal.value.problems} == codes


def appoint(bureau, deputy, person, role):
    if api.user.get(userid=deputy) is None:
        api.user.create(email=f"{deputy}@example.org", username=deputy, password="Yunxi-2026-test")
    today = now().date()
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        IDeputies(bureau).appoint(deputy, person, role, today, today + timedelta(days=5), "出差")


def advance(walk, document, state, hands):
    """Walk to a state; ``hands`` says who acts for an office instead of its holder."""
    steps = [
        ("draft", "submit", "Drafter", {}),
        ("section_review", "endorse", "Section Head", {"checks": CHECKS}),
        ("disclosure_review", "approve", "Disclosure Reviewer", {"checks": CHECKS}),
    ]
    for source, step, role, data in steps:
        if ILife(document).state == state:
            return
        if ILife(document).state == source:
            walk.take(document, step, hands.get(role, role.lower().replace(" ", "-")), **data)


def consult(walk, document, officer):
    """A referral from the first office that may refer without being the officer himself."""
    walk.take(document, "refer", "section-head", reason="是否涉密不明确", body="secrecy_body")
    walk.take(document, "determine", officer, reason="不涉密", attribute="proactive")


def first_act(walk, office, person):
    """A document on which a person has acted in an office (drafted it, or given an opinion)."""
    document = walk.draft(by=person if office == "Drafter" else "drafter")
    hands = {"Drafter": person if office == "Drafter" else "drafter"}
    advance(walk, document, "section_review", hands)
    if office == "Secrecy Officer":
        consult(walk, document, person)
    elif office != "Drafter":
        step, data, state = ACTS[office]
        advance(walk, document, state, hands)
        walk.take(document, step, person, **data)
    return document, hands


def second_act(walk, document, office, person, hands):
    step, data, state = ACTS[office]
    if office == "Secrecy Officer":
        by = "section-head" if ILife(document).state == "section_review" else "disclosure-reviewer"
        walk.take(document, "refer", by, reason="是否涉密不明确", body="secrecy_body")
    else:
        advance(walk, document, state, hands)
    walk.take(document, step, person, **data)


@pytest.mark.parametrize("size", ["standard", "small"])
@pytest.mark.parametrize(("first", "second", "refusing"), PAIRS)
def test_one_person_with_two_offices(bureau, bureau_walk, first, second, refusing, size):
    bureau.office_size = size
    for role in (first, second):
        open_office(bureau, role, "zhao")
    document, hands = first_act(bureau_walk, first, "zhao")
    if size in refusing.split():
        code = "own_draft" if first == "Drafter" else "second_office"
        refused({code}, second_act, bureau_walk, document, second, "zhao", hands)
    else:
        second_act(bureau_walk, document, second, "zhao", hands)


#: Who acts first and second: the person himself (``zhao``), or a deputy (``qian``, ``sun``) for the person.
@pytest.mark.parametrize(
    ("one", "two"),
    [("zhao", "qian"), ("qian", "zhao"), ("qian", "sun"), ("qian", "qian")],
)
@pytest.mark.parametrize(
    ("first", "second"), [("Section Head", "Disclosure Reviewer"), ("Disclosure Reviewer", "Signer")]
)
def test_a_deputy_counts_as_the_person_he_stands_in_for(bureau, bureau_walk, first, second, one, two):
    for role in (first, second):
        open_office(bureau, role, "zhao")
    for deputy, role in ((one, first), (two, second)):
        if deputy != "zhao":
            appoint(bureau, deputy, "zhao", role)
    document, hands = first_act(bureau_walk, first, one)
    refused({"second_office"}, second_act, bureau_walk, document, second, two, hands)


def test_a_deputy_of_two_persons_is_still_one_person(bureau, bureau_walk):
    appoint(bureau, "qian", "section-head", "Section Head")
    appoint(bureau, "qian", "disclosure-reviewer", "Disclosure Reviewer")
    document, hands = first_act(bureau_walk, "Section Head", "qian")
    assert IReviews(document).opinions()[-1].on_behalf_of == "section-head"
    assert ILedger(document).entries()[-1].on_behalf_of == "section-head"
    refused({"second_office"}, second_act, bureau_walk, document, "Disclosure Reviewer", "qian", hands)


def test_the_deputy_of_a_drafter_does_not_sign_for_another(bureau, bureau_walk):
    appoint(bureau, "qian", "drafter", "Drafter")
    open_office(bureau, "Signer", "qian")
    document, hands = first_act(bureau_walk, "Drafter", "qian")
    refused({"own_draft"}, second_act, bureau_walk, document, "Signer", "qian", hands)


def test_a_drafter_does_not_endorse_what_his_deputy_has_drafted(bureau, bureau_walk):
    open_office(bureau, "Drafter", "zhao")
    open_office(bureau, "Section Head", "zhao")
    appoint(bureau, "qian", "zhao", "Drafter")
    document, hands = first_act(bureau_walk, "Drafter", "qian")
    assert ILedger(document).entries()[0].on_behalf_of == "zhao"
    refused({"own_draft"}, second_act, bureau_walk, document, "Section Head", "zhao", hands)


def test_a_deputy_acts_when_all_are_different_and_the_record_says_for_whom(bureau, bureau_walk):
    appoint(bureau, "qian", "signer", "Signer")
    document = bureau_walk.to("sign_off")
    bureau_walk.take(document, "sign", "qian")
    entry = ILedger(document).entries()[-1]
    assert (entry.actor, entry.on_behalf_of) == ("qian", "signer")
    assert ILife(document).signed()["on_behalf_of"] == "signer"


def test_the_author_cannot_be_stood_in_for(bureau, bureau_walk):
    open_office(bureau, "Signer", "drafter")
    appoint(bureau, "qian", "drafter", "Signer")
    document = bureau_walk.to("sign_off")
    refused({"own_draft"}, bureau_walk.take, document, "sign", "qian")


def test_an_important_document_is_signed_by_a_principal_signer(bureau_walk):
    document = bureau_walk.to("sign_off", important=True)
    refused({"principal_signer_required"}, bureau_walk.take, document, "sign", "signer")
    refused({"principal_signer_required"}, bureau_walk.take, document, "question", "signer", reason="x")
    bureau_walk.take(document, "sign", "principal-signer")
    assert ILife(document).state == "issued"


@pytest.mark.parametrize("state", ["section_review", "disclosure_review", "sign_off"])
@pytest.mark.parametrize("attribute", ["proactive", "withheld"])
def test_a_determination_sets_the_attribute_and_leads_back(bureau_walk, state, attribute):
    by = {"section_review": "section-head", "disclosure_review": "disclosure-reviewer", "sign_off": "signer"}[state]
    document = bureau_walk.to(state)
    bureau_walk.take(document, "refer", by, reason="是否涉密不明确", body="secrecy_body")
    more = {"grounds": ["law_prohibits"], "law_citation": "统计法 第二十五条", "withholding_reason": "单个调查对象资料"}
    data = more if attribute == "withheld" else {}
    bureau_walk.take(document, "determine", "secrecy-officer", reason="已核对", attribute=attribute, **data)
    assert ILife(document).state == state
    assert document.disclosure_attribute == attribute
    opinion = IReviews(document).opinions()[-1]
    assert (opinion.determination, opinion.attribute, opinion.outcome) == (True, attribute, "agree")
    if state == "sign_off":
        # a determination is itself the current positive review (R-S6)
        bureau_walk.take(document, "sign", "signer")


def test_an_answer_from_outside_needs_its_signed_paper(bureau_walk):
    document = bureau_walk.to("section_review")
    bureau_walk.take(document, "refer", "section-head", reason="是否涉密不明确", body="secrecy_administration")
    answer = {"reason": "已答复", "attribute": "proactive"}
    refused({"paper_required"}, bureau_walk.take, document, "determine", "secrecy-officer", **answer)
    paper = {"filename": "复函.pdf", "content-type": "application/pdf", "data": "!!"}
    refused({"paper_malformed"}, bureau_walk.take, document, "determine", "secrecy-officer", paper=paper, **answer)
    bureau_walk.take(document, "determine", "secrecy-officer", paper={**paper, "data": "eA=="}, **answer)
    assert ILife(document).state == "section_review"


def test_a_question_voids_the_opinions_until_somebody_was_consulted(bureau_walk):
    document = bureau_walk.to("sign_off")
    bureau_walk.take(document, "question", "signer", reason="属性是否恰当")
    assert IReviews(document).current() == ()
    refused({"consulted_required"}, bureau_walk.take, document, "approve", "disclosure-reviewer", checks=CHECKS)
    bureau_walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS, consulted="市保密局业务科")
    bureau_walk.take(document, "sign", "signer")
    assert ILife(document).state == "issued"


def test_a_question_is_not_forgotten_by_a_return(bureau_walk):
    document = bureau_walk.to("sign_off")
    bureau_walk.take(document, "question", "signer", reason="属性是否恰当")
    bureau_walk.take(document, "return", "disclosure-reviewer", reason="请重新说明")
    bureau_walk.take(document, "submit", "drafter")
    bureau_walk.take(document, "endorse", "section-head", checks=CHECKS)
    refused({"consulted_required"}, bureau_walk.take, document, "approve", "disclosure-reviewer", checks=CHECKS)


@pytest.mark.parametrize(
    ("state", "by"),
    [("section_review", "section-head"), ("disclosure_review", "disclosure-reviewer"), ("sign_off", "signer")],
)
def test_a_returned_draft_shows_why(matrix, door, bureau_walk, state, by):
    document = bureau_walk.to(state)
    bureau_walk.take(document, "return", by, reason="理由不充分")
    transaction.commit()
    told = door.ask("GET", document.absolute_url() + "/@disclosure", "drafter").json
    assert told["state"] == "draft"
    assert [note["reason"] for note in told["notes"]] == ["理由不充分"]
    refused({"step_reason_required"}, _return_without_reason, bureau_walk)


def _return_without_reason(walk):
    walk.take(walk.to("section_review"), "return", "section-head", reason="  ")


def test_a_draft_is_recalled_only_before_anybody_acted(bureau_walk):
    document = bureau_walk.to("section_review")
    bureau_walk.take(document, "recall", "drafter")
    bureau_walk.to("secrecy_consultation", document)
    bureau_walk.take(document, "determine", "secrecy-officer", reason="不涉密", attribute="proactive")
    refused({"recall_too_late"}, bureau_walk.take, document, "recall", "drafter")


@pytest.mark.parametrize("cause", ["error", "personal_data", "third_party", "secret", "expired"])
@pytest.mark.parametrize("by", ["disclosure-officer", "secrecy-officer", "signer", "principal-signer"])
def test_a_withdrawal_names_its_cause(bureau_walk, matrix, cause, by):
    document = matrix["portal"]["bureau"][matrix["ids"]["published"]]
    bureau_walk.take(document, "withdraw", by, reason="更正", cause=cause)
    assert ILife(document).state == "withdrawn"
    assert ILedger(document).entries()[-1].codes["cause"] == cause


@pytest.mark.parametrize(
    "data", [{"reason": "更正"}, {"reason": "更正", "cause": "mood"}, {"reason": " ", "cause": "error"}]
)
def test_a_withdrawal_without_reason_or_cause_is_refused(bureau_walk, matrix, data):
    document = matrix["portal"]["bureau"][matrix["ids"]["published"]]
    with pytest.raises(RuleBroken):
        bureau_walk.take(document, "withdraw", "disclosure-officer", **data)
    assert ILife(document).state == "published"
