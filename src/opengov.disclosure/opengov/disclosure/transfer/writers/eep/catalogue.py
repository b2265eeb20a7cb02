"""The list of records: 文件目录.XML of 2012 and 目录文件.XML of DA/T 93-2022, each with exactly the columns of its standard."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.records.elements import legal
from opengov.disclosure.transfer.writers.eep.streaming import Streamed
from xml.sax.saxutils import escape


HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<\xe6\x96\x87\xe4\xbb\xb6\xe7\x9b\xae\xe5\xbd\x95>\n'
FOOT = "</文件目录>\n".encode()

#: Name of a column -> its value in a row, or None where the column is left out.
Columns = dict[str, Callable[[Row], str | None]]

CARRIER: Columns = {
    "顺序号": lambda row: str(row.place),
    "档号": lambda row: row.archival_code,
    "责任者": lambda row: row.authors,
    "题名": lambda row: row.title,
    "日期": lambda row: row.issue_date,
    "密级": lambda row: row.classification,
    "电子档案名称": lambda row: f"{row.archival_code}.XML",
    "备注": lambda row: _remark(row),
}
TRANSFER: Columns = {
    "顺序号": lambda row: str(row.place),
    "档号": lambda row: row.archival_code,
    "责任者": lambda row: row.authors,
    "题名": lambda row: row.title,
    "日期": lambda row: row.issue_date,
    "保管期限": lambda row: terms.RETENTIONS.get(row.retention, ""),
    "密级": lambda row: row.classification,
    "页数": lambda row: str(row.pages) if row.pages > 0 else None,
    "备注": lambda row: _remark(row),
}


def catalogue(rows: Callable[[], Iterable[Row]], columns: Columns) -> Streamed:
    """The whole file; rows are read when it is written, one at a time."""
    return Streamed(lambda: _pieces(rows(), columns))


def _pieces(rows: Iterable[Row], columns: Columns) -> Iterator[bytes]:
    yield HEAD
    for row in rows:
        cells = ((name, value(row)) for name, value in columns.items())
        told = "".join(f"<{name}>{_text(text)}</{name}>" for name, text in cells if text is not None)
        yield f"<文件>{told}</文件>\n".encode()
    yield FOOT


def _text(value: str) -> str:
    return escape(" ".join(legal(value).split()))


def _remark(row: Row) -> str:
    return f"文号：{row.number}" if row.number else ""
