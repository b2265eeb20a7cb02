"""Two people at one drafting sheet, over pages and REST: shown, not overwritten; and what the browser may keep."""

from opengov.disclosure.desk.keepsake import COOKIE
from plone import api
from plone.locking.interfaces import ILockable
from visiting import sheet_form

import pytest
import transaction


TITLE = "form.widgets.title"
NOTES = "form.widgets.notes"
PHONE = "form.widgets.telephone"
JSON = {"Accept": "application/json"}


@pytest.fixture
def opened(walk, visit):
    """A draft with its sheet open, before somebody else saved title and telephone."""
    document = walk.draft(title="原标题", notes="原附注")
    form = sheet_form(visit("drafter").open(document, "edit"))
    return document, form


def meanwhile(document, **values):
    with api.env.adopt_user(username="drafter"):
        ILockable(document).clear_locks()
        for name, value in values.items():
            setattr(document, name, value)
    transaction.commit()


def test_what_another_saved_is_shown_and_nothing_is_stored(opened):
    document, form = opened
    meanwhile(document, title="他人的标题", telephone="110")
    form[TITLE], form[NOTES] = "我的标题", "我的附注"
    answer = form.submit("form.buttons.save", status=409)
    conflict = answer.html.select_one("#opengov-conflict")
    assert "他人的标题" in conflict.text and "我的标题" in conflict.text
    assert [field.text.strip() for field in conflict.select("legend")] == ["Title", "Telephone"]
    assert sheet_form(answer)[TITLE].value == "我的标题"
    assert (document.title, document.notes) == ("他人的标题", "原附注")


@pytest.mark.parametrize("choice,title", [("saved", "他人的标题"), ("typed", "我的标题")])
def test_who_saves_chooses_field_by_field(opened, choice, title):
    document, form = opened
    meanwhile(document, title="他人的标题", telephone="110")
    form[TITLE], form[NOTES] = "我的标题", "我的附注"
    form = sheet_form(form.submit("form.buttons.save", status=409))
    form["opengov.choice.title"] = choice
    assert form.submit("form.buttons.save").status_int == 302
    assert (document.title, document.notes, document.telephone) == (title, "我的附注", "110")


def test_without_a_choice_it_is_asked_again(opened):
    document, form = opened
    meanwhile(document, title="他人的标题")
    form[TITLE] = "我的标题"
    again = sheet_form(form.submit("form.buttons.save", status=409)).submit("form.buttons.save", status=409)
    assert again.html.select_one("#opengov-conflict")
    assert document.title == "他人的标题"


def test_a_third_version_in_between_is_shown_as_well(opened):
    document, form = opened
    meanwhile(document, title="他人的标题")
    form[TITLE] = "我的标题"
    form = sheet_form(form.submit("form.buttons.save", status=409))
    meanwhile(document, title="第三个标题")
    form["opengov.choice.title"] = "typed"
    assert "第三个标题" in form.submit("form.buttons.save", status=409)
    assert document.title == "第三个标题"


def test_what_nobody_else_touched_is_saved_without_a_question(opened):
    document, form = opened
    meanwhile(document, copies=12)
    form["form.widgets.copies"] = "12"
    form[TITLE] = "我的标题"
    assert form.submit("form.buttons.save").status_int == 302
    assert document.title == "我的标题"


@pytest.mark.parametrize("marks", ["", "[]", "{", '{"title": 1}', "x" * 60_000])
def test_broken_marks_break_nothing(opened, marks):
    _document, form = opened
    form["opengov.opened"] = marks
    form[TITLE] = "我的标题"
    assert form.submit("form.buttons.save", status="*").status_int in (302, 409)


def test_rest_tells_the_version_and_refuses_an_old_one(walk, visit):
    document = walk.draft(title="原标题")
    drafter = visit("drafter")
    tag = drafter.open(document, headers=JSON).headers["ETag"]
    path = "/".join(document.getPhysicalPath())
    done = drafter.app.patch_json(path, {"title": "新标题"}, headers={**JSON, "If-Match": tag})
    assert (done.status_int, done.headers["ETag"] != tag) == (204, True)
    refused = drafter.app.patch_json(
        path, {"title": "又一标题", "document_kind": "notice"}, headers={**JSON, "If-Match": tag}, status=412
    )
    assert [(row["field"], row["saved"], row["sent"]) for row in refused.json["errors"]] == [
        ("title", "新标题", "又一标题")
    ]
    assert refused.json["changed_by"] == "drafter"
    assert document.title == "新标题"
    drafter.app.patch_json(
        path, {"title": "又一标题"}, headers={**JSON, "If-Match": refused.headers["ETag"]}, status=204
    )


def test_who_cannot_edit_gets_no_version(walk, visit):
    document = walk.to("published")
    for who in ("", "section-head"):
        assert "ETag" not in visit(who).open(document, headers=JSON).headers


@pytest.mark.parametrize("who,status", [("section-head", 403), ("signer", 404)])
def test_a_version_opens_no_door(walk, visit, who, status):
    path = "/".join(walk.to("section_review" if who == "section-head" else "draft").getPhysicalPath())
    visit(who).app.patch_json(path, {"title": "x"}, headers={**JSON, "If-Match": "*"}, status=status)


def test_findings_over_rest_tell_where_they_stand(walk, visit):
    from plone.app.textfield.value import RichTextValue

    text = RichTextValue("<p>一</p><p>电话：13812345678</p>", "text/html", "text/x-html-safe")
    document = walk.to("published", text=text)
    answer = visit("disclosure-officer").open(document, "@findings", headers=JSON).json
    assert answer["items"][0]["positions"] == [{"line": 2, "start": 3, "end": 14}]
    assert "13812345678" not in str(answer["items"]) and "<mark" in answer["text"]
    visit("web-editor").open(document, "@findings", headers=JSON, status=403)
    visit().open(document, "@findings", headers=JSON, status=401)


def test_the_browser_keeps_a_sheet_for_its_author_alone(walk, visit):
    document = walk.draft()
    boxes = [visit("drafter").open(document, "edit").html.select_one("#opengov-kept") for _time in range(2)]
    assert boxes[0]["data-key"] == boxes[1]["data-key"] and boxes[0]["data-name"] == boxes[1]["data-name"]
    other = visit("drafter").open(document.aq_parent, "++add++OfficialDocument").html.select_one("#opengov-kept")
    assert other["data-name"] != boxes[0]["data-name"]


def test_a_saved_sheet_is_forgotten_by_the_browser(opened):
    _document, form = opened
    form[TITLE] = "我的标题"
    answer = form.submit("form.buttons.save")
    assert any(COOKIE in cookie and "SameSite=Lax" in cookie for cookie in answer.headers.getall("Set-Cookie"))


def test_a_text_with_a_mark_of_secrecy_is_never_kept(opened):
    _document, form = opened
    form[NOTES] = "机密★10年"
    answer = form.submit("form.buttons.save", status=400)
    assert answer.html.select_one("#opengov-kept")["data-may-keep"] == "no"


def test_grounds_show_article_and_example(walk, visit):
    page = visit("drafter").open(walk.draft(), "edit")
    grounds = page.html.select_one(".opengov-grounds")
    assert [legend.text[:7] for legend in grounds.select("legend")] == ["Art. 14", "Art. 15", "Art. 16"]
    assert len(grounds.select(".opengov-example")) == 14
    assert "政府信息公开条例 第十六条第一款" in grounds.text
