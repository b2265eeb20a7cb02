"""The pages of the catalogue and the registers."""

from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.interfaces import REGISTERS
from opengov.disclosure.catalogue.labels import FILTER_TITLES
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.labels import REGISTER_TITLES
from opengov.disclosure.catalogue.scope import address
from opengov.disclosure.catalogue.scope import public_entry
from opengov.disclosure.catalogue.scope import scope_of
from opengov.disclosure.catalogue.sheet import table
from opengov.disclosure.catalogue.sheet import TITLES
from opengov.disclosure.core import issuers
from opengov.disclosure.tabular import download
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


class RegistersPage(BrowserView):
    """``@@registers`` of an agency: one register after the other, for those who keep them."""

    def __call__(self) -> str:
        self.labels = Labels(self.context, self.request)
        form = self.request.form
        self.name = form.get("name") or REGISTERS[0]
        chosen = selection.read(form, {}, strict=False, names=())
        self.after = chosen.after
        self.page = IRegister(self.context).page(self.name, chosen.after, selection.MAX_SIZE if "csv" in form else 50)
        if "csv" in form:
            return self._download()
        self.request.response.setHeader("Cache-Control", "no-cache, private")
        # ten columns need the whole width of the window
        self.request.set("disable_plone.leftcolumn", 1)
        return self.index()

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@registers"

    def tabs(self) -> list[dict]:
        """The registers: dicts {title, url, current}."""
        return [
            {"title": REGISTER_TITLES[name], "url": f"{self.url}?name={name}", "current": name == self.name}
            for name in REGISTERS
        ]

    def columns(self) -> list[tuple[str, str]]:
        """Name and title of the columns of this register."""
        hidden = set() if self.name == "withdrawn" else {"cause"}
        hidden |= set() if self.name in ("published", "withheld") else {"due"}
        hidden |= set() if self.name in ("published", "registered", "withheld", "withdrawn") else {"validity"}
        return [(name, title) for name, title in TITLES.items() if name not in hidden]

    def rows(self) -> list[dict]:
        """The rows in words; ``url`` is empty where the title is hidden.

        ``cells`` are triples of column, its title and the text, in the order of the columns: hundreds of cells of a page
        are prepared here, because each expression of a template costs more than the text it shows.
        """
        columns = [(name, self.labels.text(title)) for name, title in self.columns()]
        rows = [self._worded(row) for row in self.page["items"]]
        for row in rows:
            row["cells"] = [(name, title, row[name]) for name, title in columns]
        return rows

    def _worded(self, row: dict) -> dict:
        return {
            **row,
            "url": "" if row["title_hidden"] else address(row["path"]),
            "kind": self.labels("kind", row["kind"]),
            "attribute": self.labels("attribute", row["attribute"]),
            "grounds": "；".join(self.labels("grounds", ground) for ground in row["grounds"]),
            "cause": self.labels("cause", row["cause"]),
            "validity": self.labels("validity", row["validity"]),
        }

    def next_url(self) -> str:
        """Address of the next page; empty when this is the last."""
        return f"{self.url}?name={self.name}&after={self.page['next']}" if self.page["next"] else ""

    def first_url(self) -> str:
        """Address of the first page; empty when this is it."""
        return f"{self.url}?name={self.name}" if self.after else ""

    def csv_url(self) -> str:
        """Address of the whole register as a sheet."""
        return f"{self.url}?name={self.name}&csv=1"

    def _download(self):
        rows = self.rows()
        register = IRegister(self.context)
        while self.page["next"]:
            self.page = register.page(self.name, self.page["next"], selection.MAX_SIZE)
            rows += self.rows()
        title = self.labels.text(REGISTER_TITLES[self.name])
        columns = [(name, self.labels.text(head)) for name, head in self.columns()]
        return download(self.request.response, title, "csv", table(title, columns, rows))
