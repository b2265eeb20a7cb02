"""Two people adding to one agency at once do not wait for each other."""

from OFS.SimpleItem import SimpleItem
from plone import api
from threading import Thread
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def portal(functional):
    return functional["portal"]


def add_plain_item(portal, item_id):
    """Add something the catalog does not know: its indexes have conflicts of their own, which the server retries."""
    portal["city"]._setObject(item_id, SimpleItem(item_id))


def add_elsewhere(database):
    """Add over a connection of its own and commit."""
    connection = database.open()
    portal = connection.root()["Application"]["plone"]
    try:
        setSite(portal)
        add_plain_item(portal, "elsewhere")
        transaction.commit()
    finally:
        transaction.abort()
        setSite(None)
        connection.close()


def test_an_addition_does_not_write_the_agency(portal, city):
    transaction.commit()
    before = (city._p_serial, city.modified())
    api.content.create(city, "Folder", "d", title="文")
    transaction.commit()
    city._p_deactivate()
    assert (city._p_serial, city.modified()) == before


def test_a_removal_does_not_write_the_agency(portal, city):
    api.content.create(city, "Folder", "d", title="文")
    transaction.commit()
    before = city._p_serial
    api.content.delete(city["d"])
    transaction.commit()
    city._p_deactivate()
    assert city._p_serial == before


def test_an_edit_does_write_the_agency(portal, city):
    before = city.modified()
    city.title = "新名"
    city.reindexObject()
    assert city.modified() > before
    assert [brain.Title for brain in api.content.find(portal_type="Agency")] == ["新名"]


def test_two_additions_at_once_both_stand(portal, city):
    # Two first keys of an empty BTree cannot be merged by ZODB; from the second on they can.
    add_plain_item(portal, "first")
    transaction.commit()
    add_plain_item(portal, "here")
    thread = Thread(target=add_elsewhere, args=(portal._p_jar.db(),))
    thread.start()
    thread.join()
    transaction.commit()
    assert set(city.objectIds()) == {"first", "here", "elsewhere"}
