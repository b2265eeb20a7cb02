"""Lists as files: XLSX and CSV that a spreadsheet opens without running anything.

A list is described once as a :class:`Table` and written row by row, so that a register of 100,000 rows costs a temporary
file and no memory. The same table gives the same bytes.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.styles import Border
from openpyxl.styles import Font
from openpyxl.styles import Side
from openpyxl.utils import get_column_letter
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import quote

import csv
import io
import re
import zipfile


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
#: Ending of the file -> its type.
MEDIA_TYPES: Mapping[str, str] = {"xlsx": XLSX, "csv": CSV}

#: Without this mark spreadsheets read UTF-8 as GBK.
BYTE_ORDER_MARK = "\ufeff"
#: What makes a spreadsheet take a text for a formula; the wide forms do so in an East Asian locale.
FORMULA_STARTS = (*"=+-@\t\r\n＝＋－＠",)

#: Moment that stands wherever the format wants one: a list is dated in its cells and its name.
_MOMENT = datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
#: Longest text of a cell, and longest name of a sheet, in the format.
_LONGEST, _LONGEST_NAME = 32767, 31
#: What may stand in no name of a sheet; and in no name of a file, on any system.
_NOT_IN_SHEETS = re.compile(r"[\\/*?:\[\]]")
_NOT_IN_FILES = re.compile(r"[\x00-\x1f\x7f\\/*?:\"<>|\u202a-\u202e\u2066-\u2069]+")

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")

#: What a cell may hold.
Value = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """One column of a list.

    :param title: its heading, in the language of the reader.
    :param width: in characters of Latin letters; a Chinese one takes two.
    """

    title: str
    width: float = 14


@dataclass(frozen=True)
class Table:
    """A list ready to be written.

    :param title: name of the sheet and what stands above each printed page.
    :param columns: in order.
    :param rows: the values of each row in the order of the columns; a ``date`` becomes a real date, text stays text. They
        are gone through once.
    :param head: lines that stand above the headings; with any, the title stands above them too (a form on paper).
    :param foot: lines below the rows.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    head: Sequence[str] = ()
    foot: Sequence[str] = ()


def harmless(text: str) -> str:
    """A cell of a CSV file that is shown as text even where it begins like a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def disposition(name: str) -> str:
    """``Content-Disposition`` of a download whose name may be Chinese (RFC 6266).

    :param name: file name with its ending; what no system takes in a name is left out.
    """
    clean = _NOT_IN_FILES.sub("", name).strip(" .") or "list"
    plain = clean if clean.isascii() else f"list.{clean.rpartition('.')[2]}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"


def download(response, name: str, ending: str, table: Table) -> IO[bytes]:
    """Give a list to a browser as a file of its own.

    :param response: of the request; gets type, name and ``no-store``.
    :param name: of the file, without its ending.
    :param ending: a key of ``MEDIA_TYPES``.
    :returns: the body, at its beginning; the web server reads and closes it.
    """
    response.setHeader("Content-Type", MEDIA_TYPES[ending])
    response.setHeader("Content-Disposition", disposition(f"{name}.{ending}"))
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Cache-Control", "no-store")
    return written(table, ending)


def written(table: Table, ending: str) -> IO[bytes]:
    """Write a list to a temporary file that is gone when it is closed.

    :param ending: a key of ``MEDIA_TYPES``.
    :returns: the file, at its beginning.
    """
    target = TemporaryFile()  # noqa: SIM115 the reader closes it
    if ending == "xlsx":
        write_xlsx(target, table)
    else:
        target.writelines(csv_lines(table))
    target.seek(0)
    return target


def csv_lines(table: Table) -> Iterator[bytes]:
    """A list as CSV with a byte order mark, headings first and no formulas, line by line.

    Lines above and below are left out: whoever reads a CSV file wants rows.
    """
    yield (BYTE_ORDER_MARK + _csv_line(column.title for column in table.columns)).encode()
    for row in table.rows:
        yield _csv_line(row).encode()


def _csv_line(values: Iterable[Value]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([harmless(value) if isinstance(value, str) else _plain(value) for value in values])
    return out.getvalue()


def _plain(value: Value) -> str | int | float:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def write_xlsx(target: IO[bytes], table: Table) -> None:
    """Write a list as XLSX: headings bold, repeated on each printed page and in sight while one scrolls; A4 across.

    :param target: a seekable binary file, open for writing.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "opengov.disclosure"
    book.properties.created = book.properties.modified = _MOMENT
    page = book.create_sheet(_NOT_IN_SHEETS.sub("", ILLEGAL_CHARACTERS_RE.sub("", table.title))[:_LONGEST_NAME])
    _set_up(page, table)
    _fill(page, table)
    with TemporaryFile() as first:
        book.save(first)
        _write_timeless(first, target)


def _set_up(page, table: Table) -> None:
    """Everything that the format wants to know before the first row."""
    headings = len(table.head) + 2 if table.head else 1
    width = len(table.columns)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", "9"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{headings}:{headings}"
    page.freeze_panes = f"A{headings + 1}"
    page.oddFooter.center.text = "&P / &N"
    if not table.head:
        page.oddHeader.center.text = table.title.replace("&", "&&")[:200]
    for place, column in enumerate(table.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    if table.head:
        for line in range(1, headings):
            page.merged_cells.add(f"A{line}:{get_column_letter(width)}{line}")


def _fill(page, table: Table) -> None:
    if table.head:
        page.append([_text_cell(page, table.title, Font(bold=True, size=16), Alignment(horizontal="center"))])
        for line in table.head:
            page.append([_text_cell(page, line)])
    page.append([_text_cell(page, column.title, Font(bold=True), _WRAPPED, _BOX) for column in table.columns])
    text, number, day = (_boxed(page) for _kind in range(3))
    text.quotePrefix, day.number_format = True, "yyyy-mm-dd"
    for row in table.rows:
        page.append(_cells(row, text, number, day))
    for line in table.foot:
        page.append([_text_cell(page, line)])


def _boxed(page) -> WriteOnlyCell:
    cell = WriteOnlyCell(page)
    cell.font, cell.alignment, cell.border = Font(), _WRAPPED, _BOX
    return cell


def _text_cell(page, text: str, font=None, alignment=None, border=None) -> WriteOnlyCell:
    cell = _boxed(page) if border else WriteOnlyCell(page)
    cell.font, cell.alignment = font or Font(), alignment or Alignment()
    cell.quotePrefix = True
    return _say(cell, text)


def _say(cell: WriteOnlyCell, text: str) -> WriteOnlyCell:
    # a title may begin with = + - or @ and is a text all the same
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    cell.data_type = "s"
    return cell


def _cells(row: Sequence[Value], text: WriteOnlyCell, number: WriteOnlyCell, day: WriteOnlyCell) -> Iterator:
    """The cells of a row. Three cells serve all: each is written before the next is asked for."""
    for value in row:
        if isinstance(value, str):
            yield _say(text, value)
        else:
            cell = day if isinstance(value, date) else number
            cell.value = value
            # the cell of nothing keeps its lines
            if value is None:
                cell.data_type = "n"
            yield cell


def _write_timeless(source: IO[bytes], target: IO[bytes]) -> None:
    """The same file without the moment at which it was written."""
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            if name == "docProps/core.xml":
                made.writestr(info, _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", parts.read(name)))
                continue
            with parts.open(name) as part, made.open(info, "w", force_zip64=True) as copy:
                while piece := part.read(1 << 20):
                    copy.write(piece)
