"""What follows here when a document takes a step elsewhere."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from zope.container.interfaces import IContainerModifiedEvent


def let_it_wait(obj, event) -> None:
    """A signed document, and one that has reached its end state, waits for the sealer (R-T1); who decides is the sealer."""
    IHandovers(api.portal.get()).enqueue(IUUID(obj), IIssuingAgency(obj).uid)


def make_shelf(agency, event) -> None:
    """An agency has its waiting list from the beginning, so that its first two signers do not both make one."""
    open_store(api.portal.get()).shelf(IUUID(agency))


def try_again(agency, event) -> None:
    """What was held back may have lacked something of the agency's, its fonds number say: the sealer looks again."""
    if IContainerModifiedEvent.providedBy(event):
        # a document came or went: the agency itself is as it was
        return
    shelf = store(api.portal.get()).shelves.get(IUUID(agency))
    if shelf is not None and shelf.held:
        shelf.ready.update(shelf.held.keys())
