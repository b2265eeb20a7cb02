"""What happens between a document's lead agency and the asked ones."""

from zope.interface import Attribute
from zope.interface.interfaces import IObjectEvent


class IPositionEvent(IObjectEvent):
    """Something happened between a document's lead agency and one asked agency."""

    slot = Attribute("Id of the slot.")
    agency = Attribute("UID of the asked agency; empty for an outside body.")


class IRepealEvent(IObjectEvent):
    """Something happened between the lead and an agency that is asked about a repeal of their joint document."""

    slot = Attribute("Id of the slot.")
    agency = Attribute("UID of the asked agency; empty for an outside body.")
    act = Attribute("``asked``, ``received``, ``answered`` or ``decided``.")


class IPositionAsked(IPositionEvent):
    """An agency was asked."""


class IPositionReceived(IPositionEvent):
    """An asked agency has acknowledged the asking."""


class IPositionReleased(IPositionEvent):
    """An agency's position is there: released by its leader, or recorded with the paper of an outside body."""

    stand = Attribute("``agree``, ``agree_with_comment`` or ``object``.")


class IObjectionRaised(IPositionReleased):
    """The position is an objection."""


class IAgencyRemoved(IPositionEvent):
    """An agency is no longer asked."""


class IPositionDecided(IPositionEvent):
    """The competent authority has decided on an agency's objection or silence."""
