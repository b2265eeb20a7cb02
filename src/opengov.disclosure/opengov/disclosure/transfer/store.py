"""What the site keeps about hand-overs: who waits, what was sealed, what each receiver was offered.

Signers of many agencies add to the waiting lists at the same moment: each agency has its own, one key per document, so that
two insertions merge. Everything else is written by the sealer alone; but for receipts, each on an object of its own, and a
purge, which must not go past the sealer.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.feeds import Feed
from opengov.disclosure.transfer.feeds import following
from opengov.disclosure.transfer.stored_handover import Handover
from opengov.disclosure.transfer.stored_record import SealedRecord
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

import json


KEY = "opengov.disclosure.handovers"


class Sealed(Persistent):
    """A hand-over of one document as the version before 20261122003 stored it; the upgrade turns it into a ``Handover``."""

    destroyed_at = ""


class Shelf(Persistent):
    """What one agency has to hand over, and has handed over.

    :ivar ready: UIDs of documents that wait for the sealer.
    :ivar held: UID -> plain dict {problems, at} of what could not be sealed, and why.
    :ivar notices: key -> JSON text {kind, at, document, handover, about, receiver} that wait to be put into the feeds.
    :ivar again: id of a hand-over whose documents are to be collected anew -> ISO time of the wish.
    :ivar documents: UIDs of all documents of which a record was sealed.
    :ivar codes: UID -> (archival code, item number) that the document keeps while its retention period is the same.
    :ivar handovers: number -> id of a hand-over, in the order they were begun.
    :ivar open: number -> id of a hand-over that is not offered yet and has not failed.
    :ivar collecting: (purpose, scope, receiver) -> id of the hand-over that takes more records.
    :ivar begun: how many hand-overs were begun.
    :ivar sealed: number -> id of what the earlier version has sealed; None as soon as it is converted.
    """

    begun = 0
    sealed: IOBTree | None = None

    def __init__(self) -> None:
        self.ready = OOTreeSet()
        self.held = OOBTree()
        self.begin()

    def begin(self) -> None:
        """Make what the earlier version did not have."""
        self.notices = OOBTree()
        self.again = OOBTree()
        self.documents = OOTreeSet()
        self.codes = OOBTree()
        self.handovers = IOBTree()
        self.open = IOBTree()
        self.collecting = OOBTree()

    def announce(self, at: str, kind: str, document: str, handover: str, about: dict, receiver: str = "") -> None:
        """Let a notice wait; two of one second have keys of their own, the same one twice is one."""
        told = {
            "kind": kind,
            "at": at,
            "document": document,
            "handover": handover,
            "about": about,
            "receiver": receiver,
        }
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        place, number = "|".join((at, document, handover, kind)), 0
        # in the order they were told: of two contrary ones the later holds
        while self.notices.get(key := f"{place}|{number:06}", text) != text:
            number += 1
        self.notices[key] = text


class HandoverStore(Persistent):
    """All of it for one site.

    :ivar shelves: agency UID -> Shelf.
    :ivar records: id -> SealedRecord.
    :ivar by_document: document UID -> ids of its sealed records, the oldest first (tuple).
    :ivar handovers: id -> Handover.
    :ivar holders: id of a sealed record -> ids of the hand-overs it was collected for (tuple).
    :ivar item_numbers: series of archival codes -> the last item number; agencies of one fonds count together.
    :ivar feeds: receiver id -> Feed.
    :ivar receivers: receiver id -> plain dict.
    :ivar destroyed: SHA-256 of a package that a purge destroyed -> ISO time.
    :ivar sealed: id -> ``Sealed`` of the earlier version; None as soon as it is converted.
    """

    destroyed: OOBTree | None = None
    sealed: OOBTree | None = None

    def __init__(self) -> None:
        self.shelves = OOBTree()
        self.feeds = OOBTree()
        self.receivers = OOBTree()
        self.begin()

    def begin(self) -> None:
        """Make what the earlier version did not have."""
        self.records = OOBTree()
        self.by_document = OOBTree()
        self.handovers = OOBTree()
        self.holders = OOBTree()
        self.item_numbers = OIBTree()
        self.destroyed = OOBTree() if self.destroyed is None else self.destroyed

    def shelf(self, agency: str) -> Shelf:
        """The shelf of an agency, made when it has none."""
        if agency not in self.shelves:
            self.shelves[agency] = Shelf()
        return self.shelves[agency]

    def feed(self, receiver: str) -> Feed:
        """The feed of a receiver, made when it has none."""
        if receiver not in self.feeds:
            self.feeds[receiver] = Feed()
        return self.feeds[receiver]

    def sealed_of(self, document: str) -> list[SealedRecord]:
        """The sealed records of a document, the oldest first."""
        return [self.records[id] for id in self.by_document.get(document, ())]

    def holding(self, record: str) -> Iterator[Handover]:
        """The hand-overs that a sealed record was collected for."""
        return (self.handovers[id] for id in self.holders.get(record, ()))

    def note_destroyed(self, sha256: str, at: str) -> None:
        """Remember that a package must not lie in the spool any more."""
        self.destroyed[sha256] = at


def store(site) -> HandoverStore:
    """The site's store for reading; an empty, unstored one when there is none yet (reading never writes), or when it is that
    of the earlier version: until the upgrade is run nothing is told and nothing is sealed."""
    return (IAnnotations(site).get(KEY) if is_converted(site) else None) or HandoverStore()


def is_converted(site) -> bool:
    """Whether the site's store is not that of the earlier version any more."""
    kept = IAnnotations(site).get(KEY)
    return kept is None or kept.sealed is None


def enforce_converted(site) -> None:
    """Before what an unread store would do harm to.

    :raises RuleBroken: while the upgrade was not run.
    """
    if not is_converted(site):
        raise RuleBroken(Problem("handovers_not_upgraded", "R-T4"))


def open_store(site) -> HandoverStore:
    """The site's store for writing, made when there is none yet."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = HandoverStore()
    return annotations[KEY]


__all__ = [
    "Feed",
    "Handover",
    "HandoverStore",
    "Sealed",
    "SealedRecord",
    "Shelf",
    "enforce_converted",
    "following",
    "is_converted",
    "open_store",
    "store",
]
