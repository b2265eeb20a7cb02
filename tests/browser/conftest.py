from contextlib import ExitStack
from playwright.sync_api import sync_playwright
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from town import make_agency
from town import SECRET

import pytest
import transaction


CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

NAMES = {
    "drafter": "林雨晴",
    "section-head": "周德华",
    "disclosure-reviewer": "沈敏之",
    "secrecy-officer": "秦卫东",
    "signer": "顾正平",
    "disclosure-officer": "唐晓云",
}


class Person:
    """Somebody at a browser of his own; what goes wrong in it is kept in ``faults``."""

    def __init__(self, browser, address, width=1280):
        self.address = address
        self.faults = []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", lambda message: self._keep(message.type == "error", message.text))
        self.page.on("response", lambda answer: self._keep(answer.status >= 400, f"{answer.status} {answer.url}"))
        self.page.on("pageerror", lambda error: self._keep(True, str(error)))
        self.page.on("request", lambda request: self._keep(self._leaves(request.url), request.url))

    def _keep(self, fault, text):
        if fault:
            self.faults.append(text)

    def _leaves(self, url):
        return not url.startswith((self.address.rpartition("/")[0], "data:", "blob:", "about:"))

    def log_in(self, user):
        self.page.goto(f"{self.address}/login")
        self.page.fill("#__ac_name", user)
        self.page.fill("#__ac_password", SECRET)
        self.page.click("[name='buttons.login']")
        return self

    def open(self, path):
        self.page.goto(f"{self.address}/{path}")
        return self.page


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def chinese_site(acceptance):
    portal = acceptance["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.portal.set_registry_record("plone.available_languages", ["zh-cn", "en"])
    api.portal.set_registry_record("plone.default_language", "zh-cn")
    portal.language = "zh-cn"
    make_agency(portal)
    for user_id, fullname in NAMES.items():
        api.user.get(userid=user_id).setMemberProperties({"fullname": fullname})
    transaction.commit()
    return f"http://localhost:{acceptance['port']}/{portal.getId()}"


@pytest.fixture
def person(chromium, chinese_site):
    """Seat somebody at a browser: ``person("drafter")``, ``person()`` for the public, ``width=390`` for a phone."""
    with ExitStack() as stack:

        def seat(user="", **more):
            someone = Person(chromium, chinese_site, **more)
            stack.callback(someone.context.close)
            return someone.log_in(user) if user else someone

        yield seat
