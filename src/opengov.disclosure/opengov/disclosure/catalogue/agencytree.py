"""``@@disclosure-agencies``: the agencies that publish, as they lie in one another, each leading to its catalogue."""

from collections import Counter
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from plone import api
from Products.Five.browser import BrowserView


class AgencyTree(BrowserView):
    """All agencies that the visitor may see and that have entries, or lie around one that has."""

    def __call__(self) -> str:
        return caching.conditional(self.request, self.index())

    def rows(self) -> list[dict]:
        """One agency each, those inside after the one around them: dicts {title, url, count, within, depth}.

        ``within`` is the number of entries with those of the agencies inside.
        """
        counts = {uid: count for uid, _label, count in IPublicCatalogue(api.portal.get()).facets("agency")}
        brains = api.portal.get_tool("portal_catalog")(object_provides=IAgencyContent.__identifier__)
        found = {tuple(brain.getPath().split("/")): brain for brain in brains}
        titles = {path: brain.Title for path, brain in found.items()}
        within: Counter[tuple[str, ...]] = Counter()
        for path, brain in found.items():
            # to the agency and to each one around it, once: a site may have a thousand
            within.update({path[:n]: counts.get(brain.UID, 0) for n in range(1, len(path) + 1)})
        rows = []
        for path in sorted(
            found, key=lambda path: [(titles.get(path[:n], ""), path[:n]) for n in range(len(path) + 1)]
        ):
            brain = found[path]
            if within[path]:
                depth = sum(path[:n] in found for n in range(1, len(path)))
                url = f"{brain.getURL()}/@@disclosure-catalogue"
                own = counts.get(brain.UID, 0)
                rows.append({"title": brain.Title, "url": url, "count": own, "within": within[path], "depth": depth})
        return rows

    def tree(self) -> list[dict]:
        """The rows in one another: dicts as above with ``children``."""
        tops: list[dict] = []
        open_rows: list[dict] = []
        for row in self.rows():
            row = {**row, "children": []}
            del open_rows[row["depth"] :]
            (open_rows[-1]["children"] if open_rows else tops).append(row)
            open_rows.append(row)
        return tops
