"""Which of the tables is drawn as which chart."""

from collections.abc import Callable
from opengov.disclosure.core import statistics
from opengov.disclosure.desk.dashboards.charts import Chart
from opengov.disclosure.desk.dashboards.charts import Series
from opengov.disclosure.desk.dashboards.tables import Board
from opengov.disclosure.desk.dashboards.tables import Row
from opengov.disclosure.desk.dashboards.tables import Table
from opengov.disclosure.i18n import _


DESCRIPTION = _("statistics_chart", default="Bar chart; its numbers stand in the table that follows.")

#: Columns that stand for attributes: what is government information altogether is the sum of the first three.
_ATTRIBUTES = (0, 1, 2, 4)


def chart(board: Board, table: Table) -> Chart:
    """The chart of a table; the line of sums is not drawn."""
    rows = [row for row in table.rows if not row.sums]
    labels, series, how = _CHARTS[table.id](board, table, rows)
    return Chart(f"opengov-{table.id}", table.title, board.text(DESCRIPTION), labels, series, **how)


Drawn = tuple[list[str], list[Series], dict]


def _columns(table: Table, rows: list[Row], places) -> list[Series]:
    return [Series(table.columns[place], [row.cells[place].value for row in rows]) for place in places]


def _of_months(board: Board, table: Table, rows: list[Row]) -> Drawn:
    one_year = board.span.first[:4] == board.span.last[:4] and len(rows) == len(board.span.months)
    labels = [str(int(month[5:])) for month in board.span.months]
    if not one_year:
        labels = [part.label() for part in board.span.parts()]
    return labels, _columns(table, rows, _ATTRIBUTES), {}


def _of_states(board: Board, table: Table, rows: list[Row]) -> Drawn:
    return [row.title for row in rows], _columns(table, rows, range(len(table.columns) - 1)), {"lying": True}


def _of_grounds(board: Board, table: Table, rows: list[Row]) -> Drawn:
    return [row.title for row in rows], _columns(table, rows, (0,)), {"lying": True}


def _of_steps(board: Board, table: Table, rows: list[Row]) -> Drawn:
    return [row.title for row in rows], _columns(table, rows, (1, 2)), {"lying": True, "stacked": False}


def _of_duties(board: Board, table: Table, rows: list[Row]) -> Drawn:
    labels = [f"{row.title} · {row.note.partition(' · ')[2]}" for row in rows]
    return labels, _columns(table, rows, range(len(statistics.OUTCOMES))), {"lying": True}


def _of_agencies(board: Board, table: Table, rows: list[Row]) -> Drawn:
    return [agency.short for agency in board.agencies], _columns(table, rows, _ATTRIBUTES), {"lying": True}


_CHARTS: dict[str, Callable[[Board, Table, list[Row]], Drawn]] = {
    "months": _of_months,
    "states": _of_states,
    "grounds": _of_grounds,
    "steps": _of_steps,
    "duties": _of_duties,
    "agencies": _of_agencies,
}
