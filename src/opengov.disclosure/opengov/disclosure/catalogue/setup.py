"""What the catalogue keeps at a site comes with the first publication, and leaves with the product."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import running
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.registerfilling import fill
from opengov.disclosure.interfaces import IGoverned


def upgrade(portal) -> None:
    """Tell of what an earlier version has put out what is told today: facets, full text, channels that wait.

    Safe to repeat. What was published keeps its place and its day in every list.
    """
    IPublicCatalogue(portal).rebuild()
    query = {"object_provides": IGoverned.__identifier__, "review_state": ["issued", "published", "registered"]}
    for brain in portal.portal_catalog.unrestrictedSearchResults(**query):
        document = brain._unrestrictedGetObject()
        IChannelWork(IIssuingAgency(document).agency).refresh(document)
        document._p_deactivate()


def fill_registers(portal) -> None:
    """Let registers tell of what an earlier version has put out: filters, search, returns, changes of attribute.

    Safe to repeat.
    """
    fill(portal)


def uninstall(portal) -> None:
    """Remove projection, registers, lists and index numbers; there are no governed documents any more."""
    storage.discard(portal)
    running.discard(portal)
