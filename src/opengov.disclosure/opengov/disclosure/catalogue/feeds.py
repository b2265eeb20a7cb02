"""The catalogue for machines: RSS for each filter, and a sitemap in parts, all from the projection."""

from datetime import datetime
from datetime import UTC
from email.utils import format_datetime
from lxml import etree
from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.ranks import SHANGHAI
from opengov.disclosure.catalogue.scope import address
from opengov.disclosure.catalogue.scope import scope_of
from opengov.disclosure.i18n import _
from plone import api
from Products.Five.browser import BrowserView
from zope.i18n import translate

import re


#: The most addresses the sitemap protocol allows in one file.
PART = 50000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: Characters that XML cannot hold in any spelling.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _add(parent, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, name, **attributes).text = _IMPOSSIBLE.sub("", text)


def _written(root) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>\n' + etree.tostring(root, encoding="unicode")


class Feed(BrowserView):
    """``@@disclosure-catalogue.rss``: the newest entries of a selection."""

    def __call__(self) -> str:
        chosen = selection.read(self.request.form, scope_of(self.context), strict=False)
        filters = {**chosen.filters, **chosen.scope}
        page = IPublicCatalogue(api.portal.get()).page(filters, chosen.text, None, chosen.size)
        home = f"{self.context.absolute_url()}/@@disclosure-catalogue?{chosen.query()}".rstrip("?")
        root = etree.Element("rss", version="2.0")
        channel = etree.SubElement(root, "channel")
        title = translate(_("heading_catalogue", default="Public catalogue"), context=self.request)
        _add(channel, "title", f"{self.context.title} {title}")
        _add(channel, "link", home)
        _add(channel, "description", title)
        self.labels = Labels(self.context, self.request)
        for entry in page["items"]:
            self._item(channel, entry, home)
        return caching.conditional(self.request, _written(root), "application/rss+xml; charset=utf-8")

    def _item(self, channel, entry: dict, home: str) -> None:
        item = etree.SubElement(channel, "item")
        notes = "".join(f"（{note}）" for note in self.labels.notes(entry))
        _add(item, "title", entry["title"] + notes)
        _add(item, "link", address(entry["path"]) or home)
        _add(item, "description", entry["summary"] or " ".join((entry["agency"], entry["number"])).strip())
        _add(item, "guid", f"urn:opengov-disclosure:{entry['key']}", isPermaLink="false")
        day = datetime.fromisoformat(entry["publication_date"]).replace(tzinfo=SHANGHAI)
        _add(item, "pubDate", format_datetime(day.astimezone(UTC)))


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
        for key in keys:
            part = etree.SubElement(root, "sitemap")
            _add(part, "loc", f"{self.context.absolute_url()}/@@disclosure-sitemap.xml?part={key or 'first'}")
        return root

    def _part(self, places):
        root = etree.Element("urlset", nsmap={None: SITEMAP})
        base = self.context.absolute_url()
        for path, day in places:
            url = etree.SubElement(root, "url")
            _add(url, "loc", f"{base}/{path}")
            _add(url, "lastmod", day)
        return root

    def _send(self, root) -> str:
        return caching.conditional(self.request, _written(root), "application/xml; charset=utf-8")
