"""What notices keep at a site comes with the product and leaves with it."""

from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.notices.routines import open_documents
from opengov.disclosure.notices.store import discard
from opengov.disclosure.notices.store import open_store


def install(portal) -> None:
    """Make the store, a shelf for every agency, and the list of what the routine watches. Safe to repeat."""
    store = open_store(portal)
    store.ready()
    for brain in portal.portal_catalog.unrestrictedSearchResults(portal_type="Agency"):
        agency = brain._unrestrictedGetObject()
        if IAgencyContent.providedBy(agency):
            store.shelf(brain.UID).ready()
    store.open.update(open_documents(portal))


def uninstall(portal) -> None:
    """Remove notices, marks and choices."""
    discard(portal)
