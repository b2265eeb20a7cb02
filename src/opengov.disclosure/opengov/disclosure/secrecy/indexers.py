"""The catalogue index of the routine scan: what is due and what waits, without waking anything."""

from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.content import has_bytes
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.secrecy.rescanning import last_scan
from opengov.disclosure.secrecy.rescanning import WAITING
from plone.indexer import indexer


@indexer(IGoverned)
def scanned(context) -> str:
    """Rules and day of the last routine scan of a document; of a file too large for its request, that it waits."""
    return WAITING if has_bytes(context) and IFileDigest(context).waiting() else last_scan(context)


@indexer(IDocumentAttachment)
def attachment_scanned(context) -> str:
    """That an attachment waits to be scanned.

    :raises AttributeError: for all others, which the index leaves out.
    """
    if has_bytes(context) and IFileDigest(context).waiting():
        return WAITING
    raise AttributeError("scanned")
