"""``@@registers`` of an agency and of the site: a register with its filters, saved views, files and print."""

from collections.abc import Iterator
from collections.abc import Mapping
from functools import cached_property
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.core import registers
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk import lists
from opengov.disclosure.desk.registers import rows
from opengov.disclosure.desk.registers.asking import Asked
from opengov.disclosure.desk.registers.asking import unknown
from opengov.disclosure.desk.registers.controls import controls
from opengov.disclosure.desk.registers.limits import limits
from opengov.disclosure.desk.registers.limits import searched_nothing
from opengov.disclosure.desk.registers.words import ABOUT
from opengov.disclosure.desk.registers.words import Words
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.component import getUtility


#: Parameters that the page understands besides those of a choice, and those that Plone sends along.
_DOORS = frozenset({"name", "print", "xlsx", "csv", "set_language", "came_from", "ajax_load", "_authenticator"})
#: Registers in a second row of the navigation.
_OTHERS = registers.REGISTERS.index("issued")


class Registers(BrowserView):
    """What the page, its print view and its files have in common.

    :cvar door: name of the page; those of print view and files begin with it.
    """

    door = "registers"

    def prepare(self) -> None:
        """Read what is asked; who may read no register here finds no page (R-X1)."""
        self.words = Words(self.context, self.request)
        self.asked = Asked(self.context, self.words, self._sent())
        if not self.asked.agencies:
            raise NotFound(self.__name__)
        self.choice = self.asked.choice

    def _sent(self) -> Mapping[str, object]:
        return self.request.form

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@{self.door}"

    def wrong(self) -> bool:
        """Whether something that was asked is not understood."""
        return bool(self.asked.problems)

    def everything(self) -> Iterator[dict]:
        """The rows of all pages."""
        return rows.everything(self.asked.agencies, self.choice)

    def address(self, door: str = "", **changes: str) -> str:
        """Address of what is shown, with changes.

        :param door: another page for the same choice, such as ``xlsx``.
        """
        query = self.choice.query(**changes)
        return f"{self.url}{'-' + door if door else ''}?{urlencode(query)}"

    def saving_url(self) -> str:
        """Where what is shown is kept under a name, and views are renamed and deleted."""
        return self.address("views")

    @cached_property
    def heading(self) -> str:
        """Name of the register."""
        return self.words.register(self.choice.register)

    def whose(self) -> str:
        """Names of the agencies whose register it is; of many only how many."""
        chosen = self.asked.chosen
        if len(chosen) == 1:
            return chosen[0].title
        place = self.context.title if IAgencyContent.providedBy(self.context) else ""
        said = _("text_agencies_together", default="${count} agencies", mapping={"count": str(len(chosen))})
        return " ".join(filter(None, (place, self.words.text(said))))

    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return rows.columns(self.choice, self.asked.several)


class RegistersPage(Registers):
    """The page."""

    def __call__(self) -> str:
        self.prepare()
        self.request.response.setHeader("Cache-Control", "no-cache, private")
        # ten columns need the whole width of the window
        self.request.set("disable_plone.leftcolumn", 1)
        self.look()
        return self.index()

    def look(self) -> None:
        """Find the rows of the page, and what is wrong with the question."""
        self.problems = [*self.asked.problems, *unknown(self.request.form, _DOORS)]
        self.page = self._page()

    def _page(self) -> dict:
        if self.asked.problems:
            return {"items": [], "next": None, "total": None}
        try:
            return rows.page(self.asked.agencies, self.choice, self.asked.after, self.asked.size)
        except RuleBroken as broken:
            self.problems += broken.problems
            return {"items": [], "next": None, "total": None}

    @cached_property
    def listing(self) -> lists.Listing:
        """Filters, order and pages as the macros of lists want them: what was typed stays as it was typed."""
        keys = ("agency", "q", "attribute", "kind", "ground", "state", "from", "to", "overdue", "masked")
        sent = {**(self.asked.view["query"] if self.asked.view else {}), **self.request.form}
        return lists.Listing(self.url, sent, keys, {"register": self.choice.register})

    def title(self) -> str:
        """Heading of the page."""
        named = _("heading_registers_named", default="Registers: ${register}", mapping={"register": self.heading})
        return self.words.text(named)

    def controls(self) -> list[dict]:
        """The fields of the filter bar."""
        return controls(self.asked, self.words)

    def filters(self) -> dict:
        """For macro ``filters``."""
        errors = {problem.field: self.sentence(problem) for problem in self.problems}
        return self.listing.bar({**one, "error": errors.get(one["name"], "")} for one in self.controls())

    def sentence(self, problem: Problem) -> str:
        """What is wrong, with rule and clause."""
        return getUtility(IWording).sentence(problem, self.request)

    def errors(self) -> list[dict]:
        """The summary of errors: dicts {text, url}, ``url`` that of the field, empty where there is none."""
        fields = {control["name"] for control in self.controls()}
        return [
            {"text": self.sentence(one), "url": f"#filter-{one.field}" if one.field in fields else ""}
            for one in self.problems
        ]

    def tabs(self) -> list[list[dict]]:
        """The registers in two rows: dicts {title, url, current, count}; a count that is not known is None."""
        counts = rows.counts(self.asked.chosen)
        kept = {"agency": self.choice.agency} if self.choice.agency else {}
        told = [
            {
                "title": self.words.register(name),
                "url": f"{self.url}?{urlencode({'register': name, **kept})}",
                "current": "page" if name == self.choice.register else None,
                "count": counts.get(name),
            }
            for name in registers.REGISTERS
        ]
        return [told[:_OTHERS], told[_OTHERS:]]

    def about(self) -> str:
        """What stands in the register, where its name does not say it."""
        message = ABOUT.get(self.choice.register)
        return self.words.text(message) if message else ""

    def columns(self) -> list[dict]:
        """For macro ``columns``."""
        sortable = () if self.choice.register in rows.UNSORTED or self.choice.overdue else rows.SORTABLE
        named = [
            lists.Column(name, self.words.column(self.choice.register, name), name in sortable) for name in self.names()
        ]
        return self.listing.header(named, "-date")

    def rows(self) -> list[dict]:
        """The rows: dicts {url, hidden, cells}, a cell {name, title, text}.

        Hundreds of cells of a page are prepared here, because each expression of a template costs more than its text.
        """
        titles = {name: self.words.column(self.choice.register, name) for name in self.names()}
        return [
            {
                "url": self.row_url(row),
                "hidden": bool(row.get("title_hidden")),
                "cells": [(name, title, str(rows.value(row, name, self.words))) for name, title in titles.items()],
            }
            for row in self.page["items"]
        ]

    def row_url(self, row: dict) -> str:
        """Where a row leads; empty for nowhere."""
        return rows.address(row)

    def link_column(self) -> str:
        """Name of the column whose cells lead on."""
        return "receiver" if self.choice.register == "handed_over" else "title"

    def count(self) -> str:
        """For macro ``count``; empty when it is not known."""
        total = self.page["total"]
        return "" if total is None else self.words.text(lists.found(total))

    def limits(self) -> list[str]:
        """Where less is shown or printed than somebody may think, in words."""
        return [self.words.text(message) for message in limits(self.page, self.asked.size)]

    def pager(self) -> dict:
        """For macro ``pager``."""
        return self.listing.pages_by_key("after", self.page["next"] or "")

    def empty(self) -> dict:
        """For macro ``empty``."""
        if self.page["next"]:
            return searched_nothing(self.pager()["next"])
        good = self.choice.register == "overdue"
        if self.choice.narrowed and not (good and self.choice == registers.Choice(register="overdue")):
            message = _("text_register_nothing_found", default="Nothing in this register fits what is asked for.")
            link = _("link_clear_filters", default="Clear filters")
            return lists.nothing(message, url=f"{self.url}?register={self.choice.register}", link=link)
        if good:
            return lists.nothing(_("text_register_nothing_overdue", default="Nothing is overdue."), good=True)
        hint = _("text_register_empty_hint", default="Documents come here by themselves when they take their steps.")
        return lists.nothing(_("text_register_empty", default="There is nothing in this register."), hint)

    def beside(self) -> dict[str, str]:
        """The other register of joint documents, beside that of the own lead: dict {title, url}; else empty."""
        if self.choice.register != "joint" or not IAgencyContent.providedBy(self.context):
            return {}
        title = _("link_joint_register", default="Documents issued jointly under another agency's lead")
        return {"title": self.words.text(title), "url": f"{self.context.absolute_url()}/@@joint-register"}

    def saved(self) -> list[dict]:
        """The views: dicts {name, url, current, shared}."""
        shown = self.asked.view["id"] if self.asked.view else ""
        return [
            {
                "name": view["name"],
                "url": f"{self.url}?view={view['id']}",
                "current": "true" if view["id"] == shown else None,
                "shared": view["agency_title"],
            }
            for view in self.asked.views.all()
        ]
