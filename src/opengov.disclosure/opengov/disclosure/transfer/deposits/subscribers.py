"""What follows for deposits when a document takes a step, the sealer offers something, or an agency is made."""

from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.deposits.index import enter
from opengov.disclosure.transfer.deposits.index import offered
from opengov.disclosure.transfer.deposits.notices import follow
from opengov.disclosure.transfer.deposits.notices import offered_later
from opengov.disclosure.transfer.deposits.notices import told
from opengov.disclosure.transfer.deposits.store import open_shelf
from opengov.disclosure.transfer.deposits.store import shelf_of
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID


def step_taken(document, event) -> None:
    """What a document owes changes with its state, attribute and validity."""
    follow(document, event)
    enter(document)


def restored(document, event) -> None:
    """A document that came through an import owes what its state owes."""
    enter(document)


def feed_entered(event) -> None:
    """What was offered is handed over; a notice in the feed is sent."""
    shelf = shelf_of(api.portal.get(), event.agency)
    if shelf is None:
        return
    if event.kind != "handover":
        told(shelf, event)
    elif event.purpose == "deposit":
        offered(shelf, event.receiver["kind"], event.documents, event.at[:10])
        offered_later(shelf, event.receiver, event.documents, uuidToObject(event.agency, unrestricted=True))


def make_shelf(agency, event) -> None:
    """An agency has its shelf from the beginning, so that its first two signers do not both make one."""
    open_shelf(api.portal.get(), IUUID(agency), now().date())
