"""What the list of existing documents hears of."""

from opengov.disclosure.existing.interfaces import IExistingRecord


def follow(context, event) -> None:
    """A step of a document: it comes into the list, changes there or leaves it."""
    if "to_determine" in (event.source, event.target):
        IExistingRecord(context).keep()


def restore(context, event) -> None:
    """A document came back through an import of the site."""
    if event.state == "to_determine":
        IExistingRecord(context).keep()
