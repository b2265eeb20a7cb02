"""How notices are kept: a shelf for each agency, a record for each person who marked or chose anything.

Whoever acts adds a key of his own to the shelf of the agency that is told, and changes none: insertions of distinct keys
merge, so agencies that object at once do not wait for each other. They merge only where values can be put in order: a notice
is a tuple of texts and never changes, since a bucket that holds dicts conflicts whatever the keys. What somebody has read is
on his own record and nowhere else.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from opengov.disclosure.core.notices import Mail
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.notices"

#: What a notice says, in the order of the tuple. ``agency`` and ``lead`` are names, ``offices`` roles (tuple), ``persons`` user
#: ids (tuple), ``by`` a user id, ``due`` an ISO day or empty.
FIELDS = ("kind", "about", "document", "agency", "lead", "due", "offices", "persons", "by")


class Shelf(Persistent):
    """The notices of one agency.

    :ivar notices: place (``<ISO time>|<key>``) -> tuple of ``FIELDS``.
    :ivar places: ``core.notices.key_of`` -> key of ``notices``, so that nothing is told twice and a purge finds everything.
    """

    def __init__(self) -> None:
        self.notices = OOBTree()
        self.places = OOBTree()

    def add(self, at: str, key: str, notice: dict) -> str:
        """Put a notice (a dict of ``FIELDS``) on the shelf, unless it is there; return its place, or an empty text."""
        if key in self.places:
            return ""
        place = f"{at}|{key}"
        self.notices[place] = tuple(notice[name] for name in FIELDS)
        self.places[key] = place
        return place

    def get(self, place: str) -> dict | None:
        """The notice of a place (a dict of ``FIELDS``); None when there is none."""
        found = self.notices.get(place)
        return None if found is None else dict(zip(FIELDS, found, strict=True))

    def newest_first(self) -> Iterator[tuple[str, dict]]:
        """Places and notices."""
        # a BTree has no iterator from its end; what is old is taken off by the routine
        for place, found in reversed(list(self.notices.items())):
            yield place, dict(zip(FIELDS, found, strict=True))

    def forget(self, document: str) -> None:
        """Take every notice of a document off."""
        for key, place in list(self.places.items(f"{document}|", f"{document}~")):
            self._remove(key, place)

    def prune(self, before: str, limit: int) -> int:
        """Take at most ``limit`` notices off that are older than an ISO time; return how many."""
        old = list(self.notices.keys(None, before))[:limit]
        for place in old:
            self._remove(place.partition("|")[2], place)
        return len(old)

    def _remove(self, key: str, place: str) -> None:
        del self.places[key]
        self.notices.pop(place, None)


class Person(Persistent):
    """What one person has marked and chosen.

    :ivar mail: a ``core.notices.Mail`` value.
    :ivar read: places of notices that are marked as read.
    :ivar told: place -> ISO day of what stood in a daily mail.
    :ivar told_on: ISO day of the newest daily mail.
    :ivar waiting: places of notices whose mail could not be sent (tuple).
    """

    def __init__(self) -> None:
        self.mail = Mail.AT_ONCE.value
        self.read = OOTreeSet()
        self.told: dict[str, str] = {}
        self.told_on = ""
        self.waiting: tuple[str, ...] = ()

    def prune(self, before: str) -> None:
        """Forget marks on notices older than an ISO time."""
        for place in list(self.read.keys(None, before)):
            self.read.remove(place)
        if any(place < before for place in self.told):
            self.told = {place: day for place, day in self.told.items() if place >= before}


class NoticeStore(Persistent):
    """All of it for one site.

    :ivar shelves: agency UID -> Shelf.
    :ivar people: user id -> Person.
    :ivar open: UIDs of documents about which somebody was asked and may still have to answer.
    """

    def __init__(self) -> None:
        self.shelves = OOBTree()
        self.people = OOBTree()
        self.open = OOTreeSet()

    def shelf(self, agency: str) -> Shelf:
        """The shelf of an agency, made when it has none."""
        if agency not in self.shelves:
            self.shelves[agency] = Shelf()
        return self.shelves[agency]

    def person(self, user_id: str) -> Person:
        """The record of a person, made when there is none."""
        if user_id not in self.people:
            self.people[user_id] = Person()
        return self.people[user_id]

    def forget(self, document: str) -> None:
        """Take every notice of a document off every shelf."""
        for shelf in self.shelves.values():
            shelf.forget(document)
        if document in self.open:
            self.open.remove(document)

    def keys_of(self, document: str) -> Iterator[str]:
        """Keys of all notices of a document."""
        for shelf in self.shelves.values():
            yield from shelf.places.keys(f"{document}|", f"{document}~")


def read_store(site) -> NoticeStore:
    """The site's store for reading; an empty, unstored one when there is none yet (reading never writes)."""
    return IAnnotations(site).get(KEY) or NoticeStore()


def open_store(site) -> NoticeStore:
    """The site's store for writing, made when there is none yet."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = NoticeStore()
    return annotations[KEY]


def discard(site) -> None:
    """Forget all notices, marks and choices of a site."""
    IAnnotations(site).pop(KEY, None)
