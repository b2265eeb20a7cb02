"""Telling that something on a document's record came up or was settled without a step."""

from opengov.disclosure.secrecy.interfaces import IDossierChanged
from zope.event import notify
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


@implementer(IDossierChanged)
class DossierChanged(ObjectEvent):
    """See ``IDossierChanged``."""


def tell_changed(context) -> None:
    """Let those who keep up with a document's record look at it again."""
    notify(DossierChanged(context))
