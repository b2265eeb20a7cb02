"""``@@my-work``: what waits for the user, what is late, what others have in hand, his drafts, what he has done lately."""

from functools import cached_property
from opengov.disclosure.core import several
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.desk import lists
from opengov.disclosure.desk import words
from opengov.disclosure.desk.lists import Column
from opengov.disclosure.desk.lists import Listing
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.desk.work import cards
from opengov.disclosure.desk.work.lists import FILTERS
from opengov.disclosure.desk.work.lists import Lists
from opengov.disclosure.desk.work.lists import NAMES
from opengov.disclosure.desk.work.lists import ORDER
from opengov.disclosure.desk.work.lists import OTHERS
from opengov.disclosure.desk.work.lists import SOON
from opengov.disclosure.desk.work.rows import Rows
from opengov.disclosure.i18n import _
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized


SIZE = 20
#: What may be done with a selection although it is no step.
PRINT = "print"

TITLES = {
    "todo": _("work_todo", default="To do now"),
    "overdue": _("work_overdue", default="Overdue"),
    "soon": _("work_soon", default="Due soon"),
    "underway": _("work_underway", default="Waiting for others"),
    "drafts": _("work_drafts", default="My drafts"),
    "done": _("work_done", default="Recently done"),
    "disputes": _("work_disputes", default="Objections nobody has settled"),
    "meetings": _("work_meetings", default="Coordination meetings"),
}
EMPTY = {
    "todo": _("work_todo_empty", default="Nothing waits for you. Enjoy the quiet."),
    "overdue": _("work_overdue_empty", default="Nothing is overdue. Well done."),
    "soon": _("work_soon_empty", default="Nothing is due in the next ${days} days.", mapping={"days": str(SOON)}),
    "underway": _("work_underway_empty", default="None of your documents is with somebody else."),
    "drafts": _("work_drafts_empty", default="You have no draft in hand."),
    "done": _("work_done_empty", default="Here you will find what you have handled."),
    "disputes": _("work_disputes_empty", default="In agencies you supervise no objection is open that you may see."),
    "meetings": _("work_meetings_empty", default="No coordination meeting is called that concerns your agency."),
}
_GOOD = ("todo", "overdue", "soon", "disputes", "meetings")

COLUMNS = (
    Column("title", _("column_title", default="Title"), True),
    Column("due", _("column_due", default="Deadline"), True),
    Column("state", _("column_state", default="State")),
    Column("attribute", _("column_attribute", default="Disclosure attribute")),
    Column("since", _("column_since", default="Since"), True),
)
SPANS = {
    "overdue": _("due_overdue", default="Overdue"),
    "today": _("due_today", default="Today"),
    "week": _("due_week", default="Within a week"),
    "month": _("due_month", default="Within a month"),
}


class MyWork(BrowserView):
    """The lists, one shown at a time, with what may be done with several documents at once."""

    table = ViewPageTemplateFile("table.pt")

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("my-work")
        self.request.response.setHeader("Cache-Control", "no-store, private")
        name = self.request.form.get("list", "todo")
        self.name = name if name in (*NAMES, *OTHERS) else "todo"
        self.listing = Listing(self.url, self.request.form, (*FILTERS, "due", "q"), {"list": self.name})
        self.lists = Lists(self.listing.filters)
        return self.index()

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@my-work"

    def tabs(self) -> list[dict]:
        """The lists: dicts {name, title, url, current, count}; of those besides the usual ones what has something to show."""
        told = [
            {
                "name": name,
                "title": TITLES[name],
                "url": f"{self.url}?list={name}",
                "current": "page" if name == self.name else None,
                "count": self.total if name == self.name and not self.listing.active else self.lists.count(name),
            }
            for name in (*NAMES, *OTHERS)
        ]
        return [tab for tab in told if tab["name"] in NAMES or tab["count"] or tab["current"]]

    @property
    def heading(self) -> str:
        """Title of the list shown."""
        return TITLES[self.name]

    @cached_property
    def start(self) -> int:
        """Number of the first row of the page, from 0."""
        return self.listing.start(SIZE)

    @cached_property
    def _found(self) -> tuple[list, int]:
        return self.lists.page(self.name, *self.listing.order(COLUMNS, ORDER[self.name]), self.start, SIZE)

    @property
    def total(self) -> int:
        """How many documents there are with the filters."""
        return self._found[1]

    @cached_property
    def rows(self) -> list[dict]:
        """The rows of the page, see ``rows.Rows``."""
        return Rows(self.titles).of(self._found[0], waiting=self.name == "todo")

    def columns(self) -> list[dict]:
        """The header cells."""
        return self.listing.header(COLUMNS, ORDER[self.name])

    def count(self):
        """How much was found, in words."""
        return lists.found(self.total, self.start, len(self.rows))

    def pager(self) -> dict:
        """Links to the pages before and after."""
        return self.listing.pages_by_number(SIZE, self.total > self.start + SIZE)

    def empty(self) -> dict:
        """What a list without rows says; ``good`` when it is good news."""
        if self.listing.active:
            message = _("work_filtered_empty", default="Nothing here fits these filters.")
            clear = self.listing.address(**dict.fromkeys(self.listing.filters, ""))
            return lists.nothing(message, url=clear, link=_("link_clear_filters", default="Clear filters"))
        hint = _("work_quiet_hint", default="What comes in appears here by itself.") if self.name == "todo" else None
        return lists.nothing(EMPTY[self.name], hint, good=self.name in _GOOD)

    def filters(self) -> dict:
        """The filter bar."""
        rows = Rows(self.titles)
        agencies = self.lists.agencies
        controls = [
            lists.search(label=_("label_work_search", default="Title or document number")),
            lists.choice("due", _("column_due", default="Deadline"), SPANS.items(), primary=True),
            lists.choice("state", _("column_state", default="State"), words.STATES.items()),
            lists.choice("kind", _("label_document_kind", default="Kind of document"), rows.kinds.items()),
            lists.choice("attribute", _("column_attribute", default="Disclosure attribute"), self._attributes()),
            lists.choice("urgency", _("label_urgency", default="Urgency"), rows.urgencies.items()),
        ]
        if len(agencies) > 1:
            controls.append(lists.choice("agency", _("label_agency", default="Agency"), agencies.items()))
        return self.listing.bar(controls)

    def _attributes(self) -> list[tuple[str, str]]:
        return [(each.value, self.titles.attribute(each.value)) for each in Attribute]

    def actions(self) -> list[dict]:
        """What can be done with a selection of this page: dicts {id, title}."""
        # whoever drafts in a section holds his office there: what is offered is judged document by document when it is done
        held = frozenset(self.lists.offices)
        steps = several.steps_for({brain.review_state: held for brain in self._found[0]})
        steps = steps if self.name in ("todo", "overdue", "soon") else ()
        printing = {"id": PRINT, "title": self.titles.text(_("button_print", default="Print"))}
        return [*({"id": step_id, "title": self.titles.act(step_id)} for step_id in steps), printing]

    def selected(self) -> bool:
        """Whether all rows of the page are to be ticked, as the link "Select all" asks."""
        return self.listing.value("select") == "all"

    def select_url(self) -> str:
        """Address of this page with all rows ticked, or with none."""
        start = str(self.start) if self.start else ""
        return self.listing.address(start=start, select="" if self.selected() else "all")

    def many_agencies(self) -> bool:
        """Whether rows say whose document it is."""
        return len(self.lists.agencies) > 1

    def cards(self) -> list[dict]:
        """What waits for the user in other places: dicts {id, title, text, url, level}."""
        return cards.cards(self.context, self.lists) if self.name == "todo" else []

    def agencies(self) -> list[dict]:
        """Agencies in which the user may begin a document: dicts {title, url}."""
        add = "opengov.disclosure: Add Official Document"
        drafting = self.lists.offices.get("Drafter", ())
        found = self.context.portal_catalog(portal_type="Agency", UID=list(drafting) or ["-"])
        return [
            {"title": agency.title, "url": f"{agency.absolute_url()}/++add++OfficialDocument"}
            for agency in (brain.getObject() for brain in found)
            if api.user.has_permission(add, obj=agency)
        ]

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.context, self.request)

    @property
    def most(self) -> int:
        """Most documents in one go."""
        return several.MOST
