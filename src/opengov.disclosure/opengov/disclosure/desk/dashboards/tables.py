"""The figures as tables: what the page draws, what a file holds, each number with the list of what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from opengov.disclosure.core import figures
from opengov.disclosure.core import statistics
from opengov.disclosure.core.figures import INFORMATION
from opengov.disclosure.core.figures import Share
from opengov.disclosure.core.spans import Span
from opengov.disclosure.desk.dashboards import keeping
from opengov.disclosure.desk.dashboards import words
from opengov.disclosure.desk.dashboards.scope import Agency
from opengov.disclosure.desk.titles import Titles
from plone import api
from urllib.parse import urlencode
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Cell:
    """One number.

    :param text: as it is shown.
    :param value: as a file holds it.
    :param url: of the list of what it counts; empty for none.
    :param counts: whether it is a number of documents, so that the list has just so many.
    """

    text: str
    value: int | float | str | None
    url: str = ""
    counts: bool = False


@dataclass(frozen=True)
class Row:
    """One line: what it is about, in one or two lines, and its numbers."""

    title: str
    cells: tuple[Cell, ...]
    note: str = ""
    sums: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the page. ``head`` is the title of the first column."""

    id: str
    title: str
    note: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


#: What the registers select by as the figures do. Without a state they also have documents that are not counted yet.
_IN_REGISTERS = frozenset({"attribute", "state"})


class Board:
    """The figures of some agencies over a span.

    :param base: address of the place they are looked at from.
    :param only: UID of the agency that was chosen; empty for all of the place.
    """

    def __init__(
        self, titles: Titles, base: str, agencies: tuple[Agency, ...], span: Span, today: str, only: str
    ) -> None:
        self.titles = titles
        self.base = base
        self.agencies = agencies
        self.span = span
        self.today = today
        self.only = only
        self.months = {agency.uid: keeping.by_month(api.portal.get(), agency.uid, span) for agency in agencies}
        self.counts = statistics.total(counts for months in self.months.values() for counts in months.values())

    @property
    def empty(self) -> bool:
        """Whether nothing is counted."""
        return not self.counts

    def text(self, message: Message, **mapping: object) -> str:
        """A message in the language of the request."""
        return self.titles.text(Message(message, mapping=mapping) if mapping else message)

    def list_url(self, span: Span | None = None, agency: str = "", **selection: str) -> str:
        """Address of the list of what a number counts: the registers, where they have just these documents."""
        span = span or self.span
        asked = {"from": span.from_day, "to": span.to_day, "agency": agency or self.only, **selection}
        if _IN_REGISTERS.issuperset(selection) and selection.get("state"):
            page, asked = "registers", {"register": "all", **asked}
        else:
            page = "statistics-list"
        return f"{self.base}/@@{page}?{urlencode({name: value for name, value in asked.items() if value})}"

    def number(self, number: int, **selection: str) -> Cell:
        """A number of documents; nothing to look at where there is none."""
        return Cell(str(number), number, self.list_url(**selection) if number else "", counts=True)

    def percent(self, share: Share, **selection: str) -> Cell:
        """A share of documents."""
        if share.percent is None:
            return Cell("–", None)
        return Cell(f"{share.percent}%", float(share.percent), self.list_url(**selection) if share.part else "")

    def days(self, number: int | None, **selection: str) -> Cell:
        """Working days."""
        return Cell("–", None) if number is None else Cell(str(number), number, self.list_url(**selection))

    def span_title(self, span: Span) -> str:
        """A span in words."""
        year, label = span.first[:4], span.label()
        if label == year:
            return self.text(words.YEAR, year=year)
        if "Q" in label:
            return self.text(words.QUARTER, year=year, quarter=label[-1])
        if span.first == span.last:
            return self.text(words.OF_MONTH, year=year, month=str(int(span.first[5:])))
        return self.text(words.SPAN, first=span.first, last=span.last)

    def counts_of(self, months: Iterable[str]) -> statistics.Counts:
        """The counts of some months, of all agencies."""
        wanted = tuple(months)
        return statistics.total(kept[month] for kept in self.months.values() for month in wanted if month in kept)

    def counts_at(self, agency: str) -> statistics.Counts:
        """The counts of one agency."""
        return statistics.total(self.months[agency].values())

    def table(self, name: str) -> Table:
        """One of ``words.TABLES`` but the last, which is no figure of a period."""
        head, columns, rows = _TABLES[name](self)
        title, note = self.text(words.TABLES[name]), self.text(words.NOTES[name])
        return Table(name, title, note, self.text(head), tuple(columns), tuple(rows))


Built = tuple[Message, list[str], list[Row]]
_PLAIN = tuple(attribute for attribute in statistics.ATTRIBUTES if attribute != statistics.APART)


def _attribute_columns(board: Board) -> list[str]:
    titles = [board.titles.attribute(attribute) for attribute in _PLAIN]
    return [*titles, board.text(words.INFORMATION), board.text(words.APART)]


def _attribute_cells(board: Board, counts: statistics.Counts, **selection) -> tuple[Cell, ...]:
    found = figures.by_attribute(counts)
    plain = [board.number(found[attribute], attribute=attribute, **selection) for attribute in _PLAIN]
    together = board.number(sum(found[attribute] for attribute in _PLAIN), attribute=INFORMATION, **selection)
    return (*plain, together, board.number(found[statistics.APART], attribute=statistics.APART, **selection))


def _months(board: Board) -> Built:
    parts = board.span.parts()
    rows = [
        Row(board.span_title(part), _attribute_cells(board, board.counts_of(part.months), span=part)) for part in parts
    ]
    rows.append(Row(board.text(words.TOTAL), _attribute_cells(board, board.counts), sums=True))
    return (words.MONTH if len(parts) == len(board.span.months) else words.PERIOD), _attribute_columns(board), rows


def states(board: Board) -> list[str]:
    """The states that any document is in, in the order of a document's life."""
    found = {state for _attribute, state in figures.documents(board.counts)}
    return [state for state in statistics.COUNTED if state in found]


def _states(board: Board) -> Built:
    found, columns = figures.documents(board.counts), states(board)
    shown = [attribute for attribute in statistics.ATTRIBUTES if any(found[attribute, state] for state in columns)]
    rows = []
    for attribute in shown:
        cells = [board.number(found[attribute, state], attribute=attribute, state=state) for state in columns]
        whole = sum(found[attribute, state] for state in columns)
        rows.append(Row(board.titles.attribute(attribute), (*cells, board.number(whole, attribute=attribute))))
    sums = [board.number(sum(found[attribute, state] for attribute in shown), state=state) for state in columns]
    rows.append(Row(board.text(words.TOTAL), (*sums, board.number(sum(found.values()))), sums=True))
    return words.ATTRIBUTE, [*map(board.titles.state, columns), board.text(words.TOTAL)], rows


def _grounds(board: Board) -> Built:
    columns = [board.text(words.DOCUMENTS), board.text(words.SHARE)]
    rows = [
        Row(board.titles.ground(code), (board.number(share.part, ground=code), board.percent(share, ground=code)))
        for code, share in figures.by_ground(board.counts).items()
    ]
    share, asked = figures.share(board.counts, "withheld"), {"attribute": "withheld", "standing": "1"}
    cells = (board.number(share.part, **asked), board.percent(share, **asked))
    return words.GROUND, columns, [*rows, Row(board.text(words.ALL_WITHHELD), cells, sums=True)]


def _steps(board: Board) -> Built:
    columns = [board.text(each) for each in (words.DOCUMENTS, words.MEDIAN, words.TENTH, words.LONGEST)]
    rows = []
    for time in figures.times(board.counts):
        cells = (
            board.number(time.documents, step=time.step),
            board.days(time.median, step=time.step),
            board.days(time.tenth, step=time.step, days=str(time.tenth)),
            board.days(time.longest, step=time.step, days=str(time.longest)),
        )
        rows.append(Row(board.titles.state(time.step), cells))
    return words.STEP, columns, rows


def _duties(board: Board) -> Built:
    columns = [*(board.text(words.OUTCOMES[outcome]) for outcome in statistics.OUTCOMES), board.text(words.PUNCTUAL)]
    rows = []
    for kept in figures.punctuality(board.counts, board.today):
        about = {"duty": kept.key, "clause": kept.source}
        cells = [board.number(kept.outcomes[outcome], outcome=outcome, **about) for outcome in statistics.OUTCOMES]
        cells.append(board.percent(kept.punctual, outcome="on_time", **about))
        note = f"{board.text(words.BINDING[kept.binding])} · {kept.source}"
        rows.append(Row(board.titles.deadline(kept.key), tuple(cells), note))
    return words.DUTY, columns, rows


def _agencies(board: Board) -> Built:
    columns = [*_attribute_columns(board), board.text(words.WITHHELD_SHARE), board.text(words.REVIEW_MEDIAN)]
    columns += [board.text(words.PUBLISHED_IN_TIME), board.text(words.OUTCOMES["overdue"])]
    rows = [
        Row(agency.title, _compared(board, board.counts_at(agency.uid), agency=agency.uid)) for agency in board.agencies
    ]
    rows.append(Row(board.text(words.TOTAL), _compared(board, board.counts), sums=True))
    return words.AGENCY, columns, rows


def _compared(board: Board, counts: statistics.Counts, **selection: str) -> tuple[Cell, ...]:
    withheld = board.percent(figures.share(counts, "withheld"), attribute="withheld", standing="1", **selection)
    review = next((time.median for time in figures.times(counts) if time.step == "disclosure_review"), None)
    publishing = figures.kept_as_a_whole(counts, "publish", board.today)
    return (
        *_attribute_cells(board, counts, **selection),
        withheld,
        board.days(review, step="disclosure_review", **selection),
        board.percent(publishing.punctual, duty="publish", outcome="on_time", **selection),
        board.number(publishing.overdue, duty="publish", outcome="overdue", **selection),
    )


_TABLES = {
    "months": _months,
    "states": _states,
    "grounds": _grounds,
    "steps": _steps,
    "duties": _duties,
    "agencies": _agencies,
}
