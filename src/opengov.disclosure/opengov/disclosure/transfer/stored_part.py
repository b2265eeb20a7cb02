"""What a hand-over is stored in besides itself: the files of some records, and what its receiver said."""

from persistent import Persistent
from ZODB.blob import Blob


class Part(Persistent):
    """The files of some records, as they lie in the package.

    :ivar first: index of its first record (0 is the first of the hand-over).
    :ivar rows: plain tuples, the fields of :class:`Row` in order.
    :ivar files: plain tuples: the fields of :class:`Entry` in order; then place of the record (0: none), name, media type.
    :ivar blob: bytes of what was written for them, one file after the other.
    :ivar before: how many files of the package lie before its own.
    """

    def __init__(self, first: int, rows: tuple, files: tuple, blob: Blob, before: int = 0) -> None:
        self.first = first
        self.rows = rows
        self.files = files
        self.blob = blob
        self.before = before


class Receipts(Persistent):
    """What the receiver said, apart from the hand-over, so that a receipt never meets the sealer.

    :ivar given: plain dicts, the oldest first.
    """

    def __init__(self) -> None:
        self.given: tuple[dict, ...] = ()
