"""``@@joint-register`` of an agency: what it has issued together with others, and how it stands with the lead."""

from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.catalogue.jointregister import SORTS
from opengov.disclosure.catalogue.labels import joint_note
from opengov.disclosure.catalogue.labels import JOINT_TITLES
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.sheet import table
from opengov.disclosure.catalogue.sheet import TITLES
from opengov.disclosure.core import issuers
from opengov.disclosure.i18n import _
from opengov.disclosure.tabular import download
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import NotFound


_COLUMNS = ("number", "title", "kind", "issue_date")
#: Column -> title; what other registers have too is called as it is there.
COLUMNS = {
    **{name: TITLES[name] for name in _COLUMNS},
    "state": _("column_joint_state", default="How it stands"),
    "date": _("column_joint_date", default="Since"),
    "handed_over": _("column_joint_handed_over", default="Handed over to the archives"),
    "validity": TITLES["validity"],
    "note": _("column_joint_note", default="Issued jointly"),
    "issuers": _("column_joint_issuers", default="Issuing agencies"),
}
SORT_TITLES = {
    "newest": _("sort_newest", default="Newest first"),
    "oldest": _("sort_oldest", default="Oldest first"),
}
FILTER_TITLES = {
    "state": COLUMNS["state"],
    "year": _("filter_year", default="Year"),
    "sort": _("filter_sort", default="Order"),
}


class JointRegisterPage(BrowserView):
    """The register in words, filtered and paged, and as a sheet."""

    def __call__(self) -> str:
        self.register = IJointRegister(self.context)
        if not self.register.allowed():
            raise NotFound(self.__name__)
        self.labels = Labels(self.context, self.request)
        form = self.request.form
        self.chosen = selection.read(form, {}, strict=False, names=tuple(FILTER_TITLES))
        size = selection.MAX_SIZE if "csv" in form else 50
        self.page = self.register.page(**self.chosen.filters, after=self.chosen.after, size=size)
        if "csv" in form:
            return self._download()
        self.request.response.setHeader("Cache-Control", "no-cache, private")
        # ten columns need the whole width of the window
        self.request.set("disable_plone.leftcolumn", 1)
        return self.index()

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@joint-register"

    def filters(self) -> list[dict]:
        """The fields of the form: dicts {name, title, all, options}, an option {value, title, selected}."""
        years = {year: year for year in self.register.years()}
        states = {state: JOINT_TITLES[state] for state in issuers.STATES}
        known = {"state": states, "year": years, "sort": {sort: SORT_TITLES[sort] for sort in SORTS}}
        return [
            {
                "name": name,
                "title": title,
                "all": name != "sort",
                "options": [
                    {"value": value, "title": words, "selected": self.chosen.filters.get(name) == value}
                    for value, words in known[name].items()
                ],
            }
            for name, title in FILTER_TITLES.items()
        ]

    def columns(self) -> list[tuple[str, str]]:
        """Name and title of each column."""
        return [(name, self.labels.text(title)) for name, title in COLUMNS.items()]

    def rows(self) -> list[dict]:
        """The rows in words; ``cells`` are triples of column, its title and the text."""
        columns = self.columns()
        rows = [self._worded(row) for row in self.page["items"]]
        return [{**row, "cells": [(name, title, row[name]) for name, title in columns]} for row in rows]

    def _worded(self, row: dict) -> dict:
        yes = _("joint_register_handed_over", default="Yes")
        return {
            **row,
            "kind": self.labels("kind", row["kind"]),
            "note": joint_note(row["lead"], self.request),
            "issuers": issuers.joined(row["issuers"]),
            "state": self.labels.text(JOINT_TITLES[row["register"]]),
            "handed_over": self.labels.text(yes) if row["handed_over"] else "",
            "validity": self.labels("validity", row["validity"]),
        }

    def next_url(self) -> str:
        """Address of the next page; empty when this is the last."""
        return self._address(after=self.page["next"]) if self.page["next"] else ""

    def first_url(self) -> str:
        """Address of the first page; empty when this is it."""
        return self._address() if self.chosen.after else ""

    def csv_url(self) -> str:
        """Address of all that is chosen, as a sheet."""
        return self._address(csv="1")

    def _address(self, **more: str) -> str:
        return f"{self.url}?{urlencode({**self.chosen.filters, **more})}"

    def _download(self):
        rows = self.rows()
        while self.page["next"]:
            following = self.page["next"]
            self.page = self.register.page(**self.chosen.filters, after=following, size=selection.MAX_SIZE)
            rows += self.rows()
        title = self.labels.text(_("heading_joint_register", default="Register of joint documents"))
        made = table(title, self.columns(), rows)
        return download(self.request.response, title, "csv", made)
