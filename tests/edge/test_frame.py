"""What stands around every page, and what stands above a form after wrong input: the same on Plone's pages and on ours."""

from lxml import html
from opengov.disclosure.edge.frame import Frame
from types import SimpleNamespace

import pytest


PAGE = """
<html><head><title>云溪市</title></head><body>
<section id="edit-bar" role="toolbar"><div id="edit-zone" role="toolbar"><a class="toolbar-collapse">收起</a></div></section>
<nav id="portal-globalnav-wrapper"><input id="navitem-1" type="checkbox"><label for="navitem-1" role="button"></label></nav>
<aside id="global_statusmessage">{message}</aside>
<main id="main-container"><h1>会签协调</h1>{main}</main>
<aside id="portal-column-one"><div class="portletNavigationTree"><div>机关</div><nav></nav></div></aside>
</body></html>
"""
FORM = """
<form><div data-control="reason"><label for="step-reason">理由</label><textarea id="step-reason"></textarea>
<div class="opengov-error"><div>请填写理由。 <small>(《条例》第十八条)</small></div></div></div></form>
"""
SHEET = """
<form><div class="field" data-fieldname="form.widgets.text" id="formfield-text"><label>正文</label>
<div class="invalid-feedback">含有密级标志</div><textarea class="pat-tinymce" id="form-text"></textarea></div></form>
"""
GENERAL = '<div role="alert" class="alert alert-danger">此刻不能办理</div>'


@pytest.fixture
def mended():
    def mend(main="", message=""):
        tree = html.document_fromstring(PAGE.format(main=main, message=message)).getroottree()
        Frame(None, None).transformIterable(SimpleNamespace(tree=tree), "utf-8")
        return tree.getroot()

    return mend


def test_the_window_is_called_after_the_heading(mended):
    assert mended().findtext("head/title") == "会签协调 — 云溪市"


def test_landmarks_have_names_of_their_own(mended):
    page = mended()
    landmarks = page.xpath("//nav | //aside | //*[@role='navigation']")
    assert len({landmark.get("aria-label") for landmark in landmarks}) == len(landmarks) == 4
    assert page.get_element_by_id("global_statusmessage").tag == "div"


def test_the_first_link_leads_to_the_content(mended):
    first = next(mended().iter("a"))
    assert (first.get("href"), first.text) == ("#main-container", "Skip to the content")


def test_the_toolbar_is_reached_with_the_keyboard(mended):
    button = mended().xpath("//*[@class='toolbar-collapse']")[0]
    assert (button.tag, button.get("type")) == ("button", "button")


@pytest.mark.parametrize(
    ("main", "target", "words"),
    [
        (FORM, "#step-reason", "理由：请填写理由。 (《条例》第十八条)"),
        (SHEET, "#formfield-text", "正文：含有密级标志"),
    ],
)
def test_what_is_to_be_corrected_stands_above_the_form_and_leads_to_the_field(mended, main, target, words):
    page = mended(main)
    summary = page.get_element_by_id("opengov-summary")
    assert summary.getnext().tag == "form"
    assert [(link.get("href"), link.text_content()) for link in summary.iter("a")] == [(target, words)]
    assert (summary.get("tabindex"), summary.get("autofocus")) == ("-1", "autofocus")


def test_what_is_wrong_as_a_whole_gets_the_focus(mended):
    assert mended(GENERAL).xpath("//*[@autofocus]")[0].text == "此刻不能办理"


def test_what_an_alert_says_of_a_field_stands_there_too(mended):
    form = (
        '<form><div role="alert" class="alert alert-danger"><p data-field="at">请填写时间</p><p data-field="">别处</p></div>'
        '<input id="at-1" name="meeting.at"></form>'
    )
    page = mended(form)
    field = page.get_element_by_id("at-1")
    assert page.get_element_by_id(field.get("aria-describedby")).text == "请填写时间"
    assert [link.get("href") for link in page.xpath("//form//a")] == ["#at-1"]
    assert not page.xpath("//*[@id='opengov-summary']")
    assert page.xpath("//*[@autofocus]/@role") == ["alert"]


def test_a_summary_that_a_form_brings_itself_is_not_doubled(mended):
    page = mended(f'<div role="alert" class="alert alert-danger"><a href="#step-reason">理由</a></div>{FORM}')
    assert not page.xpath("//*[@id='opengov-summary']")
    assert page.xpath("//*[@autofocus]/@class") == ["alert alert-danger"]


def test_a_page_without_faults_takes_no_focus(mended):
    assert not mended(FORM.replace("请填写理由。", "").replace("<small>(《条例》第十八条)</small>", "")).xpath(
        "//*[@autofocus]"
    )
