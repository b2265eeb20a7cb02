"""Two texts side by side, with the differences marked: what reviewers of a public version or a correction look at."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile


#: Differing characters of two paragraphs, multiplied, up to which the places within them are looked for.
_CLOSE_LOOK = 250_000
#: The same for a whole text: a long one that was rewritten throughout must not hold a server up.
_BUDGET = 2_000_000
#: How alike two paragraphs must be to be shown as one that was changed.
_ALIKE = 0.3


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; ``differs`` when the other side has it not."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """One paragraph of each side; an empty tuple where a side has none.

    :param kind: ``same``, ``changed``, ``removed`` (only in the original) or ``added`` (only in the new text).
    """

    kind: str
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class File:
    """An attachment of one side: its title or file name, and the digest of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class FileRow:
    """An attachment on both sides.

    :param kind: ``same``, ``changed``, ``absent`` (left out of the new document) or ``added``.
    """

    name: str
    kind: str


def rows(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    """Lay two texts side by side, paragraph by paragraph."""
    found: list[Row] = []
    budget = _BUDGET
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            found += [Row("same", (Piece(text),), (Piece(text),)) for text in left[start:end]]
            continue
        for old, new in _pairs(left[start:end], right[begin:stop]):
            size = _size(old, new)
            budget -= min(size, _CLOSE_LOOK)
            found += _differing(old, new, close=size <= _CLOSE_LOOK and budget > 0)
    return found


def files(left: Sequence[File], right: Sequence[File]) -> list[FileRow]:
    """What became of each attachment: told by its bytes first, then by its name."""
    digests = {file.sha256 for file in right}
    names = {file.name for file in right}
    found = [
        FileRow(file.name, "same" if file.sha256 in digests else "changed" if file.name in names else "absent")
        for file in left
    ]
    known = {file.sha256 for file in left}
    told = {file.name for file in left}
    return found + [FileRow(file.name, "added") for file in right if file.sha256 not in known and file.name not in told]


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text, without empty ones and the blanks around them."""
    return tuple(line for line in (raw.strip() for raw in text.splitlines()) if line)


def _pairs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Paragraphs that stand in the same place; what is over on one side stands alone."""
    for place in range(max(len(left), len(right))):
        yield (
            left[place] if place < len(left) else None,
            right[place] if place < len(right) else None,
        )


def _differing(old: str | None, new: str | None, close: bool) -> list[Row]:
    if old is None or new is None:
        return [_alone("removed", old) if new is None else _alone("added", new)]
    head, tail = _common(old, new)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if close and SequenceMatcher(None, old, new, autojunk=False).quick_ratio() < _ALIKE:
        return [_alone("removed", old), _alone("added", new)]
    pieces = _close(before, after) if close else ([Piece(before, True)], [Piece(after, True)])
    start, end = [Piece(old[:head])], [Piece(old[len(old) - tail :])]
    left, right = ([piece for piece in (*start, *side, *end) if piece.text] for side in pieces)
    return [Row("changed", tuple(left), tuple(right))]


def _close(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    before, after = [], []
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before.append(Piece(old[start:end], kind != "equal"))
        after.append(Piece(new[begin:stop], kind != "equal"))
    return before, after


def _size(old: str | None, new: str | None) -> int:
    """How much work a close look is: what two paragraphs have in common at both ends costs nothing."""
    if old is None or new is None:
        return 0
    head, tail = _common(old, new)
    return (len(old) - head - tail) * (len(new) - head - tail)


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at the beginning, and at the end of what is left."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    return head, tail


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _alone(kind: str, text: str | None) -> Row:
    pieces = (Piece(text or "", True),)
    return Row(kind, left=pieces) if kind == "removed" else Row(kind, right=pieces)
