"""What is kept about deposits: a shelf for each agency, indexed by day, so that no page walks through all documents.

Signers add keys of their own and the sealer takes others away: insertions and deletions of distinct keys merge. Values are
texts and tuples, which BTrees can put in order. Acts and notices are numbered, so two at the same moment conflict and one is
done again on what the other has done.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from dataclasses import astuple
from opengov.disclosure.core.deposits import Act
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.deposits"

#: What a notice says, in the order of the tuple; texts, ``number`` an int. ``day`` is the day it is due from.
NOTICE = (
    "number",
    "kind",
    "document",
    "document_number",
    "cause",
    "day",
    "effective",
    "by",
    "by_number",
    "letter",
    "at",
)


def owed(duty: str, kind: str, day: str, uid: str) -> str:
    """Key of one duty for one document and one kind of receiver."""
    return "|".join((duty, kind, day, uid))


class DepositShelf(Persistent):
    """The deposits of one agency.

    :ivar since: ISO day from which lists on paper and copies for the record are owed.
    :ivar days: UID of a document -> ISO day it was made or changed, which decides its list.
    :ivar last: UID -> that day, also of what has fallen away since.
    :ivar listed: ``<day>|<uid>`` of ``days``.
    :ivar open: :func:`owed` of what is not done.
    :ivar done: :func:`owed` -> (ISO day, number of the act or 0).
    :ivar genres: ``<genre>|<day>|<uid>`` of guides and annual reports.
    :ivar recorded: number -> values of a ``core.deposits.Act``.
    :ivar reasons: number of an act -> words of whoever recorded it.
    :ivar by_period: ``<period>|<number>`` of acts.
    :ivar lists: number of an act -> tuple of (day, uid, number of the document, validity, pages) that it handed in.
    :ivar told: number -> values of :data:`NOTICE`.
    :ivar untold: numbers of notices that are not done.
    :ivar told_of: ``<uid>|<number>`` of notices.
    :ivar recalled: UIDs of documents whose recall was told and that have not become public again.
    :ivar answers: ``<number of a notice>|<kind>`` -> (day it was offered, number of the acknowledging act or 0).
    """

    def __init__(self, since: str) -> None:
        self.since = since
        self.days = OOBTree()
        self.last = OOBTree()
        self.listed = OOTreeSet()
        self.open = OOTreeSet()
        self.done = OOBTree()
        self.genres = OOTreeSet()
        self.recorded = IOBTree()
        self.reasons = IOBTree()
        self.by_period = OOTreeSet()
        self.lists = IOBTree()
        self.told = IOBTree()
        self.untold = OOTreeSet()
        self.told_of = OOTreeSet()
        self.recalled = OOTreeSet()
        self.answers = OOBTree()

    def act(self, number: int) -> Act | None:
        """An act, or None."""
        found = self.recorded.get(number)
        return None if found is None else Act(*found)

    def acts(self, period: str = "") -> list[Act]:
        """All acts, or those of a period, the oldest first."""
        if not period:
            return [Act(*values) for values in self.recorded.values()]
        keys = self.by_period.keys(f"{period}|", f"{period}}}")
        return sorted((Act(*self.recorded[int(key.rpartition("|")[2])]) for key in keys), key=lambda act: act.number)

    def next_act(self) -> int:
        """The number of the next act."""
        return following(self.recorded)

    def put(self, act: Act, reason: str = "") -> None:
        """Keep an act."""
        self.recorded[act.number] = astuple(act)
        if act.period:
            self.by_period.insert(f"{act.period}|{act.number:09}")
        if reason:
            self.reasons[act.number] = reason

    def between(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        """Day and UID of what was made or changed from one ISO day to another."""
        for key in self.listed.keys(first, f"{last}}}"):
            day, _bar, uid = key.partition("|")
            yield day, uid

    def waiting(self, duty: str, kind: str, first: str = "", last: str = "9") -> Iterator[tuple[str, str]]:
        """Day and UID of what is not done of a duty for a kind of receiver."""
        for key in self.open.keys(f"{duty}|{kind}|{first}", f"{duty}|{kind}|{last}}}"):
            _duty, _kind, day, uid = key.split("|")
            yield day, uid

    def last_day(self, uid: str) -> str:
        """The day of a document, also when it is deposited no longer; empty for what never was."""
        return self.last.get(uid, "")

    def notice(self, number: int) -> dict | None:
        """A notice (a dict of :data:`NOTICE`), or None."""
        found = self.told.get(number)
        return None if found is None else dict(zip(NOTICE, found, strict=True))


class DepositStore(Persistent):
    """All of it for one site: agency UID -> DepositShelf."""

    def __init__(self) -> None:
        self.shelves = OOBTree()


def following(tree: IOBTree) -> int:
    """The next number of a tree that nothing is ever removed from."""
    return tree.maxKey() + 1 if tree else 1


def shelf_of(site, agency: str) -> DepositShelf | None:
    """The shelf of an agency for reading; None when it has none (reading never writes)."""
    kept = IAnnotations(site).get(KEY)
    return None if kept is None else kept.shelves.get(agency)


def open_shelf(site, agency: str, today) -> DepositShelf:
    """The shelf of an agency for writing, made when it has none: its lists begin with the present month."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = DepositStore()
    shelves = annotations[KEY].shelves
    if agency not in shelves:
        shelves[agency] = DepositShelf(today.replace(day=1).isoformat())
    return shelves[agency]


def discard(site) -> None:
    """Forget everything that is kept about deposits."""
    IAnnotations(site).pop(KEY, None)
