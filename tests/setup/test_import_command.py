"""``plone-exporter`` and ``plone-importer``: commands whose request has no browser layer and whose user is the system."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.exportimport.exporters import get_exporter
from plone.exportimport.importers import get_importer
from plone.namedfile.file import NamedBlobFile
from zope.globalrequest import getRequest
from zope.interface import noLongerProvides

import pytest


@pytest.fixture()
def portal(functional):
    return functional["portal"]


@pytest.fixture()
def command(portal):
    """What the commands have: the system's rights, and a request that never went through a site."""
    newSecurityManager(None, system)
    for request in (getRequest(), portal.REQUEST):
        if IOpengovDisclosureLayer.providedBy(request):
            noLongerProvides(request, IOpengovDisclosureLayer)


def away_with(portal, document):
    """Take a document away behind the product's back, as on a site that never had it."""
    ILedgerStore(portal).discard()
    document.unindexObject()
    document.__parent__._delObject(document.getId(), suppress_events=True)


@pytest.mark.parametrize("files", [0, 1, 3])
def test_the_commands_bring_a_document_back_with_its_record(portal, walk, request, tmp_path, files):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        for number in range(files):
            file = NamedBlobFile(f"名单{number}".encode(), "text/plain", f"名单{number}.txt")
            api.content.create(container=document, type="DocumentAttachment", title=f"名单{number}", file=file)
        # not the order in which an export lists them
        for name in sorted(document.objectIds()):
            document.moveObjectToPosition(name, 0)
    walk.to("published", document)
    agency, name, number = document.__parent__, document.getId(), IDocumentNumber(document).text
    request.getfixturevalue("command")
    get_exporter(portal).export_site(tmp_path)
    away_with(portal, document)
    get_importer(portal).import_site(tmp_path)
    again = agency[name]
    assert (ILife(again).state, IDocumentNumber(again).text) == ("published", number)
    assert [entry.action for entry in ILedger(again).entries()][-2:] == ["publish", "imported"]


def test_an_item_that_was_not_ours_comes_in_as_a_draft(portal, walk, request, tmp_path):
    document = walk.to("published")
    agency, name = document.__parent__, document.getId()
    request.getfixturevalue("command")
    get_exporter(portal).export_site(tmp_path)
    away_with(portal, document)
    for path in tmp_path.rglob("data.json"):
        path.write_text(path.read_text().replace('"opengov.disclosure": {', '"somebody.else": {'))
    get_importer(portal).import_site(tmp_path)
    assert ILife(agency[name]).state == "draft"
    assert [entry.action for entry in ILedger(agency[name]).entries()] == ["created"]
