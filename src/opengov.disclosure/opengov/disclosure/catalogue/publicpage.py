"""On the page of a public document, for everybody: its metadata, files, related documents, the link to keep.

All of it is read from the projection, so that it is there exactly as long as the document is public.
"""

from functools import cached_property
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.metadata import Described
from opengov.disclosure.catalogue.scope import public_entry
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IDocumentAttachment
from plone import api
from plone.app.layout.viewlets import ViewletBase
from plone.base.utils import human_readable_size
from plone.uuid.interfaces import IUUID
from urllib.parse import parse_qsl
from zope.i18n import translate

import re


CATALOGUE = "@@disclosure-catalogue"
_CATALOGUE = re.compile(r"((?:/[\w.-]+)*)/(?:@@)?disclosure-catalogue", re.ASCII)


class PublicViewlet(ViewletBase):
    """Shown while the public catalogue has the document."""

    @cached_property
    def entry(self) -> dict | None:
        """The public entry, or None."""
        return IPublicCatalogue(api.portal.get()).entry(IUUID(self.context))

    @cached_property
    def described(self) -> Described | None:
        """The entry in words, or None."""
        public = self.entry is not None and self.entry["path"]
        return Described(self.entry, self.context, self.request) if public else None

    def render(self) -> str:
        return self.index() if self.described else ""


class PublicHead(PublicViewlet):
    """In the head: schema.org and meta tags."""


class PublicMetadata(PublicViewlet):
    """Above the text: the table, and the way back."""

    def back(self) -> dict:
        """Where the reader came from: dict {url, title}; the catalogue as it was filtered, else that of the site.

        Of what a browser says about that nothing is repeated but what is understood: a catalogue of this site, and its filters.
        """
        address, _question, query = str(self.request.get("HTTP_REFERER") or "").partition("?")
        place = catalogue_at(address)
        if place is None:
            title = _("link_back_to_catalogue", default="Back to the catalogue")
            url = f"{api.portal.get().absolute_url()}/{CATALOGUE}"
        else:
            title = _("link_back_to_list", default="Back to the list")
            chosen, _problems = selection.read_kindly(dict(parse_qsl(query)), {})
            url = f"{place}/{CATALOGUE}?{chosen.query(after=chosen.after or '')}".rstrip("?")
        return {"url": url, "title": translate(title, context=self.request)}


class PublicFoot(PublicViewlet):
    """Below the text: files with type and size, related documents, the link to keep."""

    def files(self) -> list[dict]:
        """The attachments in order: dicts {name, url, type, size}."""
        children = getattr(self.context, "objectValues", tuple)()
        found = (child for child in children if IDocumentAttachment.providedBy(child) and child.file)
        return [
            {
                "name": child.title or child.file.filename,
                "url": f"{child.absolute_url()}/@@download/file",
                "type": kind_of(child.file.filename or ""),
                "size": human_readable_size(child.file.getSize()),
            }
            for child in found
        ]

    def links(self) -> list[dict]:
        """Documents it stands with, as far as they are public: dicts {label, title, number, url}."""
        return self.described.labels.links(public_entry(self.entry))


def catalogue_at(address: str) -> str | None:
    """Address of the site or agency whose catalogue is at an address; None when it is none that the reader may see."""
    site = api.portal.get()
    match = _CATALOGUE.fullmatch(address.removeprefix(site.absolute_url()))
    if match is None or not address.startswith(site.absolute_url()):
        return None
    if not match[1]:
        return site.absolute_url()
    path = {"query": f"{'/'.join(site.getPhysicalPath())}{match[1]}", "depth": 0}
    found = api.portal.get_tool("portal_catalog").searchResults(path=path, portal_type="Agency")
    return found[0].getURL() if found else None


def kind_of(filename: str) -> str:
    """The kind of a file as people call it: its ending in capitals."""
    _name, dot, ending = filename.rpartition(".")
    return ending.upper() if dot and ending.isalnum() and len(ending) < 8 else "?"
