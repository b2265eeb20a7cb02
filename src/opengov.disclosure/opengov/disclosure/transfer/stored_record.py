"""A sealed record: the fixed files of one document, the same for every receiver of one scope (R-T4)."""

from collections.abc import Iterator
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import Entry
from persistent import Persistent
from typing import BinaryIO
from ZODB.blob import Blob

import io


#: Key of everything that was written for the record: one blob, one file after the other.
WRITTEN = "written"


class SealedRecord(Persistent):
    """What was sealed of a document. Never changed after it was stored; only a purge destroys what it holds (R-L3).

    :ivar id: opaque, safe in URLs.
    :ivar facts: plain dict {document, agency, purpose, scope, digest, sealed_at, archival_code, item_number, supersedes,
        opening (which opinion on opening it carries; records of before there were any have no such key)}.
    :ivar files: plain tuples: the fields of :class:`Entry` in order, its source a key of ``blobs``; then role, name and
        media type.
    :ivar row: the fields of :class:`Row` as a plain dict, without a place.
    :ivar gathered: where among what was written the gathered record lies: (offset, size, SHA-256).
    :ivar blobs: key -> blob. A blob with a second owner outlives the deletion of its first.
    :ivar destroyed_at: ISO time of the purge; empty for a record that stands.
    """

    destroyed_at = ""

    def __init__(self, id: str, facts: dict, files: tuple, row: dict, gathered: tuple, blobs: dict[str, Blob]) -> None:
        self.id = id
        self.facts = facts
        self.files = files
        self.row = row
        self.gathered = gathered
        self.blobs = blobs

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file[1] for file in self.files)

    def entries(self) -> Iterator[Entry]:
        """Its files; a source names the record and the key of the blob."""
        for path, size, crc32, sha256, sm3, source, offset, *_told in self.files:
            yield Entry(path, size, crc32, sha256, sm3, f"record/{self.id}/{source}", offset)

    def listed(self, place: int, supersedes: str) -> Row:
        """How it is listed in a hand-over."""
        return Row(**{**self.row, "place": place, "supersedes": supersedes})

    def open(self, key: str, offset: int, size: int) -> BinaryIO:
        """Open a stretch of what was kept under a key of ``blobs``."""
        return stretch(self.blobs[key], offset, size)

    def destroy(self, at: str) -> None:
        """Keep id and facts; forget list, names and bytes."""
        self.files = ()
        self.row = {}
        self.gathered = ()
        self.blobs = {}
        self.destroyed_at = at

    def forget_loaded(self) -> None:
        """Give the memory back that it and its blobs take, unless they were changed."""
        for blob in self.blobs.values():
            blob._p_deactivate()
        self._p_deactivate()


class _Stretch(io.RawIOBase):
    """Some bytes of an open file, from where it stands."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__()
        self._file = file
        self._start, self._size = file.tell(), size
        self._left = size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the stretch; it ends where it ends."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._size - self._left, io.SEEK_END: self._size}[whence]
        place = min(max(0, origin + offset), self._size)
        self._file.seek(self._start + place)
        self._left = self._size - place
        return place

    def readinto(self, buffer) -> int:
        data = self._file.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def stretch(blob: Blob, offset: int, size: int) -> BinaryIO:
    """Open ``size`` bytes of a blob from ``offset`` on; the caller closes."""
    file = blob.open("r")
    file.seek(offset)
    return io.BufferedReader(_Stretch(file, size), 1 << 16)


def present_path(blob: Blob) -> str:
    """Where its bytes lie now, also before they are committed.

    :raises POSKeyError: when the database knows the blob and the disk does not.
    """
    with blob.open("r") as file:
        return file.name
