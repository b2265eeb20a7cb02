"""Contracts of secrecy review (保密审查): what is reviewed, the opinions, the local scan."""

from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent


class IReviewedContent(Interface):
    """What reviewers, signers and archives are bound to. ``IReviewedContent(obj)`` (R-S2)."""

    def fields():
        """Canonical fields: mapping of field name to plain JSON value, technical fields left out."""

    def attachments():
        """Attachments in order: tuple of ``core.digest.FileDigest`` (name, size, crc32, sha256, sm3)."""

    def digest():
        """``"sha256:<hex>"`` over fields and attachments (core.digest.content_digest)."""

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


class IDossier(Interface):
    """Everything written down about a document that is not its content. ``IDossier(obj)``; may be purged (R-L3)."""

    signed = Attribute("Plain dict of what was signed, or None.")
    came_from = Attribute("State the present referral came from (text).")
    submitted_at = Attribute("ISO time of the last submission (text).")
    questioned = Attribute("Whether a signer's question is unanswered.")

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


class IReviews(Interface):
    """The opinions on a document, the oldest first. ``IReviews(obj)``."""

    def opinions():
        """All ``core.secrecy.Opinion`` values, stale and voided ones included (tuple)."""

    def current():
        """Those that are bound to the present digest and not voided (tuple)."""

    def add(opinion):
        """Store an opinion and tell with ``ISecrecyReviewed``; words about it go to the dossier's notes (R-L3)."""

    def void():
        """Void all opinions on the attribute, whatever their digest (R-S7)."""


class IScan(Interface):
    """The local scan of a document (R-S5). ``IScan(obj)``. Reading it writes nothing."""

    def report():
        """Return the ``core.scan.Report`` of the present content; attachments were scanned when they were uploaded."""

    def item_ids():
        """Ids of all findings and unread places, each of which the reviewer confirms as handled (frozenset)."""

    def marks():
        """Classification marks of title, text and attachments that nobody lets stand: list of core.rules.Problem (R-A4)."""


class ISecrecyReviewed(IObjectEvent):
    """An opinion was recorded on a governed document."""

    opinion = Attribute("The core.secrecy.Opinion.")
