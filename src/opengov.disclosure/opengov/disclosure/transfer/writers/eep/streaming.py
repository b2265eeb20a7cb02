"""Bytes that are made piece by piece, as often as somebody goes through them."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from io import RawIOBase
from opengov.disclosure.transfer.writers.validation import check


class Streamed:
    """A written file that is never whole in memory.

    :param make: returns the pieces in order, the same every time.
    """

    def __init__(self, make: Callable[[], Iterable[bytes]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._make())


class _Reader(RawIOBase):
    """Lets a parser read pieces as a file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; empty at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        told = bytes(self._left[:size] if size >= 0 else self._left)
        self._left = self._left[len(told) :]
        return told


def checked(path: str, made: Streamed, schema: str) -> Streamed:
    """The same, after a schema of ours has accepted it on the way past.

    :raises RuleBroken: ``writer_schema_invalid``.
    """
    check(path, _Reader(made), schema)
    return made
