"""A register as a sheet: the columns offices have, and a CSV file that a spreadsheet opens without running anything."""

from collections.abc import Iterable
from collections.abc import Mapping
from opengov.disclosure.i18n import _

import csv
import io


#: Column -> title, in the order of the paper register.
TITLES = {
    "number": _("column_number", default="Document number"),
    "title": _("column_title", default="Title"),
    "kind": _("column_kind", default="Kind"),
    "index_number": _("column_index_number", default="Index number"),
    "issue_date": _("column_issue_date", default="Issue date"),
    "attribute": _("column_attribute", default="Disclosure attribute"),
    "grounds": _("column_grounds", default="Grounds"),
    "date": _("column_date", default="Handled on"),
    "due": _("column_due", default="Deadline"),
    "validity": _("column_validity", default="Validity"),
    "cause": _("column_cause", default="Cause"),
}

#: What makes a spreadsheet take a text for a formula; the wide forms do so in an East Asian locale.
_DANGEROUS = (*"=+-@\t\r\n＝＋－＠",)


def csv_text(columns: list[tuple[str, str]], rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows as CSV with a byte order mark, a serial column (序号) and no formulas.

    :param columns: name and title of each column.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["序号", *(title for _name, title in columns)])
    for serial, row in enumerate(rows, 1):
        writer.writerow([serial, *(harmless(str(row[name])) for name, _title in columns)])
    return "\ufeff" + out.getvalue()


def harmless(text: str) -> str:
    """A cell that is shown as text even where it begins like a formula."""
    return f"'{text}" if text.lstrip().startswith(_DANGEROUS) or text.startswith(_DANGEROUS) else text
