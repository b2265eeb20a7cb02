"""Catalogue index of forwarded documents."""

from opengov.disclosure.consultation.interfaces import IForwarding
from opengov.disclosure.interfaces import IGoverned
from plone.indexer import indexer


@indexer(IGoverned)
def forwarded_uid(context) -> str:
    """UID of the document this one forwards; empty when it forwards none of this site."""
    return IForwarding(context).uid
