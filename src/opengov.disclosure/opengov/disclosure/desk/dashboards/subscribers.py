"""The counts follow what becomes of documents."""

from opengov.disclosure.desk.dashboards import keeping
from plone.uuid.interfaces import IUUID


def follow_document(document, event) -> None:
    """A step was taken, a duty met without one, or a document came back by import."""
    keeping.follow(document)


def follow_removal(document, event) -> None:
    """What is gone is not counted."""
    keeping.forget(IUUID(document))
