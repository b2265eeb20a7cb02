"""An agency with its offices, documents walked to their end states, and a browser without a network."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.textfield.value import RichTextValue
from webtest import TestApp
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.interface import implementer
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module

import pytest
import transaction


SECRET = "Yunxi-2026-test"
CHECKS = ["accuracy", "authority", "completeness", "timeliness"]
ENDS = {"published": "publish", "registered": "register", "withheld": "file"}
PROPOSALS = {
    "published": {"disclosure_attribute": "proactive"},
    "registered": {"disclosure_attribute": "on_request", "disclosure_reason": "涉及特定申请人的办理结果"},
    "withheld": {
        "disclosure_attribute": "withheld",
        "disclosure_grounds": ("personnel",),
        "disclosure_reason": "属于内部人事管理信息",
        "discretion": "公开会影响内部人事工作的正常进行",
    },
}


@implementer(IClock)
class TickingClock:
    """A second passes with every look at it, so that no two documents become public at once."""

    def __init__(self):
        self.time = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=8)))

    def now(self):
        self.time += timedelta(seconds=1)
        return self.time

    def pass_days(self, count):
        self.time += timedelta(days=count)


class Office:
    """Makes documents and takes them through their life, each step by the right person."""

    def __init__(self, agency):
        self.agency = agency

    def take(self, document, step, by, **data):
        with api.env.adopt_user(username=by):
            ILife(document).take(step, **data)

    def draft(self, title, text="各单位：现将有关事项通知如下。", attachments=(), **fields):
        with api.env.adopt_user(username="drafter"):
            rich = RichTextValue(f"<p>{text}</p>", "text/html", "text/x-html-safe")
            document = api.content.create(
                self.agency, "OfficialDocument", title=title, text=rich, document_kind="notice", **fields
            )
            for file in attachments:
                api.content.create(document, "DocumentAttachment", title=file.filename, file=file)
        return document

    def sign(self, document):
        self.take(document, "submit", "drafter")
        self.take(document, "endorse", "section-head", checks=CHECKS)
        handled = sorted(IScan(document).item_ids())
        self.take(document, "approve", "disclosure-reviewer", checks=CHECKS, handled=handled)
        self.take(document, "sign", "signer")

    def make(self, state, title, **fields):
        """A document in an end state."""
        document = self.draft(title, **{**PROPOSALS[state], **fields})
        self.sign(document)
        self.take(document, ENDS[state], "disclosure-officer")
        transaction.commit()
        return document

    def withdraw(self, document):
        self.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
        transaction.commit()


class Visitor:
    """Asks the site for addresses, as nobody or as one account."""

    def __init__(self, layer, user=""):
        self.portal = layer["portal"]
        self.app = TestApp(self._answer, extra_environ={"HTTP_HOST": "nohost"})
        if user:
            self.app.authorization = ("Basic", (user, SECRET))

    def _answer(self, environ, start_response):
        environ.pop("x-wsgiorg.throw_errors", None)
        application = HTTPExceptionHandler(lambda env, start: publish_module(env, start), {})
        try:
            return application(environ, start_response)
        finally:
            setSite(self.portal)

    def get(self, address, json=False, **more):
        headers = {"Accept": "application/json"} if json else {}
        headers |= more.pop("headers", {})
        path = address.removeprefix("http://nohost")
        return self.app.get(path if path.startswith("/plone") else f"/plone/{path}", headers=headers, **more)

    def send(self, method, address, body):
        """A JSON request with a body; the answer, whatever its status."""
        headers = {"Accept": "application/json"}
        path = address.removeprefix("http://nohost")
        path = path if path.startswith("/plone") else f"/plone/{path}"
        answer = getattr(self.app, f"{method.lower()}_json")(path, body, headers=headers, expect_errors=True)
        self.portal._p_jar.sync()
        return answer

    def json(self, address):
        return self.get(address, json=True, status=200).json


@pytest.fixture
def clock():
    components, real, ticking = getGlobalSiteManager(), getUtility(IClock), TickingClock()
    components.registerUtility(ticking, IClock)
    yield ticking
    components.registerUtility(real, IClock)


@pytest.fixture
def site(functional, clock):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def make_office(site):
    def make(agency_id, title, **fields):
        agency = api.content.create(site, "Agency", id=agency_id, title=title, short_name=title, **fields)
        for role, slug in OFFICES.items():
            if api.user.get(userid=slug) is None:
                api.user.create(email=f"{slug}@example.org", username=slug, password=SECRET)
            api.group.add_user(groupname=IOffices(agency).group_id(role), username=slug)
        transaction.commit()
        return Office(agency)

    return make


@pytest.fixture
def office(make_office):
    return make_office("bureau", "云溪市教育局", issuer_codes=["云教"], credit_code="11330500002512345A")


@pytest.fixture
def public(functional, site):
    return Visitor(functional)


@pytest.fixture
def officer(functional, office):
    return Visitor(functional, "disclosure-officer")


@pytest.fixture
def visitor(functional, office):
    """Makes a visitor with an account; nobody without a name."""
    return lambda account="": Visitor(functional, account)


@pytest.fixture
def catalogue(site):
    return IPublicCatalogue(site)
