"""The form of a step: it asks for what the step needs, takes it, or says at the field what stands against it."""

from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from town import CHECKS
from town import PROPOSALS
from visiting import send
from visiting import step_form
from webtest import Upload

import pytest


STRAIGHT = [
    ("draft", "submit", "drafter", {}, "section_review"),
    ("section_review", "recall", "drafter", {}, "draft"),
    ("section_review", "endorse", "section-head", {"checks": CHECKS}, "disclosure_review"),
    ("section_review", "return", "section-head", {"reason": "依据不足"}, "draft"),
    ("section_review", "refer", "section-head", {"reason": "不明确", "body": "secrecy_body"}, "secrecy_consultation"),
    ("disclosure_review", "approve", "disclosure-reviewer", {"checks": CHECKS}, "sign_off"),
    ("sign_off", "question", "signer", {"reason": "为何公开"}, "disclosure_review"),
    ("sign_off", "sign", "signer", {}, "issued"),
    ("issued", "publish", "web-editor", {}, "published"),
    ("published", "withdraw", "disclosure-officer", {"reason": "有误", "cause": "error"}, "withdrawn"),
    ("draft", "discontinue", "drafter", {"reason": "不再需要"}, "discontinued"),
]


@pytest.mark.parametrize("state,step,who,values,target", STRAIGHT)
def test_a_step_is_taken_with_its_values(walk, visit, state, step, who, values, target):
    document = walk.to(state)
    answer = send(visit(who).step(document, step), **values)
    assert answer.status_int == 302
    assert ILife(document).state == target


@pytest.mark.parametrize("end,step", [("registered", "register"), ("withheld", "file")])
def test_the_officer_registers_and_files(walk, visit, end, step):
    document = walk.to("issued", **PROPOSALS[end])
    send(visit("disclosure-officer").step(document, step))
    assert ILife(document).state == end


@pytest.mark.parametrize(
    "state,step,who,field,values",
    [
        ("section_review", "return", "section-head", "reason", {}),
        ("section_review", "refer", "section-head", "body", {"reason": "请定密"}),
        ("section_review", "endorse", "section-head", "checks", {"checks": ["accuracy"], "comment": "已看"}),
        ("published", "withdraw", "disclosure-officer", "cause", {"reason": "有误"}),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(walk, visit, state, step, who, field, values):
    document = walk.to(state)
    answer = send(visit(who).step(document, step), **values)
    assert answer.status_int == 400
    assert "R-" in answer.html.select_one(f"#{field}-error").text
    form = step_form(answer)
    for name, value in values.items():
        if isinstance(value, list):
            assert [box._value for box in form.fields[f"{name}:list"] if box.checked] == value
        else:
            assert form[name].value == value
    assert ILife(document).state == state


def test_findings_are_confirmed_one_by_one(walk, visit):
    document = walk.to("disclosure_review", notes="手机 13812345678")
    page = visit("disclosure-reviewer").step(document, "approve")
    assert "13812345678" not in page
    refused = send(page, checks=CHECKS)
    assert "R-S5" in refused.html.select_one("#handled-error").text
    boxes = [box._value for box in step_form(refused).fields["handled:list"]]
    assert send(refused, checks=CHECKS, handled=boxes).status_int == 302
    assert ILife(document).state == "sign_off"


def test_a_determination_sets_the_attribute_and_keeps_the_signed_paper(walk, visit):
    document = walk.to("section_review")
    walk.take(document, "refer", "section-head", reason="不明确", body="competent_department")
    page = visit("secrecy-officer").step(document, "determine")
    assert step_form(page)["attribute"].value == "proactive"
    values = {
        "reason": "经研究",
        "attribute": "withheld",
        "grounds": ["personnel"],
        "withholding_reason": "内部人事",
        "discretion": "影响工作",
    }
    refused = send(page, **values)
    assert "R-S3" in refused.html.select_one("#paper-error").text
    assert step_form(refused)["withholding_reason"].value == "内部人事"
    paper = Upload("复函（盖章）.pdf", b"%PDF-1.4 signed", "application/pdf")
    assert send(refused, upload={"paper": paper}).status_int == 302
    assert document.disclosure_attribute == "withheld"
    assert [kept["filename"] for kept in IDossier(document).papers()] == ["复函（盖章）.pdf"]
    answer = visit("section-head").open(document, "@@opengov-paper?number=1")
    assert answer.body == b"%PDF-1.4 signed"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%A4%8D")


@pytest.mark.parametrize("who", ["web-editor", "disclosure-officer", "signer"])
def test_papers_are_not_for_those_who_do_not_see_the_document(walk, visit, who):
    document = walk.to("section_review")
    visit(who).open(document, "@@opengov-paper?number=1", status=404)


@pytest.mark.parametrize(
    "state,step,who,status",
    [
        ("draft", "submit", "", 404),
        ("draft", "submit", "signer", 404),
        ("draft", "submit", "section-head", 403),
        ("draft", "no-such-step", "drafter", 404),
        ("section_review", "endorse", "drafter", 403),
        ("sign_off", "sign", "disclosure-reviewer", 403),
        ("issued", "publish", "signer", 403),
        ("section_review", "break_glass_return", "section-head", 403),
        ("published", "withdraw", "web-editor", 403),
        ("published", "withdraw", "", [302, 401]),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_step_is_refused_to_everybody_else(walk, visit, state, step, who, status, method):
    document = walk.to(state)
    visitor = visit(who)
    if method == "GET":
        answer = visitor.step(document, step, status="*")
    else:
        answer = visitor.post(document, "@@opengov-step", {"step": step, "reason": "x", "cause": "error"}, status="*")
    assert answer.status_int in (status if isinstance(status, list) else [status])
    assert ILife(document).state == state


def test_a_step_given_as_a_list_is_no_step(walk, visit):
    document = walk.draft()
    assert visit("drafter").open(document, "@@opengov-step?step:list=submit", status=404).status_int == 404


def test_an_administrator_breaks_the_glass_without_reading(walk, visit, manager):
    document = walk.to("section_review")
    page = visit(manager).step(document, "break_glass_return")
    assert document.title not in page
    send(page, reason="值班人员无法登录")
    assert ILife(document).state == "draft"


def test_a_post_without_token_does_nothing(walk, visit):
    document = walk.to("draft")
    visit("drafter").post(document, "@@opengov-step", {"step": "submit"}, status=403)
    assert ILife(document).state == "draft"


def test_opening_a_form_takes_no_step(walk, visit):
    document = walk.to("draft")
    before = len(ILedger(document).entries())
    visit("drafter").step(document, "submit")
    assert ILife(document).state == "draft"
    assert len(ILedger(document).entries()) == before


def test_a_form_left_open_too_long_says_so(walk, visit):
    document = walk.to("section_review")
    page = visit("section-head").step(document, "return")
    walk.take(document, "recall", "drafter")
    answer = send(page, reason="依据不足")
    assert answer.status_int == 400
    assert "R-S1" in answer.html.select_one(".alert-danger").text
    assert step_form(answer)["reason"].value == "依据不足"


def test_the_drafter_cannot_review_his_own_draft_and_is_told(walk, visit, bureau):
    from town import open_office

    with api.env.adopt_roles(["Manager"]):
        open_office(bureau, "Section Head", "drafter")
    document = walk.to("section_review")
    page = visit("drafter").step(document, "endorse")
    assert "R-S4" in page.html.select_one(".alert-danger").text
    assert not page.html.select("button.btn-primary[type=submit]")


@pytest.mark.parametrize("value", ["x" * 5001, "<script>alert(1)</script>\"'>"])
def test_hostile_words_are_shown_as_words_or_refused(walk, visit, value):
    document = walk.to("section_review")
    page = visit("section-head").step(document, "return")
    answer = send(page, reason=value)
    if len(value) > 5000:
        assert answer.status_int == 400
        assert step_form(answer)["reason"].value == value
    else:
        assert "<script>alert" not in visit("drafter").open(document)


def test_a_signature_tells_its_number(walk, visit):
    document = walk.to("sign_off")
    visitor = visit("signer")
    answer = send(visitor.step(document, "sign")).follow()
    assert "云教〔" in answer.html.select_one("#global_statusmessage").text


def test_a_checkbox_nobody_offered_is_refused(walk, visit):
    document = walk.to("section_review")
    form = step_form(visit("section-head").step(document, "endorse"))
    fields = [*form.submit_fields(), *(("checks:list", check) for check in [*CHECKS, "loyalty"])]
    visit("section-head").post(document, "@@opengov-step", fields, status=400)
    assert ILife(document).state == "section_review"
