"""Contracts of hand-overs to archives: sealed once, listed per receiver, pulled over REST (R-T1 to R-T6)."""

from opengov.disclosure.transfer.interfaces.handovers import IHandovers
from opengov.disclosure.transfer.interfaces.handovers import IReceivers


__all__ = ["IHandovers", "IReceivers"]
