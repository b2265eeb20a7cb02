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


class IReviews(Interface):
    """The opinions on a document, the oldest first. ``IReviews(obj)``."""

    def opinions():
        """All ``core.secrecy.Opinion`` values, stale and voided ones included (tuple)."""

    def current():
        """Those that are bound to the present digest and not voided (tuple)."""

    def add(opinion, reason=""):
        """Store an opinion; the reason goes to the purgeable records (R-L3), not to the ledger."""

    def void():
        """Void all opinions on the attribute, whatever their digest (R-S7)."""


class IScan(Interface):
    """The local scan of a document (R-S5). ``IScan(obj)``."""

    def report():
        """Return the stored ``core.scan.Report`` of the present digest; scan when there is none yet and store it."""


class ISecrecyReviewed(IObjectEvent):
    """An opinion was recorded on a governed document."""

    opinion = Attribute("The core.secrecy.Opinion.")
