"""``@@my-work``: what waits for the user, what he has under way, what he has done lately."""

from functools import cached_property
from opengov.disclosure.core import signoff
from opengov.disclosure.desk import together
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.notices.interfaces import INotices
from plone import api
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized


SIZE = 20

#: States in which somebody else has a document in hand.
_WITH_OTHERS = signoff.IN_REVIEW | {"issued", "adjustment_review", "to_determine"}
#: States no document waits in for its next step: what is waited for is told on its page.
_AT_REST = frozenset({*signoff.ENDS, "withdrawn"})

LISTS = {
    "todo": _("work_todo", default="To do now"),
    "drafts": _("work_drafts", default="My drafts"),
    "underway": _("work_underway", default="Waiting for others"),
    "done": _("work_done", default="Recently done"),
}
EMPTY = {
    "todo": _("work_todo_empty", default="Nothing waits for you. Enjoy the quiet."),
    "drafts": _("work_drafts_empty", default="You have no draft in hand."),
    "underway": _("work_underway_empty", default="None of your documents is with somebody else."),
    "done": _("work_done_empty", default="Here you will find what you have handled."),
}


class MyWork(BrowserView):
    """Four lists, one shown at a time, each asked from the catalogue: no guard is asked and no document is woken but those
    that other agencies ask about."""

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("my-work")
        self.request.response.setHeader("Cache-Control", "no-store, private")
        name = self.request.form.get("list", "todo")
        self.name = name if name in LISTS else "todo"
        return self.index()

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@my-work"

    def unread_notices(self) -> str:
        """How many notices about joint documents the user has not read."""
        unread = INotices(self.context).unread()
        return str(unread) if unread < 100 else "99+"

    def tabs(self) -> list[dict]:
        """The lists: dicts {title, url, current, count}."""
        return [
            {
                "title": title,
                "url": f"{self.url}?list={name}",
                "current": "page" if name == self.name else None,
                "count": self._found(name).actual_result_count + (self._instructed_only() if name == "todo" else 0),
            }
            for name, title in LISTS.items()
        ]

    def heading(self) -> str:
        """Title of the list shown."""
        return LISTS[self.name]

    def empty(self) -> str:
        """What a list without items says."""
        return EMPTY[self.name]

    def rows(self) -> list[dict]:
        """The items of the page: dicts {title, url, number, state, attribute, since, asks}."""
        return [
            {
                "title": brain.Title or self.titles.state(brain.review_state),
                "url": brain.getURL(),
                "number": brain.document_number or "",
                "state": self.titles.state(brain.review_state),
                "attribute": self.titles.attribute(brain.disclosure_attribute or ""),
                "since": moment(brain.moved_at or ""),
                "asks": self.name == "todo" and brain.review_state in _AT_REST,
            }
            for brain in self._found(self.name)[self.start : self.start + SIZE]
        ]

    def instructions(self) -> list[dict]:
        """Documents with an oral instruction that the user has to countersign: dicts {title, url, since} (R-I7)."""
        if self.name != "todo":
            return []
        me = api.user.get_current().getId()
        found = api.portal.get_tool("portal_catalog")(countersigners=me, sort_on="moved_at", sort_limit=SIZE)
        return [{"title": brain.Title, "url": brain.getURL(), "since": moment(brain.moved_at or "")} for brain in found]

    @cached_property
    def asked(self) -> list[dict]:
        """What other agencies ask of the user's: dicts {title, url, count}."""
        return together.waiting(self.groups) if self.name == "todo" else []

    def _instructed_only(self) -> int:
        """How many of them wait for the user for no other reason."""
        me = api.user.get_current().getId()
        others = {"not": list(self.groups)}
        return len(api.portal.get_tool("portal_catalog")(countersigners=me, waiting_for=others))

    @cached_property
    def start(self) -> int:
        """Number of the first item of the page, from 0."""
        value = self.request.form.get("start", "")
        start = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 7 else 0
        return start - start % SIZE

    def previous_url(self) -> str:
        """Address of the page before; empty on the first."""
        return f"{self.url}?list={self.name}&start={max(0, self.start - SIZE)}" if self.start else ""

    def next_url(self) -> str:
        """Address of the page after; empty on the last."""
        more = self._found(self.name).actual_result_count > self.start + SIZE
        return f"{self.url}?list={self.name}&start={self.start + SIZE}" if more else ""

    def agencies(self) -> list[dict]:
        """Agencies in which the user may begin a document: dicts {title, url}."""
        add = "opengov.disclosure: Add Official Document"
        catalog = api.portal.get_tool("portal_catalog")
        found = [brain.getObject() for brain in catalog(portal_type="Agency", UID=self._own_agencies())]
        return [
            {"title": agency.title, "url": f"{agency.absolute_url()}/++add++OfficialDocument"}
            for agency in found
            if api.user.has_permission(add, obj=agency)
        ]

    def _own_agencies(self) -> list[str]:
        """UIDs of the agencies the user holds an office of: the ids of their groups begin with them."""
        return sorted({group[:32] for group in self.groups if len(group) > 32 and group[32] == "-"})

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.context, self.request)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The user's groups, those he is in as a deputy included."""
        return tuple(api.user.get_current().getGroups())

    def _found(self, name: str):
        if name not in self._results:
            catalog = api.portal.get_tool("portal_catalog")
            limit = self.start + SIZE + 1 if name == self.name else 1
            self._results[name] = catalog(
                **self._query(name),
                sort_on="moved_at",
                sort_order="ascending" if name == "todo" else "descending",
                b_start=0,
                b_size=limit,
            )
        return self._results[name]

    @cached_property
    def _results(self) -> dict:
        return {}

    def _query(self, name: str) -> dict:
        me = api.user.get_current().getId()
        if name == "todo":
            # Who drafts is waited for in every draft; his own drafts have a list of their own.
            return {"waiting_for": list(self.groups), "review_state": sorted(signoff.STATES - {"draft"})}
        if name == "drafts":
            return {"waiting_for": list(self.groups), "review_state": "draft", "Creator": me}
        if name == "underway":
            return {"Creator": me, "review_state": sorted(_WITH_OTHERS), "handled_by": me}
        return {"handled_by": me, "review_state": sorted(signoff.STATES - {"draft"})}
