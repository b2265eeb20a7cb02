"""Registers as XLSX: the same bytes for the same register, and no cell that a spreadsheet would calculate."""

from io import BytesIO
from opengov.disclosure.tabular import Column
from opengov.disclosure.tabular import Table
from opengov.disclosure.tabular import write_xlsx
from opengov.disclosure.transfer.deposits.registers import Sheet


#: Heading -> width of the column, where it is not the usual one.
_WIDTHS = {"信息名称": 44, "电子文件名": 32, "摘要值": 40, "发布机构": 24, "文号": 20, "索引号": 24, "备注": 20}


def workbook(sheet: Sheet) -> bytes:
    """A register as an XLSX file."""
    usual = 12 if len(sheet.columns) > 3 else 44
    columns = [Column(name, _WIDTHS.get(name, usual)) for name in sheet.columns]
    head, foot = ([f"{label}：{value}" for label, value in lines] for lines in (sheet.head, sheet.foot))
    made = BytesIO()
    write_xlsx(made, Table(sheet.title, columns, sheet.cells, head, foot))
    return made.getvalue()
