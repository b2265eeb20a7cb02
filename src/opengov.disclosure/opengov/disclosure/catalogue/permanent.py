"""``@@gkml/<index number>``: an address that stays, whatever becomes of the document's place and title.

It leads to the page of what is public, shows the metadata of what is given on request, and is missing for everything else:
whoever asks learns nothing of what is hidden (R-X1).
"""

from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.metadata import Described
from opengov.disclosure.catalogue.relations import is_uid
from opengov.disclosure.catalogue.scope import address
from opengov.disclosure.catalogue.scope import public_entry
from plone import api
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


#: Parts that an index number has at most.
PARTS = 4


def found(name: str) -> dict | None:
    """The public entry of an index number, or of the UID of a document that has a public page; None for every other."""
    catalogue = IPublicCatalogue(api.portal.get())
    entry = catalogue.numbered(name)
    if entry is None and is_uid(name):
        entry = catalogue.entry(name)
        return entry if entry and entry["path"] else None
    return entry


@implementer(IPublishTraverse)
class PermanentLink(BrowserView):
    """The entry of the index number that follows in the address."""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.parts: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        """Take the parts of the index number from the address."""
        if len(self.parts) == PARTS:
            raise NotFound(name)
        self.parts += (name,)
        return self

    def __call__(self) -> str:
        entry = found("/".join(self.parts))
        if entry is None:
            raise NotFound("/".join(self.parts))
        if entry["path"]:
            # not for good: a withdrawal must be seen at once
            self.request.response.setHeader("Cache-Control", "no-cache")
            return self.request.response.redirect(address(entry["path"]), status=302)
        self.entry = entry
        self.described = Described(entry, self.context, self.request)
        return caching.conditional(self.request, self.index())

    def links(self) -> list[dict]:
        """Documents it stands with, as far as they are public."""
        return self.described.labels.links(public_entry(self.entry))

    def agency_url(self) -> str:
        """Address of the agency's page, where to ask for it; empty where the visitor may not see it."""
        brains = api.portal.get_tool("portal_catalog")(UID=self.entry["agency_uid"])
        return brains[0].getURL() if brains else ""

    def catalogue_url(self) -> str:
        """Address of the catalogue."""
        return f"{self.context.absolute_url()}/@@disclosure-catalogue"
