"""What happens between an agency and the archives that it hands over to."""

from zope.interface import Attribute
from zope.interface.interfaces import IObjectEvent


class IReceiptGiven(IObjectEvent):
    """A receiver has said something about a hand-over; the object is the agency that offered it."""

    handover = Attribute("Id of the hand-over.")
    receiver = Attribute("Id of the receiver.")
    status = Attribute("``received``, ``accepted`` or ``rejected``.")
