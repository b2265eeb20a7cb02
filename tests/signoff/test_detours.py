"""The detours of a document's life, each as offices take it: referral, dispute, the signer's changes, haste, adjustment,
withdrawal, validity, documents on paper. What is done, what is refused with which rule, what the record says."""

from borg.localrole.interfaces import ILocalRoleProvider
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.numbers import arrange
from opengov.disclosure.signoff.verification import document_problems
from plone import api
from plone.app.testing import logout
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import ON_PAPER
from town import open_office
from town import PROPOSALS
from zope.component import getAdapter

import base64
import pytest


PAPER = {
    "filename": "保密局意见.txt",
    "content-type": "text/plain",
    "data": base64.b64encode("不涉密".encode()).decode(),
}
AGREE = {"outcome": "agree", "checks": CHECKS}
WITHHELD = {
    "attribute": "withheld",
    "grounds": ["personnel"],
    "withholding_reason": "属于内部人事管理信息",
    "discretion": "公开会影响内部人事工作",
}


@pytest.fixture
def at(walk):
    """A document in a state: ``at("sign_off", **fields)``."""
    return lambda state, **fields: walk.to(state, **{**PROPOSALS.get(state, {}), **fields})


@pytest.fixture
def take(walk):
    """One step; ``take(document, step, by, **data)`` returns the new state."""

    def step(document, name, by, **data):
        walk.take(document, name, by, **data)
        return ILife(document).state

    return step


@pytest.fixture
def refused(walk):
    """The codes a refused step names; nothing is changed by it."""

    def step(document, name, by, **data):
        before = (ILife(document).state, len(ILedger(document).entries()), IDossier(document).affairs())
        with pytest.raises(RuleBroken) as broken:
            walk.take(document, name, by, **data)
        assert (ILife(document).state, len(ILedger(document).entries()), IDossier(document).affairs()) == before
        assert all(problem.rule.startswith("R-") for problem in broken.value.problems)
        return {problem.code for problem in broken.value.problems}

    return step


def jurisdiction(agency, key):
    agency.jurisdiction = key


# Here follows: referral, R-S3, R-S6


def test_a_referral_to_an_outside_body_notes_receipt_hears_others_and_ends_with_the_signed_paper(at, take, refused):
    document = at("disclosure_review")
    assert take(document, "refer", "disclosure-reviewer", reason="界限不清", body="secrecy_administration") == (
        "secrecy_consultation"
    )
    received = {"received_on": IDossier(document).affair("referral")["at"][:10]}
    assert refused(document, "note_receipt", "secrecy-officer", received_on="2199-01-01") == {"day_in_future"}
    assert refused(document, "note_receipt", "secrecy-officer", received_on="昨天") == {"day_malformed"}
    assert take(document, "note_receipt", "secrecy-officer", **received) == "secrecy_consultation"
    opinion = {"body_name": "市公安局", "opinion": "不影响公共安全", "paper": PAPER}
    assert take(document, "consult", "secrecy-officer", **opinion) == "secrecy_consultation"
    assert IReviewedContent(document).digest() and not IDossier(document).signed
    decision = {"reason": "不属于国家秘密", "attribute": "proactive"}
    assert refused(document, "determine", "secrecy-officer", **decision) == {"paper_required"}
    assert take(document, "determine", "secrecy-officer", **decision, paper=PAPER) == "disclosure_review"
    assert [IDossier(document).affair(name) for name in ("referral", "receipt")] == [None, None]
    assert [paper["step"] for paper in IDossier(document).papers()] == ["consult", "determine"]


def test_a_consultation_decides_nothing(at, take, refused):
    document = at("secrecy_consultation")
    take(document, "consult", "secrecy-officer", body_name="市公安局", opinion="可以公开")
    assert "determine" in {step.id for step in _steps(document, "secrecy-officer")}
    assert refused(document, "sign", "signer") == {"step_not_here"}


@pytest.mark.parametrize("by", ["drafter", "section-head", "disclosure-reviewer", "signer", "disclosure-officer"])
@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("note_receipt", {"received_on": "2026-11-02"}),
        ("consult", {"body_name": "市公安局", "opinion": "可以公开"}),
        ("determine", {"reason": "可以公开", "attribute": "proactive"}),
    ],
)
def test_only_the_secrecy_officer_keeps_a_referral(at, refused, by, step, data):
    assert refused(at("secrecy_consultation"), step, by, **data) == {"office_missing"}


# Here follows: question, return, uphold, R-S7, R-S8


def test_a_question_voids_the_review_and_is_asked_once_for_the_same_content(at, take, refused, walk):
    document = at("sign_off")
    assert take(document, "question", "signer", reason="是否涉及商业秘密") == "disclosure_review"
    assert refused(document, "approve", "disclosure-reviewer", checks=CHECKS) == {"consulted_required"}
    take(document, "approve", "disclosure-reviewer", checks=CHECKS, consulted="经咨询市司法局，不涉及")
    assert refused(document, "question", "signer", reason="再想想") == {"question_again"}
    assert take(document, "sign", "signer") == "issued"


@pytest.mark.parametrize(
    ("profile", "body", "expected"),
    [
        ("shaoguan-2019", "secrecy_administration", "secrecy_consultation"),
        ("zunyi-2020", "competent_department", "secrecy_consultation"),
        ("tianning-2016", "", "secrecy_consultation"),
        ("cn-national-2019", "", "sign_off"),
        ("dalian-2016", "", "sign_off"),
    ],
)
def test_who_ends_a_dispute_is_the_profiles(agency, at, take, refused, profile, body, expected):
    document = at("disclosure_review")
    jurisdiction(agency, profile)
    take(document, "return", "disclosure-reviewer", reason="建议不予公开")
    said = {"reason": "属于应当主动公开的事项", **({"body": body} if body else {})}
    assert refused(document, "uphold", "drafter", **{**said, "body": "business_authority"}) == {"dispute_body"}
    assert take(document, "uphold", "drafter", **said) == expected


def test_after_the_decision_of_a_dispute_the_document_goes_on_to_its_signature(agency, at, take, refused):
    document = at("disclosure_review")
    jurisdiction(agency, "shaoguan-2019")
    take(document, "return", "disclosure-reviewer", reason="建议不予公开")
    take(document, "uphold", "drafter", reason="应当公开", body="secrecy_administration")
    decision = {"reason": "可以公开", "attribute": "proactive", "paper": PAPER}
    assert take(document, "determine", "secrecy-officer", **decision) == "sign_off"
    assert IDossier(document).affair("dispute")["standing"] == "decided"
    assert take(document, "sign", "signer") == "issued"


def test_the_signer_decides_a_dispute_before_he_signs(at, take, refused):
    document = at("disclosure_review")
    take(document, "return", "disclosure-reviewer", reason="建议不予公开")
    take(document, "uphold", "drafter", reason="应当公开")
    assert {"dispute_open", "review_missing"} <= refused(document, "sign", "signer")
    assert refused(document, "decide_dispute", "disclosure-officer", reason="x", attribute="proactive") == {
        "office_missing"
    }
    assert (
        take(document, "decide_dispute", "signer", reason="属于第二十条事项", attribute="proactive", checks=CHECKS)
        == "sign_off"
    )
    assert take(document, "sign", "signer") == "issued"


def test_a_dispute_has_an_end(at, take, refused):
    document = at("disclosure_review")
    take(document, "return", "disclosure-reviewer", reason="建议不予公开")
    take(document, "uphold", "drafter", reason="应当公开")
    take(document, "decide_dispute", "signer", reason="应当公开", attribute="proactive", checks=CHECKS)
    take(document, "return", "signer", reason="文字有误")
    assert refused(document, "uphold", "drafter", reason="应当公开") == {"dispute_decided"}
    take(document, "submit", "drafter")
    take(document, "endorse", "section-head", checks=CHECKS)
    assert refused(document, "return", "disclosure-reviewer", reason="仍应不予公开") == {"determined_binds"}


def test_only_what_was_returned_unchanged_is_upheld(at, take, refused, walk):
    document = at("draft")
    assert refused(document, "uphold", "drafter", reason="应当公开") == {"nothing_returned"}
    walk.to("disclosure_review", document)
    take(document, "return", "disclosure-reviewer", reason="标题有误")
    with api.env.adopt_user(username="drafter"):
        document.title = "改过的标题"
        api.content.get(UID=IUUID(document)).reindexObject()
    assert refused(document, "uphold", "drafter", reason="应当公开") == {"uphold_changed"}


# Here follows: the signer's own changes, R-I2


def test_the_signers_changes_are_confirmed_by_reviewer_and_drafting_unit_before_he_signs(at, take, refused):
    document = at("sign_off")
    before = IReviewedContent(document).digest()
    changes = {
        "title": "云溪市教育局关于切实做好春季开学工作的通知",
        "text": "<p>各学校：现将有关事项通知如下，请认真执行。</p>",
    }
    assert take(document, "amend", "signer", reason="补充要求", changes=changes) == "sign_off"
    assert document.title == changes["title"]
    assert {"review_missing", "unit_unconfirmed"} <= refused(document, "sign", "signer")
    amended = IDossier(document).affair("amended")
    content = IReviewedContent(document)
    assert content.kept(before)["fields"]["title"] != content.fields()["title"]
    assert (amended["before"], amended["digest"], amended["fields"]) == (before, content.digest(), ["text", "title"])
    assert take(document, "confirm_changes", "disclosure-reviewer", **AGREE) == "sign_off"
    assert refused(document, "sign", "signer") == {"unit_unconfirmed"}
    take(document, "confirm_changes", "drafter", **AGREE)
    assert take(document, "sign", "signer") == "issued"
    assert "signer" not in ILedger(document).authors()


def test_a_change_the_reviewer_does_not_accept_is_not_signed(at, take, refused):
    document = at("sign_off")
    take(document, "amend", "signer", reason="补充", changes={"title": "含有商业秘密的标题"})
    no = {"outcome": "disagree", "reason": "涉及商业秘密"}
    take(document, "confirm_changes", "disclosure-reviewer", **no)
    take(document, "confirm_changes", "section-head", **AGREE)
    assert refused(document, "sign", "signer") == {"review_missing"}
    assert take(document, "return", "signer", reason="另行起草") == "draft"
    assert IDossier(document).affair("amended") is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"changes_missing"}),
        ("文本", {"changes_missing"}),
        ({"disclosure_attribute": "withheld"}, {"change_not_allowed"}),
        ({"creators": "signer"}, {"change_not_allowed"}),
        ({"title": 5}, {"change_not_allowed"}),
        ({"title": "一" * 301}, {"reason_too_long"}),
        ({"title": "  "}, {"value_required"}),
        ({"title": "机密★10年"}, {"mark_found"}),
    ],
)
def test_a_signer_changes_words_and_nothing_else(at, refused, changes, expected):
    document = at("sign_off")
    assert refused(document, "amend", "signer", reason="补充", changes=changes) == expected


def test_nobody_confirms_his_own_changes(agency, at, take, refused):
    open_office(agency, "Section Head", "signer")
    document = at("sign_off")
    take(document, "amend", "signer", reason="补充", changes={"title": "改过的标题"})
    assert "own_changes" in refused(document, "confirm_changes", "signer", **AGREE)


def test_who_has_written_into_the_text_reviews_it_never_again(agency, at, take, refused):
    open_office(agency, "Disclosure Reviewer", "signer")
    document = at("sign_off")
    take(document, "amend", "signer", reason="补充", changes={"title": "签发人改过的标题"})
    take(document, "return", "signer", reason="另行起草")
    take(document, "submit", "drafter")
    take(document, "endorse", "section-head", checks=CHECKS)
    assert refused(document, "approve", "signer", checks=CHECKS) == {"second_office"}


def test_a_dispute_is_one_with_the_reviewer_and_nobody_else(at, take):
    document = at("section_review")
    take(document, "return", "section-head", reason="建议不予公开")
    assert take(document, "uphold", "drafter", reason="应当公开") == "disclosure_review"
    assert IDossier(document).affair("dispute") is None


def test_who_reviewed_does_not_sign_on_his_own_word_after_a_way_around(agency, at, take, refused):
    open_office(agency, "Signer", "disclosure-reviewer")
    document = at("sign_off", urgency="urgent")
    take(document, "return", "signer", reason="另行起草")
    take(document, "submit_urgently", "drafter", reason="防汛应急")
    assert refused(document, "sign", "disclosure-reviewer") == {"second_office"}


# Here follows: haste, R-I7


def test_an_urgent_document_is_reviewed_and_signed_in_one_act_and_the_opinions_are_made_up(at, take, refused):
    document = at("draft", urgency="extra_urgent")
    assert take(document, "submit_urgently", "drafter", reason="防汛应急") == "sign_off"
    assert "review_missing" in refused(document, "sign", "signer")
    assert refused(document, "sign_urgently", "signer") == {"checks_missing"}
    assert take(document, "sign_urgently", "signer", checks=CHECKS) == "issued"
    assert IDossier(document).affair("urgent")["omitted"] == ["Section Head", "Disclosure Reviewer"]
    assert take(document, "publish", "disclosure-officer") == "published"
    assert take(document, "make_up", "section-head", **AGREE) == "published"
    assert refused(document, "make_up", "section-head", **AGREE) == {"nothing_to_make_up"}
    assert take(document, "make_up", "disclosure-reviewer", **AGREE) == "published"
    assert IDossier(document).affair("urgent")["omitted"] == []


def test_a_late_no_of_the_reviewer_takes_the_document_back_at_once(at, take):
    document = at("draft", urgency="urgent")
    take(document, "submit_urgently", "drafter", reason="防汛应急")
    take(document, "sign_urgently", "signer", checks=CHECKS)
    take(document, "publish", "disclosure-officer")
    no = {"outcome": "disagree", "reason": "涉及个人隐私"}
    assert take(document, "make_up", "disclosure-reviewer", **no) == "withdrawn"
    logout()
    assert not api.user.has_permission("View", obj=document)


def test_haste_never_replaces_the_second_person(agency, at, take, refused):
    open_office(agency, "Signer", "drafter")
    document = at("draft", urgency="urgent")
    take(document, "submit_urgently", "drafter", reason="防汛应急")
    assert "own_draft" in refused(document, "sign_urgently", "drafter", checks=CHECKS)


@pytest.mark.parametrize("urgency", [None, "normal"])
def test_what_is_not_urgent_goes_its_regular_way(at, refused, urgency):
    assert refused(at("draft", urgency=urgency), "submit_urgently", "drafter", reason="急") == {"not_urgent"}
    document = at("sign_off", urgency=urgency)
    assert "not_urgent" in refused(document, "sign_urgently", "signer", checks=CHECKS)


def test_an_oral_instruction_is_on_record_until_its_giver_countersigns(at, take, refused):
    document = at("draft")
    told = {"instructed_by": "signer", "instructed_at": "2026-11-20T17:30:00+08:00", "instruction": "当日发出"}
    assert refused(document, "record_instruction", "drafter", **{**told, "instructed_by": "drafter"}) == {
        "own_instruction"
    }
    assert refused(document, "record_instruction", "drafter", **{**told, "instructed_at": "刚才"}) == {
        "moment_malformed"
    }
    for stranger in ("web-editor", "transfer-clerk", "nobody-at-all", ""):
        named = refused(document, "record_instruction", "drafter", **{**told, "instructed_by": stranger})
        assert named & {"instructor_unknown", "value_required"}, "nobody is let in by being named"
    assert take(document, "record_instruction", "drafter", **told) == "draft"
    instructors = getAdapter(document, ILocalRoleProvider, "opengov.disclosure.instructions")
    assert instructors.getRoles("signer") == ("Dated Reader",)
    assert instructors.getRoles("disclosure-officer") == ()
    assert refused(document, "countersign_instruction", "section-head") == {"nothing_to_countersign"}
    assert take(document, "countersign_instruction", "signer") == "draft"
    assert instructors.getRoles("signer") == (), "what was countersigned is a draft of others again"


# Here follows: adjustment, R-A7


ADJUSTMENTS = [
    # from, new attribute with its reasons, end state
    ("published", WITHHELD, "withheld"),
    (
        "published",
        {"attribute": "on_request", "withholding_reason": "涉及特定对象", "public_title": "公开题名"},
        "registered",
    ),
    ("registered", {"attribute": "proactive"}, "published"),
    ("registered", WITHHELD, "withheld"),
    ("withheld", {"attribute": "proactive"}, "published"),
    ("withheld", {"attribute": "on_request", "withholding_reason": "仅限特定申请人"}, "registered"),
    ("withdrawn", WITHHELD, "withheld"),
]


@pytest.mark.parametrize(("state", "proposed", "end"), ADJUSTMENTS)
def test_an_adjustment_changes_the_attribute_and_neither_text_nor_number(at, take, refused, state, proposed, end):
    document = at(state)
    number, text, old = IDocumentNumber(document).text, document.text.raw, document.disclosure_attribute
    assert take(document, "adjust", "disclosure-officer", reason="情况变化", **proposed) == "adjustment_review"
    assert _is_public(document) is False, "a change away from proactive withdraws first"
    assert document.disclosure_attribute == old
    assert refused(document, "decide_adjustment", "signer", outcome="agree") == {"adjustment_unreviewed"}
    take(document, "review_adjustment", "disclosure-reviewer", **AGREE)
    assert take(document, "decide_adjustment", "signer", outcome="agree") == end
    assert document.disclosure_attribute == proposed["attribute"]
    assert (IDocumentNumber(document).text, document.text.raw) == (number, text)
    assert IDossier(document).affair("adjusted")[-1]["old"] == old
    assert IDossier(document).signed["digest"] == IReviewedContent(document).digest()
    assert _is_public(document) is (end == "published")
    [entry] = [entry for entry in ILedger(document).entries() if entry.action == "decide_adjustment"]
    assert (entry.codes["old_attribute"], entry.codes["attribute"]) == (
        old,
        proposed["attribute"],
    )
    assert _verified(document) == []


@pytest.mark.parametrize("state", ["published", "registered", "withheld", "withdrawn"])
def test_a_refused_adjustment_leaves_everything_as_it_was(at, take, refused, state):
    document = at(state)
    proposed = WITHHELD if state != "withheld" else {"attribute": "proactive"}
    digest = IReviewedContent(document).digest()
    take(document, "adjust", "disclosure-officer", reason="情况变化", **proposed)
    take(document, "review_adjustment", "disclosure-reviewer", outcome="disagree", reason="理由不足")
    assert refused(document, "decide_adjustment", "signer", outcome="agree") == {"adjustment_unreviewed"}
    assert refused(document, "decide_adjustment", "signer", outcome="disagree") == {"opinion_reason_required"}
    assert take(document, "decide_adjustment", "signer", outcome="disagree", reason="不予调整") == state
    assert IReviewedContent(document).digest() == digest == IDossier(document).signed["digest"]
    assert _is_public(document) is (state == "published")
    assert _verified(document) == []


def test_an_adjustment_takes_three_persons(agency, at, take, refused):
    open_office(agency, "Disclosure Reviewer", "disclosure-officer")
    open_office(agency, "Signer", "disclosure-officer")
    open_office(agency, "Signer", "disclosure-reviewer")
    document = at("published")
    take(document, "adjust", "disclosure-officer", reason="情况变化", **WITHHELD)
    assert refused(document, "review_adjustment", "disclosure-officer", **AGREE) == {"own_adjustment"}
    take(document, "review_adjustment", "disclosure-reviewer", **AGREE)
    assert refused(document, "decide_adjustment", "disclosure-officer", outcome="agree") == {"own_adjustment"}
    assert refused(document, "decide_adjustment", "disclosure-reviewer", outcome="agree") == {"second_office"}


@pytest.mark.parametrize(
    ("proposed", "expected"),
    [
        ({"attribute": "proactive"}, {"adjustment_same"}),
        ({"attribute": "secret"}, {"attribute_unknown"}),
        ({"attribute": ""}, {"attribute_required"}),
        ({"attribute": "withheld"}, {"ground_required", "reason_required"}),
        ({**WITHHELD, "grounds": ["mood"]}, {"ground_unknown"}),
        ({**WITHHELD, "grounds": ["state_secret"]}, {"secret_text_kept"}),
        ({**WITHHELD, "title": "新标题"}, {"value_unknown"}),
    ],
)
def test_an_adjustment_is_proposed_with_what_its_attribute_needs(at, refused, proposed, expected):
    assert expected <= refused(at("published"), "adjust", "disclosure-officer", reason="情况变化", **proposed)


@pytest.mark.parametrize("ground", ["law_prohibits", "three_security_one_stability"])
def test_what_article_14_withholds_is_opened_on_a_determination_alone(at, take, refused, ground):
    law = {"law_citation": "档案法第二十八条"} if ground == "law_prohibits" else {}
    document = at("withheld", disclosure_grounds=(ground,), disclosure_reason="依法不予公开", discretion="", **law)
    proposed = {"reason": "情况变化", "attribute": "proactive"}
    assert refused(document, "adjust", "disclosure-officer", **proposed) == {"prohibition_needs_paper"}
    assert take(document, "adjust", "disclosure-officer", **proposed, paper=PAPER) == "adjustment_review"


# Here follows: withdrawal, R-I10


@pytest.mark.parametrize("by", ["disclosure-officer", "secrecy-officer", "signer"])
@pytest.mark.parametrize("cause", ["error", "personal_data", "third_party", "secret", "expired"])
def test_a_withdrawal_is_immediate_confirmed_by_another_and_undone_by_a_new_review_only(at, take, refused, by, cause):
    document = at("published")
    assert take(document, "withdraw", by, reason="内容有误", cause=cause) == "withdrawn"
    assert _is_public(document) is False
    assert refused(document, "republish", "disclosure-officer") == {"review_missing"}
    assert take(document, "confirm_withdrawal", "disclosure-reviewer") == "withdrawn"
    assert refused(document, "confirm_withdrawal", "disclosure-reviewer") == {"nothing_to_confirm"}
    take(document, "review_again", "disclosure-reviewer", **AGREE)
    assert take(document, "republish", "disclosure-officer") == "published"
    assert _is_public(document) is True


def test_nobody_confirms_his_own_withdrawal(at, take, refused):
    document = at("published")
    take(document, "withdraw", "signer", reason="内容有误", cause="error")
    assert refused(document, "confirm_withdrawal", "signer") == {"own_withdrawal"}


def test_a_negative_second_review_keeps_the_document_down(at, take, refused):
    document = at("withdrawn")
    take(document, "review_again", "disclosure-reviewer", outcome="disagree", reason="仍涉及个人信息")
    assert refused(document, "republish", "disclosure-officer") == {"review_missing"}


# Here follows: validity, void, R-I9, R-I1


@pytest.mark.parametrize("value", ["amended", "partly_repealed", "repealed", "lapsed"])
def test_a_document_that_no_longer_applies_stays_public_and_is_marked(at, take, value):
    document = at("published")
    told = {
        "validity": value,
        "validity_date": "2026-11-30",
        "validity_document": "云教〔2026〕9号",
        "reason": "新规施行",
    }
    assert take(document, "mark_validity", "disclosure-officer", **told) == "published"
    assert IDossier(document).affair("validity")["value"] == value
    assert _is_public(document) is True
    take(document, "mark_validity", "disclosure-officer", validity="valid", validity_date="2026-12-01", reason="更正")
    assert [record["value"] for record in IDossier(document).affair("validity")["history"]] == [value]
    assert _verified(document) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"validity": "gone"}, {"validity_unknown"}),
        ({"validity": "valid"}, {"validity_same"}),
        ({"validity": "amended"}, {"validity_document_required"}),
        ({"validity": "repealed", "validity_date": "明天"}, {"day_malformed"}),
        ({"validity": "repealed", "reason": " "}, {"step_reason_required"}),
    ],
)
def test_validity_is_marked_with_what_belongs_to_it(at, refused, told, expected):
    values = {"validity": "repealed", "validity_date": "2026-11-30", "reason": "新规施行", **told}
    assert refused(at("published"), "mark_validity", "disclosure-officer", **values) == expected


@pytest.mark.parametrize("state", ["issued", "published", "registered", "withheld", "withdrawn"])
def test_a_void_document_keeps_its_number_and_is_seen_by_nobody_outside(at, take, refused, state):
    document = at(state)
    number = IDocumentNumber(document).text
    assert refused(document, "void", "disclosure-officer", reason="误发") == {"office_missing"}
    assert take(document, "void", "signer", reason="误发") == "voided"
    assert IDocumentNumber(document).text == number
    assert _is_public(document) is False
    assert {step.id for step in _steps(document, "signer")} <= {"request_purge", "purge"}


# Here follows: documents on paper, R-I8


PAPER_DOCUMENT = ON_PAPER


@pytest.mark.parametrize(
    ("proposal", "end"),
    [({}, "published"), (PROPOSALS["registered"], "registered"), (PROPOSALS["withheld"], "withheld")],
)
def test_a_document_on_paper_keeps_number_and_date_and_two_persons_of_today_determine(at, take, refused, proposal, end):
    document = at("draft", **proposal)
    assert take(document, "enter_existing", "drafter", **PAPER_DOCUMENT) == "to_determine"
    assert (IDocumentNumber(document).text, IDossier(document).signed["issue_date"]) == (
        "云教〔2019〕7号",
        "2019-03-05",
    )
    assert take(document, "take_up", "disclosure-reviewer", checks=CHECKS, handled=_findings(document)) == end
    assert _verified(document) == []


def test_who_enters_a_document_on_paper_does_not_determine_it(agency, at, take, refused):
    open_office(agency, "Disclosure Reviewer", "drafter")
    document = at("draft")
    take(document, "enter_existing", "drafter", **PAPER_DOCUMENT)
    assert "own_draft" in refused(document, "take_up", "drafter", checks=CHECKS)


def test_a_number_on_paper_belongs_to_one_document_and_is_never_given_again(agency, at, take, refused):
    year = str(IDossier(at("issued")).signed["issue_date"])[:4]
    given, kept, free = f"云教〔{year}〕1号", f"云教〔{year}〕2号", f"云教〔{year}〕4号"
    arrange(agency, "notice", "云教", int(year), None, (2,))
    told = {**PAPER_DOCUMENT, "issue_date": f"{year}-01-02"}
    document = at("draft")
    assert refused(document, "enter_existing", "drafter", **{**told, "number": given}) == {"number_given"}
    assert refused(document, "enter_existing", "drafter", **{**told, "number": free}) == {"number_not_reserved"}
    take(document, "enter_existing", "drafter", **{**told, "number": kept})
    assert IDocumentNumber(at("issued")).text == f"云教〔{year}〕3号"
    other = at("draft", document_kind="order")
    assert refused(other, "enter_existing", "drafter", **{**told, "number": kept}) == {"number_given"}


def test_what_is_younger_than_the_work_here_is_no_existing_document(at, refused):
    today = str(IDossier(at("issued")).signed["issue_date"])
    told = {**PAPER_DOCUMENT, "number": "", "issue_date": today}
    assert refused(at("draft"), "enter_existing", "drafter", **told) == {"not_existing"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"issue_date": "2199-01-01"}, {"day_in_future"}),
        ({"issue_date": "三月"}, {"day_malformed"}),
        ({"signer_name": ""}, {"value_required"}),
        ({"issue_date": "20190305"}, {"day_malformed"}),
        ({"number": "没有文号"}, {"number_unreadable"}),
        ({"paper": None}, {"value_required"}),
    ],
)
def test_what_is_copied_from_paper_is_looked_at(at, refused, told, expected):
    assert refused(at("draft"), "enter_existing", "drafter", **{**PAPER_DOCUMENT, **told}) == expected


def test_a_document_on_paper_that_was_entered_wrongly_goes_back_to_draft(at, take):
    document = at("draft")
    take(document, "enter_existing", "drafter", **PAPER_DOCUMENT)
    assert take(document, "return", "disclosure-reviewer", reason="文号抄错") == "draft"
    assert IDossier(document).signed is None
    assert _verified(document) == []


def _steps(document, user):
    with api.env.adopt_user(username=user):
        return ILife(document).steps()


def _findings(document):
    return sorted(IScan(document).item_ids())


def _is_public(document):
    """Whether the anonymous visitor sees the document."""
    with api.env.adopt_roles(["Anonymous"]):
        return bool(api.user.has_permission("View", user=None, obj=document))


def _verified(document):
    """What the integrity check finds of this document."""
    return list(document_problems(document, ILedger(document).entries()))
