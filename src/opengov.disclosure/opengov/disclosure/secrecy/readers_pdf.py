"""PDF files, read with pypdf: text of the pages, notes, form fields, bookmarks and metadata.

A page that is only a picture has not been read, and neither has a file within the file.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core.scan import HEAD_LINES
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import Lines
from opengov.disclosure.secrecy.readers_source import parse_xml
from opengov.disclosure.secrecy.readers_source import Unreadable
from pypdf import PageObject
from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.errors import FileNotDecryptedError
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject
from pypdf.generic import StreamObject
from typing import Any
from typing import BinaryIO

import re
import struct
import zlib


PAGES_MAX = 1_000
_OUTLINES_MAX = 10_000
_SCANNED_BELOW = 20  # characters on a page with a picture: a page number, a stamp
_LATER_HEAD_LINES = 1  # a second document in one file begins on a new page
_PROPERTY_LINES = 1_000
_PAINTS = re.compile(rb"(?:^|\s)(?:Do|f\*?|F|B\*?|b\*?|S|s|sh|Tj|TJ|EI)(?=\s|$)")
_SHOWN = ("/Contents", "/RC", "/T", "/TU", "/V", "/DV", "/Subj")
# What pypdf raises for files that are not as they should be.
_BROKEN = (
    PyPdfError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError, AssertionError, OSError,
    EOFError, MemoryError, struct.error, zlib.error,
)  # fmt: skip


def read_pdf(stream: BinaryIO, place: str, harvest: Harvest) -> None:
    """Read a PDF file.

    :raises Unreadable: ``encrypted`` or ``broken``.
    """
    stream.seek(0)
    try:
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        _read_document(reader, place, harvest)
    except (DependencyError, FileNotDecryptedError) as error:
        raise Unreadable("encrypted") from error
    except _BROKEN as error:
        raise Unreadable("broken") from error


def _read_document(reader: PdfReader, place: str, harvest: Harvest) -> None:
    root = reader.root_object
    _read_metadata(reader, root, place, harvest)
    form = _get(root, "/AcroForm")
    if isinstance(form, DictionaryObject):
        harvest.add_lines(f"{place}/form", _field_texts(form))
        if "/XFA" in form:
            harvest.miss(f"{place}/form", "form")
    names = _get(root, "/Names")
    if "/EmbeddedFiles" in (names or ()) or "/AF" in root or "/Collection" in root:
        _read_embedded(reader, place, harvest)
    harvest.add_lines(f"{place}/bookmarks", _bookmarks(_get(root, "/Outlines")))
    for number, page in enumerate(reader.pages, 1):
        if number > PAGES_MAX:
            harvest.miss(place, "too_many_pages")
            return
        _read_page(page, f"{place}/page:{number}", HEAD_LINES if number == 1 else _LATER_HEAD_LINES, place, harvest)


def _read_embedded(reader: PdfReader, place: str, harvest: Harvest) -> None:
    """Read the files the PDF carries; when it says it has some and none is found, or one is broken, that is reported."""
    known = harvest.nested_files
    try:
        for name, contents in reader.attachments.items():
            for data in contents:
                harvest.nest(f"{place}/embedded", name, data)
    except _BROKEN:
        harvest.miss(f"{place}/embedded", "broken")
    if harvest.nested_files == known:
        harvest.miss(f"{place}/embedded", "embedded_object")


def _read_page(page: PageObject, where: str, head_lines: int, place: str, harvest: Harvest) -> None:
    """Read a page; what is broken on it does not hide the others."""
    try:
        text = page.extract_text() or ""
        notes, attached = _annotations(page)
        pictures = _has_pictures(page)
        paints = len(text.split()) > 0 or _paints(page)
    except _BROKEN:
        harvest.miss(where, "broken")
        return
    harvest.add(where, text, head_lines)
    harvest.add_lines(f"{where}/annotations", notes)
    if attached:
        harvest.miss(f"{place}/embedded", "embedded_object")
    if len("".join(text.split())) < (_SCANNED_BELOW if pictures else 1) and paints:
        harvest.miss(where, "image_only")
    elif pictures:
        harvest.miss(f"{place}/images", "image")


def _annotations(page: PageObject) -> tuple[list[str], bool]:
    notes: list[str] = []
    attached = False
    for reference in _get(page, "/Annots") or ():
        annotation = reference.get_object()
        attached = attached or annotation.get("/Subtype") in ("/FileAttachment", "/RichMedia", "/Movie", "/Sound")
        notes += _shown(annotation)
        action = _get(annotation, "/A")
        if isinstance(action, DictionaryObject) and "/URI" in action:
            notes.append(_plain(action["/URI"]))
    return notes, attached


def _has_pictures(page: PageObject) -> bool:
    resources = _get(page, "/Resources")
    objects = _get(resources, "/XObject") if isinstance(resources, DictionaryObject) else None
    found = [_get(objects, name) for name in objects] if isinstance(objects, DictionaryObject) else []
    return any(isinstance(item, DictionaryObject) and item.get("/Subtype") == "/Image" for item in found)


def _paints(page: PageObject) -> bool:
    contents = page.get_contents()
    return contents is not None and _PAINTS.search(contents.get_data()) is not None


def _read_metadata(reader: PdfReader, root: DictionaryObject, place: str, harvest: Harvest) -> None:
    info: Mapping[str, Any] = reader.metadata or {}
    harvest.add_lines(f"{place}/properties", (f"{key[1:]}: {_plain(info[key])}" for key in info), _PROPERTY_LINES)
    metadata = _get(root, "/Metadata")
    if isinstance(metadata, StreamObject):
        lines = Lines()
        parse_xml([metadata.get_data()], lines)
        harvest.add_lines(f"{place}/xmp", [*lines.lines, *lines.said])


def _field_texts(form: DictionaryObject) -> Iterator[str]:
    """Names and values of form fields, also of those no page shows."""
    waiting, seen = list(_get(form, "/Fields") or ()), 0
    while waiting and seen < _OUTLINES_MAX:
        field = waiting.pop().get_object()
        seen += 1
        yield from _shown(field)
        waiting += _get(field, "/Kids") or ()


def _bookmarks(outlines: Any) -> Iterator[str]:
    waiting, seen = [outlines], 0
    while waiting and seen < _OUTLINES_MAX:
        item = waiting.pop()
        seen += 1
        if isinstance(item, DictionaryObject):
            if "/Title" in item:
                yield _plain(item["/Title"])
            waiting += [_get(item, "/Next"), _get(item, "/First")]


def _shown(item: DictionaryObject) -> list[str]:
    return [_plain(item[key]) for key in _SHOWN if key in item]


def _get(item: DictionaryObject, key: str) -> Any:
    value = item.get(key)
    return value.get_object() if value is not None else None


def _plain(value: Any) -> str:
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, StreamObject):
        return value.get_data().decode("utf-8", "replace")
    if isinstance(value, list):
        return "\n".join(_plain(item) for item in value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
