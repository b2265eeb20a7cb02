"""A clock that stands at a Monday, and what the tests of this domain say again and again."""

from base64 import b64encode
from datetime import datetime
from datetime import timedelta
from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.ledger.clock import SHANGHAI
from opengov.disclosure.ledger.interfaces import IClock
from plone import api
from zope.component import getGlobalSiteManager
from zope.interface import implementer

import pytest


@implementer(IClock)
class MovedClock:
    """Monday 2 March 2026 at nine, until somebody moves it."""

    def __init__(self):
        self.moment = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)

    def now(self):
        self.moment += timedelta(seconds=1)
        return self.moment

    def go(self, day):
        self.moment = datetime.fromisoformat(f"{day}T09:00:00+08:00")


@pytest.fixture
def clock():
    registry = getGlobalSiteManager()
    before = registry.getUtility(IClock)
    clock = MovedClock()
    registry.registerUtility(clock, IClock)
    yield clock
    registry.registerUtility(before, IClock)


def paper(name="回函.pdf", data=b"%PDF-1.4 consent"):
    return {"filename": name, "content-type": "application/pdf", "data": b64encode(data).decode()}


@pytest.fixture
def signed_paper():
    return paper


#: A draft that holds an enterprise's trade secret.
SECRET_OF_A_FIRM = {
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("trade_secret",),
    "disclosure_reason": "含有企业未公开的报价",
}


class Asking:
    """Acts of the consultation record, each by one account."""

    def __init__(self, document, prefix=""):
        self.document = document
        self.prefix = prefix

    def __call__(self, by, act, *args, **values):
        with api.env.adopt_user(username=self.prefix + by):
            return getattr(IConsultations(self.document), act)(*args, **values)

    def consult(self, by="drafter", **values):
        asked = {
            "name": "云溪建材有限公司",
            "kind": "organisation",
            "ground": "trade_secret",
            "contact": "张三 13800138000",
        }
        return self(by, "consult", **{**asked, "sent_on": "2026-03-02", **values})


@pytest.fixture
def asking():
    return Asking


@pytest.fixture
def secret_of_a_firm():
    return dict(SECRET_OF_A_FIRM)
