"""``@@opengov-controlpanel``: all areas at a glance, what nobody can switch off, and the state of the site."""

from opengov.disclosure.desk.settings import areas
from opengov.disclosure.desk.settings import recording
from opengov.disclosure.desk.settings import state
from Products.Five.browser import BrowserView


class OverviewPage(BrowserView):
    """See the module."""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "no-store, private")
        return self.index()

    def areas(self) -> list[dict]:
        """The areas: dicts {title, help, law, url, since}; since: the newest change on record, or None."""
        return [
            {
                "title": area.title,
                "help": area.help,
                "law": area.law,
                "url": f"{self.context.absolute_url()}/@@{area.view}",
                "since": next(iter(recording.changes(area.records)), None) if area.records else None,
            }
            for area in areas.AREAS
        ]

    def fixed(self) -> list[dict]:
        """What nobody can switch off: dicts {text, law}."""
        return [{"text": text, "law": law} for text, law in areas.FIXED]

    def checks(self) -> list[dict]:
        """The state of the site, see ``state.checks``."""
        return state.checks(self.context)

    def routines(self) -> list[dict]:
        """When each routine ran last, see ``state.routines``."""
        return state.routines(self.context)
