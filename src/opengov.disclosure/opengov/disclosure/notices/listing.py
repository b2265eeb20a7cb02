"""The current user's notices (``INotices``)."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from heapq import merge
from itertools import islice
from opengov.disclosure.core import notices as rules
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.notices.people import offices_of
from opengov.disclosure.notices.people import wanted_by
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.notices.store import Person
from opengov.disclosure.notices.store import read_store
from opengov.disclosure.notices.store import Wanted
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from typing import NamedTuple
from zope.component import adapter
from zope.interface import implementer


#: Where counting ends: nobody works off more, and a count stands on every page of somebody's work.
MAX_COUNTED = 99
#: Days after which nobody is waited for to read a notice: it counts as read.
UNREAD_DAYS = 60
#: Notices whose documents the catalogue is asked about in one go.
_CHUNK = 50


class Entry(NamedTuple):
    """A notice with its place on the shelf of an agency."""

    place: str
    agency: str
    notice: dict
    over: bool


def entries_of(site, user, before: str = "", since: str = "") -> Iterator[Entry]:
    """What somebody's offices were told, the newest first, each once, whether he may see the documents or not.

    :param before: only places before this one.
    :param since: only places from this ISO time on.
    """
    shelves = read_store(site).shelves
    own = [
        _entries(shelves[uid], uid, wanted_by(user.getId(), roles), before, since)
        for uid, roles in offices_of(user).items()
        if uid in shelves
    ]
    last = ""
    for entry in merge(*own, key=lambda entry: entry.place, reverse=True):
        # those who wrote a document are told at their section and at their agency
        if entry.place != last:
            yield entry
        last = entry.place


def _entries(shelf, uid: str, wanted: Wanted, before: str, since: str) -> Iterator[Entry]:
    for place, notice in shelf.newest_first(wanted, before, since):
        yield Entry(place, uid, notice, shelf.is_over(place))


@implementer(INotices)
@adapter(IPloneSiteRoot)
class Notices:
    """See ``INotices``."""

    def __init__(self, site) -> None:
        self.site = site
        self.user = api.user.get_current()
        # an unstored one as long as he has marked and chosen nothing
        self.person = read_store(site).people.get(self.user.getId()) or Person()

    @property
    def mail(self) -> str:
        """See ``INotices``."""
        return self.person.mail

    @property
    def mails(self) -> dict[str, str]:
        """See ``INotices``."""
        return {topic.value: str(self.person.mail_for(topic)) for topic in rules.Topic}

    def page(self, kind: str = "", unread: bool = False, after: str = "", size: int = 20, topic: str = "") -> dict:
        """See ``INotices``."""
        enforce(rules.kind_problems(kind) if kind else [])
        enforce(rules.topic_problems(topic) if topic else [])
        read, place = _position(after)
        kinds = {each.value for each in rules.Kind if kind in ("", each) and topic in ("", rules.TOPICS[each])}
        found = list(islice(self._seen(kinds, unread, read, place), size + 1))
        items = [self._item(*each) for each in found[:size]]
        last = items[-1] if len(found) > size else None
        return {"items": items, "next": f"{int(not last['unread'])}|{last['id']}" if last else None}

    def unread(self) -> int:
        """See ``INotices``."""
        return sum(1 for _each in islice(self._seen(set(rules.Kind), True, False, ""), MAX_COUNTED + 1))

    def mark(self, ids) -> int:
        """See ``INotices``."""
        wanted = set(ids)
        return self._mark(entry.place for entry in entries_of(self.site, self.user) if entry.place in wanted)

    def mark_all(self) -> int:
        """See ``INotices``."""
        return self._mark(entry.place for entry in entries_of(self.site, self.user, since=self.since))

    def set_mail(self, value) -> None:
        """See ``INotices``."""
        enforce(rules.mails_problems(value))
        mail, mails = (value, {}) if isinstance(value, str) else (self.mail, {**self.person.mails, **value})
        if (mail, mails) != (self.mail, dict(self.person.mails)):
            person = self._writable()
            person.mail, person.mails = mail, mails

    def _mark(self, places) -> int:
        new = [place for place in places if place not in self.person.read]
        if new:
            self._writable().read.update(new)
        return len(new)

    def _writable(self) -> Person:
        self.person = open_store(self.site).person(self.user.getId())
        return self.person

    @cached_property
    def since(self) -> str:
        """What is older counts as read."""
        return (now() - timedelta(days=UNREAD_DAYS)).isoformat()

    def _is_read(self, entry: Entry) -> bool:
        return entry.over or entry.place in self.person.read or entry.place < self.since

    def _seen(self, kinds: set[str], unread: bool, read: bool, place: str) -> Iterator[tuple[Entry, object]]:
        """Entries the user may see from a position on, with the catalogue's row of the document or None."""
        for half in (False,) if unread else (False, True):
            if half < read:
                continue
            start, since = place if half == read else "", "" if half else self.since
            told = entries_of(self.site, self.user, start, since)
            entries = (each for each in told if each.notice["kind"] in kinds and self._is_read(each) == half)
            while chunk := list(islice(entries, _CHUNK)):
                yield from self._visible(chunk)

    def _visible(self, entries: list[Entry]) -> Iterator[tuple[Entry, object]]:
        # The catalogue shows what the user may see and nothing else (R-X1); no document is woken.
        uids = sorted({entry.notice["document"] for entry in entries} - {""})
        brains = {brain.UID: brain for brain in self.site.portal_catalog.searchResults(UID=uids)}
        for entry in entries:
            brain = brains.get(entry.notice["document"])
            # what is about a list of many documents is about none
            if brain is not None or entry.notice["kind"] in rules.WITHOUT_DOCUMENT or not entry.notice["document"]:
                yield entry, brain

    def _item(self, entry: Entry, brain) -> dict:
        notice = entry.notice
        item = {name: notice[name] for name in ("kind", "about", "agency", "lead", "due")}
        if notice["kind"] in rules.TURNS:
            item["lead"] = ""
        item |= {
            "topic": rules.TOPICS[rules.Kind(notice["kind"])].value,
            "by": notice["by"] if _in_house(notice) else "",
        }
        item |= {"id": entry.place, "at": entry.place.partition("|")[0], "unread": not self._is_read(entry)}
        item["over"] = entry.over
        document = None
        if brain is not None:
            title = {"UID": brain.UID, "title": brain.Title, "review_state": brain.review_state}
            document = {"@id": brain.getURL(), **title}
        return {**item, "document": document}


def _in_house(notice: dict) -> bool:
    """Whether those who are told may know who did it: not across agencies (R-J6)."""
    return notice["kind"] in rules.TURNS or notice["kind"] == rules.Kind.NEWS


def _position(after: str) -> tuple[bool, str]:
    half, bar, place = after.partition("|")
    if after and (half not in ("0", "1") or not bar or not place):
        enforce([Problem("key_invalid", "R-X2", "after")])
    return half == "1", place
