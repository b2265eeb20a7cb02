"""What one receiver was told, in commit order. Only the sealer appends, and no number is ever taken away again."""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from datetime import datetime
from opengov.disclosure.ledger.interfaces import now
from persistent import Persistent

import json


class Feed(Persistent):
    """The feed of a receiver. Values are texts and tuples, which BTrees of two transactions can merge.

    :ivar entries: number -> JSON text {kind, at, entered, handover, agency, about}; ``at`` is when it happened, ``entered`` when
        it came into the feed, never earlier than the entry before.
    :ivar numbers: id of a hand-over -> the number under which it was offered.
    :ivar latest: UID of a document -> (id of the sealed record, id of the hand-over) that it was offered in last.
    :ivar places: UID of a document -> ((id of a hand-over, place in it), ...) of all that was offered of it (tuple).
    :ivar recalls: UID of a document -> numbers of its recall notices (tuple).
    :ivar ended: id of a hand-over -> number of its tombstone.
    """

    def __init__(self) -> None:
        self.entries = IOBTree()
        self.numbers = OIBTree()
        self.begin()

    def begin(self) -> None:
        """Make the indexes that the version before 20261122003 did not have."""
        self.latest = OOBTree()
        self.places = OOBTree()
        self.recalls = OOBTree()
        self.ended = OIBTree()

    def append(self, kind: str, at: str, handover: str, agency: str, about: dict) -> int:
        """Append an entry and return its number."""
        number = following(self.entries)
        entry = {"kind": kind, "at": at, "entered": self._entered(number), "handover": handover, "agency": agency}
        entry["about"] = about
        self.entries[number] = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        if kind == "handover":
            self.numbers[handover] = number
        elif kind == "tombstone":
            self.ended[handover] = number
        elif kind == "recall_notice" and "document" in about:
            self.recalls[about["document"]] = (*self.recalls.get(about["document"], ()), number)
        return number

    def note_offered(self, document: str, record: str, handover: str, place: int) -> None:
        """Remember where in an offered hand-over a document lies."""
        self.latest[document] = (record, handover)
        self.places[document] = (*self.places.get(document, ()), (handover, place))

    def is_recalled(self, document: str) -> bool:
        """Whether the receiver was told to take a document out of its reading rooms, and was not given it again."""
        recalls, offered = self.recalls.get(document), self.latest.get(document)
        return bool(recalls and offered) and recalls[-1] > self.numbers[offered[1]]

    def entry(self, number: int) -> dict:
        """One entry with its number as ``seq``."""
        return {"seq": number, **json.loads(self.entries[number])}

    def after(self, number: int) -> Iterator[dict]:
        """Entries with a greater number, each with its number as ``seq``."""
        for seq, text in self.entries.items(min=number + 1):
            yield {"seq": seq, **json.loads(text)}

    def _entered(self, number: int) -> str:
        """The present moment; where a clock was set back, that of the entry before."""
        present = now()
        if number > 1:
            present = max(present, datetime.fromisoformat(self.entry(number - 1)["entered"]))
        return present.isoformat()


def following(tree: IOBTree) -> int:
    """The next number of a tree that nothing is ever removed from."""
    return tree.maxKey() + 1 if tree else 1
