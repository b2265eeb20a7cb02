"""The forms of the detours: each step of a document's real life is taken from a page, or refused at the control it is about."""

from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from situations import adjusting
from situations import adjustment_reviewed
from situations import amended
from situations import disputed
from situations import hurried
from situations import instructed
from situations import on_paper
from situations import referred
from situations import returned
from situations import reviewed_again
from situations import signed_in_haste
from situations import to_be_purged
from situations import TODAY
from situations import WITHHELD
from town import CHECKS
from town import PROPOSALS
from visiting import send
from visiting import step_form
from webtest import Upload

import pytest


PAPER = {"paper": Upload("批复（盖章）.pdf", b"%PDF-1.4 approval", "application/pdf")}


AGREE = {"outcome": "agree", "checks": CHECKS}
#: How it comes to it, the step, by whom, what is entered, the state after, what stays on record (affair, key, value).
TAKEN = [
    (
        referred,
        "note_receipt",
        "secrecy-officer",
        {"received_on": TODAY},
        "secrecy_consultation",
        ("receipt", "received_on", TODAY),
    ),
    (
        referred,
        "consult",
        "secrecy-officer",
        {"body_name": "市保密局", "opinion": "建议不公开"},
        "secrecy_consultation",
        None,
    ),
    (returned, "uphold", "drafter", {"reason": "与上年一致"}, "sign_off", ("dispute", "standing", "open")),
    (
        disputed,
        "decide_dispute",
        "signer",
        {"reason": "依法应当公开", "checks": CHECKS},
        "sign_off",
        ("dispute", "standing", "decided"),
    ),
    (amended, "confirm_changes", "drafter", AGREE, "sign_off", ("amended", "unit_confirmed", "drafter")),
    (
        amended,
        "confirm_changes",
        "disclosure-reviewer",
        AGREE,
        "sign_off",
        ("amended", "reviewer_confirmed", "disclosure-reviewer"),
    ),
    (lambda walk: walk.draft(urgency="urgent"), "submit_urgently", "drafter", {"reason": "汛情"}, "sign_off", None),
    (hurried, "sign_urgently", "signer", {"checks": CHECKS}, "issued", ("urgent", "by", "signer")),
    (signed_in_haste, "make_up", "section-head", AGREE, "issued", ("urgent", "omitted", ["Disclosure Reviewer"])),
    (instructed, "countersign_instruction", "signer", {"comment": "属实"}, "draft", None),
    (
        adjusting,
        "review_adjustment",
        "disclosure-reviewer",
        AGREE,
        "adjustment_review",
        ("adjustment", "attribute", "withheld"),
    ),
    (adjustment_reviewed, "decide_adjustment", "signer", {"outcome": "agree"}, "withheld", None),
    (adjusting, "decide_adjustment", "signer", {"outcome": "disagree", "reason": "理由不足"}, "published", None),
    (
        lambda walk: walk.to("published"),
        "adjust",
        "disclosure-officer",
        {"reason": "变化", **WITHHELD},
        "adjustment_review",
        ("adjustment", "withholding_reason", "涉及内部人事安排"),
    ),
    (
        lambda walk: walk.to("withdrawn"),
        "confirm_withdrawal",
        "signer",
        {},
        "withdrawn",
        ("withdrawal", "confirmed_by", "signer"),
    ),
    (lambda walk: walk.to("withdrawn"), "review_again", "disclosure-reviewer", AGREE, "withdrawn", None),
    (reviewed_again, "republish", "disclosure-officer", {}, "published", None),
    (
        lambda walk: walk.to("published"),
        "mark_validity",
        "disclosure-officer",
        {
            "validity": "repealed",
            "validity_date": "2027-01-01",
            "reason": "被替代",
            "validity_document": "云教〔2026〕9号",
        },
        "published",
        ("validity", "document", "云教〔2026〕9号"),
    ),
    (lambda walk: walk.to("issued"), "void", "signer", {"reason": "重复编号"}, "voided", None),
    (
        lambda walk: walk.draft(),
        "enter_existing",
        "drafter",
        {"number": "云教〔2018〕7号", "issue_date": "2018-05-04", "signer_name": "王建国", **PAPER},
        "to_determine",
        ("existing", "signer_name", "王建国"),
    ),
    (on_paper, "take_up", "disclosure-reviewer", {"checks": CHECKS}, "published", None),
    (
        lambda walk: walk.to("published"),
        "request_purge",
        "signer",
        {"reason": "误传", "cause": "secret"},
        "published",
        ("purge", "cause", "secret"),
    ),
    (to_be_purged, "purge", "signer", {"reason": "同意清除"}, "purged", None),
]


@pytest.mark.parametrize("prepare,step,who,values,state,kept", TAKEN)
def test_a_detour_is_taken_from_its_form(walk, visit, prepare, step, who, values, state, kept):
    document = prepare(walk)
    page = visit(who).step(document, step)
    answer = send(page, **values)
    assert answer.status_int == 302, answer.html.select(".opengov-error, .alert-danger")
    assert ILife(document).state == state
    if kept:
        affair, key, value = kept
        assert IDossier(document).affair(affair)[key] == value


#: The same with something missing or wrong: the control that tells it, and what must still stand in the form.
REFUSED = [
    (referred, "note_receipt", "secrecy-officer", {"received_on": "2999-01-01"}, "received_on"),
    (referred, "consult", "secrecy-officer", {"body_name": "市保密局"}, "opinion"),
    (
        disputed,
        "decide_dispute",
        "signer",
        {"attribute": "withheld", "reason": "涉及人事", "checks": CHECKS},
        "grounds",
    ),
    (amended, "confirm_changes", "drafter", {"outcome": "disagree"}, "reason"),
    (amended, "confirm_changes", "drafter", {"reason": "可以"}, "outcome"),
    (hurried, "sign_urgently", "signer", {"checks": ["accuracy"], "comment": "同意"}, "checks"),
    (signed_in_haste, "make_up", "section-head", {"outcome": "agree"}, "checks"),
    (
        lambda walk: walk.draft(),
        "record_instruction",
        "drafter",
        {"instructed_by": "signer", "instructed_at": "2999-01-01T08:00", "instruction": "先印发"},
        "instructed_at",
    ),
    (
        lambda walk: walk.draft(),
        "record_instruction",
        "drafter",
        {"instructed_by": "signer", "instruction": "先印发"},
        "instructed_at",
    ),
    (
        lambda walk: walk.to("issued"),
        "record_approval",
        "disclosure-officer",
        {"authority": "市政府", "approved_on": TODAY},
        "paper",
    ),
    (
        lambda walk: walk.to("published"),
        "adjust",
        "disclosure-officer",
        {"attribute": "proactive", "reason": "变化"},
        "attribute",
    ),
    (
        lambda walk: walk.to("published"),
        "adjust",
        "disclosure-officer",
        {"attribute": "withheld", "reason": "变化"},
        "withholding_reason",
    ),
    (adjusting, "decide_adjustment", "signer", {"outcome": "disagree"}, "reason"),
    (
        lambda walk: walk.to("published"),
        "mark_validity",
        "disclosure-officer",
        {"validity": "amended", "validity_date": TODAY, "reason": "修改"},
        "validity_document",
    ),
    (
        lambda walk: walk.to("published"),
        "mark_validity",
        "disclosure-officer",
        {"validity_date": TODAY, "reason": "修改"},
        "validity",
    ),
    (
        lambda walk: walk.draft(),
        "enter_existing",
        "drafter",
        {"number": "云教〔2018〕7号", "signer_name": "王建国", "issue_date": "2999-01-01"},
        "issue_date",
    ),
    (lambda walk: walk.to("published"), "request_purge", "signer", {"reason": "误传"}, "cause"),
    (to_be_purged, "purge", "signer", {}, "reason"),
]


@pytest.mark.parametrize("prepare,step,who,values,control", REFUSED)
def test_what_is_wrong_is_told_at_its_control_and_nothing_entered_is_lost(
    walk, visit, prepare, step, who, values, control
):
    document = prepare(walk)
    state, entries = ILife(document).state, len(ILedger(document).entries())
    answer = send(visit(who).step(document, step), **values)
    assert answer.status_int == 400
    assert answer.html.select_one(f"#{control}-error") is not None, answer.html.select(".opengov-error, .alert-danger")
    form = step_form(answer)
    for name, value in values.items():
        if isinstance(value, list):
            assert [box._value for box in form.fields[f"{name}:list"] if box.checked] == value
        else:
            assert form[name].value == value
    assert (ILife(document).state, len(ILedger(document).entries())) == (state, entries)


def test_an_approval_is_kept_with_its_paper(walk, visit):
    document = walk.to("issued")
    values = {"authority": "云溪市人民政府", "approved_on": TODAY}
    page = visit("disclosure-officer").step(document, "record_approval")
    assert send(page, upload=PAPER, **values).status_int == 302
    assert IDossier(document).affair("approval")["authority"] == "云溪市人民政府"
    assert [paper["filename"] for paper in IDossier(document).papers()] == ["批复（盖章）.pdf"]


def test_an_instruction_names_a_leader_and_keeps_beijing_time(walk, visit):
    document = walk.draft()
    page = visit("drafter").step(document, "record_instruction")
    offered = [value for value, _chosen, _title in step_form(page)["instructed_by"].options]
    assert "signer" in offered and "drafter" not in offered
    values = {"instructed_by": "signer", "instructed_at": f"{TODAY}T00:01", "instruction": "先行印发"}
    assert send(page, **values).status_int == 302
    [record] = IDossier(document).affair("instructions")
    assert record["instructed_at"] == f"{TODAY}T00:01:00+08:00"
    page = visit("drafter").open(document)
    assert "先行印发" in page.html.select_one("#opengov-matter-instructions").text


def test_a_signer_changes_only_what_he_changed(walk, visit):
    document = walk.to("sign_off")
    page = visit("signer").step(document, "amend")
    form = step_form(page)
    assert form["changes_title"].value == document.title
    assert form["changes_text"].value == document.text.raw
    answer = send(page, reason="措辞", changes_notes="联系人：教育科")
    assert answer.status_int == 302
    assert IDossier(document).affair("amended")["fields"] == ["notes"]
    assert document.notes == "联系人：教育科"


def test_a_change_that_changes_nothing_is_refused(walk, visit):
    document = walk.to("sign_off")
    page = visit("signer").step(document, "amend")
    text = step_form(page)["changes_text"].value.replace("<p>", "\r\n<p>\r\n")
    answer = send(page, reason="措辞", changes_text=text)
    assert answer.status_int == 400
    assert "R-I2" in answer.html.select_one(".alert-danger").text
    assert IDossier(document).affair("amended") is None


def test_an_emptied_title_is_told_at_the_title(walk, visit):
    document = walk.to("sign_off")
    answer = send(visit("signer").step(document, "amend"), reason="措辞", changes_title="", changes_notes="新附注")
    assert answer.status_int == 400
    assert answer.html.select_one("#changes_title-error") is not None
    assert step_form(answer)["changes_notes"].value == "新附注"


def test_who_confirms_sees_the_difference(walk, visit):
    page = visit("disclosure-reviewer").step(amended(walk), "confirm_changes")
    shown = page.html.select_one("#opengov-differences .opengov-difference")
    assert "安全" in shown.select_one("ins").text
    assert "做好" not in "".join(mark.text for mark in shown.select("ins, del"))


def test_who_confirms_sees_all_that_was_changed_also_in_two_goes(walk, visit):
    document = walk.take(amended(walk), "amend", "signer", reason="补充", changes={"notes": "联系人：教育科"})
    shown = visit("disclosure-reviewer").step(document, "confirm_changes").html.select_one("#opengov-differences")
    assert [mark.text for mark in shown.select(".opengov-difference ins")] == [
        "Inserted:安全",
        "Inserted:联系人：教育科",
    ]


def test_who_decides_an_adjustment_sees_old_and_new(walk, visit):
    page = visit("signer").step(adjustment_reviewed(walk), "decide_adjustment")
    table = page.html.select_one("#opengov-comparison")
    cells = [cell.text.strip() for cell in table.select("tbody tr:first-child td")]
    assert cells == ["Proactive disclosure", "Withheld"]
    assert "涉及内部人事安排" in table.text
    assert "情况变化" in page.html.select_one("#content").text


@pytest.mark.parametrize(
    "prepare,step,who",
    [
        (lambda walk: walk.to("published"), "withdraw", "disclosure-officer"),
        (lambda walk: walk.to("issued"), "void", "signer"),
        (to_be_purged, "purge", "signer"),
        (hurried, "sign_urgently", "signer"),
    ],
)
def test_grave_steps_say_what_they_do_before(walk, visit, prepare, step, who):
    assert visit(who).step(prepare(walk), step).html.select_one("#opengov-warning") is not None


def test_values_that_do_not_go_with_the_attribute_are_not_sent(walk, visit):
    document = walk.to("registered", **PROPOSALS["registered"])
    page = visit("disclosure-officer").step(document, "adjust")
    values = {"attribute": "proactive", "reason": "可以公开", "withholding_reason": "先前填写的理由"}
    assert send(page, **values).status_int == 302
    assert IDossier(document).affair("adjustment")["withholding_reason"] == ""


def test_a_validity_names_a_document_by_its_number(walk, visit):
    newer = walk.to("published", title="云溪市教育局关于新办法的通知")
    document = walk.to("published")
    number = ILife(newer).signed()["number"]
    values = {"validity": "repealed", "validity_date": TODAY, "reason": "被替代", "validity_document": number}
    assert send(visit("disclosure-officer").step(document, "mark_validity"), **values).status_int == 302
    assert IDossier(document).affair("validity")["document"] == api.content.get_uuid(newer)
    page = visit("section-head").open(document)
    assert page.html.select_one(f"#opengov-matters a[href='{newer.absolute_url()}']") is not None
