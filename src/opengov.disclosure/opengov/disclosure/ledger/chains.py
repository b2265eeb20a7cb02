"""How chains lie in the database: where two people at two documents never write the same object.

The store is divided into 256 shards by the first two hex digits of a UID (one more for other ids). A shard is one BTree;
two new keys in one shard are merged by the BTree's own conflict resolution. An empty BTree cannot be merged, so each one
holds a key ``""`` from its first day on.
"""

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from opengov.disclosure.core import ledger
from persistent import Persistent


SHARDS = 257
FLOOR = ""


class Chain(Persistent):
    """The entries of one subject. The object itself is the small head, so that two writers of one chain collide here."""

    def __init__(self) -> None:
        self.seq = 0
        self.hash = ledger.START
        self.entries = LOBTree()

    @property
    def head(self) -> ledger.Head:
        """Where the chain ends."""
        return ledger.Head(self.seq, self.hash)

    def append(self, entry: ledger.Entry) -> None:
        """Store an entry that follows the head."""
        self.entries[entry.seq] = ledger.plain(entry)
        self.seq, self.hash = entry.seq, entry.hash


class Shards(Persistent):
    """A mapping of UID to value, divided so that writers rarely meet."""

    def __init__(self) -> None:
        self.trees = tuple(OOBTree({FLOOR: None}) for _ in range(SHARDS))

    def __contains__(self, uid: str) -> bool:
        return uid != FLOOR and uid in self.trees[shard(uid)]

    def __setitem__(self, uid: str, value: object) -> None:
        self.trees[shard(uid)][uid] = value

    def __delitem__(self, uid: str) -> None:
        del self.trees[shard(uid)][uid]

    def get(self, uid: str) -> object:
        """Return the value of a UID or None."""
        return self.trees[shard(uid)].get(uid) if uid else None

    def keys(self, after: str = FLOOR) -> Iterator[str]:
        """Iterate the UIDs that follow ``after``, in the order of shards, then of UIDs."""
        first = shard(after) if after else 0
        for number in range(first, SHARDS):
            start = after if number == first else FLOOR
            yield from self.trees[number].keys(min=start, excludemin=True)


class Store(Persistent):
    """Chains by UID, the changed ones among them with their last number, and the anchors with the heads they cover."""

    def __init__(self) -> None:
        self.chains = Shards()
        self.changed = Shards()
        self.anchors = LOBTree()
        self.anchor_heads = LOBTree()


def shard(uid: str) -> int:
    """Number of the shard of a UID: its first two hex digits, or the last shard."""
    head = uid[:2]
    is_hex = len(head) == 2 and all(digit in "0123456789abcdef" for digit in head)
    return int(head, 16) if is_hex else SHARDS - 1
