"""Files in the making: those of thousands of records are too large for the memory, and a package lists them by digest."""

from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.packages import Entry
from tempfile import SpooledTemporaryFile


#: Bytes that are kept in memory before a draft moves to the disk.
LARGEST_IN_MEMORY = 1 << 20
CHUNK = 1 << 16


class Draft:
    """A written file: first filled, then read through as often as wanted.

    :param path: where it will lie in the package.
    """

    def __init__(self, path: str, content: Iterable[bytes] = ()) -> None:
        self.path = path
        # closed and gone as soon as nobody reads it any more
        self.file = SpooledTemporaryFile(max_size=LARGEST_IN_MEMORY)  # noqa: SIM115
        for chunk in content:
            self.file.write(chunk)

    def __iter__(self) -> Iterator[bytes]:
        """Read it through from its beginning."""
        self.file.seek(0)
        while chunk := self.file.read(CHUNK):
            yield chunk

    def entry(self) -> Entry:
        """Its size and digests."""
        found = digest_stream(self.path, self)
        return Entry(self.path, found.size, found.crc32, found.sha256, found.sm3, "")
