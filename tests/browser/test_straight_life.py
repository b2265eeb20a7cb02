"""The straight life of a document, by people at browsers, in Chinese."""

import pytest
import re


TITLE = "云溪市教育局关于做好2027年春季学期开学工作的通知"
CHECKS = ("accuracy", "authority", "completeness", "timeliness")
#: Words of ours that a Chinese page must not show in English.
ENGLISH = re.compile(r"\b(Draft|Submit|Endorse|Approve|Sign|Publish|Reason|Comment|Cancel|Save|Record|Title|State)\b")


def my_work(someone, name="todo"):
    page = someone.open(f"@@my-work?list={name}")
    page.click(f".opengov-work a:text('{TITLE}')")
    return page


def take(someone, step, checks=False):
    page = my_work(someone)
    page.click(f"#opengov-step-{step}")
    if checks:
        for check in CHECKS:
            page.check(f"input[value='{check}']")
    page.click("form.opengov-form button[type=submit]")
    page.wait_for_selector("#global_statusmessage .alert, #global_statusmessage .portalMessage")
    return page


def write_draft(drafter):
    page = drafter.open("bureau/++add++OfficialDocument")
    # The editor takes its place while the page is being read: what stands below it moves until then.
    page.wait_for_selector(".tox-edit-area iframe")
    page.fill("[name='form.widgets.title']", TITLE)
    page.fill("[name='form.widgets.main_recipients']", "各县区教育局\n各直属学校")
    page.check("input[name='form.widgets.IDisclosureAttribute.disclosure_attribute'][value='proactive']")
    body = page.frame_locator(".tox-edit-area iframe").locator("body.mce-content-body[contenteditable=true]")
    body.click()
    body.press_sequentially("现将有关事项通知如下。")
    page.wait_for_function("() => (window.tinymce.activeEditor.getContent() || '').includes('通知如下')")
    page.click("[name='form.buttons.save']")
    page.wait_for_selector(".opengov-paper")
    return page


def test_a_document_goes_from_the_drafter_to_the_public(person):
    drafter = person("drafter")
    page = write_draft(drafter)
    assert not ENGLISH.search(page.inner_text("#content"))
    page.click("#opengov-step-submit")
    page.click("form.opengov-form button[type=submit]")
    page.wait_for_selector(".opengov-path .is-here :text('科室审查')")
    others = [person(user) for user in ("section-head", "disclosure-reviewer", "signer", "disclosure-officer")]
    head, reviewer, signer, officer = others
    take(head, "endorse", checks=True)
    take(reviewer, "approve", checks=True)
    signed = take(signer, "sign")
    assert "云教〔" in signed.inner_text(".opengov-number")
    published = take(officer, "publish")
    assert "已公开" in published.inner_text(".opengov-path .is-here")
    assert not ENGLISH.search(published.inner_text("#content"))
    public = person()
    public.page.goto(published.url)
    paper = public.page.inner_text(".opengov-paper")
    for words in (
        "云溪市教育局文件",
        TITLE,
        "各县区教育局，各直属学校：",
        "现将有关事项通知如下。",
        "（此件公开发布）",
    ):
        assert words in paper
    assert public.page.query_selector(".opengov-desk") is None
    for someone in (drafter, *others, public):
        assert someone.faults == []


def test_a_returned_draft_tells_its_drafter_why(person):
    drafter, head = person("drafter"), person("section-head")
    page = write_draft(drafter)
    page.click("#opengov-step-submit")
    page.click("form.opengov-form button[type=submit]")
    page.wait_for_selector(".opengov-path")
    other = my_work(head)
    other.click("#opengov-step-return")
    other.fill("[name=reason]", "第二段依据不足，请补充。")
    other.click("form.opengov-form button[type=submit]")
    page.reload()
    assert "第二段依据不足，请补充。" in page.inner_text(".opengov-returned")
    assert drafter.faults == head.faults == []


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_the_screen(person, width):
    drafter = person("drafter", width=width)
    page = write_draft(drafter)
    document = page.url.removesuffix("/view")
    for path in (
        document,
        f"{drafter.address}/@@my-work",
        f"{document}/@@opengov-step?step=submit",
        f"{document}/edit",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, path
    assert drafter.faults == []


def test_what_is_printed_is_the_document_alone(person):
    page = write_draft(person("drafter"))
    page.emulate_media(media="print")
    others = ".opengov-desk, #portal-toolbar, #portal-header, #portal-breadcrumbs, #portal-footer-wrapper"
    assert page.locator(others).filter(visible=True).count() == 0
    assert page.is_visible(".opengov-paper")
