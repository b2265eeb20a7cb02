"""How notices are kept: a shelf for each agency, a record for each person who marked or chose anything.

Whoever acts adds a key of his own to the shelf of the agency that is told, and changes none: insertions of distinct keys
merge, so agencies that object at once do not wait for each other. They merge only where values can be put in order: a notice
is a tuple of texts and never changes, since a bucket that holds dicts conflicts whatever the keys. What somebody has read is
on his own record and nowhere else.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core.notices import Mail
from opengov.disclosure.core.notices import mail_for
from opengov.disclosure.core.notices import Topic
from persistent import Persistent
from types import MappingProxyType
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.notices"

#: What a notice says, in the order of the tuple. ``agency`` and ``lead`` are names, ``offices`` roles (tuple), ``persons`` user
#: ids (tuple), ``by`` a user id, ``due`` an ISO day or empty.
FIELDS = ("kind", "about", "document", "agency", "lead", "due", "offices", "persons", "by")


#: Characters of the day an ISO time begins with.
DAY = 10

#: Offices, persons and actor of a notice -> whether it is wanted.
Wanted = Callable[[tuple[str, ...], tuple[str, ...], str], bool]


class Shelf(Persistent):
    """The notices of one agency.

    :ivar notices: place (``<ISO time>|<key>``) -> tuple of ``FIELDS``.
    :ivar places: ``core.notices.key_of`` -> key of ``notices``, so that nothing is told twice and a purge finds everything.
    :ivar over: places of notices that ask for nothing any more: the turn is done, the duty met, the document gone on.
        None on a shelf of the first version.
    """

    over: OOTreeSet | None = None

    def __init__(self) -> None:
        self.notices = OOBTree()
        self.places = OOBTree()
        self.over = OOTreeSet()

    def ready(self) -> None:
        """Get what a shelf of the first version lacks, before many write at once."""
        if self.over is None:
            self.over = OOTreeSet()

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

    def end(self, place: str) -> None:
        """Note that a notice asks for nothing any more."""
        self.ready()
        self.over.insert(place)

    def is_over(self, place: str) -> bool:
        """Whether a notice asks for nothing any more."""
        return self.over is not None and place in self.over

    def pending(self, document: str) -> Iterator[tuple[str, dict]]:
        """Places and notices of one document that are not over."""
        for place in list(self.places.values(f"{document}|", f"{document}~")):
            if not self.is_over(place) and (notice := self.get(place)) is not None:
                yield place, notice

    def newest_first(self, wanted: Wanted, before: str = "", since: str = "") -> Iterator[tuple[str, dict]]:
        """Places and notices that somebody wants; read day by day from the end, for a busy agency has many thousands.

        :param wanted: asked with offices, persons and who did it, before anything else is looked at.
        :param before: only places before this one.
        :param since: only places from this ISO time on.
        """
        high = before
        while (last := _last(self.notices, high)) is not None and last >= since:
            day = max(last[:DAY], since)
            for place, found in reversed(list(self.notices.items(day, high or None, excludemax=bool(high)))):
                if wanted(*found[-3:]):
                    yield place, dict(zip(FIELDS, found, strict=True))
            high = day

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
        if self.is_over(place):
            self.over.remove(place)


class Person(Persistent):
    """What one person has marked and chosen.

    :ivar mail: a ``core.notices.Mail`` value, for topics without a choice of their own.
    :ivar mails: ``core.notices.Topic`` value -> ``core.notices.Mail`` value.
    :ivar read: places of notices that are marked as read.
    :ivar told: place -> ISO day of what stood in a daily mail.
    :ivar told_on: ISO day of the newest daily mail.
    :ivar waiting: places of notices whose mail could not be sent (tuple).
    """

    #: Persons that the first version stored have none.
    mails: Mapping[str, str] = MappingProxyType({})

    def __init__(self) -> None:
        self.mail = Mail.AT_ONCE.value
        self.read = OOTreeSet()
        self.told: dict[str, str] = {}
        self.told_on = ""
        self.waiting: tuple[str, ...] = ()

    def mail_for(self, topic: Topic) -> str:
        """When the person gets mail about a topic."""
        return mail_for(topic, self.mails, self.mail)

    def wants(self, mail: Mail) -> bool:
        """Whether the person has chosen this for any topic."""
        return any(self.mail_for(topic) == mail for topic in Topic)

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
    :ivar looks: document UID -> ``<due day>~<rhythm>|<ISO day>``: with this first duty and this rhythm, nothing is to
        be told of it before that day.
        Only the routine that reminds reads it; None on a store of the first version.
    """

    looks: OOBTree | None = None

    def __init__(self) -> None:
        self.looks = OOBTree()
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
        if self.looks is not None and document in self.looks:
            del self.looks[document]

    def ready(self) -> None:
        """Get what a store of the first version lacks."""
        if self.looks is None:
            self.looks = OOBTree()

    def look(self, document: str, when: str) -> None:
        """Note when the routine looks at a document again; an empty text: with its next run."""
        self.ready()
        if self.looks.get(document, "") != when:
            self.looks[document] = when

    def looked(self, document: str) -> str:
        """When the routine looks at a document again, see ``looks``."""
        return self.looks.get(document, "") if self.looks is not None else ""

    def keys_of(self, document: str) -> Iterator[str]:
        """Keys of all notices of a document."""
        for shelf in self.shelves.values():
            yield from shelf.places.keys(f"{document}|", f"{document}~")


def _last(tree: OOBTree, until: str) -> str | None:
    """The greatest key up to a text; None when there is none."""
    try:
        return tree.maxKey(until) if until else tree.maxKey()
    except ValueError:
        return None


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
