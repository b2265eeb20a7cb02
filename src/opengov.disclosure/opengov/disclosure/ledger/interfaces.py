"""Contracts of the record (台账): R-L1 to R-L3."""

from zope.interface import Attribute
from zope.interface import Interface


class ILedger(Interface):
    """The chain of one subject. ``ILedger(context)`` adapts a governed document, an agency or the site itself.

    The chain is kept at the site under the subject's UID, so it outlives the object (R-L1). Entries are
    ``core.ledger.Entry`` values; nobody can change or remove one.
    """

    uid = Attribute("UID of the subject whose chain this is (text).")

    def record(action, codes=None, digests=None, on_behalf_of="", actor=None):
        """Append one entry and return it.

        :param action: what was done: a transition id or another verb in ASCII, e.g. ``"sign"``, ``"edited"``.
        :param codes: mapping of text to text: enumerated values, ids, user ids, numbers, ISO dates. Never title, body,
            reason or file name (R-L3).
        :param digests: mapping of text to ``"sha256:<hex>"``.
        :param on_behalf_of: user id of the person a deputy acts for.
        :param actor: user id; the authenticated user when None.
        :raises core.rules.RuleBroken: when a value is not allowed in the ledger (R-L3).
        """

    def entries():
        """Return all entries, the oldest first (tuple of ``core.ledger.Entry``)."""

    def authors():
        """User ids of everybody who created or changed reviewed content of the subject (frozenset; R-S4).

        That is each actor, and each person acted for, of an entry with the action ``created`` or ``edited``.
        """

    def verify():
        """Return the first ``core.ledger.Break`` of the chain, or None when it holds."""


class ILedgerStore(Interface):
    """All chains of a site. ``ILedgerStore(site)``."""

    def chain(uid):
        """Return the ILedger of a UID, also after its object is gone. A chain that does not exist is empty."""

    def uids():
        """Iterate the UIDs that have a chain, in order."""

    def verify(uid=None):
        """Yield every ``core.ledger.Break`` of one chain or of all chains and anchors."""

    def anchor():
        """Write one anchor over the heads of all chains that changed since the last, and log it (R-L1)."""

    def export(uid):
        """Return the chain as a list of plain dicts, for JSON, CSV and round trips."""

    def restore(uid, entries):
        """Put an exported chain under a UID that has none.

        :raises core.rules.RuleBroken: (R-L1) when it does not verify, or the UID has a chain already.
        """
