"""Contracts of hand-overs to archives: sealed once, listed per receiver, pulled over REST (R-T1, R-T4, R-T6).

What is handed over in which form:

* A document whose attribute is ``proactive`` is *deposited* (移送, R-T1) as soon as it is signed, has its current positive
  review and nothing forbids its publication; it need not be published yet. Archives and libraries receive deposits.
* A document on request, withheld or not government information is never deposited. When it is in its end state, it is
  *transferred* (移交, R-T3), and only to an archive that was told to take transfers.
* An archive gets the record (text, attachments, metadata, opinions, extract of the ledger); a library is a public reading
  room and gets the public text with its attachments and public metadata.
"""

from zope.interface import Interface


class IHandovers(Interface):
    """All hand-overs of a site. ``IHandovers(site)``."""

    def enqueue(uid, agency):
        """Let a document of an agency (both UIDs) wait for the sealer. Safe for many writers at once."""

    def ready(agencies, limit):
        """UIDs of documents of these agencies that wait to be sealed: list of (agency, uid), at most ``limit``."""

    def seal(agency, uid):
        """Seal one document for each receiver of its fonds; the same hand-over always has the same bytes.

        Whatever no longer fulfils R-T1 is held back with the problems instead, never half sealed. It waits again after the
        document's next step, or when a receiver of its fonds is set. The caller holds the spool (``Spool.writing``).

        :returns: dict {document, agency, sealed: list of ids, problems: list of codes}.
        """

    def rebuild(after, limit):
        """Write missing packages into the spool again, byte for byte: dict {rebuilt: ids, broken: ids, next: id or None}."""

    def sweep():
        """Delete packages from the spool that a purge has destroyed and a killed server has left (R-L3). The caller holds
        the spool."""

    def page(receiver, after=0, limit=100):
        """Entries of one receiver (a dict of ``IReceivers``) whose number is greater than ``after``: dict {items, next}."""

    def overview(agency, limit):
        """What waits, is held back and was sealed of one agency: dict {ready, held, sealed} of plain lists."""

    def get(receiver, id):
        """The sealed hand-over that was offered to a receiver under this id, or None."""


class IReceivers(Interface):
    """The archives and libraries that a site hands over to. ``IReceivers(site)``.

    They are settings of the site, not of an agency: the office that offers must not be able to decide who the archives are
    (R-T6). A receiver is a plain dict {id, title, account, kind, fonds, takes}; see ``transfer.receivers``.
    """

    def all():
        """Every receiver by id (dict of dicts)."""

    def put(receiver):
        """Add or replace a receiver, record it, and let everything of its fonds be offered to it.

        :raises core.rules.RuleBroken: when the receiver is not well formed or its account holds another office (R-T6).
        """

    def of_account(user_id):
        """The receiver of a machine account, or None."""

    def of_agency(uid):
        """The receivers whose fonds include an agency (list)."""
