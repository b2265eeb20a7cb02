"""Catalogue indexes of asked agencies and of co-issuers: what concerns an agency is found without waking all documents."""

from opengov.disclosure.core import issuers
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import store
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID


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


@indexer(IGoverned)
def co_issuers(context) -> tuple[str, ...]:
    """UIDs of the agencies of this site that signed the document under another one's lead, each also with the year.

    Written with the last signature; none for what a purge has destroyed (R-J5, R-L3).
    """
    return () if ILife(context).state == "purged" else issuers.keywords(IDossier(context).signed)


@indexer(IGoverned)
def joint_rank(context) -> str:
    """Place of a joint document among all others, by date of issue; no value for a document of one agency."""
    found = issuers.rank(IDossier(context).signed, IUUID(context))
    if not found or ILife(context).state == "purged":
        raise AttributeError("joint_rank")
    return found
