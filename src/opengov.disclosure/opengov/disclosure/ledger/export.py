"""The record as a table for people: CSV that a spreadsheet opens without harm."""

from collections.abc import Iterable
from collections.abc import Mapping
from opengov.disclosure.tabular import BYTE_ORDER_MARK
from opengov.disclosure.tabular import FORMULA_STARTS

import csv
import io


#: The record is read in Chinese offices and handed to auditors there: its headings do not follow the reader's language.
HEADINGS = {
    "seq": "序号",
    "at": "时间",
    "subject": "对象标识",
    "actor": "操作人",
    "on_behalf_of": "代行对象",
    "action": "操作",
    "codes": "代码值",
    "digests": "内容摘要",
    "previous": "前一条校验值",
    "hash": "本条校验值",
}


def as_csv(entries: Iterable[Mapping]) -> str:
    """Write exported entries as CSV with a byte order mark; codes and digests as ``key=value; key=value``."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADINGS.values())
    for entry in entries:
        writer.writerow([_cell(entry[key]) for key in HEADINGS])
    return BYTE_ORDER_MARK + target.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(f"{key}={item}" for key, item in sorted(value.items())) if isinstance(value, dict) else str(value)
    return "'" + text if text.startswith(FORMULA_STARTS) else text
