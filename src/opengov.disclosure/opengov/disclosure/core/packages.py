"""Sealed packages: a fixed list of files as a stored ZIP whose every byte is known in advance (R-T4).

The sealed list (:class:`Entry` items in order) is independent of the way it is written down. :func:`layout` places it in a
ZIP without compression, so that the length is known, any range can be served without building the package, and the same
list always gives the same bytes. ZIP64 structures appear only where a size, an offset or the number of entries needs them:
receiving systems exist that refuse them (DA/T 93 parsers).
"""

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem

import re
import struct


LIMIT_32 = 0xFFFFFFFF
LIMIT_16 = 0xFFFF
#: 1 January 1980, 00:00: the earliest a ZIP can say. A real time would make the same content differ.
DOS_TIME = 0
DOS_DATE = 0x0021
#: File names are UTF-8 (general purpose bit 11).
UTF8_FLAG = 0x0800
PLAIN_VERSION = 20
ZIP64_VERSION = 45
UNIX = 3
REGULAR_FILE = 0o100644
#: The longest path, in bytes, that file systems of receivers can be trusted to unpack.
LONGEST_PATH = 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a sealed list.

    :param path: path inside the package, with ``/``; relative, without ``..``.
    :param size: length in bytes.
    :param crc32: CRC-32 of the bytes.
    :param sha256: SHA-256, 64 hexadecimal digits.
    :param sm3: SM3, 64 hexadecimal digits.
    :param source: key of where the bytes lie; its meaning is the keeper's.
    :param offset: where in the source the bytes begin.
    """

    path: str
    size: int
    crc32: int
    sha256: str
    sm3: str
    source: str
    offset: int = 0

    def plain(self) -> tuple[str, int, int, str, str, str, int]:
        """Its fields in order, as they are stored."""
        return self.path, self.size, self.crc32, self.sha256, self.sm3, self.source, self.offset


@dataclass(frozen=True, slots=True)
class Literal:
    """Bytes of the container itself: headers and the directory at its end."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Extract:
    """A stretch of an entry's bytes: ``size`` bytes from ``start``, counted within the entry."""

    entry: Entry
    start: int
    size: int


@dataclass(frozen=True)
class ZipLayout:
    """Where every byte of a package comes from.

    :param pieces: literals and whole entries in order.
    :param starts: offset of each piece.
    :param length: length of the package in bytes.
    """

    pieces: tuple[Literal | Extract, ...]
    starts: tuple[int, ...]
    length: int


def entry_of(path: str, data: bytes, source: str, offset: int = 0) -> Entry:
    """Return the entry of bytes at hand."""
    found = digest_stream(path, [data])
    return Entry(path, found.size, found.crc32, found.sha256, found.sm3, source, offset)


def payload_name(number: int, original: str) -> str:
    """Return a safe name for the n-th attachment, e.g. ``p000001.pdf``.

    Tools of archives do not agree on how to write ``%``, spaces or Chinese in a path: the original name is metadata.
    """
    found = re.fullmatch(r".+\.([A-Za-z0-9]{1,8})", original, re.DOTALL)
    return f"p{number:06d}.{found[1].lower()}" if found else f"p{number:06d}"


def path_problems(paths: Iterable[str]) -> list[Problem]:
    """List the paths that a receiver could not unpack safely, or that two entries share."""
    problems = []
    seen: set[str] = set()
    for path in paths:
        if not _is_safe(path):
            problems.append(Problem("package_path_unsafe", "R-T4", "path", params={"path": path}))
        elif path.casefold() in seen:
            problems.append(Problem("package_path_twice", "R-T4", "path", params={"path": path}))
        seen.add(path.casefold())
    return problems


def layout(entries: Sequence[Entry], root: str) -> ZipLayout:
    """Place a sealed list in a stored ZIP under one root folder.

    :param entries: the sealed list; its order is the order in the package.
    :param root: name of the folder that everything lies in.
    :raises RuleBroken: when a path is unsafe or occurs twice (R-T4).
    """
    enforce(path_problems(f"{root}/{entry.path}" for entry in entries))
    found, starts, offset = [], [], 0
    for piece in pieces(entries, root):
        found.append(piece)
        starts.append(offset)
        offset += _size(piece)
    return ZipLayout(tuple(found), tuple(starts), offset)


def pieces(entries: Iterable[Entry], root: str) -> Iterator[Literal | Extract]:
    """Yield the stored ZIP of a sealed list from its first byte to its last; of the list only the directory is kept.

    :param entries: as for :func:`layout`, whose check of the paths is the caller's here.
    """
    directory, offset, count = bytearray(), 0, 0
    for entry in entries:
        name = f"{root}/{entry.path}".encode()
        header = _local_header(entry, name)
        directory += _directory_record(entry, name, offset)
        yield Literal(header)
        yield Extract(entry, 0, entry.size)
        offset += len(header) + entry.size
        count += 1
    yield Literal(bytes(directory) + _end_records(count, len(directory), offset))


def segments(plan: ZipLayout, start: int, stop: int) -> Iterator[Literal | Extract]:
    """Yield where the bytes from ``start`` up to, not including, ``stop`` come from, in order.

    :raises ValueError: when the range is not inside the package.
    """
    if not 0 <= start <= stop <= plan.length:
        raise ValueError(f"range {start}-{stop} outside a package of {plan.length} bytes")
    index = bisect_right(plan.starts, start) - 1
    while start < stop:
        piece = plan.pieces[index]
        skipped = start - plan.starts[index]
        size = min(_size(piece) - skipped, stop - start)
        if size > 0:
            yield _part(piece, skipped, size)
        start += size
        index += 1


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or re.search(r"[\x00-\x1f\x7f\\:]", path):
        return False
    return len(path.encode()) <= LONGEST_PATH


def _size(piece: Literal | Extract) -> int:
    return len(piece.data) if isinstance(piece, Literal) else piece.size


def _part(piece: Literal | Extract, start: int, size: int) -> Literal | Extract:
    if isinstance(piece, Literal):
        return Literal(piece.data[start : start + size])
    return Extract(piece.entry, start, size)


def _zip64_extra(*values: int) -> bytes:
    """The extra field that holds those values that do not fit into 32 bits."""
    large = [value for value in values if value >= LIMIT_32]
    return struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""


def _clipped(value: int) -> int:
    return min(value, LIMIT_32)


def _local_header(entry: Entry, name: bytes) -> bytes:
    extra = _zip64_extra(entry.size, entry.size)
    version = ZIP64_VERSION if extra else PLAIN_VERSION
    size = _clipped(entry.size)
    fields = (version, UTF8_FLAG, 0, DOS_TIME, DOS_DATE, entry.crc32, size, size, len(name), len(extra))
    return b"PK\x03\x04" + struct.pack("<5H3L2H", *fields) + name + extra


def _directory_record(entry: Entry, name: bytes, offset: int) -> bytes:
    extra = _zip64_extra(entry.size, entry.size, offset)
    version = ZIP64_VERSION if extra else PLAIN_VERSION
    size = _clipped(entry.size)
    head = (UNIX << 8 | version, version, UTF8_FLAG, 0, DOS_TIME, DOS_DATE, entry.crc32, size, size)
    tail = (len(name), len(extra), 0, 0, 0, REGULAR_FILE << 16, _clipped(offset))
    return b"PK\x01\x02" + struct.pack("<6H3L5H2L", *head, *tail) + name + extra


def _end_records(count: int, size: int, offset: int) -> bytes:
    """The end of the central directory, preceded by its ZIP64 form where numbers need it."""
    large = b""
    if count >= LIMIT_16 or size >= LIMIT_32 or offset >= LIMIT_32:
        version = UNIX << 8 | ZIP64_VERSION
        fields = (44, version, ZIP64_VERSION, 0, 0, count, count, size, offset)
        large = b"PK\x06\x06" + struct.pack("<Q2H2L4Q", *fields)
        large += b"PK\x06\x07" + struct.pack("<LQL", 0, offset + size, 1)
    short = min(count, LIMIT_16)
    return large + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, short, short, _clipped(size), _clipped(offset), 0)
