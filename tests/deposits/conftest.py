"""A bureau under the rules of Tianning, its archive, and a clock that the tests move."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.transfer.feedevents import FeedEntered
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from plone import api
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import open_office
from town import Walk
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.event import notify
from zope.interface import implementer

import pytest


@implementer(IClock)
class Clock:
    """Stands at nine in the morning of a day."""

    def __init__(self):
        self.set("2026-03-02")

    def set(self, day):
        self.moment = datetime.combine(date.fromisoformat(day), datetime.min.time(), timezone(timedelta(hours=8)))
        self.moment += timedelta(hours=9)

    def now(self):
        self.moment += timedelta(microseconds=1)
        return self.moment


@pytest.fixture
def clock():
    registry, real, found = getGlobalSiteManager(), getUtility(IClock), Clock()
    registry.registerUtility(found, IClock)
    yield found
    registry.registerUtility(real, IClock)


class Bureau:
    """One agency that deposits, and the acts that the tests need."""

    def __init__(self, portal, clock, profile="tianning-2016"):
        self.portal = portal
        self.clock = clock
        self.agency = make_agency(portal)
        self.agency.jurisdiction = profile
        ISettingsHistory(self.agency).begin()
        self.uid = IUUID(self.agency)
        self.walk = Walk(self.agency)
        self.deposits  # noqa: B018

    @property
    def deposits(self):
        return IDeposits(self.agency)

    def receiver(self, kind="archive", **more):
        account = f"the-{kind}"
        open_office(self.agency, "Archivist", account)
        receiver = {"id": account, "title": {"archive": "云溪市档案馆", "library": "云溪市图书馆"}[kind]}
        receiver |= {"account": account, "kind": kind, "fonds": [self.uid], "takes": ["deposit"], **more}
        IReceivers(self.portal).put(receiver)
        return receiver

    def signed(self, day, state="issued", **fields):
        """A document of a day."""
        self.clock.set(day)
        return self.walk.to(state, **fields)

    def offer(self, day, *documents, kind="archive"):
        """What the sealer tells when it has offered documents."""
        uids = [IUUID(document) for document in documents]
        notify(FeedEntered({"id": kind, "kind": kind}, "handover", self.uid, uids, f"{day}T10:00:00+08:00", "deposit"))

    def act(self, name, *values, by="transfer-clerk", **more):
        with api.env.adopt_user(username=by):
            return getattr(self.deposits, name)(*values, **more)

    def due(self, day):
        self.clock.set(day)
        return self.deposits.due()

    def standings(self, day, duty="transfer_electronic"):
        return {(row["receiver"], row["standing"]) for row in self.due(day)["documents"] if row["duty"] == duty}

    def periods(self, day):
        return {(row["period"], row["receiver"]): row["standing"] for row in self.due(day)["periods"]}


@pytest.fixture
def bureau_of(portal, clock):
    """Makes a bureau under a profile."""

    def make(profile="tianning-2016"):
        with api.env.adopt_roles(["Manager"]):
            return Bureau(portal, clock, profile)

    return make


@pytest.fixture
def tianning(bureau_of):
    return bureau_of()


@pytest.fixture
def twice_a_month(monkeypatch):
    """A profile as 福建 has it: the 5th and the 20th, the next working day when it is a day off, nil returns, two copies."""
    data = {
        "key": "cn-national-2019",
        "version": "test",
        "extends": "tianning-2016",
        "title": {"zh_CN": "“两馆”报送", "en": "Two halls"},
        "rules": {
            "nil_returns": True,
            "deposit_copies": 2,
            "deposit_formats": ["pdf"],
            "notices_acknowledged": True,
            "transfer_recipients": ["archive", "library"],
        },
        "sources": dict.fromkeys(
            ("nil_returns", "deposit_copies", "deposit_formats", "notices_acknowledged", "transfer_recipients"),
            "某规定",
        ),
        "periods": {
            "transfer_paper": {
                "n": 5,
                "unit": "day_of_half_month",
                "trigger": "created_or_changed",
                "source": "某规定",
                "binding": "local_target",
                "moves": True,
            }
        },
    }
    profile, load = jurisdictions.build(data), jurisdictions.load
    monkeypatch.setattr(
        jurisdictions, "load", lambda key, version="": profile if key == "cn-national-2019" else load(key, version)
    )
    return "cn-national-2019"
