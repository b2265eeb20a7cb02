"""Two people change the same document: which fields the other one saved meanwhile (R-X2: nothing entered is lost).

A form carries a mark of every field as it was opened; on saving they are compared with what is stored by then. So a field
that nobody else touched is saved without a question, and the others are shown, never written over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.core.digest import canonical
from opengov.disclosure.core.passages import written

import hashlib


#: Characters of a mark: enough to tell versions of one field apart, nothing to guess a text by.
_LENGTH = 16


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else has saved since it was opened.

    :param name: of the field.
    :param saved: what is stored now (plain value).
    :param typed: what is to be stored in its place (plain value).
    :param both: whether the person who saves now has changed it, too; else only the other one did.
    """

    name: str
    saved: object
    typed: object
    both: bool


def mark(value: object) -> str:
    """A short mark of a field's plain value; the same for a text that is only written down in another way.

    Browsers and editors change line ends, spaces between tags and names for signs; an empty value is none.

    :raises TypeError: for a value that is no plain one.
    """
    return hashlib.sha256(canonical(_reduced(value))).hexdigest()[:_LENGTH]


def marks(values: Mapping[str, object]) -> dict[str, str]:
    """The mark of every field."""
    return {name: mark(value) for name, value in values.items()}


def stamp(values: Mapping[str, object]) -> str:
    """One mark of all fields: changes with any of them."""
    return hashlib.sha256(canonical(dict(marks(values)))).hexdigest()[: 2 * _LENGTH]


def conflicts(
    opened: Mapping[str, str], saved: Mapping[str, object], typed: Mapping[str, object]
) -> tuple[Conflict, ...]:
    """The fields that would be written over, in the order of what is typed.

    :param opened: field -> its :func:`mark` when the form was opened. A field without one counts as untouched by others:
        the form did not show it.
    :param saved: field -> plain value as it is stored now.
    :param typed: field -> plain value that is to be stored.
    """
    found = []
    for name, value in typed.items():
        now, then = mark(saved.get(name)), opened.get(name)
        mine = mark(value)
        if then is not None and now not in (then, mine):
            found.append(Conflict(name, saved.get(name), value, both=mine != then))
    return tuple(found)


def _reduced(value: object) -> object:
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().splitlines()) or None
    if isinstance(value, Mapping) and "raw" in value:
        return [list(piece) for piece in written(str(value["raw"] or ""))] or None
    if isinstance(value, list | tuple):
        return [_reduced(item) for item in value] or None
    # what was never set and what is switched off are the same on a form
    return None if value is False else value
