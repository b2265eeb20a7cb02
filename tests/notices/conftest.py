"""A town of three agencies: the lead, one that is asked, a stranger; and what each does about one document."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.secrecy.interfaces import IScan
from plone import api
from plone.uuid.interfaces import IUUID
from smtpsink import Sink
from town import CHECKS
from town import make_agency
from zope.component import getAdapter
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer

import pytest
import transaction


@implementer(IClock)
class Clock:
    def __init__(self, moment):
        self.moment = moment

    def now(self):
        # never the same moment twice
        self.moment += timedelta(microseconds=1)
        return self.moment


@pytest.fixture
def clock(portal):
    """The clock of the office; it stands at Monday 2 March 2026, nine in the morning."""
    registry, real = getGlobalSiteManager(), getUtility(IClock)
    found = Clock(datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=8))))
    registry.registerUtility(found, IClock)
    yield found
    registry.registerUtility(real, IClock)


@pytest.fixture
def finance(portal, agency):
    """The agency that is asked: its people are ``fin-co-issuer``, ``fin-signer``, …"""
    with api.env.adopt_roles(["Manager"]):
        return make_agency(portal, "finance", "云溪市财政局", "云财", prefix="fin-")


@pytest.fixture
def stranger(portal, agency):
    with api.env.adopt_roles(["Manager"]):
        return make_agency(portal, "health", "云溪市卫生健康局", "云卫", prefix="hea-")


class Affair:
    """One document, its lead and the agencies that are asked about it."""

    def __init__(self, portal, walk):
        self.portal = portal
        self.walk = walk
        self.slots = {}

    def begin(self, *agencies, role="co_issuer", bodies=(), **fields):
        self.document = self.walk.draft(**fields)
        with api.env.adopt_user(username="drafter"):
            for place in agencies:
                self.slots[place.getId()] = IPositions(self.document).add(agency=IUUID(place), role=role)
            for body in bodies:
                self.slots[body] = IPositions(self.document).add(body=body, role=role)
        self.approve()
        return self

    def approve(self):
        self.walk.take(self.document, "submit", "drafter")
        self.walk.take(self.document, "endorse", "section-head", checks=CHECKS)
        handled = sorted(IScan(self.document).item_ids())
        self.walk.take(self.document, "approve", "disclosure-reviewer", checks=CHECKS, handled=handled)

    def act(self, act, place, *args, by, **more):
        with api.env.adopt_user(username=by):
            return getattr(IPositions(self.document), act)(self.slots[place], *args, **more)

    def answer(self, place="finance", stand="agree", prefix="fin-", reason="", confidential=""):
        said = {"digest": IPositions(self.document).digest(), "reason": reason, "confidential": confidential}
        said["reason"] = reason or ("" if stand == "agree" else "口径不一致")
        self.act("draft", place, stand, by=f"{prefix}co-issuer", **said)
        self.act("release", place, by=f"{prefix}signer")

    def rows(self, user, **how):
        with api.env.adopt_user(username=user):
            return INotices(self.portal).page(**{"size": 100, **how})["items"]

    def kinds(self, user):
        """Kinds of what somebody is told about joint issuance, the oldest first."""
        return [row["kind"] for row in reversed(self.rows(user, topic="joint"))]

    def run(self, name, user="admin"):
        """All batches of a routine; what was done."""
        done, after = [], ""
        while after is not None:
            batch = getAdapter(self.portal, IRoutine, name).run(after, 50)
            done, after = done + batch["done"], batch["next"]
        return done


@pytest.fixture
def affair(portal, walk, clock):
    return Affair(portal, walk)


@pytest.fixture
def sink(portal):
    """A mail server, and a site that writes to it."""
    with Sink() as found:
        settings = {
            "smtp_host": "127.0.0.1",
            "smtp_port": found.port,
            "email_from_address": "noreply@yunxi.example.org",
            "email_from_name": "云溪市公文系统",
            "site_title": "云溪市公文",
        }
        for name, value in settings.items():
            api.portal.set_registry_record(f"plone.{name}", value)
        transaction.commit()
        yield found
