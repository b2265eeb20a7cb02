"""Word, Excel and PowerPoint files (OOXML: docx, xlsx, pptx), read part by part.

Libraries made for editing leave out what leaks most: comments, deleted text that is still there, hidden sheets, caches of
tables that were removed. Here every part is read, known or not; what is not XML is reported.
"""

from opengov.disclosure.core.scan import HEAD_LINES
from opengov.disclosure.secrecy.readers_sheet import read_sheets
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import Lines
from opengov.disclosure.secrecy.readers_source import local
from opengov.disclosure.secrecy.readers_source import Properties
from opengov.disclosure.secrecy.readers_source import words
from opengov.disclosure.secrecy.readers_source import XmlTarget
from opengov.disclosure.secrecy.readers_zip import nest_member
from opengov.disclosure.secrecy.readers_zip import Package

import re


CONTENT_TYPES = "[Content_Types].xml"
_IMAGES = words("png jpg jpeg jfif gif bmp dib tif tiff emf wmf emz wmz webp ico wdp eps pct pict jp2")
_HARMLESS = re.compile(
    r"\.(?:odttf|ttf|otf|fntdata)$|printerSettings\d*\.bin$|^docProps/thumbnail\.(?:jpe?g|png)$", re.I
)
_MACRO = re.compile(r"vbaProject.*\.bin$|vbaData\.xml$", re.I)
# Part name -> last piece of the place, and how many of its lines are a head.
_PARTS: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(pattern, re.I), kind, head)
    for pattern, kind, head in (
        (r"^word/document\d*\.xml$", "", HEAD_LINES),
        (r"^ppt/slides/slide(\d+)\.xml$", "slide", HEAD_LINES),
        (r"\.rels$", "links", 0),
        (r"^word/header(\d*)\.xml$", "header", HEAD_LINES),
        (r"^word/footer(\d*)\.xml$", "footer", HEAD_LINES),
        (r"^word/(?:foot|end)notes\.xml$|notesSlides/notesSlide(\d+)\.xml$", "notes", 0),
        (r"^(?:word|xl|ppt)/(?:comments/|threadedComments/)?[a-z]*comments?[a-z]*(\d*)[^/]*\.xml$", "comments", 0),
        (r"^docProps/", "properties", 1_000),
        (r"^customXml/", "custom-xml", 0),
        (r"^xl/pivotCache/", "pivot-cache", 0),
        (r"^xl/externalLinks/", "external-data", 0),
        (r"^xl/revisions/", "revisions", 0),
        (r"^xl/workbook\.xml$", "workbook", 0),
        (r"/(?:charts|chartEx|diagrams|drawings)/", "drawings", 0),
        (r"", "other", 0),
    )
)


def is_office(package: Package) -> bool:
    """Whether the ZIP file is an OOXML package."""
    return CONTENT_TYPES in package.names


def read_office(package: Package, place: str, harvest: Harvest) -> None:
    """Read every part of an OOXML package.

    :raises Unreadable: when the file as a whole cannot be read.
    """
    done = read_sheets(package, place, harvest)
    for name in package.names:
        if name in done or name == CONTENT_TYPES or _HARMLESS.search(name):
            continue
        suffix = name.rpartition(".")[2].lower()
        if _MACRO.search(name):
            harvest.miss(f"{place}/macros", "macros")
        elif suffix in _IMAGES:
            harvest.miss(f"{place}/images", "image")
        elif suffix in ("xml", "rels", "vml", "svg") or _is_xml(package, name):
            _read_part(package, name, place, harvest)
        else:
            nest_member(package, name, f"{place}/embedded", harvest)


def _is_xml(package: Package, name: str) -> bool:
    return package.first_bytes(name).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")


def _read_part(package: Package, name: str, place: str, harvest: Harvest) -> None:
    kind, number, head = _part(name)
    lines = _TARGETS.get(kind, Paragraphs)()
    package.parse(name, lines)
    where = "/".join(filter(None, (place, kind))) + (f":{number}" if number else "")
    harvest.add_lines(where, lines.lines, head)
    harvest.add_lines(f"{where}/attributes", lines.said)
    if isinstance(lines, Paragraphs):
        harvest.add_lines(f"{where}/revisions", lines.before)


def _part(name: str) -> tuple[str, str, int]:
    for pattern, kind, head in _PARTS:
        if match := pattern.search(name):
            return kind, "".join(filter(None, match.groups())), head
    raise LookupError(name)


class Paragraphs(Lines):
    """Paragraphs with their runs joined. Deleted text is kept apart, as it read before: spelled in one line with what
    replaced it, neither number would be found."""

    SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    DELETED = frozenset({"del", "moveFrom"})
    INSERTED = frozenset({"ins", "moveTo"})

    def __init__(self) -> None:
        super().__init__()
        self.before: list[str] = []
        self._outer: list[tuple[list[str], list[str], bool]] = []  # paragraphs around a text box
        self._old: list[str] = []
        self._changed = False
        self._deleted = self._inserted = self._fallback = 0
        self._in_choice: set[str] = set()
        self._choice = 0
        self._rows: list[list[list[str]]] = []  # rows of nested tables: cells: lines

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "p":
            self._outer.append((self.buffer, self._old, self._changed))
            self.buffer, self._old, self._changed = [], [], False
        super().start(tag, attributes)
        self._nest(name, 1)
        if name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append([])

    def end(self, tag: str) -> None:
        name = local(tag)
        self._nest(name, -1)
        if name in self.SIGNS:
            self._append(self.SIGNS[name])
        super().end(tag)
        if name == "p" and self._outer:
            self.buffer, self._old, self._changed = self._outer.pop()
        elif name == "tr" and self._rows:
            self._keep("\t".join("\n".join(cell) for cell in self._rows.pop()))

    def data(self, text: str) -> None:
        known = len(self.buffer)
        super().data(text)
        if len(self.buffer) > known:
            self._append(self.buffer.pop())

    def flush(self) -> None:
        line, old = "".join(self.buffer), "".join(self._old)
        self.buffer, self._old = [], []
        if self._changed and old.strip():
            self.before.append(old)
        self._changed = False
        if not line.strip() or (self._fallback and line in self._in_choice):
            return  # the fallback for old programs repeats the text box
        if self._choice:
            self._in_choice.add(line)
        self._keep(line)

    def _keep(self, line: str) -> None:
        """A row of a table is a line; a cell may hold several."""
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(line)
        else:
            self.lines.append(line)

    def _append(self, text: str) -> None:
        if not self._deleted:
            self.buffer.append(text)
        if not self._inserted:
            self._old.append(text)
        self._changed = self._changed or bool(self._deleted or self._inserted)

    def _nest(self, name: str, step: int) -> None:
        if name in self.DELETED:
            self._deleted += step
        elif name in self.INSERTED:
            self._inserted += step
        elif name == "Fallback":
            self._fallback += step
        elif name == "Choice":
            self._choice += step


class Links(XmlTarget):
    """Targets outside the file: web addresses, ``tel:`` and ``mailto:``."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.said: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            self.lines.append(attributes.get("Target", ""))


_TARGETS: dict[str, type[Lines] | type[Links]] = {"properties": Properties, "links": Links}
