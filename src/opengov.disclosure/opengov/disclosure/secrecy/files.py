"""Digests and scan of a file's bytes: made once when it is uploaded, kept beside the blob they were made of.

A 1 GB attachment is read once. Whether the kept values still belong to the bytes is told by the blob's serial: both are
written in one transaction, so their serials are equal for as long as nobody changes the blob behind our back.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from dataclasses import asdict
from opengov.disclosure.core import scan
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.digest import FileDigest
from opengov.disclosure.secrecy import readers
from opengov.disclosure.secrecy.interfaces import IFileDigest
from persistent import Persistent
from plone.dexterity.interfaces import IDexterityContent
from ZODB.blob import Blob
from ZODB.utils import z64
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "opengov.disclosure.file"
CHUNK = 1 << 20
#: How the readers call the content of the file.
PLACE = "file"


class FileRecord(Persistent):
    """What was found out about a blob's bytes.

    :param serial: serial of the blob it was made of; empty when both were written in one transaction.
    :param rules: version of the scan's rules.
    """

    #: Records that the first version stored do not say it.
    rules = 1

    def __init__(self, digest: dict, reading: scan.Report, serial: bytes, rules: int) -> None:
        self.digest = digest
        self.findings = [asdict(finding) for finding in reading.findings]
        self.unread = [[place, reason] for place, reason in reading.unread]
        self.serial = serial
        self.rules = rules

    def describes(self, blob: Blob) -> bool:
        """Whether the record was made of exactly these bytes."""
        if blob._p_changed:
            return False
        return blob._p_serial == (self.serial or self._p_serial)


@implementer(IFileDigest)
@adapter(IDexterityContent)
class PrimaryFile:
    """See ``IFileDigest``; for anything whose named blob is its field ``file`` (attachments, Plone's File)."""

    def __init__(self, context) -> None:
        self.context = context
        self.value = aq_base(context).file

    def blob(self) -> Blob:
        return self.value._blob

    def get(self) -> FileDigest:
        record = self.record()
        return FileDigest(**{**record.digest, "name": self.value.filename or ""})

    def record(self) -> FileRecord:
        """The kept record when it belongs to the bytes, else a new one that is not stored (reading never writes)."""
        kept = IAnnotations(self.context).get(KEY)
        if kept is None:
            return self._make()
        # What was not loaded yet has no serial: two such objects would seem to be of one transaction.
        kept._p_activate()
        self.blob()._p_activate()
        return kept if self._fresh(kept) or kept.describes(self.blob()) else self._make()

    def keep(self) -> None:
        IAnnotations(self.context)[KEY] = self._make()

    def findings(self) -> tuple[scan.Finding, ...]:
        return tuple(scan.Finding(**plain) for plain in self.record().findings)

    def unread(self) -> tuple[tuple[str, str], ...]:
        return tuple((place, reason) for place, reason in self.record().unread)

    def waiting(self) -> bool:
        return (PLACE, readers.TOO_LARGE) in self.unread()

    def scan_again(self) -> bool:
        record = self.record()
        if record.rules == scan.RULES and not self.waiting():
            return False
        IAnnotations(self.context)[KEY] = self._scanned(FileDigest(**record.digest), by_worker=True)
        return True

    def _fresh(self, kept: FileRecord) -> bool:
        """Kept in this very transaction, from the blob that is written with it."""
        return kept._p_serial == z64 and kept.serial == b"" and self.blob()._p_serial == z64

    def _make(self) -> FileRecord:
        return self._scanned(digest_stream("", self._chunks()), by_worker=False)

    def _scanned(self, digest: FileDigest, by_worker: bool) -> FileRecord:
        blob, name, told = self.blob(), self.value.filename or "", self.value.contentType or ""
        with self.value.open() as stream:
            reading = readers.read(name, told, stream, digest.size, PLACE, by_worker)
        report = scan.scan(reading.texts, reading.unread)
        committed = blob._p_serial != z64 and not blob._p_changed
        return FileRecord(asdict(digest), report, blob._p_serial if committed else b"", scan.RULES)

    def _chunks(self) -> Iterator[bytes]:
        with self.value.open() as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
