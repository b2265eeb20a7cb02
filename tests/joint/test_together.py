"""Twenty-one agencies answer at once: none is lost, no conflict reaches anybody (plone.md 24, R-J2)."""

from concurrent.futures import ThreadPoolExecutor
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import ILedgerStore
from plone import api
from town import CHECKS
from transaction.interfaces import TransientError
from zope.component.hooks import setSite

import pytest
import transaction


AGENCIES = 21
#: Two servers with four threads each, and the retries that zope.conf says.
WORKERS, RETRIES = 8, 10


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def conference(portal, walk, table):
    """A document about which 21 agencies are asked; each has drafted its position."""
    document = walk.draft()
    seats = table(document)
    with api.env.adopt_roles(["Manager"]):
        agencies = [
            api.content.create(portal, "Agency", f"a{n}", title=f"第{n}局", issuer_codes=["某"])
            for n in range(AGENCIES)
        ]
        for n, place in enumerate(agencies):
            for role, name in (("Co-Issuer", f"liaison{n}"), ("Signer", f"leader{n}")):
                portal.acl_users.userFolderAddUser(name, "Yunxi-2026-test", ["Member"], [])
                api.group.add_user(groupname=IOffices(place).group_id(role), username=name)
    slots = [seats.add(place) for place in agencies]
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    for n, slot in enumerate(slots):
        seats.draft(slot, by=f"liaison{n}")
    transaction.commit()
    return document, slots


def release(database, document_id, slot, leader):
    """As the publisher does it: another connection, and again after a conflict; returns how often again."""
    connection = database.open()
    portal = connection.root()["Application"]["plone"]
    try:
        for attempt in range(RETRIES + 1):
            transaction.begin()
            setSite(portal)
            try:
                with api.env.adopt_user(username=leader):
                    IPositions(portal["bureau"][document_id]).release(slot)
                transaction.commit()
                return attempt
            except TransientError:
                transaction.abort()
        raise AssertionError(f"{leader} saw a conflict")
    finally:
        transaction.abort()
        setSite(None)
        connection.close()


def test_all_answer_at_once_and_none_is_lost(portal, conference):
    document, slots = conference
    portal._p_jar.sync()
    document._p_activate()
    serial = document._p_serial
    with ThreadPoolExecutor(WORKERS) as pool:
        done = [
            pool.submit(release, portal._p_jar.db(), document.getId(), slot, f"leader{n}")
            for n, slot in enumerate(slots)
        ]
    assert [job.result() for job in done] == [0] * AGENCIES
    portal._p_jar.sync()
    found = IPositions(document).slots()
    assert [slot.position.stand for slot in found] == ["agree"] * AGENCIES
    released = [entry.subject for entry in IPositions(document).entries() if entry.action == "position_released"]
    assert sorted(released) == sorted(slots)
    assert list(ILedgerStore(portal).verify()) == []
    assert IPositions(document).problems("settle") == []
    document._p_activate()
    assert document._p_serial == serial


def test_two_slots_are_two_objects(portal, conference):
    document, slots = conference
    path, manager = (document.getId(), transaction.TransactionManager())
    connection = portal._p_jar.db().open(manager)
    try:
        other = connection.root()["Application"]["plone"]["bureau"][path]
        store.record_of(other, slots[0]).drafted = None
        store.record_of(document, slots[1]).drafted = None
        manager.commit()
        transaction.commit()
    finally:
        manager.abort()
        connection.close()
    portal._p_jar.sync()
    assert [store.record_of(document, slot).drafted for slot in slots[:2]] == [None, None]


def test_what_one_answer_writes_does_not_grow_with_the_number_of_agencies(portal, conference):
    document, slots = conference
    with api.env.adopt_user(username="leader0"):
        IPositions(document).release(slots[0])
    written = [type(obj).__name__ for obj in portal._p_jar._registered_objects]
    assert written.count("SlotRecord") == 1
    assert "OfficialDocument" not in written
    assert len(written) < 10
