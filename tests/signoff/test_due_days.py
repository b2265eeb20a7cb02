"""What the catalogue keeps of a document's clocks follows whatever moves them (R-D1, R-D2, R-D4)."""

from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.agency.interfaces import IAnnouncedYears
from opengov.disclosure.agency.interfaces import IJurisdictionChange
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.core.jurisdictions import load
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.signoff.interfaces import IDueDay
from opengov.disclosure.transfer.feedevents import FeedEntered
from opengov.disclosure.transfer.interfaces import IDeposits
from plone import api
from plone.uuid.interfaces import IUUID
from situations import referred
from situations import signed_in_haste
from town import PROPOSALS
from zope.component import getAdapter
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.event import notify
from zope.interface import implementer

import pytest


NOTICE_2027 = """一、元旦：1月1日至5日放假调休，共5天。
二、春节：2月5日至12日放假调休，共8天。
三、清明节：4月5日放假，共1天。
四、劳动节：5月1日至5日放假调休，共5天。
五、端午节：6月9日放假，共1天。
六、中秋节：9月15日放假，共1天。
七、国庆节：10月1日至7日放假调休，共7天。"""


@implementer(IClock)
class Clock:
    """Stands still until it is set."""

    def set(self, text):
        self.time = datetime.fromisoformat(text).replace(hour=10, tzinfo=timezone(timedelta(hours=8)))

    def now(self):
        return self.time


@pytest.fixture
def clock(portal):
    registry, real, clock = getGlobalSiteManager(), getUtility(IClock), Clock()
    clock.set("2026-03-02")
    registry.registerUtility(clock, IClock)
    yield clock
    registry.registerUtility(real, IClock)


@pytest.fixture
def agency(clock, agency):
    return agency


def kept(document):
    """What the catalogue says: day, duty."""
    (brain,) = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=IUUID(document))
    return brain.due_on, brain.due_duty


def work_off(portal, limit=1):
    """Run the routine to its end, and give how many documents it looked at."""
    after, done = "", 0
    while after is not None:
        told = getAdapter(portal, IRoutine, "due-days").run(after, limit)
        assert told["held"] == []
        done += sum(int(line.removeprefix("documents:")) for line in told["done"])
        after = told["next"]
    return done


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (lambda walk: walk.draft(), ("", "")),
        (lambda walk: walk.to("sign_off"), ("", "")),
        (lambda walk: walk.to("issued"), ("2026-03-30", "publish")),
        (lambda walk: walk.to("published"), ("", "")),
        (lambda walk: walk.to("withdrawn"), ("2026-03-03", "withdrawal_confirmation")),
        (lambda walk: walk.to("registered", **PROPOSALS["registered"]), ("", "")),
        (lambda walk: walk.to("withheld", **PROPOSALS["withheld"]), ("2027-03-02", "reassessment")),
        (referred, ("2026-03-16", "secrecy_report")),
        (signed_in_haste, ("2026-03-04", "late_opinions")),
        (lambda walk: walk.to("discontinued"), ("", "")),
    ],
)
def test_the_first_day_follows_each_step(walk, reach, expected):
    assert kept(reach(walk)) == expected


def test_lists_know_agency_kind_and_day_of_issue(walk, agency):
    document = walk.to("issued")
    catalog = api.portal.get_tool("portal_catalog")
    asked = {"UID": IUUID(document), "issuing_agency": IUUID(agency), "issue_date": "2026-03-02"}
    (brain,) = catalog.unrestrictedSearchResults(**asked)
    assert (brain.issuing_agency, brain.issue_date, brain.document_kind) == (IUUID(agency), "2026-03-02", "notice")
    (draft,) = catalog.unrestrictedSearchResults(UID=IUUID(walk.draft()))
    assert draft.issue_date == ""


def test_a_duty_met_elsewhere_is_followed_without_a_step(walk, agency):
    agency.jurisdiction = "tianning-2016"
    document = walk.to("published")
    assert kept(document) == ("2026-03-30", "record_copy")
    with api.env.adopt_user(username="transfer-clerk"):
        act = IDeposits(agency).record_copy([IUUID(document)])
    assert kept(document) == ("2026-03-30", "transfer_electronic")
    receiver, at = {"id": "archive", "kind": "archive"}, "2026-03-03T10:00:00+08:00"
    notify(FeedEntered(receiver, "handover", IUUID(agency), [IUUID(document)], at, "deposit"))
    assert kept(document) == ("2026-04-10", "transfer_paper")
    with api.env.adopt_user(username="transfer-clerk"):
        IDeposits(agency).correct(act["number"], "误记")
    assert kept(document) == ("2026-03-30", "record_copy")


def test_publication_on_the_channel_the_profile_names_ends_the_duty(walk, agency, monkeypatch):
    profile = replace(load("cn-national-2019"), statutory_channel="portal")
    monkeypatch.setattr("opengov.disclosure.core.jurisdictions.load", lambda key, version="": profile)
    document = walk.to("published", planned_channels=("portal",))
    assert kept(document) == ("2026-03-30", "publish")
    with api.env.adopt_user(username="web-editor"):
        IChannels(document).place("portal", address="https://www.yunxi.example.cn/1")
    assert kept(document) == ("", "")


def test_days_that_rest_on_a_year_not_announced_are_computed_anew(portal, walk, clock):
    clock.set("2026-12-21")
    far, near = walk.to("issued"), walk.to("withdrawn")
    assert kept(far)[0] == "2027-01-19"
    assert work_off(portal) == 0
    with api.env.adopt_roles(["Manager"]):
        IAnnouncedYears(portal).announce(2027, NOTICE_2027)
    assert kept(far)[0] == "2027-01-19"
    assert work_off(portal) == 1
    assert kept(far)[0] == "2027-01-21"
    assert kept(near) == ("2026-12-22", "withdrawal_confirmation")
    assert work_off(portal) == 0


def test_another_profile_and_own_holidays_are_followed(portal, walk, agency):
    document = walk.to("issued")
    assert kept(document) == ("2026-03-30", "publish")
    with api.env.adopt_roles(["Manager"]):
        IJurisdictionChange(agency).apply("zunyi-2020", "市政府决定")
    assert work_off(portal) == 1
    assert kept(document) == (IDueDay(document).first().due.isoformat(), "publish")
    agency.local_holidays = ("2026-03-04",)
    assert work_off(portal) == 1
    assert kept(document)[0] == IDueDay(document).first().due.isoformat()
