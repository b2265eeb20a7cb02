"""The events of companions (contracts in ``interfaces``)."""

from opengov.disclosure.signoff.interfaces import ICompanionBegun
from opengov.disclosure.signoff.interfaces import ICompanionMoved
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


@implementer(ICompanionBegun)
class CompanionBegun(ObjectEvent):
    """See ``ICompanionBegun``."""

    def __init__(self, context, original, kind: str) -> None:
        super().__init__(context)
        self.original = original
        self.kind = kind


@implementer(ICompanionMoved)
class CompanionMoved(ObjectEvent):
    """See ``ICompanionMoved``."""

    def __init__(self, context, original) -> None:
        super().__init__(context)
        self.original = original
