"""Two people adding to one agency at once do not wait for each other."""

from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from threading import Thread
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def portal(functional):
    return functional["portal"]


def add_elsewhere(database, user_folder_owner):
    """Add a document over a connection of its own and commit."""
    connection = database.open()
    try:
        app = connection.root()["Application"]
        portal = app["plone"]
        setSite(portal)
        login(app, user_folder_owner)
        document = api.content.create(portal["city"], "Folder", "elsewhere", title="乙")
        document.reindexObject(idxs=["id"])
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
    api.content.create(city, "Folder", "first", title="一")
    transaction.commit()
    api.content.create(city, "Folder", "here", title="甲")
    thread = Thread(target=add_elsewhere, args=(portal._p_jar.db(), SITE_OWNER_NAME))
    thread.start()
    thread.join()
    transaction.commit()
    assert set(city.objectIds()) == {"first", "here", "elsewhere"}
