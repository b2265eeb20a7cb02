"""``@@statistics`` of an agency or the site: the dashboard; ``@@statistics-table``: one of its tables as a file."""

from functools import cached_property
from opengov.disclosure import tabular
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.spans import Span
from opengov.disclosure.desk import lists
from opengov.disclosure.desk.dashboards import asking
from opengov.disclosure.desk.dashboards import charts
from opengov.disclosure.desk.dashboards import drawing
from opengov.disclosure.desk.dashboards import keeping
from opengov.disclosure.desk.dashboards import scope
from opengov.disclosure.desk.dashboards import underway
from opengov.disclosure.desk.dashboards import words
from opengov.disclosure.desk.dashboards.tables import Board
from opengov.disclosure.desk.dashboards.tables import Table
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.component import getUtility


_NOTHING_YET = _("statistics_nothing_yet", default="Nothing is counted yet.")
_BEGINS = _("statistics_begins", default="Figures begin with the first document that is signed.")
_NOTHING_HERE = _("statistics_nothing_here", default="No document was issued in this period.")

#: Tables in the order of the page; the comparison stands first where there are several agencies.
ORDER = ("months", "states", "grounds", "steps", "duties")


class DashboardPage(BrowserView):
    """The dashboard. Who may see no agency's figures finds nothing here (R-X1)."""

    def __call__(self) -> str:
        self.question = asking.Question(self.context, self.request)
        if not self.question.agencies:
            raise NotFound("statistics")
        board, self.problems = asking.attempt(self.question)
        self.board: Board = board or self.question.board_of(_this_year(self.question.today), "")
        self.request.response.setHeader("Cache-Control", "no-cache, private")
        self.request.set("disable_plone.leftcolumn", 1)
        self.request.set("disable_plone.rightcolumn", 1)
        return self.index()

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@statistics"

    def heading(self) -> str:
        """Whose figures these are."""
        agencies = self.board.agencies
        return agencies[0].title if len(agencies) == 1 else self.board.text(words.ALL_AGENCIES)

    def span(self) -> str:
        """The period, in words."""
        return self.board.span_title(self.board.span)

    def as_of(self) -> str:
        """The day on which the page was made, ISO."""
        return self.board.today

    def links(self) -> list[dict]:
        """Other pages about the same: dicts {title, url}."""
        site = api.portal.get()
        found = [{"title": words.REGISTERS, "url": f"{self.context.absolute_url()}/@@registers"}]
        if self.context != site and len(scope.agencies(site)) > len(self.question.agencies):
            found.append({"title": words.OF_ALL, "url": f"{site.absolute_url()}/@@statistics"})
        return found

    def agency_options(self) -> list[dict]:
        """The agencies that may be chosen: dicts {value, title, selected}; none where there is but one."""
        agencies = self.question.agencies
        if len(agencies) == 1:
            return []
        chosen = self.question.of("agency")
        return [{"value": one.uid, "title": one.title, "selected": one.uid == chosen} for one in agencies]

    def year_options(self) -> list[dict]:
        """The years that may be chosen."""
        uids = [agency.uid for agency in self.question.agencies]
        this = str(self.question.today.year)
        typed = "" if self.typed("from") or self.typed("to") else self.typed("year") or this
        years = sorted({this, *keeping.years(api.portal.get(), uids)}, reverse=True)
        return [{"value": year, "title": year, "selected": year == typed} for year in years]

    def quarter_options(self) -> list[dict]:
        """The quarters."""
        return [{"value": value, "selected": value == self.question.of("quarter")} for value in "1234"]

    def typed(self, name: str) -> str:
        """What was typed into a field."""
        return self.question.of(name)

    def month_typed(self, name: str) -> str:
        """A month as its field takes it; what is no month stays as it was typed."""
        value = self.question.of(name)
        return value[:7] if not self.wrong(name) else value

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Field -> what is wrong with it, with rule and clause."""
        wording = getUtility(IWording)
        return {problem.field: wording.sentence(problem, self.request) for problem in self.problems}

    def wrong(self, name: str) -> str:
        """What is wrong with a field; empty for nothing."""
        return self.sentences.get(name, "")

    @cached_property
    def tables(self) -> list[dict]:
        """The tables, each with its chart: dicts {table, chart, file}."""
        if self.board.empty:
            return []
        order = ("agencies", *ORDER) if len(self.board.agencies) > 1 else ORDER
        found = [self.board.table(name) for name in order]
        return [self._section(table) for table in found if any(not row.sums for row in table.rows)]

    def _section(self, table: Table) -> dict:
        return {
            "table": table,
            "chart": charts.draw(drawing.chart(self.board, table)),
            "file": self._file_url(table.id),
        }

    def empty(self) -> dict:
        """For the lists' macro: nothing was signed yet, or not in this period."""
        years = keeping.years(api.portal.get(), [agency.uid for agency in self.board.agencies])
        if not years:
            return lists.nothing(_NOTHING_YET, _BEGINS)
        url = f"{self.url}?{urlencode({'year': years[0], 'agency': self.board.only})}"
        link = _("statistics_latest_year", default="Figures of ${year}", mapping={"year": years[0]})
        return lists.nothing(_NOTHING_HERE, url=url, link=link)

    def underway(self) -> Table | None:
        """What is not signed yet, as far as the user may see it."""
        return underway.table(self.board)

    def _file_url(self, name: str) -> str:
        span = self.board.span
        asked = {"table": name, "from": span.from_day, "to": span.to_day, "agency": self.board.only}
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{self.context.absolute_url()}/@@statistics-table?{query}"


class TableFile(BrowserView):
    """One table as XLSX."""

    def __call__(self):
        question = asking.Question(self.context, self.request)
        if not question.agencies:
            raise NotFound("statistics-table")
        name = question.of("table")
        known = ("agencies", *ORDER)
        if name not in known:
            enforce([Problem("statistics_table", "R-X2", "table", params={"names": ", ".join(known)})])
        board = question.board()
        table = board.table(name)
        whose = board.agencies[0].title if len(board.agencies) == 1 else board.text(words.ALL_AGENCIES)
        title = f"{whose} {table.title}"
        head = [tabular.Column(table.head, 40), *(tabular.Column(column, 16) for column in table.columns)]
        rows = [[_named(row), *(cell.value for cell in row.cells)] for row in table.rows]
        sheet = tabular.Table(title, head, rows, (board.span_title(board.span),), (table.note,))
        return tabular.download(self.request.response, f"{title} {board.span.label()}", "xlsx", sheet)


def _named(row) -> str:
    return f"{row.title}（{row.note}）" if row.note else row.title


def _this_year(today) -> Span:
    return Span(f"{today.year}-01", f"{today.year}-12")
