"""File formats an office hands over: what they are called, how they begin, and which of them last (GB/T 18894, GB/T 33190).

A small map of our own: the formats that documents and attachments really have. What is not in it is said to be unknown, not
guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


ZIP = b"PK\x03\x04"
#: Old Office files and, under a new extension, encrypted new ones.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Bytes of a file's beginning that are enough for every format here.
HEAD = 4096


@dataclass(frozen=True)
class FileFormat:
    """One format.

    :param key: short name in code.
    :param name: what it is called in descriptions.
    :param extensions: lower case, without the dot; the usual one first.
    :param media_types: the registered one first.
    :param starts: how a file may begin; none for plain text.
    :param member: for those in a ZIP, a member that must be there.
    :param durable: whether archives keep it as it is; others are to be converted.
    """

    key: str
    name: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    starts: tuple[bytes, ...] = ()
    member: str = ""
    durable: bool = True


_OOXML = "application/vnd.openxmlformats-officedocument"
_ALL = (
    FileFormat("pdf", "PDF", ("pdf",), ("application/pdf",), (b"%PDF",)),
    FileFormat("ofd", "OFD", ("ofd",), ("application/ofd",), (ZIP,), "OFD.xml"),
    FileFormat(
        "docx",
        "DOCX",
        ("docx",),
        (f"{_OOXML}.wordprocessingml.document",),
        (ZIP,),
        "word/document.xml",
        durable=False,
    ),
    FileFormat("xlsx", "XLSX", ("xlsx",), (f"{_OOXML}.spreadsheetml.sheet",), (ZIP,), "xl/workbook.xml", durable=False),
    FileFormat(
        "pptx",
        "PPTX",
        ("pptx",),
        (f"{_OOXML}.presentationml.presentation",),
        (ZIP,),
        "ppt/presentation.xml",
        durable=False,
    ),
    FileFormat("doc", "DOC", ("doc", "wps"), ("application/msword",), (COMPOUND,), durable=False),
    FileFormat("xls", "XLS", ("xls", "et"), ("application/vnd.ms-excel",), (COMPOUND,), durable=False),
    FileFormat("rtf", "RTF", ("rtf",), ("application/rtf", "text/rtf"), (b"{\\rtf",)),
    FileFormat("jpeg", "JPEG", ("jpg", "jpeg"), ("image/jpeg",), (b"\xff\xd8\xff",)),
    FileFormat("png", "PNG", ("png",), ("image/png",), (b"\x89PNG\r\n\x1a\n",)),
    FileFormat("tiff", "TIFF", ("tif", "tiff"), ("image/tiff",), (b"II*\x00", b"MM\x00*")),
    FileFormat("gif", "GIF", ("gif",), ("image/gif",), (b"GIF87a", b"GIF89a"), durable=False),
    FileFormat("bmp", "BMP", ("bmp",), ("image/bmp", "image/x-ms-bmp"), (b"BM",), durable=False),
    FileFormat("html", "HTML", ("html", "htm"), ("text/html",)),
    FileFormat("xml", "XML", ("xml",), ("application/xml", "text/xml")),
    FileFormat("json", "JSON", ("json",), ("application/json",)),
    FileFormat("csv", "CSV", ("csv",), ("text/csv",)),
    FileFormat("txt", "TXT", ("txt",), ("text/plain",)),
    FileFormat("zip", "ZIP", ("zip",), ("application/zip",), (ZIP,), durable=False),
    FileFormat(
        "rar",
        "RAR",
        ("rar",),
        ("application/vnd.rar",),
        (b"Rar!\x1a\x07",),
        durable=False,
    ),
    FileFormat("7z", "7Z", ("7z",), ("application/x-7z-compressed",), (b"7z\xbc\xaf\x27\x1c",), durable=False),
    FileFormat("gzip", "GZIP", ("gz", "tgz"), ("application/gzip",), (b"\x1f\x8b",), durable=False),
)
FORMATS: Mapping[str, FileFormat] = MappingProxyType({one.key: one for one in _ALL})
#: Formats that only wrap other files. An archives wants what is inside (电子档案移交与接收办法); of private ones nothing at all.
WRAPPERS = frozenset({"zip", "gzip"})
PRIVATE = frozenset({"rar", "7z"})
#: Byte order marks: a text that begins so may hold zero bytes.
_MARKS = (b"\xff\xfe", b"\xfe\xff")

_BY_EXTENSION = {extension: one for one in _ALL for extension in one.extensions}
#: What no text begins with; two letters alone prove nothing.
_BINARY = tuple(start for one in _ALL for start in one.starts if one.key not in ("bmp", "rtf"))
_BY_MEDIA_TYPE = {media_type: one for one in _ALL for media_type in one.media_types}


def extension(name: str) -> str:
    """The extension of a file name in lower case, without the dot; empty when it has none."""
    stem, dot, found = name.rpartition(".")
    return found.lower() if dot and stem and found.isascii() and found.isalnum() else ""


def declared(name: str, media_type: str) -> FileFormat | None:
    """The format a file says it has: by its extension, else by its media type."""
    plain = media_type.partition(";")[0].strip().lower()
    return _BY_EXTENSION.get(extension(name)) or _BY_MEDIA_TYPE.get(plain)


def described(name: str, media_type: str) -> str:
    """格式信息 as DA/T 46-2009 M47 has it, e.g. ``格式名称:PDF,MIME媒体类型:application/pdf``; empty when nothing is known."""
    known = declared(name, media_type)
    told = media_type.strip() or (known.media_types[0] if known else "")
    words = [f"格式名称:{known.name}"] if known else []
    return ",".join([*words, f"MIME媒体类型:{told}"] if told else words)


def begins_as(one: FileFormat, head: bytes) -> bool:
    """Whether the first bytes of a file fit a format; plain text must not begin as anything else, nor hold a zero byte.

    :param head: at least :data:`HEAD` bytes, or all of a shorter file.
    """
    if one.starts:
        return head.startswith(one.starts)
    if head.startswith(_MARKS):
        return True
    return b"\x00" not in head and not head.startswith(_BINARY)


def is_locked(known: FileFormat | None, head: bytes) -> bool:
    """Whether a new Office file was encrypted: it is an old compound file then."""
    return known is not None and known.member.endswith(".xml") and known.starts == (ZIP,) and head.startswith(COMPOUND)
