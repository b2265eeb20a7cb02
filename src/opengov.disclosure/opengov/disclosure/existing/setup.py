"""What an upgrade writes down of existing documents that were entered before there was a list of them."""

from opengov.disclosure.existing.interfaces import IExistingRecord
from opengov.disclosure.existing.listing import STATE


def fill(site) -> None:
    """Write what the list shows of every document in ``to_determine``; safe to repeat."""
    for brain in site.portal_catalog.unrestrictedSearchResults(review_state=STATE):
        record = IExistingRecord(brain._unrestrictedGetObject(), None)
        if record is not None:
            record.keep()
