"""The whole life of a document without a mouse: Tab, Enter, Space and arrow keys, from login to the public catalogue."""

import re


TITLE = "云溪市人民政府办公室关于做好2027年元旦值班工作的通知"
#: Whether what has the focus shows it: an outline or a shadow around it.
SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
}"""
HERE = "selector => document.activeElement.matches(selector)"
DONE = "#global_statusmessage .alert, #global_statusmessage .portalMessage"


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, someone):
        self.someone = someone
        self.page = someone.page
        self.press = someone.page.keyboard.press

    def to(self, selector, back=False, most=120):
        """Go on with Tab until what is looked for has the focus, and shows it."""
        for _step in range(most):
            self.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate(HERE, selector):
                assert self.page.evaluate(SEEN), f"{selector} does not show that it has the focus"
                return self
        raise AssertionError(f"the keyboard does not reach {selector} of {self.page.url}")

    def go(self, selector, key="Enter", **more):
        """Use a link or a button."""
        self.to(selector, **more)
        with self.page.expect_navigation():
            self.press(key)
        return self

    def write(self, selector, text):
        self.to(selector)
        self.page.keyboard.insert_text(text)
        return self

    def choose(self, selector):
        """Check a box, or take one of several: Tab leads to the group, Space and arrows choose in it."""
        group = f"[name='{self.page.locator(selector).first.get_attribute('name')}']"
        self.to(f"{selector}, [type=radio]{group}")
        for _step in range(12):
            if self.page.evaluate(HERE, selector):
                self.press("Space")
                assert self.page.locator(selector).first.is_checked()
                return self
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {selector}")

    def skip(self):
        """Past what stands on every page; a form may have taken the focus to its first field."""
        if self.page.evaluate(HERE, "main *"):
            return self
        self.press("Tab")
        assert self.page.evaluate(HERE, ".opengov-skip")
        self.press("Enter")
        return self

    def log_in(self, user):
        self.page.goto(f"{self.someone.address}/login")
        # the first field of the form has the focus already, or Tab leads to it
        if not self.page.evaluate(HERE, "#__ac_name"):
            self.to("#__ac_name")
        self.page.keyboard.insert_text(user)
        self.write("#__ac_password", self.someone.secret)
        with self.page.expect_navigation():
            self.press("Enter")
        return self

    def my_work(self):
        self.page.goto(f"{self.someone.address}/@@my-work")
        return self.skip()

    def document(self):
        """From My work to the document that waits."""
        self.my_work()
        address = self.page.get_by_role("link", name=TITLE).first.get_attribute("href")
        return self.go(f"main a[href='{address}']").skip()

    def take(self, step, *checks, **texts):
        """Take a step on the document's page: the button, its form, what it asks, send."""
        self.go(f"#opengov-step-{step}").skip()
        for check in checks:
            self.choose(f"input[value='{check}']")
        for name, text in texts.items():
            self.write(f"[name='{name}']", text)
        self.go("form.opengov-form button[type=submit]")
        self.page.wait_for_selector(DONE)
        return self


def written(drafter):
    """The drafting sheet, filled in and saved; returns the address of the document."""
    page = drafter.page
    drafter.my_work().go("main a[href*='++add++OfficialDocument']")
    page.wait_for_selector(".tox-edit-area iframe")
    drafter.skip()
    drafter.write("[name='form.widgets.title']", TITLE)
    for _step in range(80):
        drafter.press("Tab")
        inside = page.evaluate("document.activeElement.tagName == 'IFRAME'")
        if inside or page.evaluate(HERE, "[name='form.widgets.IDisclosureAttribute.disclosure_attribute']"):
            _fill(drafter, inside)
        if page.evaluate(HERE, "[name='form.buttons.save']"):
            break
    with page.expect_navigation():
        drafter.press("Enter")
    page.wait_for_selector(".opengov-paper")
    return re.sub(r"/view$", "", page.url)


def _fill(drafter, inside):
    page = drafter.page
    if inside:
        page.keyboard.insert_text("现将元旦期间值班工作有关事项通知如下。")
        return
    while page.evaluate("document.activeElement.value") != "proactive":
        drafter.press("ArrowDown")
    drafter.press("Space")


CHECKS = ("accuracy", "authority", "completeness", "timeliness")


def test_a_document_lives_without_a_mouse(citizen):
    drafter = Keyboard(citizen()).log_in("linyuqing")
    document = written(drafter)
    drafter.skip().take("submit")
    head = Keyboard(citizen()).log_in("zhoudehua")
    head.document().go("#opengov-step-return").skip()
    head.someone.refused(lambda: head.go("form.opengov-form button[type=submit]"))
    # the focus is at what is to be corrected, and leads to it
    assert head.page.evaluate(HERE, "#opengov-summary")
    head.to("#opengov-summary a").press("Enter")
    assert head.page.evaluate(HERE, "[name=reason]")
    head.document().take("endorse", *CHECKS)
    Keyboard(citizen()).log_in("shenminzhi").document().take("approve", *CHECKS)
    signer = Keyboard(citizen()).log_in("guzhengping").document().take("sign")
    assert "云府〔" in signer.page.inner_text(".opengov-number")
    officer = Keyboard(citizen()).log_in("tangxiaoyun").document().take("publish")
    assert "已公开" in officer.page.inner_text(".opengov-path .is-here")
    public = Keyboard(citizen())
    public.page.goto(f"{public.someone.address}/@@disclosure-catalogue")
    public.skip()
    public.write("main form :is([type=search], [name=text], [name=q])", "元旦值班")
    with public.page.expect_navigation():
        public.press("Enter")
    public.skip()
    public.go(f"main a[href^='{document}']")
    assert TITLE in public.page.inner_text(".opengov-paper")
