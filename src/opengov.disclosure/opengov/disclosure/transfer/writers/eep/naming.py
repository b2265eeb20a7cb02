"""档号 as folders, and what a record lacks to be listed by the archives."""

from collections.abc import Iterator
from opengov.disclosure.core.archival_codes import CATEGORY
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.interfaces import Item
from opengov.disclosure.transfer.records.description import authors
from opengov.disclosure.transfer.records.description import retention
from opengov.disclosure.transfer.records.elements import legal

import re


CLAUSE_CODE = "DA/T 48-2009 档号；DA/T 22-2015"
CLAUSE_FONDS = "DA/T 46-2009 M9；DA/T 93-2022 附录B"
CLAUSE_RETENTION = "DA/T 46-2009 M12"
#: What no file system unpacks, and what would leave the folder.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|^[.\s]|[.\s]$')
LONGEST = 100
_CATEGORY = re.compile(r"^[^-]+-([A-Z]{2})(?:[·.\-]|$)")


def category(archival_code: str) -> str:
    """门类代码 in a 档号, e.g. ``WS`` in ``Z109-WS·2011-Y-BGS-0001``; that of documents where it names none."""
    found = _CATEGORY.match(archival_code)
    return found[1] if found else CATEGORY


def is_folder_name(text: str) -> bool:
    """Whether a 档号 or fonds number can be a folder's name everywhere."""
    return 0 < len(text) <= LONGEST and not _UNSAFE.search(text) and legal(text) == text


def listing_problems(item: Item, about: About) -> Iterator[Problem]:
    """What the agency must set before the record can be listed (R-T3)."""
    row, record, fonds = item.row, item.record, str(about.agency.get("fonds") or "")
    if not fonds.strip():
        yield Problem("eep_fonds_missing", "R-T3", "fonds_identifier", CLAUSE_FONDS)
    elif not is_folder_name(fonds):
        yield Problem("eep_name_unsafe", "R-T3", "fonds_identifier", CLAUSE_FONDS, {"name": legal(fonds)})
    if not row.archival_code.strip() or row.item_number < 1:
        yield Problem("eep_archival_code_missing", "R-T3", "archival_code", CLAUSE_CODE)
    elif not is_folder_name(row.archival_code):
        yield Problem("eep_name_unsafe", "R-T3", "archival_code", CLAUSE_CODE, {"name": legal(row.archival_code)})
    if not retention(record, row):
        yield Problem("eep_retention_missing", "R-T3", "retention_period", CLAUSE_RETENTION)
    required = {
        "题名": record.text("title"),
        "立档单位名称": record.agency["title"],
        "责任者": authors(record),
        "日期": record.signed["issue_date"],
        "封装包创建单位": str(about.agency["title"]),
    }
    for name, value in required.items():
        if not legal(value).strip():
            yield Problem("eep_element_missing", "R-T3", name, f"DA/T 48-2009 {name}", {"element": name})
