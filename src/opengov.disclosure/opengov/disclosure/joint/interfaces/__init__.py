"""Contracts of what several agencies do with one document: slots of asked agencies, approval, drafting for another."""

from opengov.disclosure.joint.interfaces.drafting import IDrafting
from opengov.disclosure.joint.interfaces.drafting import IDraftingAgencies
from opengov.disclosure.joint.interfaces.events import IAgencyRemoved
from opengov.disclosure.joint.interfaces.events import IObjectionRaised
from opengov.disclosure.joint.interfaces.events import IPositionAsked
from opengov.disclosure.joint.interfaces.events import IPositionDecided
from opengov.disclosure.joint.interfaces.events import IPositionEvent
from opengov.disclosure.joint.interfaces.events import IPositionReceived
from opengov.disclosure.joint.interfaces.events import IPositionReleased
from opengov.disclosure.joint.interfaces.events import IRepealEvent
from opengov.disclosure.joint.interfaces.issuing import IArrangement
from opengov.disclosure.joint.interfaces.issuing import IJointRecord
from opengov.disclosure.joint.interfaces.issuing import IRepeal
from opengov.disclosure.joint.interfaces.issuing import ISignatures
from opengov.disclosure.joint.interfaces.meetings import IMeetingCalled
from opengov.disclosure.joint.interfaces.meetings import IMeetingCancelled
from opengov.disclosure.joint.interfaces.meetings import IMeetingConcluded
from opengov.disclosure.joint.interfaces.meetings import IMeetingEvent
from opengov.disclosure.joint.interfaces.meetings import IMeetings
from opengov.disclosure.joint.interfaces.positions import IAsked
from opengov.disclosure.joint.interfaces.positions import IOpenMatters
from opengov.disclosure.joint.interfaces.positions import IPositions
from opengov.disclosure.joint.interfaces.positions import IPositionsSeen


__all__ = [
    "IAgencyRemoved",
    "IArrangement",
    "IAsked",
    "IDrafting",
    "IDraftingAgencies",
    "IJointRecord",
    "IMeetingCalled",
    "IMeetingCancelled",
    "IMeetingConcluded",
    "IMeetingEvent",
    "IMeetings",
    "IObjectionRaised",
    "IOpenMatters",
    "IPositionAsked",
    "IPositionDecided",
    "IPositionEvent",
    "IPositionReceived",
    "IPositionReleased",
    "IPositions",
    "IPositionsSeen",
    "IRepeal",
    "IRepealEvent",
    "ISignatures",
]
