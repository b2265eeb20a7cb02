"""The spool: sealed packages as files named after their SHA-256 (R-T4).

A package is written under another name, synced, and only then renamed and entered into the database; whoever is killed in
between leaves a file that nobody was offered. What is lost is written again from the sealed list, byte for byte.
"""

from App.config import getConfiguration
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import Extract
from opengov.disclosure.core.packages import Literal
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import BinaryIO
from ZODB.POSException import POSKeyError

import fcntl
import hashlib
import os


CHUNK = 1024 * 1024
ENVIRONMENT = "OPENGOV_SPOOL"
UNFINISHED = ".part"
SECOND = 10**9
#: How exactly file systems and copies of them are trusted to keep a time, in nanoseconds.
TICK = 100


class SpoolBusy(Exception):
    """Another sealer is writing into this spool."""


class BytesChanged(Exception):
    """The bytes of an entry are no longer those that were digested; nothing was written."""

    def __init__(self, path: str, source: str = "") -> None:
        super().__init__(path)
        self.path = path
        self.source = source


@dataclass(frozen=True)
class PackageDigest:
    """Length in bytes and digests (hexadecimal) of a whole package.

    :param new: whether it was not in the spool before.
    """

    size: int
    sha256: str
    sm3: str
    new: bool = field(default=True, compare=False)


def spool_folder() -> Path:
    """Return the configured folder, made when it is missing.

    The environment variable ``OPENGOV_SPOOL``, else ``spool`` of ``<product-config opengov.disclosure>`` in zope.conf, else
    ``spool`` in the instance's data folder.
    """
    configuration = getConfiguration()
    product = (getattr(configuration, "product_config", None) or {}).get("opengov.disclosure", {})
    named = os.environ.get(ENVIRONMENT) or product.get("spool")
    folder = Path(named) if named else Path(configuration.clienthome) / "spool"
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    return folder


class Spool:
    """The sealed packages in a folder.

    :param folder: an existing folder of the server's own.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the package of this digest lies, or would lie."""
        return self.folder / f"{sha256}.zip"

    def holds(self, sha256: str, size: int) -> bool:
        """Whether the package is there in its full length, and nobody has written to it since: that changes its time."""
        path = self.path(sha256)
        if not path.is_file():
            return False
        found = path.stat()
        return found.st_size == size and found.st_mtime_ns % SECOND == _mark(sha256)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, and clear away what a killed one left unfinished.

        :raises SpoolBusy: when somebody else is writing.
        """
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise SpoolBusy from error
            for left in self.folder.glob(f"*{UNFINISHED}"):
                left.unlink()
            yield

    def destroy(self, packages: Iterable[str]) -> None:
        """Delete packages by their SHA-256, for good (R-L3); those that are not there are left out."""
        for sha256 in packages:
            self.path(sha256).unlink(missing_ok=True)
        _sync_folder(self.folder)

    def clear(self, offered: Container[str], before: float) -> None:
        """Delete packages that were never offered: their sealer was killed, or lost against a purge.

        :param offered: SHA-256 of every package that the database knows.
        :param before: newer files stay (seconds since the epoch): a sealer may be just about to enter them.
        """
        for path in self.folder.glob("*.zip"):
            if path.stem not in offered and path.stat().st_mtime < before:
                path.unlink()

    def write(self, pieces: Iterable[Literal | Extract], path_of: Callable[[str], str], name: str) -> PackageDigest:
        """Write a package, each entry checked against its digest on the way, and name it after its own.

        :param pieces: the package from its first byte to its last.
        :param path_of: source key of an entry -> path of the file with its bytes.
        :param name: what the unfinished file is called.
        :raises BytesChanged: when an entry's bytes are not the sealed ones, or gone.
        """
        part = self.folder / f"{name}{UNFINISHED}"
        with part.open("wb", buffering=0) as out:
            digest = _pour(pieces, path_of, out)
            _sign_time(out.fileno(), digest.sha256)
            os.fsync(out.fileno())
        new = not self.path(digest.sha256).exists()
        os.replace(part, self.path(digest.sha256))
        _sync_folder(self.folder)
        return replace(digest, new=new)


class _Pouring:
    """Writes and digests in pieces of a megabyte. SM3 costs most: it is reckoned in a thread of its own."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.sha256, self.sm3 = hashlib.sha256(), hashlib.new("sm3", usedforsecurity=False)
        self.size = 0
        self.small = bytearray()
        self.queue: Queue[bytes | None] = Queue(maxsize=8)
        self.thread = Thread(target=self._digest, daemon=True)

    def __enter__(self) -> "_Pouring":
        self.thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self.queue.put(None)
        self.thread.join()

    def add(self, data: bytes) -> None:
        """Take bytes in; few at a time wait until they are many."""
        if len(data) >= CHUNK and not self.small:
            self._pour(data)
            return
        self.small += data
        if len(self.small) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Write and digest what waits."""
        data, self.small = bytes(self.small), bytearray()
        self._pour(data)

    def _pour(self, data: bytes) -> None:
        self.queue.put(data)
        self.sha256.update(data)
        view = memoryview(data)
        while view:
            view = view[self.out.write(view) :]
        self.size += len(data)

    def _digest(self) -> None:
        while (data := self.queue.get()) is not None:
            self.sm3.update(data)


def _pour(pieces: Iterable[Literal | Extract], path_of: Callable[[str], str], out: BinaryIO) -> PackageDigest:
    with _Pouring(out) as pouring:
        for piece in pieces:
            for chunk in [piece.data] if isinstance(piece, Literal) else _checked(piece.entry, path_of):
                pouring.add(chunk)
        pouring.flush()
    return PackageDigest(pouring.size, pouring.sha256.hexdigest(), pouring.sm3.hexdigest())


def _checked(entry: Entry, path_of: Callable[[str], str]) -> Iterator[bytes]:
    """Yield the bytes of an entry; after the last, complain if they were not the sealed ones."""
    found, left = hashlib.sha256(), entry.size
    try:
        source = open(path_of(entry.source), "rb", buffering=0)  # noqa: SIM115 - closed below
    except (OSError, POSKeyError) as error:
        # the database knows the bytes, the disk does not
        raise BytesChanged(entry.path, entry.source) from error
    with source:
        source.seek(entry.offset)
        while left:
            chunk = source.read(min(CHUNK, left))
            if not chunk:
                raise BytesChanged(entry.path, entry.source)
            found.update(chunk)
            left -= len(chunk)
            yield chunk
    if found.hexdigest() != entry.sha256:
        raise BytesChanged(entry.path, entry.source)


def _mark(sha256: str) -> int:
    """The part of a second at which the package of this digest was changed last, in nanoseconds."""
    return int(sha256[:8], 16) % (SECOND // TICK) * TICK


def _sign_time(handle: int, sha256: str) -> None:
    """Let the time of change say that the file is as it was sealed."""
    found = os.fstat(handle)
    os.utime(handle, ns=(found.st_atime_ns, found.st_mtime_ns // SECOND * SECOND + _mark(sha256)))


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
