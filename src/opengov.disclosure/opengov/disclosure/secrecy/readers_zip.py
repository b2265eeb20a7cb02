"""A ZIP file that is opened with care: office files and OFD are ZIP files, and so are bombs.

Nothing is unpacked to disk. Every member is read as a stream, and what the headers say about sizes is not believed.
"""

from collections.abc import Iterator
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import parse_xml
from opengov.disclosure.secrecy.readers_source import Unreadable
from opengov.disclosure.secrecy.readers_source import XmlTarget
from typing import BinaryIO

import re
import struct
import zipfile
import zlib


MEMBERS_MAX = 3_000
DIRECTORY_MAX = 1024 * 1024  # bytes of the central directory
EXPANDED_MAX = 150 * 1024 * 1024  # bytes of all members read
RATIO_MAX = 200  # expanded to packed, from RATIO_FROM bytes on
RATIO_FROM = 4 * 1024 * 1024
_CHUNK = 64 * 1024
_TAIL = 22 + 65_535  # end record and the longest comment
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    NotImplementedError,
    RuntimeError,
)
_PATH = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]|\\")


class Package:
    """The members of a ZIP file.

    :param expanded: bytes that other packages around or beside it have already become.
    :ivar expanded: the same, with what was read of this one.
    :raises Unreadable: ``broken``, ``encrypted``, ``zip_limits``, ``member_path`` or ``member_twice``.
    """

    def __init__(self, stream: BinaryIO, expanded: int = 0) -> None:
        _check_directory_size(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
        except _BROKEN as error:
            raise Unreadable("broken") from error
        self.expanded = expanded
        self._infos = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        _check_members(self._zip.infolist())

    @property
    def names(self) -> list[str]:
        """Names of the members, in the order of the file."""
        return list(self._infos)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Read a member piece by piece.

        :raises Unreadable: ``broken`` or ``zip_limits``.
        """
        info = self._infos[name]
        done = 0
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    done += len(chunk)
                    self.expanded += len(chunk)
                    if self.expanded > EXPANDED_MAX or (
                        done > RATIO_FROM and done > RATIO_MAX * max(info.compress_size, 1)
                    ):
                        raise Unreadable("zip_limits")
                    yield chunk
        except _BROKEN as error:
            raise Unreadable("broken") from error

    def data(self, name: str) -> bytes:
        """All bytes of a member, within the limits of the file.

        :raises Unreadable: ``broken`` or ``zip_limits``.
        """
        return b"".join(self.chunks(name))

    def told_name(self, name: str) -> str:
        """The name of a member as it was meant: programs of our region write it in GB18030 without saying so."""
        if self._infos[name].flag_bits & 0x800:
            return name
        try:
            return name.encode("cp437").decode("gb18030")
        except UnicodeError:
            return name

    def first_bytes(self, name: str, count: int = 64) -> bytes:
        """The first bytes of a member, at most 64 KiB."""
        return next(self.chunks(name), b"")[:count]

    def parse(self, name: str, target: XmlTarget) -> None:
        """Feed an XML member to a target."""
        parse_xml(self.chunks(name), target)


def nest_member(package: Package, name: str, place: str, harvest: Harvest) -> None:
    """Let a member be read as a file within the file; one that is broken, or too much, is reported."""
    if harvest.is_full:
        harvest.miss(place, "too_many_files")
        return
    try:
        data = package.data(name)
    except Unreadable as refusal:
        harvest.miss(place, refusal.reason)
        return
    harvest.nest(place, package.told_name(name), data)


def _check_directory_size(stream: BinaryIO) -> None:
    """Look at the end record before ``zipfile`` loads the whole directory into memory; ZIP64 is not needed below 20 MB."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL - 20))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Unreadable("broken")
    members, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if directory > DIRECTORY_MAX or members > MEMBERS_MAX or tail[max(0, at - 20) :].startswith(b"PK\x06\x07"):
        raise Unreadable("zip_limits")


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MEMBERS_MAX or sum(info.file_size for info in infos) > EXPANDED_MAX:
        raise Unreadable("zip_limits")
    if any(_PATH.search(info.orig_filename) for info in infos):
        raise Unreadable("member_path")
    if len({info.filename.lower() for info in infos}) < len(infos):
        raise Unreadable("member_twice")
    if any(info.flag_bits & 0x1 for info in infos):
        raise Unreadable("encrypted")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise Unreadable("broken")
