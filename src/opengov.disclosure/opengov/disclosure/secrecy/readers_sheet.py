"""The sheets of an Excel file (xlsx): shown, hidden and very hidden, with formulas, headers and strings nobody uses."""

from opengov.disclosure.core.scan import HEAD_LINES
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import Lines
from opengov.disclosure.secrecy.readers_source import local
from opengov.disclosure.secrecy.readers_source import TEXT_MAX
from opengov.disclosure.secrecy.readers_source import Unreadable
from opengov.disclosure.secrecy.readers_source import XmlTarget
from opengov.disclosure.secrecy.readers_zip import Package

import posixpath
import re


_SHEET = re.compile(r"^xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.xml$", re.I)
_SHARED = re.compile(r"^xl/sharedStrings\d*\.xml$", re.I)
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z])')


def read_sheets(package: Package, place: str, harvest: Harvest) -> set[str]:
    """Read the sheets and the shared strings; return the names of the parts that are done.

    :raises Unreadable: ``unknown_type`` for a binary workbook (xlsb).
    """
    if any(name.lower() == "xl/workbook.bin" for name in package.names):
        raise Unreadable("unknown_type")
    shared = SharedStrings()
    parts = [name for name in package.names if _SHARED.match(name)]
    for name in parts:
        package.parse(name, shared)
    known = _known_sheets(package)
    sheets = {name for name in package.names if _SHEET.match(name)}
    in_order = [*(name for name in known if name in sheets), *sorted(sheets - set(known))]
    for number, name in enumerate(in_order, 1):
        hidden = "hidden-" if known.get(name, "orphan") != "visible" else ""
        _read_sheet(package, name, shared, f"{place}/{hidden}sheet:{number}", harvest)
    unused = [text for index, text in enumerate(shared.strings) if index not in shared.used]
    harvest.add_lines(f"{place}/unused-strings", unused)
    return {*sheets, *parts}


def _read_sheet(package: Package, name: str, shared: "SharedStrings", place: str, harvest: Harvest) -> None:
    sheet = Sheet(shared)
    package.parse(name, sheet)
    harvest.add_lines(place, sheet.lines, HEAD_LINES)
    harvest.add_lines(f"{place}/headers", sheet.headers, HEAD_LINES)
    harvest.add_lines(f"{place}/formulas", sheet.formulas)
    harvest.add_lines(f"{place}/attributes", sheet.said)


def _known_sheets(package: Package) -> dict[str, str]:
    """Part name to state (visible, hidden, veryHidden), in the order of the workbook."""
    workbook = Workbook()
    for name in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
        if name in package.names:
            package.parse(name, workbook)
    return {workbook.targets[key]: state for key, state in workbook.states.items() if key in workbook.targets}


class Workbook(XmlTarget):
    """Which sheet is which part, and whether it is shown."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.states: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            path = posixpath.join("/xl", attributes.get("Target", ""))
            self.targets[attributes.get("Id", "")] = posixpath.normpath(path).lstrip("/")
        elif local(tag) == "sheet":
            relation = next((value for name, value in attributes.items() if name.endswith("}id")), "")
            self.states[relation] = attributes.get("state", "visible")


class SharedStrings(XmlTarget):
    """The strings that cells refer to by number."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.used: set[int] = set()
        self._pieces: list[str] = []
        self._in_text = False
        self._size = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._in_text = local(tag) == "t"

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)
            self._size += len(text)
        if self._size > TEXT_MAX:
            raise Unreadable("too_much_text")

    def end(self, tag: str) -> None:
        self._in_text = False
        if local(tag) == "si":
            self.strings.append("".join(self._pieces))
            self._pieces.clear()

    def get(self, index: str) -> str:
        """The string of a cell; empty when there is none of that number."""
        if not index.isdecimal() or len(index) > 9 or int(index) >= len(self.strings):
            return ""
        self.used.add(int(index))
        return self.strings[int(index)]


class Sheet(Lines):
    """Rows as lines, cells separated by tabs."""

    def __init__(self, shared: SharedStrings) -> None:
        super().__init__()
        self.headers: list[str] = []
        self.formulas: list[str] = []
        self._shared = shared
        self._cells: list[str] = []
        self._by_number = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            self._by_number = attributes.get("t") == "s"
            self.buffer.clear()
        elif name != "v":  # most elements of a workbook are these two
            super().start(tag, attributes)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "v":
            self._take_value()
            return
        if name == "c":
            self._move_to(self._cells)
            return
        if name in ("f", "formula", "formula1", "formula2"):
            self._move_to(self.formulas)
        elif name.endswith(("Header", "Footer")):
            self.buffer[:] = [_HEADER_CODE.sub("\n", "".join(self.buffer))]
            self._move_to(self.headers)
        elif name == "row":
            self.lines.append("\t".join(self._cells))
            self._cells.clear()
        super().end(tag)

    def flush(self) -> None:
        self._move_to(self._cells if self._cells else self.lines)

    def _take_value(self) -> None:
        text = "".join(self.buffer)
        if self._by_number:
            text = self._shared.get(text)
            self.count(text)
        self.buffer[:] = [text]
        self._move_to(self._cells)

    def _move_to(self, lines: list[str]) -> None:
        if text := "".join(self.buffer):
            lines.append(text)
        self.buffer.clear()
