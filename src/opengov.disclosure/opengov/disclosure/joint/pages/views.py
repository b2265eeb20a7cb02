"""Pages of asked agencies: the lead's coordination page, what changed since an answer, all that an agency is asked."""

from functools import cached_property
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.interfaces import IAsked
from opengov.disclosure.joint.pages import changes
from opengov.disclosure.joint.pages.acting import Acting
from opengov.disclosure.joint.pages.links import next_url
from opengov.disclosure.joint.pages.links import page_links
from opengov.disclosure.joint.pages.naming import choices
from Products.Five.browser import BrowserView
from zExceptions import NotFound


#: How many agencies a page shows with all particulars at once.
FEW = 5


class PositionsView(Acting):
    """``<document>/@@positions``: which agencies are asked, what each answered, and what I may do about it."""

    def may_add(self) -> bool:
        """Whether the form for another agency is shown."""
        return self.seen.may_add()

    def agencies(self) -> list[dict]:
        """Agencies of this site that can be named: dicts {id, title}."""
        return choices(self.context)

    def links(self) -> list[dict]:
        """Other pages about the agencies that the reader may open: dicts {title, url}."""
        return page_links(self.context, self.rows())

    @cached_property
    def detailed(self) -> list[dict]:
        """The agencies whose particulars and forms are on the page: all where there are few; else one's own, those that
        object, and the one that was opened."""
        if len(self.rows()) <= FEW:
            return self.rows()
        return [row for row in self.rows() if self.unfolds(row)]

    def unfolds(self, row: dict) -> bool:
        """Whether an agency's particulars are open at once: its own, one that objects, the one that was opened."""
        opened = self.sent("slot") or self.request.form.get("slot")
        return row["mine"] or row["standing"] == "objecting" or row["slot"] == opened


class DifferenceView(Acting):
    """``<document>/@@position-difference?slot=…``: what changed since an agency's answer; it confirms or changes it here."""

    folded = ()

    def __call__(self):
        if self.row is None:
            raise NotFound(self.__name__)
        return super().__call__()

    @cached_property
    def row(self) -> dict | None:
        """The agency's slot; None for who may not compare."""
        wanted = self.sent("slot") or str(self.request.form.get("slot", ""))
        rows = self.rows() if self.seen.allowed() else []
        return next((row for row in rows if row["slot"] == wanted and (row["mine"] or self.seen.insider)), None)

    def acts(self) -> list[str]:
        """What the agency's people may do about it here."""
        return [act for act in self.row["acts"] if act in ("confirm", "draft", "release")] if self.row["mine"] else []

    def changes(self) -> list[dict]:
        """What changed."""
        return changes.told(self.seen.difference(self.row["slot"]), self.coordination.titles)


class AskedView(BrowserView):
    """``<agency>/@@asked``: all that the agency is asked, for its liaisons and leaders."""

    def __call__(self):
        if not IAsked(self.context).allowed():
            raise NotFound(self.__name__)
        return self.index()

    def repeals(self) -> list[dict]:
        """Documents whose repeal the agency is asked about, those that wait first."""
        return [
            item | {"standing_title": labels.STANDINGS[item["standing"]], "colour": labels.COLOURS[item["standing"]]}
            for item in IAsked(self.context).repeals()
        ]

    @cached_property
    def shown(self) -> str:
        """``open`` (what waits for the agency) or ``all``."""
        return "all" if self.request.form.get("show") == "all" else "open"

    @cached_property
    def everything(self) -> list[dict]:
        """The documents, those that wait first."""
        return IAsked(self.context).items()

    def items(self) -> list[dict]:
        """The documents of the list that is shown, with their words."""
        return [_worded(item) for item in self.everything if self.shown == "all" or item["waiting"]]

    def tabs(self) -> list[dict]:
        """The lists: dicts {id, url, current, count}."""
        counts = {"open": sum(item["waiting"] for item in self.everything), "all": len(self.everything)}
        url = f"{self.context.absolute_url()}/@@asked"
        return [
            {"id": name, "url": f"{url}?show={name}", "current": "page" if name == self.shown else None, "count": count}
            for name, count in counts.items()
        ]


def _worded(item: dict) -> dict:
    return item | {
        "role_title": labels.ROLES[item["role"]],
        "standing_title": labels.STANDINGS[item["standing"]],
        "colour": labels.COLOURS[item["standing"]],
        "silence_title": labels.SILENCES.get(item["silence"], ""),
        "next_title": labels.NEXT[item["next"]],
        "next_url": next_url(item["@id"], item),
    }
