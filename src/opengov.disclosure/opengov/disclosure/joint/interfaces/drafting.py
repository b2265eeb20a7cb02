"""Drafting for another agency."""

from zope.interface import Attribute
from zope.interface import Interface


class IDrafting(Interface):
    """Drafting for another agency (R-A8). ``IDrafting(document)``."""

    agency = Attribute(
        "UID of the agency that drafted the document for the one it lies in; empty for its own documents."
    )


class IDraftingAgencies(Interface):
    """Which agencies may draft documents that this one issues (003 第七条(二)). ``IDraftingAgencies(agency)``."""

    def uids():
        """UIDs of the agencies that may (tuple)."""

    def set(uids):
        """Name those that may; recorded in the agency's ledger.

        :raises core.rules.RuleBroken: (R-A8) for what is no agency of this site, a section, or the agency itself.
        """

    def draft(home, request, data):
        """Create a draft here, written by an agency that may, and return it.

        :param home: the drafting agency, or a section of it; the current user is its drafter.
        :param data: {title, …}: the fields of an official document as over REST.
        :raises core.rules.RuleBroken: (R-A8) when the agency may not.
        """
