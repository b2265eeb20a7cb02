"""Contracts of hand-overs to archives: sealed once, listed per receiver, pulled over REST (R-T1 to R-T6)."""

from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from opengov.disclosure.transfer.interfaces.deposits import IFeedEntered
from opengov.disclosure.transfer.interfaces.events import IReceiptGiven
from opengov.disclosure.transfer.interfaces.handovers import IHandover
from opengov.disclosure.transfer.interfaces.handovers import IHandovers
from opengov.disclosure.transfer.interfaces.handovers import IReceipts
from opengov.disclosure.transfer.interfaces.handovers import IReceivers
from opengov.disclosure.transfer.interfaces.handovers import ISelfCheck
from opengov.disclosure.transfer.interfaces.handovers import ISigner
from opengov.disclosure.transfer.interfaces.opening import IOpeningList
from opengov.disclosure.transfer.interfaces.opening import IOpeningOpinion
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.interfaces.writing import Item
from opengov.disclosure.transfer.interfaces.writing import IWriter
from opengov.disclosure.transfer.interfaces.writing import LaidOut
from opengov.disclosure.transfer.interfaces.writing import PayloadFile
from opengov.disclosure.transfer.interfaces.writing import Placed
from opengov.disclosure.transfer.interfaces.writing import Written


__all__ = [
    "About",
    "IDeposits",
    "IFeedEntered",
    "IHandover",
    "IHandovers",
    "IOpeningList",
    "IOpeningOpinion",
    "IReceiptGiven",
    "IReceipts",
    "IReceivers",
    "ISelfCheck",
    "ISigner",
    "IWriter",
    "Item",
    "LaidOut",
    "PayloadFile",
    "Placed",
    "Written",
]
