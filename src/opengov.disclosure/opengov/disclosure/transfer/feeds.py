"""What one receiver was told, in commit order. Only the sealer appends, and no number is ever taken away again."""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from persistent import Persistent

import json


class Feed(Persistent):
    """The feed of a receiver. Values are texts and tuples, which BTrees of two transactions can merge.

    :ivar entries: number -> JSON text {kind, at, handover, agency, about}.
    :ivar numbers: id of a hand-over -> the number under which it was offered.
    :ivar latest: UID of a document -> (id of the sealed record, id of the hand-over) that it was offered in last.
    """

    def __init__(self) -> None:
        self.entries = IOBTree()
        self.numbers = OIBTree()
        self.latest = OOBTree()

    def append(self, kind: str, at: str, handover: str, agency: str, about: dict) -> int:
        """Append an entry and return its number."""
        number = following(self.entries)
        entry = {"kind": kind, "at": at, "handover": handover, "agency": agency, "about": about}
        self.entries[number] = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        if kind == "handover":
            self.numbers[handover] = number
        return number

    def after(self, number: int) -> Iterator[dict]:
        """Entries with a greater number, each with its number as ``seq``."""
        for seq, text in self.entries.items(min=number + 1):
            yield {"seq": seq, **json.loads(text)}


def following(tree: IOBTree) -> int:
    """The next number of a tree that nothing is ever removed from."""
    return tree.maxKey() + 1 if tree else 1
