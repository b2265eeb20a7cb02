"""Contracts of hand-overs to archives: sealed once, listed per receiver, pulled over REST (R-T1, R-T4, R-T6)."""

from zope.interface import Interface


class IHandovers(Interface):
    """All hand-overs of a site. ``IHandovers(site)``."""

    def ready(limit):
        """UIDs of issued documents that wait to be sealed (list)."""

    def seal(uid):
        """Seal one document for each receiver of its fonds; the same hand-over always has the same bytes."""

    def page(receiver, after=0, limit=100):
        """Entries of one receiver whose number is greater than ``after``: dict {items, next}."""
