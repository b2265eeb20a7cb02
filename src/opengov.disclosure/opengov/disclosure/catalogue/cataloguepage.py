"""``@@disclosure-catalogue``: the public catalogue of a site or agency as a page."""

from functools import cached_property
from html import escape
from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.advice import advice
from opengov.disclosure.catalogue.counting import FACETS
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IWithheldList
from opengov.disclosure.catalogue.labels import FILTER_TITLES
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.scope import permanent_here
from opengov.disclosure.catalogue.scope import public_entry
from opengov.disclosure.catalogue.scope import scope_of
from opengov.disclosure.core import excerpts
from opengov.disclosure.core import issuers
from opengov.disclosure.core.searching import Query
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from plone import api
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser import BrowserView
from zope.component import getUtility


#: Values of a facet that are shown at once; the others are behind 更多.
SHOWN = 8

SORT_TITLES = {
    "relevance": _("sort_catalogue_relevance", default="Best answers first"),
    "newest": _("sort_catalogue_newest", default="Newest first"),
}


class Canonical(ViewletBase):
    """The address of the catalogue for search engines; by it the script of the navigation finds which link is the present one.

    Without ``@@``, at which that script cuts addresses off: home and catalogue would look the same to it.
    """

    def render(self) -> str:
        return f'<link rel="canonical" href="{escape(self.context.absolute_url())}/disclosure-catalogue" />'


class CataloguePage(BrowserView):
    """The entries of a selection, with filters as links. What is wrong in the address is told and left out."""

    def __call__(self) -> str:
        self.labels = Labels(self.context, self.request)
        self.catalogue = IPublicCatalogue(api.portal.get())
        self.chosen, wrong = selection.read_kindly(self.request.form, scope_of(self.context))
        if wrong:
            self.request.response.setStatus(400, lock=1)
        known = {name: [value for value, *_rest in self.catalogue.facets(name)] for name in self.chosen.filters}
        self.wrong = [*wrong, *selection.unknown_values(self.chosen, known)]
        self.page = self.catalogue.page(
            self.chosen.all_filters, self.chosen.text, self.chosen.after, self.chosen.size, self.sort
        )
        return caching.conditional(self.request, self.index())

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@disclosure-catalogue"

    @property
    def sort(self) -> str:
        """The order of the list."""
        return self.chosen.sort or "relevance"

    @cached_property
    def query(self) -> Query:
        """What is looked for."""
        return Query(self.chosen.text)

    def typed(self) -> str:
        """The words as they were typed, also where they are too many."""
        text = self.request.form.get("text", "")
        return text if isinstance(text, str) else ""

    def link(self, **changes: str) -> str:
        """Address of this selection with changes."""
        return f"{self.url}?{self.chosen.query(**changes)}".rstrip("?")

    def problems(self) -> list[dict]:
        """What is wrong in the address: dicts {message, url}; ``url`` leads to the same without it."""
        wording = getUtility(IWording)
        return [
            {"message": self._said(wording, problem), "url": self.link(**{problem.field: ""})} for problem in self.wrong
        ]

    def _said(self, wording, problem) -> str:
        if problem.code != "filter_unknown":
            return wording.as_json(problem, self.request)["message"]
        title = self.labels.text(FILTER_TITLES[problem.field])
        mapping = {"title": title, "value": problem.params["value"]}
        message = _(
            "problem_filter_unknown_page", default="${title}: nothing is listed under “${value}”.", mapping=mapping
        )
        return self.labels.text(message)

    def hidden_fields(self) -> list[dict]:
        """Filters that the form keeps: dicts {name, value}."""
        return [{"name": name, "value": value} for name, value in self.chosen.filters.items()]

    def sorts(self) -> list[dict]:
        """Orders to choose from, where there are words: dicts {title, url, current}."""
        if not self.query:
            return []
        return [
            {"title": title, "url": self.link(sort=name), "current": name == self.sort}
            for name, title in SORT_TITLES.items()
        ]

    def chips(self) -> list[dict]:
        """The chosen filters: dicts {title, value, url}; ``url`` leads to the same without it."""
        return [
            {
                "title": FILTER_TITLES[name],
                "value": self.labels.filter_value(name, value),
                "url": self.link(**{name: ""}),
            }
            for name, value in self.chosen.filters.items()
        ]

    def facets(self) -> list[dict]:
        """The facets: dicts {name, title, shown, more}, a value {title, count, url, selected}."""
        found = []
        for name in FACETS:
            if name not in self.chosen.scope:
                values = self._values(name)
                first, more = values[:SHOWN], values[SHOWN:]
                if values:
                    found.append({"name": name, "title": FILTER_TITLES[name], "shown": first, "more": more})
        return found

    def _values(self, name: str) -> list[dict]:
        listed = self.catalogue.facets(name, self.chosen.all_filters)
        known = [(value, label or self.labels(name, value), count) for value, label, count in listed]
        chosen = self.chosen.filters.get(name)
        return [
            {
                "title": title,
                # among words nobody has counted
                "count": None if self.query else count,
                "url": self.link(**{name: "" if value == chosen else value}),
                "selected": value == chosen,
            }
            for value, title, count in sorted(known, key=self._position(name))
        ]

    def _position(self, name: str):
        if name == "year":
            return lambda known: -int(known[0]) if known[0].isdecimal() else 0
        if name in ("subject", "validity", "attribute"):
            places = {value: place for place, value in enumerate(self.labels.titles(name))}
            return lambda known: (places.get(known[0], len(places)), known[1])
        return lambda known: (-(known[2] or 0), known[1])

    def entries(self) -> list[dict]:
        """The entries of the page in words."""
        return [self._worded(entry) for entry in self.page["items"]]

    def _worded(self, entry: dict) -> dict:
        told = public_entry(entry)
        return {
            **told,
            "url": told["@id"] or permanent_here(entry),
            "title_pieces": excerpts.marked(entry["title"], self.query),
            "excerpt": entry.get("excerpt") or [],
            "issuers_text": issuers.joined(entry["issuers"]),
            "kind": self.labels("kind", entry["kind"]),
            "subject": self.labels("subject", entry["subject"]),
            "attribute": self.labels("attribute", entry["attribute"]),
            "notes": self.labels.notes(entry),
            "links": self.labels.links(told),
        }

    def advice(self) -> list[dict]:
        """Where nothing was found: dicts {title, url} of what finds something."""
        return advice(self.catalogue, self.chosen, self.labels, self.link)

    def agencies_url(self) -> str:
        """Address of the tree of agencies."""
        return f"{api.portal.get().absolute_url()}/@@disclosure-agencies"

    def withheld_url(self) -> str:
        """Address of the list of withheld documents, where it is published; else empty."""
        if not self.chosen.scope or not IWithheldList(self.context).years():
            return ""
        return f"{self.context.absolute_url()}/@@withheld-list"

    def first_url(self) -> str:
        """Address of the first page; empty when this is it."""
        return self.link() if self.chosen.after else ""

    def next_url(self) -> str:
        """Address of the next page; empty when this is the last."""
        return self.link(after=self.page["next"]) if self.page["next"] else ""

    def feed_url(self) -> str:
        """Address of the RSS feed of the selection."""
        return f"{self.url}.rss?{self.chosen.query(sort='', size='')}".rstrip("?")

    def atom_url(self) -> str:
        """Address of the Atom feed of the selection."""
        return f"{self.url}.atom?{self.chosen.query(sort='', size='')}".rstrip("?")

    def feed_title(self) -> str:
        """What the feed is called."""
        return f"{self.context.title} {self.labels.selection(self.chosen.filters, self.chosen.text)}"
