"""What can be seen of a content file without opening it as its programs do: size, beginning, what lies in it, whether locked."""

from opengov.disclosure.core import formats
from opengov.disclosure.core.recordchecks import FileFacts
from opengov.disclosure.transfer.interfaces import PayloadFile
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

import hashlib
import io
import re
import zipfile


#: Bytes at each end of a PDF in which its trailers stand.
TRAILERS = 1 << 20
#: A larger ZIP is not looked into: its directory alone could fill the memory.
LARGEST_ZIP = 1 << 31
IN_MEMORY = CHUNK = 1 << 20
_ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")


def look_at(file: PayloadFile, packed: bool = True, linked: bool = True, told: int | None = None) -> FileFacts:
    """See what a file is.

    :param packed: see ``FileFacts``; so for the others.
    """
    with file.open() as opened:
        if opened.seekable():
            return _seen(file, opened, packed, linked, told)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
            copyfileobj(opened, copy)
            return _seen(file, copy, packed, linked, told)


def is_intact(file: PayloadFile) -> bool:
    """Whether its bytes are still those that were sealed."""
    with file.open() as stream:
        found = hashlib.sha256()
        while chunk := stream.read(CHUNK):
            found.update(chunk)
    return found.hexdigest() == file.entry.sha256


def _seen(file: PayloadFile, stream: BinaryIO, packed: bool, linked: bool, told: int | None) -> FileFacts:
    stream.seek(0)
    head = stream.read(formats.HEAD)
    size = stream.seek(0, io.SEEK_END)
    members, locked = _members(stream, size) if head.startswith(formats.ZIP) else (None, False)
    known = formats.declared(file.name, file.media_type)
    encrypted = locked or formats.is_locked(known, head) or (head.startswith(b"%PDF") and _is_encrypted(stream, size))
    return FileFacts(
        name=file.name,
        media_type=file.media_type,
        size=file.entry.size,
        found=size,
        head=head,
        members=members,
        encrypted=encrypted,
        packed=packed,
        linked=linked,
        told=told,
    )


def _members(stream: BinaryIO, size: int) -> tuple[frozenset[str] | None, bool]:
    """Names in a ZIP, and whether one of them is encrypted; None for what cannot be read."""
    if size > LARGEST_ZIP:
        return None, False
    try:
        with zipfile.ZipFile(stream) as opened:
            infos = opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        return None, False
    return frozenset(info.filename for info in infos), any(info.flag_bits & 1 for info in infos)


def _is_encrypted(stream: BinaryIO, size: int) -> bool:
    stream.seek(0)
    if _ENCRYPTED_PDF.search(stream.read(TRAILERS)):
        return True
    stream.seek(max(0, size - TRAILERS))
    return _ENCRYPTED_PDF.search(stream.read(TRAILERS)) is not None
