"""The events between a document's lead agency and the agencies it asks, meetings included (contracts in ``interfaces``)."""

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


class MeetingEvent(ObjectEvent):
    """See ``IMeetingEvent``."""

    def __init__(self, context, meeting: str, agencies: tuple[str, ...]) -> None:
        super().__init__(context)
        self.meeting = meeting
        self.agencies = agencies


@implementer(interfaces.IMeetingCalled)
class MeetingCalled(MeetingEvent):
    """See ``IMeetingCalled``."""


@implementer(interfaces.IMeetingCancelled)
class MeetingCancelled(MeetingEvent):
    """See ``IMeetingCancelled``."""


@implementer(interfaces.IMeetingConcluded)
class MeetingConcluded(MeetingEvent):
    """See ``IMeetingConcluded``."""

    def __init__(self, context, meeting: str, agencies: tuple[str, ...], outcome: str) -> None:
        super().__init__(context, meeting, agencies)
        self.outcome = outcome


def released(context, slot: str, agency: str, stand: str) -> PositionReleased:
    """The event of a position, by what it says."""
    kind = ObjectionRaised if stand == Stand.OBJECT else PositionReleased
    return kind(context, slot, agency, stand)
