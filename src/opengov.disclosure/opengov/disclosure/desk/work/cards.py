"""What waits for the user in other places than documents' own steps: cards with a count that lead there.

Only what has something to show makes a card; an office whose place is elsewhere altogether (archives, supervisors,
administrators) always finds the way there.
"""

from collections.abc import Iterator
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import WORK
from opengov.disclosure.desk import together
from opengov.disclosure.desk.settings import state
from opengov.disclosure.desk.work.lists import Lists
from opengov.disclosure.i18n import _
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.transfer.interfaces import IOpeningList
from plone import api


#: More than so many rows of a list of the Web Editor are not counted.
_COUNTED = 99

_CHANNELS = {
    "place": _("card_place", default="To be placed on a channel"),
    "take_down": _("card_take_down", default="To be taken down from a channel"),
}
_SETTINGS = "opengov.disclosure: Manage settings"


def cards(site, lists: Lists) -> list[dict]:
    """The cards of the current user: dicts {id, title, text, count, url, level}; ``count`` is text, empty for a mere link."""
    return [
        *_asked(lists),
        *_meetings(site, lists),
        *_channels(lists),
        *_deposits(lists),
        *_openings(lists),
        *_disputes(site, lists),
        *_supervised(lists),
        *_archive(site),
        *_notices(site),
        *_site(site),
    ]


def _card(name: str, title, text, count: str, url: str, level: str = "") -> dict:
    return {"id": name, "title": title, "text": text, "count": count, "url": url, "level": level}


def _asked(lists: Lists) -> Iterator[dict]:
    title = _("heading_asked", default="What other agencies ask of us")
    for row in together.waiting(lists.groups):
        yield _card("asked", title, row["title"], str(row["count"]), row["url"], "warning")


def _meetings(site, lists: Lists) -> Iterator[dict]:
    count = lists.count("meetings")
    if count:
        title = _("card_meetings", default="Coordination meetings")
        text = _("card_meetings_text", default="called with your agency, without an outcome yet")
        yield _card("meetings", title, text, str(count), f"{site.absolute_url()}/@@my-work?list=meetings", "warning")


def _disputes(site, lists: Lists) -> Iterator[dict]:
    count = lists.count("disputes")
    if count:
        title = _("card_disputes", default="Objections nobody has settled")
        text = _("card_disputes_text", default="between agencies, in documents of those you supervise")
        yield _card("disputes", title, text, str(count), f"{site.absolute_url()}/@@my-work?list=disputes", "danger")


def _channels(lists: Lists) -> Iterator[dict]:
    for agency in _agencies(lists, "Web Editor"):
        work = IChannelWork(agency)
        for name in WORK:
            found = len(work.page(name, size=_COUNTED + 1)["items"]) if name in _CHANNELS else 0
            if found:
                count = str(found) if found <= _COUNTED else f"{_COUNTED}+"
                url = f"{agency.absolute_url()}/@@channels?name={name}"
                yield _card(f"channel-{name}", _CHANNELS[name], agency.title, count, url, "warning")


def _deposits(lists: Lists) -> Iterator[dict]:
    title = _("card_deposits", default="Hand-over to archives and libraries")
    for agency in _agencies(lists, "Transfer Clerk"):
        # his duty as clerk alone: what he answers for in another office stands in the list of what is overdue
        clerks = f"{agency.UID()}-{OFFICES['Transfer Clerk']}"
        late = _count(lists, {"issuing_agency": agency.UID(), **lists.answered(lists.late(), [clerks])})
        text = _("card_deposits_late", default="${agency}: overdue", mapping={"agency": agency.title})
        url = f"{agency.absolute_url()}/@@deposits"
        yield _card("deposits", title, text if late else agency.title, str(late or ""), url, "danger" if late else "")


def _openings(lists: Lists) -> Iterator[dict]:
    title = _("card_openings", default="Opinions on opening")
    for agency in _agencies(lists, "Transfer Clerk"):
        found = IOpeningList(agency)
        # where no archive takes transfers nothing waits for an opinion yet
        count = found.count() if found.taken() else 0
        if count:
            text = _("card_openings_text", default="${agency}: to be given", mapping={"agency": agency.title})
            yield _card("openings", title, text, str(count), f"{agency.absolute_url()}/@@opening-opinions", "warning")


def _supervised(lists: Lists) -> Iterator[dict]:
    for agency in _agencies(lists, "Supervisor"):
        url, names = agency.absolute_url(), {"agency": agency.title}
        path = "/".join(agency.getPhysicalPath())
        late = _count(lists, {"path": path, "due_on": lists.late()})
        text = _("card_supervised_late", default="${agency} and what belongs to it", mapping=names)
        title = _("card_late_documents", default="Overdue in agencies you supervise")
        yield _card("late", title, text, str(late), f"{url}/@@registers?overdue=1", "danger" if late else "")
        yield _card("registers", _("link_registers", default="Registers"), agency.title, "", f"{url}/@@registers")
        title = _("card_statistics", default="Figures and charts")
        yield _card("statistics", title, agency.title, "", f"{url}/@@statistics")


def _count(lists: Lists, query: dict) -> int:
    return len(lists.catalog(**query, show_inactive=True))


def _archive(site) -> Iterator[dict]:
    link = site.restrictedTraverse("@@archive-desk-link", None)
    if link is not None and link():
        title = _("card_archive", default="Receiving desk of the archive")
        text = _("card_archive_text", default="What agencies offer, to be taken over")
        yield _card("archive", title, text, "", f"{site.absolute_url()}/@@archive-desk")


def _notices(site) -> Iterator[dict]:
    unread = INotices(site).unread()
    if unread:
        count = str(unread) if unread <= _COUNTED else f"{_COUNTED}+"
        title, text = _("card_notices", default="Notices"), _("card_notices_text", default="not read yet")
        yield _card("notices", title, text, count, f"{site.absolute_url()}/@@notices")


def _site(site) -> Iterator[dict]:
    if api.user.has_permission(_SETTINGS, obj=site):
        yield from _faults(site)
        title = _("card_site", default="Settings of the site")
        text = _("card_site_text", default="Profiles, calendar years, reminders, archives")
        yield _card("site", title, text, "", f"{site.absolute_url()}/@@opengov-controlpanel")


def _faults(site) -> Iterator[dict]:
    """What whoever runs the site should look at."""
    found = state.faults(site)
    if found:
        title = _("card_faults", default="State of the site")
        text = _("card_faults_text", default="What asks for you: checks and routines that are late")
        level = "danger" if "danger" in found else "warning"
        url = f"{site.absolute_url()}/@@opengov-controlpanel#heading-state"
        yield _card("faults", title, text, str(len(found)), url, level)


def _agencies(lists: Lists, role: str) -> list:
    """The agencies in which the user holds an office, woken: there are few."""
    uids = list(lists.offices.get(role, ()))
    found = lists.catalog(portal_type="Agency", UID=uids, sort_on="sortable_title") if uids else ()
    return [brain.getObject() for brain in found]
