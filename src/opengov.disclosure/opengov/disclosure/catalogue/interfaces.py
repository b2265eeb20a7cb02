"""Contracts of the public catalogue and the registers (R-I3, R-X1)."""

from zope.interface import Interface


#: The registers of an agency, in the order they are shown.
REGISTERS = ("published", "registered", "withheld", "not_government_information", "withdrawn")


class IPublicCatalogue(Interface):
    """What the public may search. ``IPublicCatalogue(site)``. Written on transitions only; knows no hidden object."""

    def page(filters=None, text="", after=None, size=20):
        """One page of entries, the newest first.

        :param filters: facet name (``agency``, ``kind``, ``year``, ``subject``, ``attribute``) to value (text).
        :param text: search words, Chinese or not; all must occur, each as it was typed.
        :param after: ``key`` of the last entry of the page before, or its ``next``.
        :returns: dict {items: list of plain dicts, next: key or None, total: number or None}. ``total`` is None when it
            would have to be counted (a search; more than one filter). With a search a page may be short and still have
            a ``next``.
        :raises core.rules.RuleBroken: (R-X2) when ``after`` is no key.
        """

    def facets(name):
        """Values of a facet that have entries: list of (value, label, number); the label is empty but for agencies."""

    def entry(uid):
        """The entry of a UID as a plain dict, or None when the public may know nothing of it."""

    def index_number(uid):
        """The index number (索引号) a document was given for life; empty when it has none."""

    def addresses(after, size):
        """Path relative to the site and ISO date of publication of public pages, the newest first: list of pairs."""

    def address_keys(size):
        """``after`` of each part of ``size`` addresses: list, the first None."""

    def refresh(document, moment=None):
        """Make the projection say what the document's present state allows. Safe to repeat; draws the index number.

        Called on every step; an import that sets a state past the workflow calls it itself.

        :param moment: when it became public (aware); None keeps the moment it has, or takes the present one.
        """

    def forget(uid):
        """Take a document out of the public's sight; returns whether it was in it."""

    def verify():
        """Yield each disagreement of projection and documents: dicts {uid, problem}.

        ``problem`` is ``hidden`` (an entry whose document is not public), ``missing`` (a public document without entry)
        or ``torn`` (lists and counts disagree). Wakes every public document: for checks, not for pages.
        """


class IRegister(Interface):
    """The registers of one agency for its own people (台账). ``IRegister(agency)``; a section has its agency's."""

    def page(name, after=None, size=50):
        """One page of a register of ``REGISTERS``: dict {items, next}, as above.

        The title of a row is empty, and ``title_hidden`` True, for users who may not see documents in its state.

        :raises core.rules.RuleBroken: (R-X2) when the name or the key is unknown.
        """

    def record(document, moment, data):
        """Put a document into the register of its state, and out of the one it was in.

        :param moment: when it took the step (aware).
        :param data: the step's data; ``cause`` is shown with withdrawn documents.
        """

    def forget(uid):
        """Take a document out of the registers."""
