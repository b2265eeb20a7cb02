"""Contracts of secrecy review (保密审查): what is reviewed, the opinions, the local scan."""

from opengov.disclosure.i18n import _
from zope import schema
from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent


class IReviewedContent(Interface):
    """What reviewers, signers and archives are bound to. ``IReviewedContent(obj)`` (R-S2)."""

    def fields():
        """Canonical fields: mapping of field name to plain JSON value, technical fields left out."""

    def attachments():
        """Attachments in order: tuple of ``core.digest.FileDigest`` (name, size, crc32, sha256, sm3)."""

    def digest(changes=None):
        """``"sha256:<hex>"`` over fields and attachments (core.digest.content_digest).

        :param changes: field name -> plain value: the digest the content would have with these values.
        """

    def read():
        """Everything in one go: (as ``fields``, as ``attachments``, as ``digest``)."""

    def keep():
        """Keep the content under its digest, once, so that differences can be shown; return the digest."""

    def kept(digest):
        """Return the kept fields and attachment digests of an earlier digest as a dict, or None."""


class IFileDigest(Interface):
    """Digests of an attachment's bytes. ``IFileDigest(attachment)``; computed once per upload, kept with the blob's serial."""

    def get():
        """Return the ``core.digest.FileDigest``."""

    def blob():
        """Return the ZODB blob with the bytes."""

    def keep():
        """Read the bytes once, store digests and findings beside the blob; called when a file is uploaded or replaced."""

    def findings():
        """Findings of the local scan in the bytes and the file name (tuple of ``core.scan.Finding``)."""

    def unread():
        """What the scan could not read: tuple of (place, reason code)."""

    def waiting():
        """Whether the file was too large for the request it came with, and no routine has scanned it yet."""

    def scan_again():
        """Scan a waiting file, or one that older rules were applied to; return whether anything was done."""


class IDossier(Interface):
    """Everything written down about a document that is not its content. ``IDossier(obj)``; may be purged (R-L3)."""

    signed = Attribute("Plain dict of what was signed, or None.")
    came_from = Attribute("State the present referral came from (text).")
    submitted_at = Attribute("ISO time of the last submission (text).")
    questioned = Attribute("Whether a signer's question is unanswered.")
    salt = Attribute("Secret that ids of the scan's findings are made with (text); empty before any was made.")

    def add_salt():
        """Make the salt when there is none and nobody has confirmed a finding yet: ids never change under a reviewer."""

    def notes():
        """Notes in words, the oldest first: tuple of plain dicts {step, at, actor, on_behalf_of, text, ...}."""

    def note(**values):
        """Write a note down."""

    def update(**values):
        """Set one or more of the attributes above."""

    def overrides():
        """Classification marks a Secrecy Officer lets stand: tuple of {text, by, at} (R-A4)."""

    def add_override(text, by, at):
        """Let a classification mark stand."""

    def keep_paper(filename, content_type, data, **who):
        """Keep a signed paper (bytes) with the dossier and note it; return its number."""

    def papers():
        """Signed papers: tuple of dicts {number, filename, content_type, size, sha256, step, at, actor}."""

    def paper(number):
        """The blob of a signed paper; KeyError when there is none of this number."""

    def affair(name):
        """A copy of what is kept under this name about one matter of the document (plain value), or None."""

    def set_affair(name, plain):
        """Keep a plain value (dict, list, str, number, bool) under this name, in place of the former; None forgets it."""

    def affairs():
        """Copies of all that is kept, as a dict of name to plain value."""

    def export():
        """Everything as plain values, for a round trip."""

    def restore(plain):
        """Put exported values in place of what is there."""

    def drop():
        """Forget everything, as a copy must."""

    def purge(keeps=()):
        """Destroy every word and byte (R-L3); opinions and signature stay as codes, digests and times.

        :param keeps: names of the affairs that outlive it.
        """

    def remains(keeps=()):
        """What a purge would still destroy: tuple of codes."""


class IReviews(Interface):
    """The opinions on a document, the oldest first. ``IReviews(obj)``."""

    def opinions():
        """All ``core.secrecy.Opinion`` values, stale and voided ones included (tuple)."""

    def current():
        """Those that are bound to the present digest and not voided (tuple)."""

    def add(opinion):
        """Store an opinion and tell with ``ISecrecyReviewed``; words about it go to the dossier's notes (R-L3)."""

    def void(digest=""):
        """Void all opinions on the attribute, whatever their digest (R-S7); only those on one digest when it is given."""


class IScan(Interface):
    """The local scan of a document (R-S5). ``IScan(obj)``. Reading it writes nothing."""

    def report():
        """Return the ``core.scan.Report`` of the present content; attachments were scanned when they were uploaded."""

    def item_ids():
        """Ids of all findings and unread places, each of which the reviewer confirms as handled (frozenset)."""

    def waiting():
        """Whether a file still waits for the routine that scans large ones (R-S5); nobody can approve until then."""

    def scan_waiting():
        """Scan the files that wait, and return how many there were. The routine command calls this."""

    def rescan():
        """Scan anew by today's rules (003 保密审查 第八条), keep the result as affair ``rescan`` and return it.

        ``rescan``: dict {at, rules, kinds: kind -> number, known: list of ids, new: list of findings and unread places nobody
        had seen before and nobody has confirmed since (plain, each with its ``id``), new_at, handled_at, handled_by}. When
        there is something new it is recorded and told with ``IRescanned``.
        """

    def confirm(handled, comment=""):
        """Let the document stand with what a rescan has newly found.

        :param handled: ids of exactly all that is new; unchecked.
        :raises core.rules.RuleBroken: when nothing is new, or something else is named.
        """

    def marks_in(values):
        """Classification marks in values that somebody gives with an act, as ``marks()`` tells them (R-A4).

        :param values: mapping of name to value, unchecked. Texts are read wherever they stand; {filename, data (base64)}
            is read as a file.
        """

    def marks():
        """Classification marks of title, text and attachments that nobody lets stand: list of core.rules.Problem (R-A4)."""


class IRescan(Interface):
    """The routine over all documents of a site (R-S5). ``IRescan(site)``."""

    def page(after="", limit=50):
        """Scan the next documents that are due: public ones on their rhythm, and all with files that wait.

        Safe to call again and again: what was done is no longer due. Wakes only what is due.

        :param after: ``next`` of the page before; empty to begin.
        :param limit: how many documents and waiting files at most.
        :returns: dict {done: how many were scanned, found: how many new findings, next: UID to go on after, or None}.
        """


class IScanSettings(Interface):
    """Settings of the whole site, in the registry under ``opengov.disclosure.secrecy``."""

    rescan_days = schema.Int(
        title=_("setting_rescan_days", default="Days after which public documents are scanned again"),
        description=_(
            "help_rescan_days",
            default="The routine command scans what is public again after so many days, and whenever the scan has learned "
            "something new.",
        ),
        min=1,
        max=366,
        default=30,
    )


class IRescanned(IObjectEvent):
    """A public document was scanned again, and there is something nobody had seen: the officer is to be told."""

    findings = Attribute("The new findings (tuple of core.scan.Finding).")
    unread = Attribute("The new places that could not be read (tuple of (place, reason code)).")


class IDossierChanged(IObjectEvent):
    """Something on a document's record was settled or came up without a step of its life; who keeps up with it looks again."""


class ISecrecyReviewed(IObjectEvent):
    """An opinion was recorded on a governed document."""

    opinion = Attribute("The core.secrecy.Opinion.")


class IPurgeable(Interface):
    """What an upper domain keeps about a document: a named adapter of the document, called by the purge (R-L3)."""

    keeps = Attribute("Names of the dossier's affairs that outlive the purge, because they hold no words (tuple).")

    def purge():
        """Destroy every word and byte kept about the document; called by the purge (R-L3), safe to repeat."""

    def remains():
        """What is still there although the document was purged: tuple of codes; empty when nothing is."""
