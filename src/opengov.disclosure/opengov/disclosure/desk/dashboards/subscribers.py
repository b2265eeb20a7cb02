"""The counts follow what becomes of documents."""

from opengov.disclosure.core import statistics
from opengov.disclosure.desk.dashboards import keeping
from plone.uuid.interfaces import IUUID


def follow_document(document, event) -> None:
    """A step was taken, or a document came back by import."""
    keeping.follow(document)


def follow_duty(document, event) -> None:
    """A duty was met or founded without a step; those that nobody counts move no number."""
    if not event.turned or set(statistics.DUTIES).intersection(event.turned):
        keeping.follow(document)


def follow_removal(document, event) -> None:
    """What is gone is not counted."""
    keeping.forget(IUUID(document))
