from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.app.testing import TEST_USER_ID
from plone.uuid.interfaces import IUUID
from zope.component import getSiteManager
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import noLongerProvides

import pytest


@implementer(IClock)
class NewYear:
    def now(self):
        return datetime(2027, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def new_year(site):
    clock = NewYear()
    getSiteManager().registerUtility(clock, IClock)
    yield clock
    getSiteManager().unregisterUtility(clock, IClock)


def test_an_act_is_recorded_with_who_when_and_what(document):
    entry = ILedger(document).record("sign", {"number": "韶府办〔2026〕3号"}, on_behalf_of="zhang")
    assert (entry.seq, entry.subject, entry.actor, entry.on_behalf_of) == (1, IUUID(document), TEST_USER_ID, "zhang")
    assert entry.at.endswith("+08:00")
    assert ILedger(document).entries() == (entry,)


def test_the_time_comes_from_the_registered_clock(document, new_year):
    assert ILedger(document).record("sign").at == "2027-01-01T00:30:00+08:00"
    assert now().date().isoformat() == "2027-01-01"


def test_the_office_clock_shows_beijing_time(site):
    assert now().utcoffset() == timedelta(hours=8)
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(("user", "actor"), [(system, "system"), (None, "anonymous")])
def test_who_has_no_account_is_named_by_kind(document, user, actor):
    ledger = ILedger(document)
    newSecurityManager(None, user.__of__(document.acl_users)) if user else noSecurityManager()
    assert ledger.record("expired").actor == actor


def test_an_actor_can_be_given(document):
    assert ILedger(document).record("edited", actor="li").actor == "li"


def test_content_is_refused_and_nothing_is_stored(document, store):
    with pytest.raises(RuleBroken, match="R-L3"):
        ILedger(document).record("edited", {"title": "关于某某的通知"})
    assert not store.exists()


def test_an_agency_has_a_chain(document):
    alsoProvides(document, IAgencyContent)
    assert ILedger(document).record("edited").subject == IUUID(document)


def test_the_site_has_a_chain(site):
    assert ILedger(site).record("setting_changed", {"key": "governed_types"}).subject == "site"


def test_authors_do_not_come_from_the_creators_field(document):
    document.creators = ("somebody_else",)
    ILedger(document).record("created", actor="zhang")
    ILedger(document).record("edited", actor="li", on_behalf_of="wang")
    ILedger(document).record("submit", actor="zhao")
    assert ILedger(document).authors() == {"zhang", "li", "wang"}


def test_the_record_survives_deletion(site, store, document):
    uid = IUUID(document)
    entry = ILedger(document).record("created")
    api.content.delete(document, check_linkintegrity=False)
    assert store.chain(uid).entries()[0] == entry
    assert store.chain(uid).verify() is None


def test_the_record_survives_renaming_and_moving(site, document):
    entry = ILedger(document).record("created")
    folder = api.content.create(site, "Folder", id="folder")
    site._p_jar.savepoint()
    moved = api.content.rename(api.content.move(document, folder), new_id="other")
    assert ILedger(moved).entries()[0] == entry


def test_a_copy_starts_a_record_of_its_own(site, document):
    ILedger(document).record("sign")
    noLongerProvides(document, IGoverned)  # whether and where it may be copied is for others to say
    copy = api.content.copy(document, site, id="copy")
    alsoProvides(copy, IGoverned)
    assert ILedger(copy).entries() == ()


def test_reading_makes_no_store(site, store, document):
    site._p_jar.savepoint()
    before = list(site._p_jar._registered_objects)
    assert ILedger(document).entries() == ()
    assert ILedger(document).authors() == frozenset()
    assert ILedger(document).verify() is None
    assert (list(store.uids()), store.head("x"), store.page("x"), store.export("x"), store.exists()) == (
        [],
        None,
        [],
        [],
        False,
    )
    assert list(store.verify()) == []
    assert store.anchor() is None
    store.discard()
    assert site._p_jar._registered_objects == before


def test_what_is_read_cannot_be_used_to_change_the_record(document, store):
    ILedger(document).record("edited", {"attribute": "withheld"})
    store.export(IUUID(document))[0]["codes"]["attribute"] = "proactive"
    store.page(IUUID(document))[0]["codes"]["attribute"] = "proactive"
    assert ILedger(document).entries()[0].codes == {"attribute": "withheld"}


def test_uids_come_in_order_and_from_any_point(store):
    uids = ["00" * 16, "00" + "1" * 30, "7f" * 16, "ff" * 16, "site"]
    for uid in reversed(uids):
        store.chain(uid).record("created")
    assert list(store.uids()) == uids
    for position, uid in enumerate(uids):
        assert list(store.uids(after=uid)) == uids[position + 1 :]
    assert list(store.uids(after="80")) == ["ff" * 16, "site"]


def test_a_chain_is_paged_by_number(store):
    for _ in range(5):
        store.chain("site").record("edited")
    assert [entry["seq"] for entry in store.page("site", after=1, limit=2)] == [2, 3]
    assert [entry["seq"] for entry in store.page("site", after=4, limit=2)] == [5]
    assert store.page("site", after=5) == []


def test_the_record_goes_only_as_a_whole_and_is_told(site, store, document):
    ILedger(document).record("created")
    assert store.exists()
    store.discard()
    assert not store.exists()
    assert ILedgerStore(site).chain(IUUID(document)).entries() == ()
