"""Four agencies issue one document: people at browsers, in Chinese, through pages only (R-J1 to R-J5)."""

from datetime import datetime
from town import make_agency
from zoneinfo import ZoneInfo

import pytest
import re
import transaction


pytestmark = pytest.mark.slow

TITLE = "云溪市教育局等四部门关于公布2027年春季校园安全检查结果的通知"
CHECKS = ("accuracy", "authority", "completeness", "timeliness")
PARTNERS = {"fin": "云溪市财政局", "hea": "云溪市卫生健康局", "eme": "云溪市应急管理局"}
#: Words of ours that a Chinese page must not show in English.
ENGLISH = re.compile(
    r"\b(Draft|Submit|Agree|Object|Sign|Signed|Publish|Reason|Comment|Position|Agency|Next|Record|Title)\b"
)
#: Wider than the window means scrolling sideways on a phone.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DONE = "#global_statusmessage .alert, #global_statusmessage .portalMessage"


@pytest.fixture
def town(acceptance, chinese_site):
    portal = acceptance["portal"]
    for prefix, title in PARTNERS.items():
        make_agency(portal, prefix, title, f"云{title[3]}", prefix=f"{prefix}-")
    transaction.commit()


class Office:
    """Somebody at a browser, and what he does with the one document."""

    def __init__(self, someone):
        self.someone = someone
        self.document = ""

    def page(self, view=""):
        return self.someone.open("/".join(filter(None, (self.document, view))))

    def take(self, step, checks=(), **fields):
        page = self.page()
        page.click(f"#opengov-step-{step}")
        for check in checks:
            page.check(f"input[value='{check}']")
        for name, value in fields.items():
            page.fill(f"[name={name}]", value)
        return self.sent(page, "form.opengov-form:has(button[type=submit])")

    def act(self, act, view="@@positions", files=(), **fields):
        """Send the form of one act on the coordination or difference page."""
        page = self.page(view)
        form = f"form:has(input[name='position.act'][value='{act}'])"
        for name, value in fields.items():
            field = page.locator(f"{form} [name='position.{name}']")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if files:
            page.set_input_files(f"{form} [name='position.files']", list(files))
        return self.sent(page, form)

    @staticmethod
    def sent(page, form):
        page.locator(f"{form} button[type=submit]").first.click()
        page.wait_for_selector(DONE)
        return page


@pytest.fixture
def seat(person, town):
    """Seat somebody of an office: ``seat("fin-co-issuer")``."""
    seated = []

    def take_seat(user, document="", **more):
        office = Office(person(user, **more))
        office.document = document
        seated.append(office)
        return office

    yield take_seat
    assert [office.someone.faults for office in seated if office.someone.faults] == []


def write_draft(drafter):
    page = drafter.someone.open("bureau/++add++OfficialDocument")
    page.wait_for_selector(".tox-edit-area iframe")
    page.fill("[name='form.widgets.title']", TITLE)
    page.check("input[name='form.widgets.IDisclosureAttribute.disclosure_attribute'][value='on_request']")
    page.fill("[name='form.widgets.IDisclosureAttribute.disclosure_reason']", "检查结果涉及各校内部管理")
    body = page.frame_locator(".tox-edit-area iframe").locator("body.mce-content-body[contenteditable=true]")
    body.click()
    body.press_sequentially("现将检查结果通知如下。")
    page.wait_for_function("() => (window.tinymce.activeEditor.getContent() || '').includes('通知如下')")
    page.click("[name='form.buttons.save']")
    page.wait_for_selector(".opengov-paper")
    return re.search(r"bureau/[0-9a-f-]+", page.url).group(0)


def next_acts(page):
    """Agency -> what is next, on the coordination page."""
    rows = page.locator(".opengov-matrix tbody tr")
    return {
        rows.nth(number).locator("[data-column=agency] a").inner_text(): rows.nth(number)
        .locator("[data-column=next]")
        .inner_text()
        for number in range(rows.count())
    }


def review(head, reviewer):
    head.take("endorse", checks=CHECKS)
    reviewer.take("approve", checks=CHECKS)


def ask_three(drafter):
    for prefix, title in PARTNERS.items():
        page = drafter.page("@@positions")
        page.select_option("#position-agency", label=title)
        page.select_option("#position-role", "co_issuer")
        drafter.sent(page, "form:has(input[value=add])")
        assert f"/{prefix}" not in page.url
    assert set(next_acts(drafter.page("@@positions")).values()) == {"审核通过后自动送出"}


def meet_and_agree(officer):
    page = officer.page("@@positions")
    assert next_acts(page)["云溪市应急管理局"] == "召开协调会"
    page.click("#opengov-link-meetings")
    page.wait_for_load_state()
    moment = datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%dT%H:%M")
    form = "form:has(input[name='meeting.act'][value='call'])"
    page.locator(f"{form} [name='meeting.at']").fill(moment)
    page.locator(f"{form} [name='meeting.place']").fill("市政府第三会议室")
    page.locator(f"{form} [name='meeting.agenda']").fill("检查结果的公开属性")
    officer.sent(page, form)
    page = officer.page("@@meetings")
    form = "form:has(input[name='meeting.act'][value='conclude'])"
    if not page.locator(form).is_visible():
        page.locator(f"details:has({form}) > summary").first.click()
    page.locator(f"{form} [name='meeting.minutes']").fill("与会各方同意将公开属性调整为主动公开。")
    page.locator(f"{form} [name='meeting.outcome']").select_option("changed")
    page.locator(f"{form} [name='meeting.attribute']").select_option("proactive")
    for box in page.locator(f"{form} [name='meeting.settled:list']").all():
        box.check()
    officer.sent(page, form)
    assert next_acts(officer.page("@@positions"))["云溪市应急管理局"] == "退回修改文稿"


def change_attribute(drafter):
    page = drafter.page("edit")
    page.wait_for_selector(".tox-edit-area iframe")
    page.check("input[name='form.widgets.IDisclosureAttribute.disclosure_attribute'][value='proactive']")
    page.click("[name='form.buttons.save']")
    page.wait_for_selector(".opengov-paper")


def confirm(liaison, leader, prefix):
    """The liaison finds it in the list, looks at the difference on a phone and confirms; the leader releases."""
    page = liaison.someone.open(f"{prefix}/@@asked")
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("link", name="核对修改，确认或变更意见").click()
    page.wait_for_selector("#change-disclosure_attribute")
    assert page.inner_text("#change-disclosure_attribute del").endswith("依申请公开")
    assert page.inner_text("#change-disclosure_attribute ins").endswith("主动公开")
    assert page.evaluate(OVERFLOW) <= 0 and not ENGLISH.search(page.inner_text("#content"))
    liaison.someone.look("position-difference", within="#content", names=(*PARTNERS, "signer", "co", "issuer"))
    liaison.sent(page, "form:has(input[value=confirm])")
    leader.act("release")


def test_three_agencies_are_asked_one_objects_and_four_sign(seat, person, tmp_path):
    drafter = seat("drafter")
    document = drafter.document = write_draft(drafter)
    head, reviewer, signer, officer = (
        seat(user, document) for user in ("section-head", "disclosure-reviewer", "signer", "disclosure-officer")
    )
    liaisons = {prefix: seat(f"{prefix}-co-issuer", document, width=390) for prefix in PARTNERS}
    leaders = {prefix: seat(f"{prefix}-signer", document) for prefix in PARTNERS}

    ask_three(drafter)
    drafter.take("submit")
    review(head, reviewer)
    assert set(next_acts(officer.page("@@positions")).values()) == {"等待签收"}

    paper = tmp_path / "应急局意见.txt"
    paper.write_text("检查结果应当主动公开。")
    liaisons["fin"].act("receive")
    liaisons["fin"].act("draft", stand="agree")
    liaisons["hea"].act("draft", stand="agree_with_comment", reason="建议附检查标准")
    liaisons["eme"].act("draft", stand="object", reason="检查结果应当主动公开", confidential="内部掌握", files=[paper])
    page = officer.page("@@positions")
    assert "检查结果应当主动公开" not in page.inner_text("#content")
    for prefix in PARTNERS:
        leaders[prefix].act("release")
    page = officer.page("@@positions")
    assert "检查结果应当主动公开" in page.inner_text("#content") and "内部掌握" not in page.content()
    with page.expect_download() as download:
        page.get_by_role("link", name="应急局意见.txt").first.click()
    assert download.value.suggested_filename == "应急局意见.txt"
    assert not ENGLISH.search(page.inner_text("#content"))

    meet_and_agree(officer)
    officer.take("return", reason="按协调会意见修改公开属性")
    change_attribute(drafter)
    drafter.take("submit")
    review(head, reviewer)
    for prefix in ("fin", "hea"):
        confirm(liaisons[prefix], leaders[prefix], prefix)
    liaisons["eme"].act("draft", stand="agree")
    leaders["eme"].act("release")
    assert set(next_acts(officer.page("@@positions")).values()) == {"已办结"}
    officer.take("settle")

    signer.take("sign")
    page = signer.page("@@positions")
    assert next_acts(page) == dict(
        zip(PARTNERS.values(), ("等待该机关签署", "尚未轮到签署", "尚未轮到签署"), strict=True)
    )
    assert "签发时编号" in signer.page().inner_text(".opengov-number")
    for prefix in PARTNERS:
        leaders[prefix].take("countersign")
    assert "云教〔" in signer.page().inner_text(".opengov-number")
    sheet = officer.page("@@countersign-sheet").inner_text(".opengov-countersign")
    assert "建议附检查标准" in sheet and "云教〔" in sheet and "内部掌握" not in sheet
    assert officer.page().inner_text(".opengov-issuers summary").endswith("已签署4家，共4家")

    officer.take("publish")
    public = person()
    paper = public.open(document).inner_text(".opengov-paper")
    assert TITLE in paper and "（此件公开发布）" in paper
    assert all(name in paper for name in ("云溪市教育局", *PARTNERS.values()))
    assert public.faults == []
