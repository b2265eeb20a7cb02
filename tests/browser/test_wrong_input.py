"""Wrong input: the message stands at the field and above the form, in words and with its clause; nothing typed is lost."""

from inhabited import ADMINISTRATOR
from looking import rounds

import pytest
import re


TYPED = "已经录入、不应丢失的文字"
#: Clause, article, or rule: where a message says it comes from.
SOURCE = re.compile(r"第.+条|《|R-[A-Z]\d|GB/T|制度|规定|条例")
TODAY, EARLIER = "2027-03-02", "2027-03-01"
STEP = "form.opengov-form"

#: Name: (account, page, form, what is typed, the field that is wrong). A field whose name begins with + is chosen or
#: checked instead of typed into.
FORMS = {
    "endorse": ("panxiulan", "<特殊教育专项经费>/@@opengov-step?step=endorse", STEP, {"comment": TYPED}, "checks:list"),
    "return": ("panxiulan", "<特殊教育专项经费>/@@opengov-step?step=return", STEP, {}, "reason"),
    "refer": ("panxiulan", "<特殊教育专项经费>/@@opengov-step?step=refer", STEP, {"reason": TYPED}, "body"),
    "approve": ("duanhongtao", "<市级优秀学生>/@@opengov-step?step=approve", STEP, {"comment": TYPED}, "checks:list"),
    "determine": (
        "qinweidong",
        "<应急物资储备库>/@@opengov-step?step=determine",
        STEP,
        {"+attribute": "withheld", "reason": TYPED},
        "grounds:list",
    ),
    "question": ("mengqinglan", "<小学新生报到>/@@opengov-step?step=question", STEP, {}, "reason"),
    "void": ("mengqinglan", "<劳动教育基地>/@@opengov-step?step=void", STEP, {}, "reason"),
    "withdraw": ("shaoting", "<招生入学工作>/@@opengov-step?step=withdraw", STEP, {"reason": TYPED}, "cause"),
    "adjust": (
        "shaoting",
        "<招生入学工作>/@@opengov-step?step=adjust",
        STEP,
        {"+attribute": "withheld", "reason": TYPED},
        "grounds:list",
    ),
    "existing": (
        "linyuqing",
        "<加装电梯>/@@opengov-step?step=enter_existing",
        STEP,
        {"number": "云府办〔2019〕7号", "signer_name": "王建国"},
        "issue_date",
    ),
    "sheet": (
        "linyuqing",
        "shizhengfu/mishuke/++add++OfficialDocument",
        "form:has([name='form.widgets.title'])",
        {"form.widgets.title": "机密★10年", "form.widgets.main_recipients": TYPED},
        "form.widgets.title",
    ),
    "deputy": (
        "mengqinglan",
        "jiaoyuju/@@deputies",
        "form:has([name='deputy.until'])",
        {"deputy.from": TODAY, "deputy.until": EARLIER, "deputy.reason": TYPED},
        "deputy.until",
    ),
    "abolish": (
        ADMINISTRATOR,
        "jiaoyuju/@@abolish",
        "form:has([name=abolished_on])",
        {"reason": "", "outside": TYPED},
        "reason",
    ),
    "agency asked": (
        "linyuqing",
        "<加装电梯>/@@positions",
        "form:has(input[name='position.act'][value=add])",
        {"position.reason": TYPED},
        "position.agency",
    ),
    "meeting": (
        "shaoting",
        "<校园室内空气质量>/@@meetings",
        "form:has(input[name='meeting.act'][value=call])",
        {"meeting.place": TYPED, "meeting.agenda": TYPED},
        "meeting.at",
    ),
    "repeal": (
        "shaoting",
        "<绿色校园>/@@repeal",
        "#repeal-propose",
        {"position.validity_document": TYPED},
        "position.validity_date",
    ),
    "third party": (
        "shaoting",
        "<校园伤害事故>/@@third-parties",
        "main form:has(button[type=submit]):not([action*=search])",
        {},
        "",
    ),
    "calendar": (
        ADMINISTRATOR,
        "@@opengov-settings-calendar",
        "#opengov-settings-form >> [name='form.preview']",
        {"year": "2027", "notice": TYPED},
        "notice",
    ),
    "import": (
        "jiangnan",
        "jiaoyuju/@@existing-import",
        "main form:has(input[name=act][value=begin])",
        {},
        "list",
    ),
    "saved view": (
        "shaoting",
        "jiaoyuju/@@registers-views?register=withheld",
        "main form:has(input[name=act][value=save])",
        {},
        "view_name",
    ),
    "opinion on opening": (
        "pengjiayi",
        "huanjingju/@@opening-opinions?select=all",
        "#opening-form",
        {"reason": TYPED},
        "opinion",
    ),
    "opinion on opening of one": (
        "shaoting",
        "<书院街小学>/@@opening-opinion",
        "#opening-form",
        {"+opinion": "deferred"},
        "reason",
    ),
    "receiver": (
        ADMINISTRATOR,
        "@@archive-receivers?new=1#receiver-form",
        "#receiver-form",
        {"title": TYPED},
        "id",
    ),
}


def fill(form, values):
    for name, value in values.items():
        field = form.locator(f"[name='{name.lstrip('+')}']")
        if not name.startswith("+"):
            field.first.fill(value)
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            form.locator(f"[name='{name.lstrip('+')}'][value='{value}']").check()


@pytest.mark.parametrize("name", FORMS)
def test_wrong_input_is_told_at_the_field_and_nothing_is_lost(citizen, where, name):
    user, path, form, values, wrong = FORMS[name]
    form, _arrows, button = form.partition(" >> ")
    someone = citizen(user)
    page = someone.open(next(rounds(f"{path}: {name}", where))[0])
    # what the browser would refuse by itself, in its own words, comes from programs and old browsers
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    fill(page.locator(form).first, values)
    someone.refused(lambda: page.locator(f"{form} {button or '[type=submit]'}").first.click())
    someone.look(f"wrong-{name}".replace(" ", "-"))
    focused = page.evaluate("document.activeElement.innerText")
    assert focused.strip(), "the focus is not at what is wrong"
    assert SOURCE.search(focused), f"no rule or clause is named: {focused}"
    shown = page.locator(form).first
    for field, value in values.items():
        if not field.startswith("+"):
            assert shown.locator(f"[name='{field}']").first.input_value() == value
    if wrong:
        page.locator("[autofocus] a[href^='#']").first.focus()
        page.keyboard.press("Enter")
        reached = page.evaluate("document.activeElement.name || location.hash")
        assert reached == wrong or page.locator(f"{reached} [name='{wrong}']").count(), reached
