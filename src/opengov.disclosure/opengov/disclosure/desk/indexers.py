"""Indexes that lists of the desk stand on, so that they wake no document (plone.md 32)."""

from opengov.disclosure.core import signoff
from opengov.disclosure.desk.countersigners import waited_for
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from plone.indexer import indexer


@indexer(IGoverned)
def handled_by(context) -> tuple[str, ...]:
    """User ids of everybody who has taken a step with the document."""
    return tuple(sorted({entry.actor for entry in ILedger(context).entries() if entry.action in signoff.STEPS}))


@indexer(IGoverned)
def moved_at(context) -> str:
    """When the document came to where it is (ISO time): the last step on its record, else its beginning."""
    entries = ILedger(context).entries()
    steps = [entry.at for entry in entries if entry.action in signoff.STEPS or entry.action == "created"]
    return steps[-1] if steps else ""


@indexer(IGoverned)
def countersigners(context) -> tuple[str, ...]:
    """User ids of those who have an oral instruction of theirs still to countersign (R-I7)."""
    return waited_for(context)
