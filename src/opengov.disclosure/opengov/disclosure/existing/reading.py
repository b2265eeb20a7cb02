"""Lists as they come: XLSX and CSV, read row by row; nothing in a cell is ever worked out (R-X2)."""

from collections.abc import Iterator
from opengov.disclosure.core import existing
from opengov.disclosure.core.listed_files import CLAUSE
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from typing import IO

import csv
import io
import zipfile
import zlib


#: Bytes of a list, and of one that is unpacked.
MAX_LIST = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
#: So many empty rows one after the other end a list: sheets are formatted down to row 1,048,576, which takes minutes to read.
MAX_GAP = 20_000

#: What readers of office files raise when a file is broken, protected, or not what its name says; XML is a matter of syntax.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, EOFError, OSError, SyntaxError, LookupError, ValueError),
    *(AttributeError, TypeError, RuntimeError),
)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"

Cells = tuple[object, ...]


def read(name: str, source: IO[bytes]) -> tuple[list[tuple[int, Cells]], int]:
    """The rows of a list that say anything, with their numbers as the spreadsheet counts them.

    :returns: the rows, and the number of the row behind which nothing was looked at any more; 0 when all was read.
    :raises RuleBroken: when it is too large, no list, protected, or of an old format.
    """
    source.seek(0, io.SEEK_END)
    size = source.tell()
    source.seek(0)
    if not 0 < size <= MAX_LIST:
        raise _refused("existing_list_size", megabytes=str(MAX_LIST >> 20))
    head = source.read(4)
    source.seek(0)
    if head == _OLD_EXCEL:
        raise _refused("existing_list_old")
    lines = _xlsx(source) if head == b"PK\x03\x04" else _csv(source.read())
    return _kept(lines)


def _kept(lines: Iterator[Cells]) -> tuple[list[tuple[int, Cells]], int]:
    found: list[tuple[int, Cells]] = []
    for number, cells in enumerate(lines, 1):
        if any(cell not in (None, "") for cell in cells):
            found.append((number, cells[: existing.MAX_COLUMNS]))
        if len(found) > existing.MAX_ROWS + existing.HEADING_ROWS:
            raise _refused("existing_rows_too_many", most=str(existing.MAX_ROWS))
        last = found[-1][0] if found else 0
        if number - last > MAX_GAP:
            return found, number
    return found, 0


def _xlsx(source: IO[bytes]) -> Iterator[Cells]:
    try:
        with zipfile.ZipFile(source) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                raise _refused("existing_list_size", megabytes=str(MAX_UNPACKED >> 20))
        source.seek(0)
        # formulas come as they are written, so that nobody's calculation is taken for what stands on paper
        book = load_workbook(source, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)
    except RuleBroken:
        raise
    except UNREADABLE as error:
        raise _refused("existing_list_unreadable") from error


def _csv(data: bytes) -> Iterator[Cells]:
    text = decoded(data)
    if text is None or "\x00" in text:
        raise _refused("existing_list_unreadable")
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;，", key=first.count) if first else ","
    try:
        yield from (tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _refused("existing_list_unreadable") from error


def decoded(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 with its mark, or the Chinese encodings GBK and GB18030; None for anything else.

    Two characters of GBK can pass for UTF-8 (通知 for a Hebrew and a combining sign): where there is no Chinese in it, but
    letters of other scripts, it is GBK.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _read_as(data, "utf-16")
    text = _read_as(data, "utf-8-sig")
    if text is not None and not _is_strange(text):
        return text
    chinese = _read_as(data, "gb18030")
    return text if chinese is None else chinese


def _read_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_strange(text: str) -> bool:
    foreign = any("\x80" <= sign < "\u0800" for sign in text)
    return foreign and not any(sign >= "\u2e80" for sign in text)


def is_formula(value: object) -> bool:
    """Whether a cell holds a formula."""
    return isinstance(value, str) and value.startswith("=") and len(value) > 1


def _refused(code: str, **params: str) -> RuleBroken:
    return RuleBroken(Problem(code, "R-I8", "list", CLAUSE, params))
