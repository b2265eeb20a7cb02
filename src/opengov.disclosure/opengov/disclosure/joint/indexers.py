"""Catalogue index of asked agencies: what waits for an agency is found without waking all documents."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import store
from opengov.disclosure.signoff.interfaces import ILife
from plone.indexer import indexer


@indexer(IGoverned)
def asked_agencies(context) -> tuple[str, ...]:
    """UIDs of the agencies of this site that are asked; written when one is asked or leaves, never by an answer.

    Whoever sees a document can search by it. Of a public one that is everybody, and nobody learns who was asked (R-J6).
    """
    if ILife(context).state == "published":
        return ()
    return tuple(
        record.agency for record in store.records(context) if record.agency and record.asked and not record.removed
    )
