"""From a file to the texts in it, for the local scan (R-S5).

What cannot be read is reported with a reason, never passed over: a report without findings must mean that there are none.
What a file is, its bytes say; the name decides only between kinds of plain text.
"""

from dataclasses import dataclass
from io import BytesIO
from opengov.disclosure.core.scan import Text
from opengov.disclosure.secrecy.readers_mail import read_mail
from opengov.disclosure.secrecy.readers_ofd import is_ofd
from opengov.disclosure.secrecy.readers_ofd import read_ofd
from opengov.disclosure.secrecy.readers_office import is_office
from opengov.disclosure.secrecy.readers_office import read_office
from opengov.disclosure.secrecy.readers_pdf import read_pdf
from opengov.disclosure.secrecy.readers_plain import read_html
from opengov.disclosure.secrecy.readers_plain import read_text
from opengov.disclosure.secrecy.readers_plain import read_xml
from opengov.disclosure.secrecy.readers_source import FILE_MAX
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import Unreadable
from opengov.disclosure.secrecy.readers_source import words
from opengov.disclosure.secrecy.readers_zip import nest_member
from opengov.disclosure.secrecy.readers_zip import Package
from typing import BinaryIO

import re


__all__ = ["FILE_MAX", "TOO_LARGE", "WORKER_MAX", "Reading", "read"]

#: Reason of a file that is too large for the request it comes with: it waits for the routine.
TOO_LARGE = "too_large"
#: Bytes; larger files are beyond the routine as well, and a person has to look at them.
WORKER_MAX = 200 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PLAIN = {
    **dict.fromkeys(
        ("txt", "csv", "tsv", "md", "log", "json", "ini", "text/plain", "text/csv", "text/markdown"), read_text
    ),
    **dict.fromkeys(("htm", "html", "xhtml", "text/html"), read_html),
    **dict.fromkeys(("xml", "text/xml", "application/xml"), read_xml),
}
_MAILS = words("eml mht mhtml message/rfc822")
_BINARY = words("docx docm dotx xlsx xlsm xltx pptx pptm ppsx ofd zip pdf")
_IMAGE_TYPES = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", re.S)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


@dataclass(frozen=True)
class Reading:
    """The texts of a file.

    :param texts: the name, the content, and what stands beside it.
    :param unread: pairs of place and reason code (``unread_texts.UNREAD_TEXTS``).
    """

    texts: tuple[Text, ...]
    unread: tuple[tuple[str, str], ...]


def read(
    name: str, content_type: str, stream: BinaryIO, size: int, place: str = "attachment", by_worker: bool = False
) -> Reading:
    """Read a file; never raises for what is in it.

    :param name: file name; it is a text itself.
    :param content_type: used when the name has no known ending.
    :param stream: seekable; it is not closed.
    :param size: bytes, as the caller knows it; the true size counts as well.
    :param place: place of the content, e.g. ``"attachment:3"``; the name is at ``attachment:3/name``.
    :param by_worker: whether nobody waits for the answer, so that larger files are read too.
    """
    harvest = Harvest()
    harvest.kept[f"{place}/name"] = ([name], 0)
    try:
        if max(size, stream.seek(0, 2)) > (WORKER_MAX if by_worker else FILE_MAX):
            raise Unreadable("beyond_limit" if by_worker else TOO_LARGE)
        _read(name, content_type, stream, place, harvest)
    except Unreadable as refusal:
        harvest.miss(place, refusal.reason)
    except OSError:
        harvest.miss(place, "broken")
    _read_nested(harvest)
    return Reading(harvest.texts(), tuple(harvest.unread))


def _read_nested(harvest: Harvest) -> None:
    """Read the files within the file, and those within them; one that is broken does not hide the others."""
    while harvest.nested:
        inner = harvest.nested.pop(0)
        harvest.depth = inner.depth
        harvest.kept[f"{inner.place}/name"] = ([inner.name], 0)
        try:
            _read(inner.name, "", BytesIO(inner.data), inner.place, harvest)
        except Unreadable as refusal:
            harvest.miss(inner.place, refusal.reason)


def _read(name: str, content_type: str, stream: BinaryIO, place: str, harvest: Harvest) -> None:
    stream.seek(0)
    start = stream.read(1024)
    if start.startswith(b"PK"):
        package = Package(stream, harvest.expanded)
        try:
            _read_package(package, place, harvest)
        finally:
            harvest.expanded = package.expanded
    elif b"%PDF-" in start:
        read_pdf(stream, place, harvest)
    else:
        _read_plain(name, content_type, start, stream, place, harvest)


def _read_package(package: Package, place: str, harvest: Harvest) -> None:
    if is_ofd(package):
        read_ofd(package, place, harvest)
    elif is_office(package):
        read_office(package, place, harvest)
    else:
        for name in package.names:
            nest_member(package, name, f"{place}/file", harvest)


def _read_plain(name: str, content_type: str, start: bytes, stream: BinaryIO, place: str, harvest: Harvest) -> None:
    ending = name.rpartition(".")[2].strip().lower() if "." in name else ""
    if start.startswith(_OLE):
        stream.seek(0)
        raise Unreadable("encrypted" if _ENCRYPTED_OFFICE in stream.read(FILE_MAX) else "old_office")
    if _IMAGE_TYPES.match(start):
        raise Unreadable("image")
    if start.startswith(_ARCHIVES):
        raise Unreadable("archive")
    if ending in _BINARY:
        raise Unreadable("broken")
    if {ending, content_type.partition(";")[0].strip().lower()} & _MAILS:
        read_mail(stream, place, harvest)
        return
    reader = _PLAIN.get(ending) or _PLAIN.get(content_type.partition(";")[0].strip().lower())
    if reader is None:
        raise Unreadable("unknown_type")
    stream.seek(0)
    reader(stream.read(FILE_MAX + 1), place, harvest)
