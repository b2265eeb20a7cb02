"""Catalogue index of hand-overs."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.transfer.opening import OpeningOpinion
from plone.indexer import indexer


@indexer(IGoverned)
def opening_opinion(context) -> str:
    """``awaited`` or the opinion on opening of what is transferred; nothing else is in the index.

    :raises AttributeError: for what is in no list of opinions, as the catalogue wants it.
    """
    found = OpeningOpinion(context).standing()
    if not found:
        raise AttributeError("opening_opinion")
    return found
