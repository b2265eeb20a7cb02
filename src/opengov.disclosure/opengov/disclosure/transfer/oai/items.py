"""The items of a harvest: one for each record of each offered hand-over, at the last entry of the feed that speaks of it.

An entry of the feed is a stretch of items. A hand-over is a stretch of its records; where it replaces another, what it
replaces comes first, as deleted. A tombstone is a stretch of all that was in the package, a recall notice of all records of
its document: deleted. An item whose end is further down the feed is passed over, so that a whole harvest has each item once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.harvesting import Place
from opengov.disclosure.transfer.store import Feed
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import store


@dataclass(frozen=True)
class Item:
    """A record of an offered hand-over.

    :param place: of the record in the hand-over, from 1.
    :param at: when the feed spoke of it last.
    :param row: the record; None when the item is deleted.
    """

    handover: Handover
    place: int
    at: datetime
    row: Row | None

    @property
    def agency(self) -> str:
        """UID of the agency whose fonds it belongs to."""
        return self.handover.facts["agency"]


class Harvest:
    """What one receiver can harvest.

    :param receiver: plain receiver with those of its fonds that are asked for.
    """

    def __init__(self, site, receiver: dict) -> None:
        self.kept = store(site)
        self.feed = self.kept.feeds.get(receiver["id"]) or Feed()
        self.fonds = frozenset(receiver["fonds"])

    def earliest(self) -> datetime | None:
        """Moment of the first entry."""
        return self._moment(1) if self.feed.entries else None

    def item(self, handover: str, place: int) -> Item | None:
        """One item as it is now, or None when it was never offered."""
        found = self.kept.handovers.get(handover)
        if found is None or handover not in self.feed.numbers or found.facts["agency"] not in self.fonds:
            return None
        if not 1 <= place <= found.facts["records"]:
            return None
        end = self._end(found)
        if found.destroyed_at or end:
            at = self._moment(end) if end else datetime.fromisoformat(found.destroyed_at)
            return Item(found, place, at, None)
        offered = self.feed.numbers[handover]
        row = next(found.rows(place - 1, place))
        recalled = self._recalled(row.document, offered)
        return Item(found, place, self._moment(recalled or offered), None if recalled else row)

    def items(
        self, start: Place | None, since: datetime | None, until: datetime | None
    ) -> Iterator[tuple[Place, Item]]:
        """Items in the order of the feed from a place, or from a moment, on, each with its own place."""
        first = start or Place(self._first(since) if since else 1, 0, 0)
        delivered, index = first.delivered, first.index
        for entry in self.feed.after(first.entry - 1):
            at = datetime.fromisoformat(entry["entered"])
            if until is not None and at.replace(microsecond=0) > until:
                return
            if entry["agency"] in self.fonds:
                for number, item in enumerate(self._stretch(entry, at, index), index):
                    if item is not None:
                        yield Place(entry["seq"], number, delivered), item
                        delivered += 1
            index = 0

    def _stretch(self, entry: dict, at: datetime, index: int) -> Iterator[Item | None]:
        """The items of an entry from an index on; None stands for one that is passed over."""
        if entry["kind"] == "tombstone":
            found = self.kept.handovers[entry["handover"]]
            yield from (Item(found, place, at, None) for place in range(index + 1, found.facts["records"] + 1))
        elif entry["kind"] == "recall_notice":
            for handover, place in self.feed.places.get(entry["about"].get("document", ""), ())[index:]:
                found = self.kept.handovers[handover]
                yield Item(found, place, at, None) if self._ends_with(found, entry) else None
        elif entry["kind"] == "handover":
            yield from self._offered(entry, at, index)

    def _offered(self, entry: dict, at: datetime, index: int) -> Iterator[Item | None]:
        found = self.kept.handovers[entry["handover"]]
        replaced = self.kept.handovers.get(found.facts["supersedes"])
        count = replaced.facts["records"] if replaced is not None else 0
        for place in range(index + 1, count + 1):
            yield Item(replaced, place, at, None) if self._end(replaced) == entry["seq"] else None
        if found.destroyed_at or self._end(found):
            return
        for row in found.rows(max(index - count, 0)):
            yield None if self._recalled(row.document, entry["seq"]) else Item(found, row.place, at, row)

    def _end(self, handover: Handover) -> int:
        """Number of the entry that takes a whole hand-over back: its tombstone, or the one that replaces it; 0 for none."""
        return self.feed.ended.get(handover.id, 0) or self.feed.numbers.get(handover.superseded_by, 0)

    def _ends_with(self, handover: Handover, notice: dict) -> bool:
        """Whether this recall notice is what ends the document's item in a hand-over."""
        if handover.destroyed_at or self._end(handover):
            return False
        return self._recalled(notice["about"]["document"], self.feed.numbers[handover.id]) == notice["seq"]

    def _recalled(self, document: str, offered: int) -> int:
        """Number of the first recall of a document behind the entry that offered it; 0 for none."""
        return next((number for number in self.feed.recalls.get(document, ()) if number > offered), 0)

    def _moment(self, number: int) -> datetime:
        return datetime.fromisoformat(self.feed.entry(number)["entered"])

    def _first(self, since: datetime) -> int:
        """Number of the first entry that is not before a second. Entries only get later, and no number is missing."""
        low, high = 1, (self.feed.entries.maxKey() if self.feed.entries else 0) + 1
        while low < high:
            middle = (low + high) // 2
            if self._moment(middle) < since:
                low = middle + 1
            else:
                high = middle
        return low
