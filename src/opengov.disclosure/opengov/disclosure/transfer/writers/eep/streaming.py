"""Bytes that are made piece by piece, and their judgement by a schema while they pass."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import cache
from lxml import etree
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from pathlib import Path


SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
CLAUSE = "DA/T 48-2009"
#: Elements of which there are many, or whose text is long: forgotten as soon as they have been judged.
_LARGE = ("{*}编码数据", "{*}文件")


class Streamed:
    """Bytes that are made anew each time somebody goes through them.

    :param make: returns the pieces in order, the same every time.
    """

    def __init__(self, make: Callable[[], Iterable[bytes]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._make())


class _Reader:
    """Lets a parser read pieces as a file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def read(self, size: int) -> bytes:
        """The next bytes, at most ``size``; empty at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        told, self._left = self._left[:size], self._left[size:]
        return told


def schema_bytes(name: str) -> bytes:
    """A schema as it goes into packages."""
    return (SCHEMAS / name).read_bytes()


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name)))


def enforce_schema(path: str, pieces: Iterable[bytes], schema: str) -> None:
    """Judge XML against one of our schemas while it is made, in constant memory.

    :param path: where it is to lie in the package, for the message.
    :raises RuleBroken: ``writer_schema_invalid`` with path and the validator's words (R-T4).
    """
    limits = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for _event, element in etree.iterparse(_Reader(pieces), tag=_LARGE, schema=_schema(schema), **limits):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        words = error.msg or str(error)
        raise RuleBroken(
            Problem("writer_schema_invalid", "R-T4", "", CLAUSE, {"path": path, "words": words})
        ) from error
