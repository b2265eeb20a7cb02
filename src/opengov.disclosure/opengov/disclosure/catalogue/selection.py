"""What a visitor asks the catalogue or a register for, read from the query string and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.catalogue.store import FACETS
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from urllib.parse import urlencode


MAX_SIZE = 100
MAX_TEXT = 100
MAX_VALUE = 100


@dataclass(frozen=True)
class Selection:
    """One page of a filtered list.

    :param scope: filters that the place sets (the agency whose page it is); not part of the address.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    after: str | None = None
    size: int = 20
    scope: Mapping[str, str] = field(default_factory=dict)

    def query(self, **changes: str) -> str:
        """The query string of this selection, without its place in the list, with changes."""
        return urlencode({key: value for key, value in {**self.filters, "text": self.text, **changes}.items() if value})


def read(
    form: Mapping[str, object], scope: Mapping[str, str], strict: bool, names: tuple[str, ...] = FACETS
) -> Selection:
    """Read the parameters ``after``, ``size`` and one for each filter, with those of the catalogue ``text`` too.

    :param form: the request's form.
    :param strict: refuse unknown parameters (REST); a page ignores what others add to its links.
    :param names: filters that are offered; those of ``scope`` are not.
    :raises RuleBroken: (R-X2) naming each parameter that is unknown, given twice, too long or no number in range.
    """
    offered = tuple(name for name in names if name not in scope)
    known = (*offered, *(("text",) if names is FACETS else ()), "after", "size")
    problems = [_problem("query_unknown", name) for name in sorted(form) if strict and name not in known]
    given = {name: form[name] for name in known if name in form}
    for name, value in given.items():
        problems += _wrong(name, value)
    enforce(problems)
    filters = {name: given[name] for name in offered if given.get(name)}
    size = int(given.get("size") or 20)
    return Selection(filters, str(given.get("text", "")), given.get("after") or None, size, scope)


def _wrong(name: str, value: object) -> list[Problem]:
    if not isinstance(value, str):
        return [_problem("query_twice", name)]
    if len(value) > (MAX_TEXT if name == "text" else MAX_VALUE):
        return [_problem("query_too_long", name)]
    if name == "size" and value and not (value.isascii() and value.isdigit() and 1 <= int(value) <= MAX_SIZE):
        return [_problem("query_size", name)]
    return []


def _problem(code: str, name: str) -> Problem:
    return Problem(code, "R-X2", name[:60], params={"name": name[:60], "max": str(MAX_SIZE)})
