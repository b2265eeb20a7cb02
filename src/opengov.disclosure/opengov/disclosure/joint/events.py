"""The events between a document's lead agency and the agencies it asks (contracts in ``interfaces``)."""

from opengov.disclosure.core.joint import Stand
from opengov.disclosure.joint import interfaces
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


class PositionEvent(ObjectEvent):
    """See ``IPositionEvent``."""

    def __init__(self, context, slot: str, agency: str) -> None:
        super().__init__(context)
        self.slot = slot
        self.agency = agency


@implementer(interfaces.IPositionAsked)
class PositionAsked(PositionEvent):
    """See ``IPositionAsked``."""


@implementer(interfaces.IPositionReceived)
class PositionReceived(PositionEvent):
    """See ``IPositionReceived``."""


@implementer(interfaces.IPositionReleased)
class PositionReleased(PositionEvent):
    """See ``IPositionReleased``."""

    def __init__(self, context, slot: str, agency: str, stand: str) -> None:
        super().__init__(context, slot, agency)
        self.stand = stand


@implementer(interfaces.IObjectionRaised)
class ObjectionRaised(PositionReleased):
    """See ``IObjectionRaised``."""


@implementer(interfaces.IAgencyRemoved)
class AgencyRemoved(PositionEvent):
    """See ``IAgencyRemoved``."""


@implementer(interfaces.IPositionDecided)
class PositionDecided(PositionEvent):
    """See ``IPositionDecided``."""


@implementer(interfaces.IRepealEvent)
class RepealEvent(ObjectEvent):
    """See ``IRepealEvent``."""

    def __init__(self, context, slot: str, agency: str, act: str) -> None:
        super().__init__(context)
        self.slot = slot
        self.agency = agency
        self.act = act


def released(context, slot: str, agency: str, stand: str) -> PositionReleased:
    """The event of a position, by what it says."""
    kind = ObjectionRaised if stand == Stand.OBJECT else PositionReleased
    return kind(context, slot, agency, stand)
