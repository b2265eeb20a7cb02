"""Pages of an agency."""

from opengov.disclosure.agency.content import IAgency
from plone import api
from Products.Five.browser import BrowserView


class AgencyView(BrowserView):
    """What an agency shows to everybody: how to reach it, and the agencies in it."""

    def guide(self) -> list[dict]:
        """Filled fields of the guide entry: dicts {label, value}."""
        return [
            {"label": field.title, "value": value}
            for name, field in sorted(IAgency.namesAndDescriptions(), key=lambda item: item[1].order)
            if name.startswith("guide_") and (value := getattr(self.context, name))
        ]

    def units(self) -> list[dict]:
        """Agencies and sections directly inside that the user may see: dicts {title, url}."""
        brains = api.content.find(context=self.context, depth=1, portal_type="Agency", sort_on="sortable_title")
        return [{"title": brain.Title, "url": brain.getURL()} for brain in brains]
