"""The catalogue for machines: RSS and Atom for each filter, and a sitemap in parts, all from the projection."""

from datetime import datetime
from datetime import UTC
from email.utils import format_datetime
from lxml import etree
from opengov.disclosure.addresses import public
from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.ranks import moment_of
from opengov.disclosure.catalogue.ranks import SHANGHAI
from opengov.disclosure.catalogue.scope import address
from opengov.disclosure.catalogue.scope import permanent
from opengov.disclosure.catalogue.scope import scope_of
from opengov.disclosure.core import issuers
from plone import api
from Products.Five.browser import BrowserView

import re


#: The most addresses the sitemap protocol allows in one file.
PART = 50000
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: Characters that XML cannot hold in any spelling.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _add(parent, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, name, **attributes).text = _IMPOSSIBLE.sub("", text)


def _written(root) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>\n' + etree.tostring(root, encoding="unicode")


class CatalogueFeed(BrowserView):
    """The newest entries of a selection, in one of two forms."""

    content_type = ""

    def __call__(self) -> str:
        chosen = selection.read(self.request.form, scope_of(self.context), strict=False)
        page = IPublicCatalogue(api.portal.get()).page(chosen.all_filters, chosen.text, None, chosen.size, "newest")
        self.labels = Labels(self.context, self.request)
        self.query = chosen.query(sort="", size="")
        # who keeps a feed keeps its addresses: they are not those of the request that a cache happened to see
        self.catalogue = public(f"{self.context.absolute_url()}/@@disclosure-catalogue")
        self.home = self._narrowed(self.catalogue)
        self.title = f"{self.context.title} {self.labels.selection(chosen.filters, chosen.text)}"
        root = self.written(page["items"])
        return caching.conditional(self.request, _written(root), f"{self.content_type}; charset=utf-8")

    def _narrowed(self, url: str) -> str:
        """The address of the same selection at a page."""
        return f"{url}?{self.query}".rstrip("?")

    def written(self, entries: list[dict]):
        """The feed as XML."""
        raise NotImplementedError

    def entry_title(self, entry: dict) -> str:
        """The title, with what a reader must know of the document's standing."""
        return entry["title"] + "".join(f"（{note}）" for note in self.labels.notes(entry))

    def entry_link(self, entry: dict) -> str:
        """Where the entry leads: its page, else the address of its metadata."""
        return public(address(entry["path"])) or permanent(entry) or self.home

    def entry_words(self, entry: dict) -> str:
        """What it is about, else who issued it under which number."""
        return entry["summary"] or " ".join((entry["agency"], entry["number"])).strip()

    def entry_name(self, entry: dict) -> str:
        """A name that stays the same as long as the entry is in the catalogue."""
        return f"urn:opengov-disclosure:{entry['key']}"


class Feed(CatalogueFeed):
    """``@@disclosure-catalogue.rss``: RSS 2.0."""

    content_type = "application/rss+xml"

    def written(self, entries: list[dict]):
        """The feed as XML."""
        root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
        channel = etree.SubElement(root, "channel")
        _add(channel, "title", self.title)
        _add(channel, "link", self.home)
        _add(channel, "description", self.title)
        _add(channel, "language", "zh-cn")
        href = self._narrowed(f"{self.catalogue}.rss")
        etree.SubElement(channel, f"{{{ATOM}}}link", href=href, rel="self", type=self.content_type)
        for entry in entries:
            self._item(channel, entry)
        return root

    def _item(self, channel, entry: dict) -> None:
        item = etree.SubElement(channel, "item")
        _add(item, "title", self.entry_title(entry))
        _add(item, "link", self.entry_link(entry))
        _add(item, "description", self.entry_words(entry))
        if entry["subject"]:
            _add(item, "category", self.labels("subject", entry["subject"]))
        _add(item, "guid", self.entry_name(entry), isPermaLink="false")
        day = datetime.fromisoformat(entry["publication_date"]).replace(tzinfo=SHANGHAI)
        _add(item, "pubDate", format_datetime(day.astimezone(UTC)))


class AtomFeed(CatalogueFeed):
    """``@@disclosure-catalogue.atom``: Atom 1.0."""

    content_type = "application/atom+xml"

    def written(self, entries: list[dict]):
        """The feed as XML."""
        root = etree.Element("feed", nsmap={None: ATOM})
        _add(root, "title", self.title)
        _add(root, "id", self.home)
        href = self._narrowed(f"{self.catalogue}.atom")
        etree.SubElement(root, "link", href=href, rel="self", type=self.content_type)
        etree.SubElement(root, "link", href=self.home, rel="alternate", type="text/html")
        _add(root, "updated", max(map(_moment, entries), default="1970-01-01T00:00:00+08:00"))
        for entry in entries:
            item = etree.SubElement(root, "entry")
            _add(item, "title", self.entry_title(entry))
            _add(item, "id", self.entry_name(entry))
            etree.SubElement(item, "link", href=self.entry_link(entry), rel="alternate", type="text/html")
            _add(item, "updated", _moment(entry))
            _add(item, "published", _moment(entry))
            author = etree.SubElement(item, "author")
            _add(author, "name", issuers.joined(entry["issuers"]) or entry["agency"])
            _add(item, "summary", self.entry_words(entry))
        return root


def _moment(entry: dict) -> str:
    """When an entry became public, as XML writes it."""
    return moment_of(int(entry["key"])).isoformat()


class Sitemap(BrowserView):
    """``@@disclosure-sitemap.xml``: the index of the parts, or with ``after`` one part of at most 50,000 addresses."""

    def __call__(self) -> str:
        catalogue = IPublicCatalogue(api.portal.get())
        if "part" not in self.request.form:
            return self._send(self._index(catalogue.address_keys(PART)))
        chosen = selection.read({"after": self.request.form["part"]}, {}, strict=True, names=())
        after = None if chosen.after in (None, "first") else chosen.after
        return self._send(self._part(catalogue.addresses(after, PART)))

    def _index(self, keys):
        root = etree.Element("sitemapindex", nsmap={None: SITEMAP})
        base = public(self.context.absolute_url())
        for key in keys:
            part = etree.SubElement(root, "sitemap")
            _add(part, "loc", f"{base}/@@disclosure-sitemap.xml?part={key or 'first'}")
        return root

    def _part(self, places):
        root = etree.Element("urlset", nsmap={None: SITEMAP})
        base = public(self.context.absolute_url())
        for path, day in places:
            url = etree.SubElement(root, "url")
            _add(url, "loc", f"{base}/{path}")
            _add(url, "lastmod", day)
        return root

    def _send(self, root) -> str:
        return caching.conditional(self.request, _written(root), "application/xml; charset=utf-8")
