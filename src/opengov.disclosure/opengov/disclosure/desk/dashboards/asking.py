"""What somebody asks the figures for: read from the query string, checked, with what is wrong at its place."""

from collections.abc import Mapping
from dataclasses import fields
from dataclasses import replace
from functools import cached_property
from opengov.disclosure.core import spans
from opengov.disclosure.core import statistics
from opengov.disclosure.core.figures import INFORMATION
from opengov.disclosure.core.figures import Selection
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.spans import Span
from opengov.disclosure.desk.dashboards import scope
from opengov.disclosure.desk.dashboards import underway
from opengov.disclosure.desk.dashboards.tables import Board
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.ledger.interfaces import now


#: Parameters of every page of figures.
PERIOD = ("year", "quarter", "from", "to", "agency")

#: Parameters of a list of what a number counts.
NAMED = statistics.ATTRIBUTES
SELECTION = tuple(each.name for each in fields(Selection))

#: Parameter -> what it may be.
_VALUES: Mapping[str, tuple[str, ...]] = {
    "attribute": (*statistics.ATTRIBUTES, INFORMATION),
    "state": (*statistics.COUNTED, *underway.STATES),
    "standing": ("1",),
    "step": statistics.STEPS,
    "duty": (*statistics.DUTIES, *(f"{duty}_statutory" for duty in statistics.DUTIES)),
    "outcome": statistics.OUTCOMES,
}

_LONGEST = 200


class Question:
    """A question for figures, asked at a place.

    :param form: the request's form.
    """

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request
        self.form = {name: value for name, value in request.form.items() if isinstance(value, str)}
        self.today = now().date()

    def of(self, name: str) -> str:
        """A parameter, as it was typed."""
        return self.form.get(name, "").strip()[:_LONGEST]

    @cached_property
    def titles(self) -> Titles:
        """Titles in the language of the request."""
        return Titles(self.context, self.request)

    @cached_property
    def agencies(self) -> tuple[scope.Agency, ...]:
        """All agencies that may be asked for here."""
        return scope.agencies(self.context)

    def span(self) -> Span:
        """The span asked for.

        :raises RuleBroken: (R-X2).
        """
        return spans.read(self.of("year"), self.of("quarter"), self.of("from"), self.of("to"), self.today)

    def board(self) -> Board:
        """The figures asked for.

        :raises RuleBroken: (R-X2) for what cannot be asked.
        """
        return self.board_of(self.span(), self.of("agency"))

    def board_of(self, span: Span, agency: str) -> Board:
        """The figures of a span.

        :param agency: UID of one; empty for all of the place.
        """
        asked = scope.chosen(self.agencies, agency)
        return Board(self.titles, self.context.absolute_url(), asked, span, self.today.isoformat(), agency)

    def selection(self) -> Selection:
        """Which documents are to be listed.

        :raises RuleBroken: (R-X2) naming each value that is none.
        """
        asked = {name: self.of(name) for name in SELECTION}
        if self.of("overdue") == "1":
            asked |= {"outcome": "overdue"}
        enforce(
            [_unknown(name, values) for name, values in _VALUES.items() if asked[name] not in ("", *values)]
            + ([] if not asked["days"] or _is_number(asked["days"]) else [_unknown("days", ("0–9",))])
        )
        selection = Selection(**asked)
        if selection.outcome and not selection.duty:
            return replace(selection, duty="publish")
        return selection

    def strict(self, names: tuple[str, ...]) -> None:
        """Refuse parameters that are not offered, and those given twice.

        :raises RuleBroken: (R-X2).
        """
        unknown = [
            Problem("query_unknown", "R-X2", name, params={"name": name[:60]})
            for name in sorted(self.request.form)
            if name not in names
        ]
        twice = [
            Problem("query_twice", "R-X2", name, params={"name": name[:60]})
            for name in names
            if name in self.request.form and name not in self.form
        ]
        enforce([*unknown, *twice])


def _unknown(name: str, values: tuple[str, ...]) -> Problem:
    return Problem("statistics_value", "R-X2", name, params={"name": name, "values": ", ".join(values)})


def attempt(question: Question) -> tuple[Board | None, list[Problem]]:
    """The figures asked for, or what is wrong with the question."""
    try:
        return question.board(), []
    except RuleBroken as broken:
        return None, list(broken.problems)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 7
