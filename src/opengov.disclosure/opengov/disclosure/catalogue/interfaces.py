"""Contracts of the public catalogue and the registers (R-I3, R-X1)."""

from zope.interface import Interface


class IPublicCatalogue(Interface):
    """What the public may search. ``IPublicCatalogue(site)``. Written on transitions only, never asked for hidden objects."""

    def page(filters=None, text="", after=None, size=20):
        """One page of entries, the newest first.

        :param filters: mapping of facet name (``agency``, ``kind``, ``year``, ``subject``, ``attribute``) to value.
        :param text: search words, Chinese or not.
        :param after: key of the last entry of the page before.
        :returns: dict {items: list of plain dicts, next: key or None}.
        """


class IRegister(Interface):
    """The registers of one agency for its own people (台账). ``IRegister(agency)``."""

    def page(name, after=None, size=50):
        """One page of a register: ``published``, ``registered``, ``withheld``, ``withdrawn``; as above."""
