"""The drafting sheet: what a rule refuses is told at its field, nothing typed is lost, nothing is stored."""

from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from plone.locking.interfaces import ILockable
from plone.namedfile.file import NamedBlobFile
from visiting import sheet_form
from webtest import Upload

import pytest
import transaction


TITLE = "form.widgets.title"
TEXT = "form.widgets.IRichTextBehavior.text"
MARK = "机密★10年"


def new_sheet(visit, bureau, who="drafter"):
    return visit(who).open(bureau, "++add++OfficialDocument")


def documents(bureau):
    return [item for item in bureau.objectValues() if item.portal_type == "OfficialDocument"]


def test_a_draft_needs_no_more_than_a_title(visit, bureau):
    form = sheet_form(new_sheet(visit, bureau))
    form[TITLE] = "关于春季开学的通知"
    form["form.widgets.main_recipients"] = "各学校\n各幼儿园"
    assert form.submit("form.buttons.save").status_int == 302
    document = documents(bureau)[0]
    assert document.title == "关于春季开学的通知"
    assert document.main_recipients == ("各学校", "各幼儿园")
    assert len(document.getId()) == 32


def test_the_sheet_has_the_order_of_the_office(visit, bureau):
    page = new_sheet(visit, bureau)
    assert [legend.text.strip() for legend in page.html.select("#form > fieldset > legend")][:3] == [
        "Document",
        "Disclosure",
        "Number and signature",
    ]
    head = page.html.select_one("#fieldset-default")
    assert [field["data-fieldname"].split(".")[-1] for field in head.select(".field")] == [
        "document_kind",
        "title",
        "main_recipients",
        "copy_recipients",
        "text",
    ]


def test_a_missing_title_keeps_the_rest(visit, bureau):
    form = sheet_form(new_sheet(visit, bureau))
    form[TEXT] = "<p>正文</p>"
    form["form.widgets.notes"] = "联系人：李老师"
    answer = form.submit("form.buttons.save")
    assert answer.html.select_one(f"[data-fieldname='{TITLE}'] .invalid-feedback")
    assert sheet_form(answer)["form.widgets.notes"].value == "联系人：李老师"
    assert not documents(bureau)


@pytest.mark.parametrize("field", [TEXT, "form.widgets.notes"])
def test_a_classification_mark_is_refused_at_its_field_and_nothing_is_kept(visit, bureau, field):
    form = sheet_form(new_sheet(visit, bureau))
    form[TITLE] = "关于某事的通知"
    form[field] = f"{MARK}\n正文"
    answer = form.submit("form.buttons.save", status=400)
    told = answer.html.select_one(f"[data-fieldname='{field}'] .invalid-feedback").text
    assert "R-A4" in told and "保守国家秘密法" in told
    assert MARK in sheet_form(answer)[field].value
    assert sheet_form(answer)[TITLE].value == "关于某事的通知"
    assert not documents(bureau)


def test_a_refused_edit_leaves_the_document_as_it_was(walk, visit):
    document = walk.draft(title="原标题")
    entries = len(ILedger(document).entries())
    form = sheet_form(visit("drafter").open(document, "edit"))
    form[TITLE] = "新标题"
    form["form.widgets.notes"] = MARK
    answer = form.submit("form.buttons.save", status=400)
    assert sheet_form(answer)[TITLE].value == "新标题"
    assert document.title == "原标题"
    assert len(ILedger(document).entries()) == entries
    assert [brain.Title for brain in api.content.find(UID=document.UID(), unrestricted=True)] == ["原标题"]


def test_an_edit_is_saved_and_recorded(walk, visit):
    document = walk.draft()
    form = sheet_form(visit("drafter").open(document, "edit"))
    form[TITLE] = "云溪市教育局关于修改的通知"
    assert form.submit("form.buttons.save").status_int == 302
    assert document.title == "云溪市教育局关于修改的通知"
    assert ILedger(document).entries()[-1].action == "edited"
    assert not ILockable(document).locked()


@pytest.mark.parametrize("state,who", [("draft", "section-head"), ("section_review", "drafter"), ("issued", "drafter")])
def test_only_the_drafter_edits_and_only_a_draft(walk, visit, state, who):
    visit(who).open(walk.to(state), "edit", status=[302, 403])


@pytest.mark.parametrize("who,status", [("", 302), ("section-head", 403), ("signer", 403)])
def test_only_drafters_begin_a_document(visit, bureau, who, status):
    answer = visit(who).open(bureau, "++add++OfficialDocument", status="*")
    assert answer.status_int in (status, 302, 401, 404, 403)
    assert TITLE not in answer


def test_who_edits_elsewhere_is_named_and_not_written_over(walk, visit, bureau):
    from town import open_office

    with api.env.adopt_roles(["Manager"]):
        open_office(bureau, "Drafter", "second")
    document = walk.draft()
    page = visit("second").open(document, "edit")
    with api.env.adopt_user(username="drafter"):
        ILockable(document).clear_locks()
        ILockable(document).lock()
    transaction.commit()
    form = sheet_form(page)
    form[TITLE] = "他人的标题"
    answer = form.submit("form.buttons.save", status=400)
    assert "drafter" in answer.html.select_one("[role=alert]").text
    assert sheet_form(answer)[TITLE].value == "他人的标题"
    assert document.title != "他人的标题"


@pytest.mark.parametrize(
    "kind,undecided,attribute,clause",
    [("notice", False, "Proactive", "第五条"), ("request", True, "Withheld", "第十六条")],
)
def test_the_suggestion_shows_its_source(walk, visit, kind, undecided, attribute, clause):
    document = walk.draft(document_kind=kind, undecided=undecided)
    text = visit("drafter").open(document, "edit").html.select_one(".opengov-suggestion").text
    assert attribute in text and clause in text
    assert document.disclosure_attribute == "proactive"


def test_hostile_input_is_shown_as_text(visit, bureau):
    form = sheet_form(new_sheet(visit, bureau))
    form["form.widgets.notes"] = "</textarea><script>alert(1)</script>"
    answer = form.submit("form.buttons.save")
    assert "<script>alert(1)" not in answer
    assert sheet_form(answer)["form.widgets.notes"].value == "</textarea><script>alert(1)</script>"


def test_an_attachment_is_added_and_one_is_back_at_the_document(walk, visit):
    document = walk.draft()
    form = sheet_form(visit("drafter").open(document, "++add++DocumentAttachment"))
    form["form.widgets.file"] = Upload("附件 名单.txt", "名单".encode(), "text/plain")
    answer = form.submit("form.buttons.save")
    assert answer.location.rstrip("/").endswith("/".join(document.getPhysicalPath()))
    assert "附件 名单.txt" in answer.follow()


def test_a_marked_attachment_is_refused_and_not_put_aside(walk, visit, site):
    document = walk.draft()
    form = sheet_form(visit("drafter").open(document, "++add++DocumentAttachment"))
    form["form.widgets.title"] = "附件"
    form["form.widgets.file"] = Upload("secret.txt", f"{MARK}\n\n内容".encode(), "text/plain")
    answer = form.submit("form.buttons.save", status=400)
    assert "R-A4" in answer
    assert not document.objectIds()
    assert not site.__annotations__.get("file_upload_map")


@pytest.mark.parametrize("state", ["section_review", "issued"])
def test_attachments_are_fixed_outside_of_a_draft(walk, visit, state):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(b"list", "text/plain", "list.txt")
        attachment = api.content.create(document, "DocumentAttachment", title="list", file=file)
    walk.to(state, document)
    for view in ("edit", "delete_confirmation"):
        answer = visit("drafter").open(attachment, view, status="*")
        assert answer.status_int in (302, 403)
    visit("drafter").open(document, "++add++DocumentAttachment", status=[302, 403, 404])
