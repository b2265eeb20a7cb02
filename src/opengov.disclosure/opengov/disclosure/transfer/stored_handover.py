"""A hand-over as it is stored: records in their places, files in parts, receipts apart (R-T4, R-T5)."""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from itertools import islice
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import layout
from opengov.disclosure.core.packages import ZipLayout
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.stored_part import Part
from opengov.disclosure.transfer.stored_part import Receipts
from opengov.disclosure.transfer.stored_record import present_path
from opengov.disclosure.transfer.stored_record import stretch
from persistent import Persistent
from typing import BinaryIO
from ZODB.blob import Blob
from zope.interface import implementer


#: Source key of the files that belong to the package as a whole.
ENDING = "ending"
#: How many fields of a stored file are those of its entry.
ENTRY_FIELDS = 7


@implementer(IHandover)
class Handover(Persistent):
    """See ``IHandover``.

    :ivar number: of its agency's hand-overs.
    :ivar about: plain dict {receiver (plain receiver), agency (plain {uid, title, credit_code, fonds}), purpose, scope,
        begun_at, supersedes}.
    :ivar sealed: the site's sealed records, id -> ``SealedRecord``.
    :ivar collected: number -> id of a sealed record, in the order of collection.
    :ivar dealt: up to which of them the writer has come.
    :ivar without: ids of collected records that were left out after all.
    :ivar records: place, from 1 -> id of a sealed record that is laid out.
    :ivar parts: index of its first record -> ``Part``.
    :ivar ending: ``Part`` of the files that belong to the package as a whole.
    :ivar sealed_at: ISO time at which nothing could be added any more; empty while it collects.
    :ivar collects_from: id of the hand-over whose documents are being collected anew; empty otherwise.
    :ivar collected_to: how many of them were looked at.
    :ivar superseded_by: id of the offered hand-over that replaces this one.
    :ivar digests: SHA-256 of ``manifest`` and ``signature`` (hex; empty when there is none), as they were made.
    """

    ending: Part | None = None
    listing: Blob | None = None
    signed: Blob | None = None
    checks: tuple[dict, ...] = ()
    problems: tuple[dict, ...] = ()
    without: tuple[str, ...] = ()
    sealed_at = offered_at = destroyed_at = superseded_by = collects_from = ""
    dealt = bytes = files = collected_to = 0

    def __init__(self, id: str, number: int, about: dict, sealed: OOBTree) -> None:
        self.id = id
        self.number = number
        self.about = about
        self.sealed = sealed
        self.package: dict = {}
        self.digests: dict = {}
        self.said = Receipts()
        self._empty()
        self.collected = IOBTree()

    @property
    def facts(self) -> dict:
        about = self.about
        told = {key: about[key] for key in ("purpose", "scope", "begun_at", "supersedes")}
        told |= {"receiver": about["receiver"]["id"], "format": about["receiver"].get("format", "bagit")}
        told |= {"agency": about["agency"]["uid"], "agency_title": about["agency"]["title"]}
        told |= {"fonds": about["agency"]["fonds"], "sealed_at": self.sealed_at}
        return {**told, "records": self.count, "files": self.files, "bytes": self.bytes}

    @property
    def last_collected(self) -> int:
        """How many records were collected, with those that were left out after all."""
        return last(self.collected)

    @property
    def count(self) -> int:
        """How many records it has, or will have when none is left out."""
        if self.destroyed_at:
            return self.about["count"]
        ahead = self.last_collected - self.dealt
        if self.without and ahead:
            ahead = sum(id not in self.without for id in self.collected.values(min=self.dealt + 1))
        return self.done + ahead

    @property
    def done(self) -> int:
        return last(self.records)

    @property
    def receipts(self) -> tuple[dict, ...]:
        return self.said.given

    @property
    def state(self) -> str:
        if self.destroyed_at:
            return "purged"
        if self.superseded_by:
            return "superseded"
        said = [receipt["status"] for receipt in self.said.given]
        if said:
            return "accepted" if "accepted" in said else said[-1]
        if self.problems:
            return "failed"
        return "offered" if self.offered_at else "laying_out" if self.sealed_at else "collecting"

    def add_receipt(self, receipt: dict) -> None:
        """Keep a receipt (``IReceipts``) after the others; whether it may be given is asked before."""
        self.said.given = (*self.said.given, receipt)

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[Row]:
        return islice(self._rows(start), None if stop is None else max(stop - start, 0))

    def _rows(self, start: int) -> Iterator[Row]:
        begin = self.parts.maxKey(start) if self.parts and self.parts.minKey() <= start else start
        for part in self.parts.values(min=begin):
            yield from (Row(*plain) for plain in part.rows[max(start - part.first, 0) :])
            part._p_deactivate()
        if self.destroyed_at:
            return
        ahead = max(start - self.done, 0)
        waiting = self.collected.values(min=self.dealt + 1 + ahead)
        for place, id in enumerate(waiting, self.done + ahead + 1):
            record = self.sealed[id]
            if not record.destroyed_at and id not in self.without:
                yield record.listed(place, record.facts["supersedes"])
            record.forget_loaded()

    def placed(self) -> Iterator[tuple[Entry, int, str, str]]:
        """Every file with its record's place (0: none), name and media type, in the order of the package."""
        for part in self.parts.values():
            yield from _told(part)
            part._p_deactivate()
        if self.ending is not None:
            yield from _told(self.ending)

    def files_of(self, place: int) -> Iterator[tuple[int, Entry, str, str]]:
        """The files of one record with their numbers in the manifest, name and media type."""
        part = self.parts[self.parts.maxKey(place - 1)]
        for number, (entry, record, name, media_type) in enumerate(_told(part), part.before + 1):
            if record == place:
                yield number, entry, name, media_type

    @property
    def placed_count(self) -> int:
        """How many files of its records are laid out."""
        if not self.parts:
            return 0
        part = self.parts[self.parts.maxKey()]
        return part.before + len(part.files)

    def entries(self) -> Iterator[Entry]:
        return (entry for entry, *_told in self.placed())

    def manifest(self) -> bytes:
        return _content(self.listing)

    def signature(self) -> bytes:
        return _content(self.signed)

    def kept(self, what: str) -> tuple[str, str] | None:
        """Where ``manifest`` or ``signature`` lies, and the SHA-256 with which it was made; None when there is none."""
        blob = self.listing if what == "manifest" else self.signed
        return None if blob is None else (present_path(blob), self.digests[what])

    def plan(self) -> ZipLayout:
        return layout(list(self.entries()), self.id)

    def paths(self) -> dict[str, str]:
        return {source: self.path(source) for source in dict.fromkeys(entry.source for entry in self.entries())}

    def path(self, source: str) -> str:
        """Where the bytes of one source lie now.

        :raises POSKeyError: when they are gone.
        """
        return present_path(self._blob(source))

    def open(self, source: str, offset: int, size: int) -> BinaryIO:
        """Open a stretch of what lies under a source key; the caller closes."""
        return stretch(self._blob(source), offset, size)

    def _blob(self, source: str) -> Blob:
        kind, _slash, rest = source.partition("/")
        if kind == "record":
            id, _slash, key = rest.partition("/")
            blob = self.sealed[id].blobs[key]
            self.sealed[id]._p_deactivate()
            return blob
        return (self.ending if kind == ENDING else self.parts[int(rest)]).blob

    def reset(self) -> None:
        """Forget what the writer did: it will be laid out again, without what is left out now."""
        self._empty()
        self.ending = self.listing = self.signed = None
        self.package, self.digests, self.checks, self.problems = {}, {}, (), ()
        self.dealt = 0

    def destroy(self, at: str) -> None:
        """Keep id, facts, package digests and receipts; forget lists, names and bytes."""
        package, self.about = self.package, {**self.about, "count": self.count}
        self.reset()
        self.package, self.destroyed_at = package, at

    def _empty(self) -> None:
        self.records = IOBTree()
        self.parts = IOBTree()


def last(tree: IOBTree) -> int:
    """The last number of a tree, 0 of an empty one."""
    return tree.maxKey() if tree else 0


def _told(part: Part) -> Iterator[tuple[Entry, int, str, str]]:
    for file in part.files:
        yield (Entry(*file[:ENTRY_FIELDS]), *file[ENTRY_FIELDS:])


def _content(blob: Blob | None) -> bytes:
    if blob is None:
        return b""
    with blob.open("r") as file:
        return file.read()
