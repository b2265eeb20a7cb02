"""Which of the tables is drawn as which chart."""

from collections.abc import Callable
from opengov.disclosure.core import figures
from opengov.disclosure.core import statistics
from opengov.disclosure.desk.dashboards.charts import Chart
from opengov.disclosure.desk.dashboards.charts import Series
from opengov.disclosure.desk.dashboards.tables import Board
from opengov.disclosure.desk.dashboards.tables import Row
from opengov.disclosure.desk.dashboards.tables import states
from opengov.disclosure.desk.dashboards.tables import Table
from opengov.disclosure.i18n import _


DESCRIPTION = _("statistics_chart", default="Bar chart; its numbers stand in the table that follows.")

#: What became of a duty, and state -> place of its colour: green for what is well, red for what is not.
_OF_OUTCOMES = {"on_time": 4, "late": 1, "open": 3, "overdue": 2}
_OF_STATES = {
    "issued": 6,
    "published": 0,
    "registered": 1,
    "withheld": 2,
    "adjustment_review": 5,
    "withdrawn": 7,
    "superseded": 3,
    "voided": 8,
    "purged": 4,
}

#: Columns that stand for attributes: what is government information altogether is the sum of the first three.
_ATTRIBUTES = (0, 1, 2, 4)


def chart(board: Board, table: Table) -> Chart:
    """The chart of a table; the line of sums is not drawn."""
    rows = [row for row in table.rows if not row.sums]
    labels, series, how = _CHARTS[table.id](board, table, rows)
    return Chart(f"opengov-{table.id}", table.title, board.text(DESCRIPTION), labels, series, **how)


Drawn = tuple[list[str], list[Series], dict]


def _columns(table: Table, rows: list[Row], places, looks=None) -> list[Series]:
    looks = looks or [None] * len(places)
    return [
        Series(table.columns[place], [row.cells[place].value for row in rows], look)
        for place, look in zip(places, looks, strict=True)
    ]


def _of_months(board: Board, table: Table, rows: list[Row]) -> Drawn:
    one_year = board.span.first[:4] == board.span.last[:4] and len(rows) == len(board.span.months)
    labels = [str(int(month[5:])) for month in board.span.months]
    if not one_year:
        labels = [part.label() for part in board.span.parts()]
    return labels, _columns(table, rows, _ATTRIBUTES), {}


def _of_states(board: Board, table: Table, rows: list[Row]) -> Drawn:
    looks = [_OF_STATES[state] for state in states(board)]
    return [row.title for row in rows], _columns(table, rows, range(len(looks)), looks), {"lying": True}


def _of_grounds(board: Board, table: Table, rows: list[Row]) -> Drawn:
    titles = board.titles
    labels = [titles.jurisdiction.ground_label(code, titles.language) for code in figures.by_ground(board.counts)]
    return labels, _columns(table, rows, (0,), (2,)), {"lying": True}


def _of_steps(board: Board, table: Table, rows: list[Row]) -> Drawn:
    return [row.title for row in rows], _columns(table, rows, (1, 2)), {"lying": True, "stacked": False}


def _of_duties(board: Board, table: Table, rows: list[Row]) -> Drawn:
    titles = [row.title for row in rows]
    labels = [
        title if titles.count(title) == 1 else f"{title} · {row.note}" for title, row in zip(titles, rows, strict=True)
    ]
    looks = [_OF_OUTCOMES[outcome] for outcome in statistics.OUTCOMES]
    return labels, _columns(table, rows, range(len(looks)), looks), {"lying": True}


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
