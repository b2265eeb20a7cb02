"""Registers as XLSX: the same bytes for the same register, and no cell that a spreadsheet would calculate."""

from datetime import datetime
from io import BytesIO
from opengov.disclosure.transfer.deposits.registers import Sheet
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.styles import Border
from openpyxl.styles import Font
from openpyxl.styles import Side
from openpyxl.utils import get_column_letter

import re
import zipfile


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Moment that stands wherever the format wants one: a register is dated in its cells.
_MOMENT = datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
#: Longest text of a cell in the format.
_LONGEST = 32767
_WIDTHS = {"信息名称": 44, "电子文件名": 32, "摘要值": 40, "发布机构": 24, "文号": 20, "索引号": 24, "备注": 20}
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def workbook(sheet: Sheet) -> bytes:
    """A register as an XLSX file."""
    book = Workbook()
    book.properties.creator = "opengov.disclosure"
    book.properties.created = book.properties.modified = _MOMENT
    page = book.active
    page.title = re.sub(r"[\\/*?:\[\]]", "", sheet.title)[:31]
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", "9", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    _fill(page, sheet)
    made = BytesIO()
    book.save(made)
    return _timeless(made.getvalue())


def _fill(page, sheet: Sheet) -> None:
    width = len(sheet.columns)
    _put(page, 1, 1, sheet.title, bold=True, size=16)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    page["A1"].alignment = Alignment(horizontal="center")
    line = 2
    for label, value in sheet.head:
        _put(page, line, 1, f"{label}：{value}")
        page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=width)
        line += 1
    for row in (sheet.columns, *sheet.cells):
        for column, value in enumerate(row, 1):
            _put(page, line, column, value, bold=row is sheet.columns, box=True)
        line += 1
    page.print_title_rows = f"{line - 1 - len(sheet.cells)}:{line - 1 - len(sheet.cells)}"
    for label, value in sheet.foot:
        _put(page, line, 1, f"{label}：{value}")
        page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=width)
        line += 1
    for column, name in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 12 if width > 3 else 44)


def _put(page, line: int, column: int, value: str | int, bold: bool = False, size: int = 11, box: bool = False) -> None:
    cell = page.cell(line, column)
    if isinstance(value, int):
        cell.value = value
    else:
        # a title may begin with = + - or @ and is a text all the same
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.font = Font(bold=bold, size=size)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if box:
        cell.border = _BOX


def _timeless(data: bytes) -> bytes:
    """The same file without the moment at which it was written."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", part)
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(info, part)
    return made.getvalue()
