"""Contracts of sealing and offering: what waits, what is sealed, what each receiver was offered.

A document is handed over in two stages. First its **record** is sealed: a fixed list of files (text, attachments, reviews,
ledger, joint record, metadata) with their digests, the same for every receiver of one scope. Then records are collected
into a **hand-over** for one receiver, which a writer (``IWriter``) lays out and completes with what its form asks for; the
package is written into the spool, checked, signed and entered into the receiver's feed.

What is handed over in which form:

* A document whose attribute is ``proactive`` is *deposited* (移送, R-T1) as soon as it is signed, has its current positive
  review and nothing forbids its publication; it need not be published yet. Archives and libraries receive deposits.
* A document on request, withheld or not government information is never deposited. When it is in its end state, it is
  *transferred* (移交, R-T3), and only to an archive that was told to take transfers. It waits until the opinion on opening is
  given (``IOpeningOpinion``); another opinion makes another record, which supersedes the one before.
* An archive gets the record (text, attachments, metadata, opinions, extract of the ledger); a library is a public reading
  room and gets the public text with its attachments and public metadata.
"""

from zope.interface import Attribute
from zope.interface import Interface


class IHandovers(Interface):
    """All hand-overs of a site. ``IHandovers(site)``."""

    def enqueue(uid, agency):
        """Let a document of an agency (both UIDs) wait for the sealer. Safe for many writers at once."""

    def look_again(uid, agency):
        """As ``enqueue``, for what the sealer may be looking at now: if it does, one of both begins again, so that what was
        decided meanwhile is not passed over."""

    def announce(uid, agency, kind, about, receiver=""):
        """Let a notice about a document that was deposited wait for the sealer, who puts it into the feeds of those who have
        the document (R-T2). Safe for many writers at once; nothing happens when nobody was offered the document.

        :param kind: ``lapse_notice`` or ``recall_notice``.
        :param about: plain dict, kept and shown as it is: no title, no reason (they lie in the document).
        :param receiver: id of the one receiver that is told; all who have it when empty.
        """

    def waiting(agencies):
        """Whether anything of these agencies is left to do for ``work``."""

    def work(agencies, limit):
        """Do one small batch and return what was done; repeat until ``more`` is false.

        In this order: seal the records of at most ``limit`` waiting documents and collect them for their receivers; when
        none waits, let the writer lay out at most ``limit`` records of the oldest open hand-over; when all are laid out,
        finish that one (package, manifest, checks, signature), and with the next call enter it into the feed, which is so
        short that it meets nobody; then notices. Killed at any moment, the next call goes on.
        Whatever no longer fulfils R-T1 is held back with the problems instead, never half sealed. The caller holds the spool
        (``Spool.writing``) and commits after each call.

        :returns: dict {sealed: [{document, agency, records}], held: [{document, agency, problems}],
            laid_out: [{handover, done, records}], offered: [ids], failed: [{handover, problems}], notices: int, more: bool}.
        """

    def rebuild(after, limit):
        """Write missing packages into the spool again, byte for byte: dict {rebuilt: ids, broken: ids, next: id or None}."""

    def sweep():
        """Delete packages from the spool that a purge has destroyed and a killed server has left (R-L3). The caller holds
        the spool."""

    def page(receiver, after=0, limit=100):
        """Entries of one receiver (a dict of ``IReceivers``) with a number greater than ``after``: dict {items, next}.

        :returns: items are plain dicts {seq, kind, at, handover, about}; kinds are ``handover``, ``tombstone`` (destroyed by a
            purge), ``lapse_notice`` and ``recall_notice``; ``next`` is the number of the last item, or ``after``.
        """

    def get(receiver, id):
        """The offered hand-over (``IHandover``) that a receiver was offered under an id, or None."""

    def of_agency(agency, after="", limit=50):
        """Hand-overs of an agency in any state, the newest first: dict {items: [IHandover], next: id or None}."""

    def find(id):
        """A hand-over by its id, in any state (``IHandover``), or None; who asks answers for who may see it."""

    def overview(agency, limit):
        """What of one agency waits and what is held back: dict {ready: [uid], held: [{document, problems, at}]}."""

    def retry(id):
        """Collect the documents of a rejected or failed hand-over anew; the new one supersedes it (R-T4). A failed one that
        was never offered is forgotten instead.

        :raises core.rules.RuleBroken: when it was not rejected and did not fail.
        """

    def superseded_by(id):
        """Id of the hand-over that replaces this one, or empty."""


class IHandover(Interface):
    """One hand-over. Lists of it never change once it is offered; only a purge destroys what it holds (R-L3, R-T4)."""

    id = Attribute("Opaque, safe in URLs; the name of the package's root folder.")
    facts = Attribute(
        "Plain dict {receiver (id), agency (UID), agency_title, fonds, purpose, scope, format, begun_at, sealed_at, supersedes, "
        "records (int), files (int), bytes (int, of all files)}; times ISO with zone."
    )
    state = Attribute("collecting, laying_out, failed, offered, received, accepted, rejected, superseded, purged.")
    package = Attribute("Plain dict {size, sha256, sm3}; empty before it is offered.")
    receipts = Attribute("Tuple of plain dicts, the oldest first; see ``IReceipts``.")
    checks = Attribute(
        "Tuple of plain dicts {item, property, result, note} of the self-check; see core.fourproperties."
    )
    problems = Attribute("Why it failed: tuple of plain problems.")
    done = Attribute("How many records are laid out (int); ``facts['records']`` is all of them.")

    def rows(start=0, stop=None):
        """Its records as ``core.handover_rows.Row`` in order, from place ``start`` on (0 is the first)."""

    def entries():
        """Iterate over every file (``core.packages.Entry``) in the order of the package."""

    def manifest():
        """The manifest's bytes (JSON), the same for ever."""

    def signature():
        """Detached CMS signature over the manifest, DER; empty when no signer was configured."""

    def plan():
        """``core.packages.ZipLayout``: where each byte of the package comes from."""

    def placed():
        """Iterate over every file as (entry, place of its record or 0, name, media type), in the order of the package."""

    def add_receipt(receipt):
        """Keep a receipt after the others; whether it may be given is asked before (``IReceipts``)."""

    def path(source):
        """Path of the committed bytes under one source key."""

    def open(source, offset, size):
        """Open a stretch of the bytes under a source key; the caller closes."""

    def paths():
        """Source key of the entries -> path of the committed bytes; ask before a body is sent."""


class IReceivers(Interface):
    """The archives and libraries that a site hands over to. ``IReceivers(site)``.

    They are settings of the site, not of an agency: the office that offers must not be able to decide who the archives are
    (R-T6). A receiver is a plain dict {id, title, account, kind, fonds, takes, format, most_records, most_bytes, embed_bytes};
    see ``transfer.receivers``. The last four may be left out when one is set: ``bagit``, 10,000 records, 4 GiB, 5 MiB.
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


class IReceipts(Interface):
    """What receivers say about hand-overs (R-T5, R-T6). ``IReceipts(site)``.

    A receipt is a plain dict {receipt_id, status, digest, archive_ref, checks, problems, at, by}; status is ``received``,
    ``accepted`` or ``rejected``; digest the package's ``sha-256`` and, if given, ``sm3`` (hex); checks are
    {item, property, result, note}; problems {path, code, note}. ``at`` and ``by`` are the site's.
    """

    def give(receiver, id, receipt):
        """Take a receipt of a receiver for a hand-over it was offered, record it in the agency's ledger, and return it as
        stored. The same receipt again (same id, same body) returns the stored one and changes nothing.

        :raises core.rules.RuleBroken: when it is malformed, its digest is wrong, its id was used for another body, the last
            word about the hand-over has been said, or the account is not the receiver's own; nothing is stored then.
        """

    def altered(agency):
        """Compare the receipts of an agency's hand-overs with its ledger: list of dicts {handover, receipt_id} of those
        that were changed, added or lost since they were recorded."""


class ISigner(Interface):
    """Signs manifests: a utility. Offices with a hardware module register their own under a name and name it in the settings."""

    def sign(data):
        """Detached CMS signature (DER bytes) over bytes; empty when the signer is not configured.

        :raises core.rules.RuleBroken: when it is configured and cannot sign: nothing is offered unsigned then.
        """


class ISelfCheck(Interface):
    """Checks a package after the four properties before it is offered (DA/T 70-2018): a utility."""

    def check(handover, items):
        """Tuple of plain dicts {item, property, result, note}; whatever has the result ``failed`` keeps the package back.

        :param handover: ``IHandover`` with package and manifest; not offered yet.
        :param items: callable without arguments that iterates over every ``Item``, in order.
        """

    def problems(item):
        """What of one record would fail, so that it is held back alone and not with everything else (``Problem`` items)."""
