from contextlib import ExitStack
from inhabited import PASSWORD
from playwright.sync_api import sync_playwright
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from town import make_agency
from town import SECRET

import album
import looking
import os
import pytest
import transaction


CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=zh-CN"]
#: What a browser says itself (no file chosen, the parts of a day) is Chinese at an office.
SPOKEN = {"LANGUAGE": "zh_CN"}

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

    def __init__(self, browser, address, width=1280, secret=SECRET):
        self.address = address
        self.secret = secret
        self.faults = []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", self._listen)
        self.page.on("response", lambda answer: self._keep(answer.status >= 400, f"{answer.status} {answer.url}"))
        self.page.on("pageerror", lambda error: self._keep(True, str(error)))
        self.page.on("request", lambda request: self._keep(self._leaves(request.url), request.url))

    def _listen(self, message):
        """What is no page of the site (a feed, a file) has no icon of its own: the browser asks the bare server for one."""
        icon = message.location.get("url", "").endswith("/favicon.ico")
        self._keep(message.type == "error" and not icon, f"{message.text} {message.location}")

    def _keep(self, fault, text):
        if fault:
            self.faults.append(text)

    def _leaves(self, url):
        return not url.startswith((self.address.rpartition("/")[0], "data:", "blob:", "about:"))

    def log_in(self, user):
        self.page.goto(f"{self.address}/login")
        self.page.fill("#__ac_name", user)
        self.page.fill("#__ac_password", self.secret)
        self.page.click("[name='buttons.login']")
        return self

    def open(self, path):
        """Open a page; behind ">>" stands what the address of the link to follow from there contains."""
        path, _arrows, link = path.partition(" >> ")
        self.page.goto(f"{self.address}/{path}")
        if link:
            self.page.goto(self.page.locator(f"main a[href*='{link}']").first.evaluate("link => link.href"))
        return self.page

    def look(self, name, picture=False, clip=None, **how):
        """Look at the page: what is wrong with it is kept as a fault.

        :param name: what the page is called in faults; of the picture, when one is taken for the guide.
        :param how: see ``looking.check``.
        """
        found = looking.check(self.page, name, **how)
        if picture:
            found += album.take(self.page, name, clip)
        self.faults += [f"{name}: {fault}" for fault in found]
        return self.page

    def visit(self, path, name, **more):
        """Open a page and look at it."""
        self.open(path)
        return self.look(name, **more)

    def refused(self, act):
        """Send what the site must refuse; the browser's own remark about that is no fault."""
        before = len(self.faults)
        with self.page.expect_navigation():
            act()
        remarks = ("400 ", "403 ", "404 ", "Failed to load resource")
        self.faults[before:] = [fault for fault in self.faults[before:] if not fault.startswith(remarks)]
        return self.page


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, env=os.environ | SPOKEN)
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


@pytest.fixture
def city(inhabited_city):
    """The demo's city; other tests have a city of their own."""
    return inhabited_city


@pytest.fixture
def citizen(chromium, city):
    """Seat somebody of the demo's city at a browser: ``citizen("linyuqing")``; whatever was wrong is told at the end."""
    address = f"http://localhost:{city['port']}/{city['portal'].getId()}"
    seated = []
    with ExitStack() as stack:

        def seat(user="", **more):
            someone = Person(chromium, address, secret=PASSWORD, **more)
            stack.callback(someone.context.close)
            seated.append(someone)
            return someone.log_in(user) if user else someone

        yield seat
        faults = [fault for someone in seated for fault in someone.faults]
        assert not faults, "\n".join(faults)


@pytest.fixture
def where(city):
    """Path of a document of the city by a part of its title, or of the agency beside it: ``where("加装电梯")``."""
    portal = city["portal"]
    brains = portal.portal_catalog.unrestrictedSearchResults(portal_type="OfficialDocument")
    paths = {brain.Title: brain.getPath().removeprefix(f"/{portal.getId()}/") for brain in brains}

    def look_up(words):
        found = [path for title, path in paths.items() if words in title]
        assert found, f"no document is called {words}"
        return found[0]

    return look_up
