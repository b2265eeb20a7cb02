"""A receiver's feed as a person reads it: the newest first, only what he looks for.

Machines read it the other way round, by cursor. A page looks at a bounded number of entries, however long the feed is and
however seldom it finds something; the rest follows on the next page.
"""

from collections.abc import Iterator
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.store import store
from plone import api


#: Entries on a page, and how many are looked at for them at most.
SIZE = 20
LOOKED_AT = 500
#: Entries read in one go.
CHUNK = 100


class Feed:
    """The feed of one receiver.

    :param receiver: with those of its fonds that the account may pull now.
    """

    def __init__(self, handovers: IHandovers, receiver: dict) -> None:
        self.handovers = handovers
        self.receiver = receiver

    def page(self, wanted: tuple[str, ...], before: int = 0) -> dict:
        """Entries older than a number that are of certain kinds or states, the newest first.

        :param wanted: kinds of entries or states of hand-overs; empty for all.
        :param before: number of an entry; 0 for the newest.
        :returns: dict {items, next}: items are pairs of entry and hand-over (None for a notice or what is gone), ``next`` is
            the ``before`` of the next page, or 0.
        """
        items: list[tuple[dict, IHandover | None]] = []
        looked, last = 0, 0
        for entry in self._downwards(before):
            if len(items) == SIZE or looked == LOOKED_AT:
                return {"items": items, "next": last}
            looked, last = looked + 1, entry["seq"]
            handover = self.handovers.get(self.receiver, entry["handover"]) if entry["handover"] else None
            if not wanted or _kind(entry, handover) in wanted:
                items.append((entry, handover))
        return {"items": items, "next": 0}

    def entry(self, seq: int) -> dict | None:
        """One entry by its number, or None."""
        found = self.handovers.page(self.receiver, after=seq - 1, limit=1)["items"] if seq > 0 else []
        return found[0] if found and found[0]["seq"] == seq else None

    def _downwards(self, before: int) -> Iterator[dict]:
        top = before - 1 if before else self._last()
        while top > 0:
            start = max(top - CHUNK, 0)
            entries = self.handovers.page(self.receiver, after=start, limit=CHUNK)["items"]
            yield from reversed([entry for entry in entries if entry["seq"] <= top])
            top = start

    def _last(self) -> int:
        """Number of the newest entry; 0 when there is none."""
        feed = store(api.portal.get()).feeds.get(self.receiver["id"])
        return feed.entries.maxKey() if feed is not None and feed.entries else 0


def _kind(entry: dict, handover: IHandover | None) -> str:
    """State of the hand-over where the entry offers one, else the kind of the entry."""
    return handover.state if entry["kind"] == "handover" and handover is not None else entry["kind"]
