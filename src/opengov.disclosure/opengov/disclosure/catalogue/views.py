"""The pages of the catalogue."""

from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.labels import FILTER_TITLES
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.scope import public_entry
from opengov.disclosure.catalogue.scope import scope_of
from opengov.disclosure.core import issuers
from plone import api
from Products.Five.browser import BrowserView


class CataloguePage(BrowserView):
    """``@@disclosure-catalogue`` of the site or of one agency."""

    def __call__(self) -> str:
        self.labels = Labels(self.context, self.request)
        self.catalogue = IPublicCatalogue(api.portal.get())
        self.chosen = selection.read(self.request.form, scope_of(self.context), strict=False)
        filters = {**self.chosen.filters, **self.chosen.scope}
        self.page = self.catalogue.page(filters, self.chosen.text, self.chosen.after, self.chosen.size)
        return caching.conditional(self.request, self.index())

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@disclosure-catalogue"

    def filters(self) -> list[dict]:
        """The filters of the form: dicts {name, title, options}, an option {value, title, selected}."""
        return [
            {"name": name, "title": title, "options": self._options(name)}
            for name, title in FILTER_TITLES.items()
            if name not in self.chosen.scope
        ]

    def _options(self, name: str) -> list[dict]:
        known = {
            value: (label or self.labels(name, value), count) for value, label, count in self.catalogue.facets(name)
        }
        order = sorted(known, reverse=True) if name == "year" else sorted(known, key=self._position(name, known))
        scoped = bool(self.chosen.scope)
        return [
            {
                "value": value,
                "title": known[value][0] if scoped else f"{known[value][0]} ({known[value][1]})",
                "selected": self.chosen.filters.get(name) == value,
            }
            for value in order
        ]

    def _position(self, name: str, known: dict):
        places = {value: place for place, value in enumerate(self.labels.titles(name))}
        return lambda value: (places.get(value, len(places)), known[value][0])

    def entries(self) -> list[dict]:
        """The entries of the page in words."""
        return [self._worded(public_entry(entry)) for entry in self.page["items"]]

    def _worded(self, entry: dict) -> dict:
        return {
            **entry,
            "url": entry["@id"],
            "issuers_text": issuers.joined(entry["issuers"]),
            "kind": self.labels("kind", entry["kind"]),
            "subject": self.labels("subject", entry["subject"]),
            "attribute": self.labels("attribute", entry["attribute"]),
            "notes": self.labels.notes(entry),
            "links": self.labels.links(entry),
        }

    def first_url(self) -> str:
        """Address of the first page; empty when this is it."""
        return f"{self.url}?{self.chosen.query()}".rstrip("?") if self.chosen.after else ""

    def next_url(self) -> str:
        """Address of the next page; empty when this is the last."""
        return f"{self.url}?{self.chosen.query(after=self.page['next'])}" if self.page["next"] else ""

    def feed_url(self) -> str:
        """Address of the RSS feed of the selection."""
        return f"{self.url}.rss?{self.chosen.query()}".rstrip("?")
