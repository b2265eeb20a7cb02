"""The list of records that travels in a package, as a sheet that spreadsheets open (移交电子档案目录)."""

from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.tabular import BYTE_ORDER_MARK
from opengov.disclosure.tabular import FORMULA_STARTS
from opengov.disclosure.transfer import terms

import csv
import io


HEADINGS = (
    *("顺序号", "档号", "电子文件号", "室编件号", "发文字号", "索引号", "题名", "责任者", "成文日期", "公开日期"),
    *("保管期限", "公开属性", "密级", "体裁", "页数", "文件数", "字节数", "目录"),
)


def records_csv(rows: Iterable[Row], folder: str) -> Iterator[bytes]:
    """Write the list row by row.

    :param folder: where the folders of the records lie, ``{place}`` for the number of each.
    """
    yield (BYTE_ORDER_MARK + _line(HEADINGS)).encode()
    for row in rows:
        yield _line(_cells(row, folder.format(place=row.place))).encode()


def _cells(row: Row, folder: str) -> tuple[str, ...]:
    return (
        *(str(row.place), row.archival_code, row.document, str(row.item_number or ""), row.number, row.index_number),
        *(row.title, row.authors, row.issue_date, row.published_on),
        *(terms.RETENTIONS.get(row.retention, ""), terms.ATTRIBUTES.get(row.attribute, ""), row.classification),
        *(row.genre, str(row.pages or ""), str(row.files), str(row.size), folder),
    )


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.lstrip().startswith(FORMULA_STARTS) else cell for cell in cells])
    return out.getvalue()
