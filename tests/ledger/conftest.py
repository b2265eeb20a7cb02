from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedgerStore
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def site(integration):
    portal = integration["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def store(site):
    return ILedgerStore(site)


@pytest.fixture
def make_document(site):
    def make(doc_id="doc", container=None):
        document = api.content.create(container or site, "Document", id=doc_id, title="一份公文")
        alsoProvides(document, IGoverned)
        return document

    return make


@pytest.fixture
def document(make_document):
    return make_document()
