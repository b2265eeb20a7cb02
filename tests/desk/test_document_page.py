"""The page of an official document: what the public sees, what only the agency's people see."""

from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from situations import adjusting
from situations import adjustment_reviewed
from situations import on_paper
from situations import to_be_purged
from town import PROPOSALS

import pytest
import transaction


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
MARKUP = "<p onclick='x()'>正文</p><script>alert(1)</script><a href='javascript:alert(2)'>链接</a>"

INSIDE = ("opengov-particulars", "opengov-path", "opengov-timeline", "opengov-blockers")


def attach(walk, document, name="附件一 名单.txt", data="名单"):
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(data.encode(), "text/plain", name)
        return api.content.create(document, "DocumentAttachment", title="", file=file)


def test_the_public_reads_the_printed_document_and_nothing_else(walk, visit):
    document = walk.draft(
        main_recipients=("各学校", "各幼儿园"), copy_recipients=("市政府办公室",), notes="联系电话：0000"
    )
    attach(walk, document)
    walk.to("published", document)
    page = visit().open(document)
    for text in (
        "云溪市教育局文件",
        "云教〔",
        "各学校，各幼儿园",
        "附件一 名单.txt",
        "（此件公开发布）",
        "抄送：",
        "联系电话：0000",
    ):
        assert text in page.text
    assert not [name for name in INSIDE if name in page.text]
    assert "no-cache" in page.headers["Cache-Control"]


def test_no_page_of_an_agency_or_a_document_tells_who_made_it(walk, visit):
    visitor = visit("disclosure-officer")
    for page in (visitor.open(walk.agency), visitor.open(walk.to("published"))):
        assert "section-byline" not in page
    assert "section-byline" in visitor.open(walk.agency.aq_parent)


def test_the_date_is_printed_as_offices_write_it(walk, visit):
    document = walk.to("published")
    entry = next(entry for entry in ILedger(document).entries() if entry.action == "sign")
    year, month, day = (int(part) for part in entry.codes["issue_date"].split("-"))
    assert f"{year}年{month}月{day}日" in visit().open(document)


@pytest.mark.parametrize("who", ["drafter", "section-head", "disclosure-reviewer", "signer", "disclosure-officer"])
def test_people_of_the_agency_see_path_and_record(walk, visit, who):
    page = visit(who).open(walk.to("issued"))
    assert "opengov-path" in page
    assert "opengov-timeline" in page


@pytest.mark.parametrize(
    "state,who",
    [("draft", ""), ("draft", "signer"), ("section_review", "web-editor"), ("issued", ""), ("withheld", "")],
)
def test_who_may_not_see_a_document_gets_the_answer_of_a_missing_one(walk, visit, state, who):
    document = walk.to(state, **PROPOSALS.get(state, {}))
    visitor = visit(who)
    hidden = visitor.open(document, status="*")
    missing = visitor.open(walk.agency, "0" * 32, status="*")
    assert hidden.status_int == missing.status_int == 404
    assert document.title not in hidden


def test_a_web_editor_gets_the_button_but_not_the_record(walk, visit):
    page = visit("web-editor").open(walk.to("issued"))
    assert "opengov-step-publish" in page
    assert "opengov-timeline" not in page


def test_titles_and_text_cannot_carry_scripts(walk, visit):
    document = walk.draft(
        title=f"通知{HOSTILE}",
        text=RichTextValue(MARKUP, "text/x-html-safe", "text/html"),
        main_recipients=(HOSTILE,),
        copy_recipients=(HOSTILE,),
        notes=HOSTILE,
        disclosure_reason=HOSTILE,
    )
    page = visit("drafter").open(document)
    for danger in ("<script>alert", "<img src=x"):
        assert danger not in page.text
    text = str(page.html.select_one(".opengov-text"))
    assert not [danger for danger in ("script", "onclick", "alert") if danger in text]
    assert "正文" in page


def test_a_returned_draft_shows_why_until_it_is_submitted_again(walk, visit):
    document = walk.to("section_review")
    walk.take(document, "return", "section-head", reason="第二段的依据不对\n请核实")
    page = visit("drafter").open(document)
    assert page.html.select_one(".opengov-returned .opengov-words").text == "第二段的依据不对\n请核实"
    walk.take(document, "submit", "drafter")
    assert "opengov-returned" not in visit("drafter").open(document)


def test_what_blocks_the_signature_is_said_with_its_clause(walk, visit):
    document = walk.draft(disclosure_attribute=None)
    blockers = visit("drafter").open(document).html.select_one(".opengov-blockers").text
    assert "R-A1" in blockers
    assert "政府信息公开条例" in blockers


def test_break_glass_is_shown_on_the_document(walk, visit, manager):
    document = walk.to("section_review")
    walk.take(document, "break_glass_return", manager, reason="科室负责人长期空缺")
    page = visit("drafter").open(document)
    assert "科室负责人长期空缺" in page.html.select_one(".alert-danger").text


def test_a_changed_draft_makes_the_opinion_stale(walk, visit):
    document = walk.to("disclosure_review")
    walk.take(document, "return", "disclosure-reviewer", reason="请改标题")
    document.title = "云溪市教育局关于修改后的通知"
    page = visit("drafter").open(document)
    assert "is-stale" in page


def test_the_deadline_is_shown_with_days_and_clause(walk, visit):
    page = visit("disclosure-officer").open(walk.to("issued"))
    text = page.html.select_one(".opengov-glance").text
    assert "working days left" in text
    assert "第二十六条" in text


def test_findings_show_place_and_a_masked_excerpt(walk, visit):
    document = walk.draft(notes="联系人手机 13812345678")
    page = visit("drafter").open(document)
    card = page.html.select_one(".opengov-columns").text
    assert "138" in card and "13812345678" not in card
    assert "Notes" in card


@pytest.mark.parametrize("state,offered", [("draft", True), ("section_review", False), ("issued", False)])
def test_attachments_are_added_in_a_draft_only(walk, visit, state, offered):
    page = visit("drafter").open(walk.to(state))
    assert ("++add++DocumentAttachment" in page) is offered


def test_a_chinese_file_name_survives_the_download(walk, visit):
    attachment = attach(walk, walk.draft(), name="附件一 名单.txt")
    answer = visit("drafter").open(attachment, "@@download/file")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E9%99%84%E4%BB%B6")
    assert answer.body.decode() == "名单"


@pytest.mark.parametrize("view", ["", "@@download/file", "@@display-file/file", "view", "edit", "delete_confirmation"])
def test_a_hidden_attachment_does_not_exist(walk, visit, view):
    attachment = attach(walk, walk.draft())
    for who in ("", "signer"):
        visit(who).open(attachment, view, status=404)


def test_an_attachment_is_deleted_after_a_question(walk, visit):
    document = walk.draft()
    attachment = attach(walk, document)
    page = visit("drafter").open(attachment, "delete_confirmation")
    form = next(form for form in page.forms.values() if "form.buttons.Delete" in form.fields)
    form.submit("form.buttons.Delete").follow()
    assert attachment.getId() not in document.objectIds()


def test_governed_plone_content_has_the_panel_too(walk, visit, site):
    api.portal.set_registry_record("opengov.disclosure.signoff.governed_types", ("Document",))
    transaction.commit()
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(
            walk.agency, "Document", id="page", title="工作动态", disclosure_attribute="proactive"
        )
    assert "opengov-path" in visit("drafter").open(page)


@pytest.mark.parametrize(
    "prepare,who",
    [
        (on_paper, "disclosure-reviewer"),
        (adjusting, "signer"),
        (lambda walk: walk.take(walk.to("issued"), "void", "signer", reason="重复编号"), "disclosure-officer"),
        (lambda walk: walk.take(to_be_purged(walk), "purge", "signer", reason="同意"), "disclosure-officer"),
        (lambda walk: walk.to("discontinued"), "drafter"),
    ],
)
def test_the_path_tells_where_a_document_is_that_left_the_straight_way(walk, visit, prepare, who):
    document = prepare(walk)
    here = visit(who).open(document).html.select(".opengov-path .is-here")
    assert len(here) == 1
    assert here[0].select_one(".opengov-station").text


def test_the_print_of_the_office_states_an_adjustment(walk, visit):
    document = walk.take(adjustment_reviewed(walk), "decide_adjustment", "signer", outcome="agree")
    notes = visit("section-head").open(document).html.select_one(".opengov-paper .opengov-office-notes").text
    assert "adjusted from Proactive disclosure to Withheld" in notes


def test_a_purged_document_tells_who_destroyed_it_and_bears_no_mark(walk, visit):
    document = walk.take(to_be_purged(walk), "purge", "signer", reason="同意")
    page = visit("disclosure-officer").open(document)
    assert "confirmed by signer" in page.html.select_one("#opengov-matters").text
    assert page.html.select_one(".opengov-paper .opengov-note") is None
    assert page.html.select_one(".opengov-matter") is None
