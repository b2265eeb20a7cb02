"""Contracts of the record (台账): R-L1 to R-L3, and the clock that everybody reads."""

from datetime import datetime
from zope.component import getUtility
from zope.interface import Attribute
from zope.interface import Interface


#: The id under which the site's own chain is kept (settings, purges, restored chains).
SITE_UID = "site"


class IClock(Interface):
    """The time of the office, a utility. No other code of the product reads the system's clock for what it stores.

    Tests register another one: ``getSiteManager().registerUtility(clock, IClock)`` with a ``now()`` of their own.
    """

    def now():
        """Return the present moment as an aware datetime at +08:00, Beijing time (never naive)."""


def now() -> datetime:
    """Ask the registered :class:`IClock`; its ``.date()`` is the day on which something happens in Shanghai."""
    return getUtility(IClock).now()


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
            reason or file name (R-L3). What a value may hold: ``core.ledger.check_values``; Chinese only under the keys
            ``number``, ``document_number``, ``issuer_code``, ``issuer_codes``, also with ``old_`` or ``new_`` before.
        :param digests: mapping of text to ``"sha256:<hex>"``.
        :param on_behalf_of: user id of the person a deputy acts for.
        :param actor: user id; the authenticated user when None (``"system"`` or ``"anonymous"`` without one).
        :raises core.rules.RuleBroken: when a value is not allowed in the ledger (R-L3).
        """

    def entries():
        """Return all entries, the oldest first (tuple of ``core.ledger.Entry``)."""

    def authors():
        """User ids of everybody who created or changed reviewed content of the subject (frozenset; R-S4).

        That is each actor, and each person acted for, of an entry with an action of ``core.ledger.AUTHORING``.
        """

    def verify():
        """Return the first ``core.ledger.Break`` of the chain, or None when it holds."""


class ILedgerStore(Interface):
    """All chains of a site. ``ILedgerStore(site)``. Reading never creates or changes anything (R-L2)."""

    def chain(uid):
        """Return the ILedger of a UID, also after its object is gone. A chain that does not exist is empty."""

    def uids(after=""):
        """Iterate the UIDs that have a chain, in order, from the one that follows ``after``."""

    def head(uid):
        """Return the ``core.ledger.Head`` of a chain (number and hash of its last entry), or None when there is none."""

    def page(uid, after=0, limit=100):
        """Return at most ``limit`` entries of a chain with a number greater than ``after`` (list of plain dicts)."""

    def verify(uid=None):
        """Yield the first ``core.ledger.Break`` of one chain, or of the anchors and of each chain."""

    def verify_page(after="", limit=500):
        """Verify the next ``limit`` chains; the anchors and lost chains with the last ones.

        :returns: (list of ``core.ledger.Break``, UID to go on after or None).
        """

    def anchor(limit=None):
        """Write one anchor over the heads of all chains that changed since the last, and log it (R-L1).

        The line goes to the logger ``opengov.disclosure.anchor`` when the transaction is committed.

        :param limit: cover at most so many chains; call again until nothing is returned.
        :returns: the ``core.ledger.Anchor``, or None when no chain has changed.
        """

    def export(uid):
        """Return the chain as a list of plain dicts, for JSON, CSV and round trips."""

    def restore(uid, entries):
        """Put an exported chain under a UID that has none; the site's chain records that and its head.

        :param entries: what ``export`` gave, also after a way through JSON.
        :raises core.rules.RuleBroken: (R-L1) when it does not verify, or the UID has a chain already; (R-L3) when it
            holds what may not be on the record.
        """

    def exists():
        """Say whether any chain exists (an uninstallation then leaves the store alone)."""

    def discard():
        """Destroy all chains and anchors: the explicit purge, the only way the record ever goes (R-L1).

        Nothing calls this by itself. Who does it, when, how many chains and the last anchor go as one line to the logger
        ``opengov.disclosure.anchor``, outside the database.
        """


class IAccessLog(Interface):
    """Who looked at what (R-L2), a utility. Never writes to the database."""

    def log(uid, what, **plain):
        """Write one JSON line with time and user to the logger ``opengov.disclosure.access``.

        :param uid: UID of what was opened.
        :param what: what was done in ASCII, e.g. ``"opened_withheld"``, ``"downloaded_package"``.
        :param plain: further plain values: ids, codes, sizes; no content.
        """


class IRoutineRuns(Interface):
    """When each routine of the site ran last. ``IRoutineRuns(site)``."""

    def names():
        """Names of all routines, in the order they are run (list of text)."""

    def last(name):
        """The last run: dict {at (ISO time of its newest batch), begun, by, done, held, finished}, or None."""


class IRoutine(Interface):
    """Something the site does by itself once in a while: a named adapter of the site; ``opengov-routine`` runs them all.

    The adapter's name is what the command shows. Everything it does is on the record where it is done, as the machine
    account; a batch is one transaction, and doing it again does no harm.
    """

    def run(after, limit):
        """Do the next small batch.

        :param after: ``next`` of the batch before; empty to begin.
        :param limit: about how many objects a batch may touch (1 to 1000).
        :returns: dict {done: list of what was done, as one line of plain ASCII or UIDs each, held: list of dicts {document,
            problems} of what a rule forbade, next: text to go on after, or None}.
        """
