"""Every clock of a profile starts and stops from what happened: R-D1, R-D4, R-I7, R-I10, R-S3."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IJurisdictionChange
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.clocks import running
from opengov.disclosure.transfer.feedevents import FeedEntered
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import PROPOSALS
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.event import notify
from zope.interface import implementer

import pytest


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


def follow(agency, profile):
    with api.env.adopt_roles(["Manager"]):
        IJurisdictionChange(agency).apply(profile, "市政府决定")


def clocks(document):
    return {deadline.key: deadline for deadline in running(document)}


def due(document):
    return {key: deadline.due.isoformat() for key, deadline in clocks(document).items()}


@pytest.mark.parametrize("state", ["draft", "section_review", "disclosure_review", "sign_off", "discontinued"])
def test_before_the_signature_no_clock_runs(walk, state):
    assert due(walk.to(state)) == {}


@pytest.mark.parametrize(
    ("profile", "urgency", "expected"),
    [
        ("cn-national-2019", None, {"publish": "2026-03-30"}),
        ("shaoguan-2019", None, {"publish": "2026-03-30"}),
        ("dalian-2016", "urgent", {"publish": "2026-03-30"}),
        ("township-2020", None, {"publish": "2026-03-30"}),
        ("zunyi-2020", None, {"publish": "2026-03-09", "publish_statutory": "2026-03-30"}),
        ("zunyi-2020", "urgent", {"publish": "2026-03-02", "publish_statutory": "2026-03-30"}),
        (
            "tianning-2016",
            None,
            {
                "publish": "2026-03-30",
                "record_copy": "2026-03-30",
                "transfer_electronic": "2026-03-30",
                "transfer_paper": "2026-04-10",
            },
        ),
    ],
)
def test_issue_starts_the_clocks_of_the_profile_each_with_its_clause(walk, agency, profile, urgency, expected):
    document = walk.to("issued", urgency=urgency)
    agency.jurisdiction = profile
    assert due(document) == expected
    assert all(deadline.source for deadline in running(document))
    published = walk.take(document, "publish", "disclosure-officer")
    assert due(published) == {key: day for key, day in expected.items() if not key.startswith("publish")}


def test_what_is_offered_to_the_archives_is_sent_and_paper_goes_its_own_way(walk, agency):
    agency.jurisdiction = "tianning-2016"
    document = walk.to("published")
    assert set(due(document)) == {"record_copy", "transfer_electronic", "transfer_paper"}
    receiver, at = {"id": "archive", "kind": "archive"}, "2026-03-03T10:00:00+08:00"
    notify(FeedEntered(receiver, "handover", IUUID(agency), [IUUID(document)], at, "deposit"))
    assert set(due(document)) == {"record_copy", "transfer_paper"}


@pytest.mark.parametrize(("state", "keys"), [("registered", set()), ("withheld", {"reassessment"})])
def test_what_is_not_published_has_other_clocks(walk, state, keys):
    document = walk.to(state, **PROPOSALS[state])
    assert set(due(document)) == keys


def test_what_is_withheld_is_assessed_again_a_year_after_it_was_filed(clock, walk):
    document = walk.to("issued", **PROPOSALS["withheld"])
    assert due(document) == {}
    clock.set("2026-03-10")
    walk.take(document, "file", "disclosure-officer")
    assert due(document) == {"reassessment": "2027-03-10"}


def test_what_is_no_government_information_is_not_assessed_again(walk):
    fields = {"disclosure_attribute": "not_government_information", "disclosure_reason": "党务文件"}
    assert due(walk.to("withheld", **fields)) == {}


def test_a_profile_changed_after_the_issue_changes_nothing_for_it(clock, walk, agency):
    document = walk.to("issued")
    clock.set("2026-03-05")
    follow(agency, "zunyi-2020")
    assert due(document) == {"publish": "2026-03-30"}
    assert clocks(document)["publish"].source == "政府信息公开条例 第二十六条"
    later = walk.draft()
    assert due(walk_without_section(walk, later)) == {"publish": "2026-03-12", "publish_statutory": "2026-04-02"}


def walk_without_section(walk, document):
    """The way of a profile without a section head's step."""
    walk.take(document, "submit", "drafter")
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    return walk.take(document, "sign", "signer")


def test_a_referral_runs_until_its_receipt_and_the_decision_from_there(clock, walk):
    document = walk.to("secrecy_consultation")
    assert due(document) == {"secrecy_report": "2026-03-16"}
    clock.set("2026-03-06")
    walk.take(document, "note_receipt", "secrecy-officer", received_on="2026-03-05")
    assert due(document) == {"secrecy_decision": "2026-03-19"}
    walk.take(document, "determine", "secrecy-officer", reason="不涉及国家秘密", attribute="proactive")
    assert due(document) == {}


@pytest.mark.parametrize(
    ("name", "plain", "expected"),
    [
        ("urgent", {"at": "2026-03-02T10:00:00+08:00", "omitted": ["Section Head"]}, {"late_opinions": "2026-03-04"}),
        ("urgent", {"at": "2026-03-02T10:00:00+08:00", "omitted": []}, {}),
        (
            "instructions",
            [
                {"number": 1, "instructed_at": "2026-03-02", "at": "2026-03-02T10:00:00+08:00", "countersigned_at": ""},
                {"number": 2, "instructed_at": "2026-03-06", "at": "2026-03-06T10:00:00+08:00", "countersigned_at": ""},
            ],
            {"oral_countersign": "2026-03-03"},
        ),
        (
            "instructions",
            [
                {"number": 1, "instructed_at": "2026-03-02", "countersigned_at": "2026-03-03T10:00:00+08:00"},
                {"number": 2, "instructed_at": "2026-03-06T18:00:00+08:00", "countersigned_at": ""},
            ],
            {"oral_countersign": "2026-03-09"},
        ),
        ("instructions", [{"number": 1, "instructed_at": "2026-03-02", "countersigned_at": "2026-03-03T10:00"}], {}),
    ],
)
def test_what_haste_left_open_runs_until_it_is_made_up(walk, name, plain, expected):
    document = walk.draft()
    IDossier(document).set_affair(name, plain)
    assert due(document) == expected


def test_a_withdrawal_is_confirmed_within_a_day_and_then_rests(clock, walk):
    document = walk.to("published")
    clock.set("2026-03-06")
    walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert due(document) == {"withdrawal_confirmation": "2026-03-09"}
    walk.take(document, "confirm_withdrawal", "signer")
    assert due(document) == {}


@pytest.mark.parametrize(
    ("affair", "signed_at", "expected"),
    [
        ([{"at": "2026-03-20T10:00:00+08:00", "new": "proactive"}], "2026-03-02T10:00:00+08:00", "2026-04-20"),
        ([{"at": "2026-03-20T10:00:00+08:00", "new": "withheld"}], "2026-03-02T10:00:00+08:00", "2026-03-30"),
        ([], "2026-03-20T10:00:00+08:00", "2026-04-20"),
    ],
)
def test_an_adjustment_to_proactive_and_a_correction_restart_the_clock(walk, affair, signed_at, expected):
    document = walk.to("issued")
    dossier = IDossier(document)
    dossier.set_affair("adjusted", affair)
    dossier.update(signed={**dossier.signed, "at": signed_at})
    assert due(document) == {"publish": expected}


def test_a_local_holiday_of_the_agency_moves_every_clock_of_working_days(walk, agency):
    issued, referred = walk.to("issued"), walk.to("secrecy_consultation")
    before = {**due(issued), **due(referred)}
    agency.local_holidays = ["2026-03-03"]
    after = {**due(issued), **due(referred)}
    assert set(before) == set(after) == {"publish", "secrecy_report"}
    assert all(after[key] > before[key] for key in before)


def test_the_change_shows_open_documents_with_old_and_new_day_and_only_those_one_may_see(clock, walk, agency):
    draft, issued, done = walk.draft(), walk.to("issued"), walk.to("published")
    own = walk.to("registered", **PROPOSALS["registered"])

    def shown(user):
        with api.env.adopt_user(username=user):
            found = IJurisdictionChange(agency).documents("zunyi-2020")
        return {item["uid"]: item["deadlines"] for item in found["items"]}

    listed = shown("section-head")
    assert set(listed) == {IUUID(draft), IUUID(issued)}
    today = {each["key"]: each for each in listed[IUUID(issued)]}
    assert (today["publish"]["old"]["due"], today["publish"]["new"]["due"]) == ("2026-03-30", "2026-03-09")
    assert today["publish"]["new"]["source"] == "遵义市政府公文公开属性源头认定制度 第八条"
    assert today["publish_statutory"]["old"] is None
    assert {each["expected"] for each in listed[IUUID(draft)]} == {True}
    assert set(shown("disclosure-officer")) == {IUUID(issued)}
    assert shown("co-issuer") == {}
    clock.set("2026-03-03")
    assert set(shown("section-head")) == {IUUID(draft)}
    assert IUUID(done) not in listed and IUUID(own) not in listed


def test_the_documents_come_in_pages(walk, agency):
    drafts = {IUUID(walk.draft()) for _number in range(3)}
    seen, start = set(), 0
    with api.env.adopt_user(username="drafter"):
        while start is not None:
            page = IJurisdictionChange(agency).documents("zunyi-2020", start, 2)
            assert len(page["items"]) <= 2
            seen |= {item["uid"] for item in page["items"]}
            start = page["next"]
    assert seen == drafts


def test_facts_of_several_days_follow_the_profile_of_each_day(clock, agency):
    clock.set("2026-03-05")
    follow(agency, "tianning-2016")
    place = IIssuingAgency(agency)
    found = {each.key for each in place.deadlines({"created": date(2026, 3, 2), "referred": date(2026, 3, 6)})}
    assert found == {"publish", "secrecy_report"}
    found = {each.key for each in place.deadlines({"created": date(2026, 3, 5)})}
    assert found == {"publish", "record_copy", "transfer_electronic", "transfer_paper"}
