"""Catalogue indexes of the disclosure attribute."""

from opengov.disclosure.interfaces import IGoverned
from plone.indexer import indexer


@indexer(IGoverned)
def disclosure_attribute(context) -> str:
    """Value of the attribute; empty while it is open, so that open drafts can be listed."""
    return getattr(context, "disclosure_attribute", None) or ""


@indexer(IGoverned)
def disclosure_grounds(context) -> tuple[str, ...]:
    """Codes of the grounds."""
    return tuple(getattr(context, "disclosure_grounds", None) or ())
