"""``@@statistics-list``: the documents that a number counted, the latest date of issue first.

Titles are shown to those who may see the document; others learn what a register tells them: number, kind, dates, attribute.
"""

from functools import cached_property
from itertools import chain
from itertools import islice
from opengov.disclosure.core import figures
from opengov.disclosure.core.figures import Selection
from opengov.disclosure.core.statistics import Counted
from opengov.disclosure.core.statistics import Duty
from opengov.disclosure.desk import lists
from opengov.disclosure.desk.dashboards import asking
from opengov.disclosure.desk.dashboards import keeping
from opengov.disclosure.desk.dashboards import underway
from opengov.disclosure.desk.dashboards import words
from opengov.disclosure.desk.dashboards.scope import Agency
from opengov.disclosure.i18n import _
from plone import api
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory


SIZE = 50

_EMPTY = _("statistics_list_empty", default="No document is counted here any more; it may have changed since.")
_BACK = _("statistics_back", default="Back to the figures")

COLUMNS = {
    "number": _("column_number", default="Document number"),
    "title": _("column_title", default="Title"),
    "kind": _("column_kind", default="Kind"),
    "day": _("column_issue_date", default="Issue date"),
    "attribute": _("column_attribute", default="Disclosure attribute"),
    "grounds": _("column_grounds", default="Grounds"),
    "state": _("statistics_state", default="State"),
    "agency": _("statistics_agency", default="Agency"),
    "spent": _("statistics_spent", default="Working days in the step"),
    "due": _("column_due", default="Deadline"),
    "done": _("statistics_done", default="Met on"),
}


class ListPage(BrowserView):
    """See the module. A list of documents that are not signed yet is asked of the catalogue."""

    def __call__(self) -> str:
        self.question = asking.Question(self.context, self.request)
        if not self.question.agencies:
            raise NotFound("statistics-list")
        self.request.response.setHeader("Cache-Control", "no-cache, private")
        self.request.set("disable_plone.leftcolumn", 1)
        self.request.set("disable_plone.rightcolumn", 1)
        self.board = self.question.board()
        self.selection = self.question.selection()
        self.early = self.selection.state in underway.STATES
        self.listing = self._listing()
        self.found, self.more = self._under_way() if self.early else self._counted()
        return self.index()

    @property
    def titles(self):
        """Titles in the language of the request."""
        return self.question.titles

    def _listing(self) -> lists.Listing:
        url = f"{self.context.absolute_url()}/@@statistics-list"
        return lists.Listing(url, self.question.form, (*asking.PERIOD, *asking.SELECTION, "overdue"))

    def _counted(self) -> tuple[list[tuple[Agency, str, Counted | None]], str]:
        """The rows of the page, and the key that the next page goes on after."""
        uid, _bar, before = self.question.of("after").partition("|")
        agencies = list(self.board.agencies)
        places = [place for place, agency in enumerate(agencies) if agency.uid == uid]
        rows = chain.from_iterable(
            self._of(agency, before if agency.uid == uid else "") for agency in agencies[places[0] if places else 0 :]
        )
        found = list(islice(rows, SIZE + 1))
        shown = found[:SIZE]
        more = f"{shown[-1][0].uid}|{shown[-1][1]}" if len(found) > SIZE else ""
        return [(agency, key.partition(" ")[2], row) for agency, key, row in shown], more

    def _of(self, agency: Agency, before: str):
        found = keeping.listed(api.portal.get(), agency.uid, self.board.span, self.selection, self.board.today, before)
        return ((agency, key, row) for key, row in found)

    def _under_way(self) -> tuple[list[tuple[Agency, str, None]], str]:
        start = self.listing.start(SIZE)
        catalog = api.portal.get_tool("portal_catalog")
        query = {**underway.query(self.board, self.selection.state), "sort_on": "moved_at", "sort_order": "descending"}
        # the catalogue cuts what it gives at ``b_start`` itself: asked for from the first one, it is cut here alone
        brains = catalog(**query, b_start=0, b_size=start + SIZE)
        self.total = brains.actual_result_count
        agencies = {agency.uid: agency for agency in self.board.agencies}
        shown = [(agencies[brain.issuing_agency], brain.UID, None) for brain in brains[start : start + SIZE]]
        return shown, str(start + SIZE) if self.total > start + SIZE else ""

    def count(self):
        """How many there are, in words; empty for a choice that no figure leads to, unless it fits one page."""
        if self.early:
            return lists.found(self.total, self.listing.start(SIZE), len(self.found))
        told = figures.number(self.board.counts, self.selection, self.board.today)
        if told is None and not self.more and not self.listing.value("after"):
            told = len(self.found)
        return "" if told is None else lists.found(told)

    def pager(self) -> dict:
        """For the list's macro."""
        if self.early:
            return self.listing.pages_by_number(SIZE, bool(self.more))
        return self.listing.pages_by_key("after", self.more)

    def empty(self) -> dict:
        """For the list's macro."""
        return lists.nothing(_EMPTY, url=self.back_url(), link=_BACK)

    def back_url(self) -> str:
        """Address of the figures."""
        asked = {"from": self.board.span.from_day, "to": self.board.span.to_day, "agency": self.board.only}
        return lists.Listing(f"{self.context.absolute_url()}/@@statistics", asked, tuple(asked)).address()

    def whose(self) -> str:
        """Whose documents these are."""
        agencies = self.board.agencies
        return agencies[0].title if len(agencies) == 1 else self.board.text(words.ALL_AGENCIES)

    def told(self) -> list[str]:
        """What the documents have in common, in words."""
        titles, asked = self.titles, self.selection
        said = [] if self.early else [self.board.span_title(self.board.span)]
        said += [titles.attribute(asked.attribute)] if asked.attribute in asking.NAMED else []
        said += [self.board.text(words.INFORMATION)] if asked.attribute == asking.INFORMATION else []
        said += [titles.state(asked.state)] if asked.state else []
        said += [titles.ground(asked.ground)] if asked.ground else []
        said += [titles.state(asked.step)] if asked.step else []
        said += [self.board.text(words.AT_LEAST, days=asked.days)] if asked.days else []
        said += [titles.deadline(asked.duty)] if asked.duty else []
        said += [asked.clause] if asked.clause else []
        said += [self.board.text(words.OUTCOMES[asked.outcome])] if asked.outcome else []
        return said

    def columns(self) -> list[dict]:
        """The columns that tell something here."""
        asked: Selection = self.selection
        wanted = ["number", "title", "kind", "day", "attribute"]
        wanted += ["grounds"] if asked.ground or asked.attribute == "withheld" else []
        wanted += [] if self.early else ["state"]
        wanted += ["spent"] if asked.step else []
        wanted += ["due", "done"] if asked.duty else []
        wanted += ["agency"] if len(self.board.agencies) > 1 else []
        return self.listing.header([lists.Column(name, COLUMNS[name]) for name in wanted], "")

    def rows(self) -> list[dict]:
        """The documents of the page: dicts {url, untitled, cells}."""
        uids = [uid for _agency, uid, _row in self.found]
        catalog = api.portal.get_tool("portal_catalog")
        known = {brain.UID: brain for brain in catalog.unrestrictedSearchResults(UID=uids)}
        seen = {brain.UID: brain for brain in catalog(UID=uids)}
        columns = [column["name"] for column in self.columns()]
        return [self._row(columns, agency, row, known.get(uid), seen.get(uid)) for agency, uid, row in self.found]

    def _row(self, columns: list[str], agency: Agency, row: Counted | None, known, seen) -> dict:
        attribute = row.attribute if row else known.disclosure_attribute or ""
        told = {
            "number": known.document_number or "" if known is not None else "",
            "title": seen.Title if seen is not None else "",
            "kind": self._kinds.get(row.kind if row else known.document_kind or "", ""),
            "day": row.day if row else known.issue_date or "",
            "attribute": self.titles.attribute(attribute) if attribute else "",
            "agency": agency.title,
            **(self._of_row(row) if row else {}),
        }
        url = seen.getURL() if seen is not None else ""
        cells = [{"name": name, "label": self.titles.text(COLUMNS[name]), "text": told[name]} for name in columns]
        return {"url": url, "untitled": told["number"] or "–", "cells": cells}

    def _of_row(self, row: Counted) -> dict[str, str]:
        duty = self._duty(row)
        return {
            "grounds": "；".join(map(self.titles.ground, row.grounds)),
            "state": self.titles.state(row.state),
            "spent": str(row.spent.get(self.selection.step, "")),
            "due": duty.due if duty else "",
            "done": duty.done if duty else "",
        }

    def _duty(self, row: Counted) -> Duty | None:
        found = (duty for duty in row.duties if duty.key == self.selection.duty)
        return next((duty for duty in found if self.selection.clause in ("", duty.source)), None)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        terms = getUtility(IVocabularyFactory, "opengov.disclosure.all_kinds")(self.context)
        return {term.value: self.titles.text(term.title) for term in terms}
