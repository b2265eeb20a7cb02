"""A register as a sheet: the columns that offices have, and the file they make."""

from collections.abc import Iterable
from collections.abc import Mapping
from opengov.disclosure.i18n import _
from opengov.disclosure.tabular import Column
from opengov.disclosure.tabular import Table


#: Title of the column that numbers the rows: the file is a paper of a Chinese office, whoever opens it.
SERIAL = "序号"
#: Columns that need more room than others, in characters.
_WIDTHS = {"title": 48, "number": 22, "index_number": 26, "grounds": 30, "note": 30, "issuers": 40}

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


def table(title: str, columns: list[tuple[str, str]], rows: Iterable[Mapping[str, object]]) -> Table:
    """Rows as a list to be written, with a column that numbers them (序号).

    :param columns: name and title of each other column.
    """
    heads = [Column(SERIAL, 6), *(Column(head, _WIDTHS.get(name, 14)) for name, head in columns)]
    cells = ([place, *(str(row[name]) for name, _head in columns)] for place, row in enumerate(rows, 1))
    return Table(title, heads, cells)
