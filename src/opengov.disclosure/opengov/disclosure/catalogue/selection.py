"""What a visitor asks the catalogue or a register for, read from the query string and checked."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.catalogue.counting import FACETS
from opengov.disclosure.catalogue.finding import SORTS
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import parse_place
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.searching import Query
from urllib.parse import urlencode


MAX_SIZE = 100
MAX_TEXT = 100
MAX_VALUE = 100


@dataclass(frozen=True)
class Selection:
    """One page of a filtered list.

    :param scope: filters that the place sets (the agency whose page it is); not part of the address.
    :param sort: as it was asked for; empty for the usual order (with words the best first, else the newest).
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    after: str | None = None
    size: int = 20
    scope: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""

    @property
    def all_filters(self) -> dict[str, str]:
        """The filters that were chosen, and those of the place."""
        return {**self.filters, **self.scope}

    def query(self, **changes: str) -> str:
        """The query string of this selection, without its place in the list, with changes (empty: left out)."""
        size = "" if self.size == 20 else str(self.size)
        known = {**self.filters, "text": self.text, "sort": self.sort, "size": size, **changes}
        return urlencode({key: value for key, value in known.items() if value})


def read(
    form: Mapping[str, object], scope: Mapping[str, str], strict: bool, names: tuple[str, ...] = FACETS
) -> Selection:
    """Read the parameters ``after``, ``size`` and one for each filter, with those of the catalogue ``text`` and ``sort``.

    :param form: the request's form.
    :param strict: refuse unknown parameters (REST); a page ignores what others add to its links.
    :param names: filters that are offered; those of ``scope`` are not.
    :raises RuleBroken: (R-X2) naming each parameter that is unknown, given twice, too long or no number in range.
    """
    offered = tuple(name for name in names if name not in scope)
    known = (*offered, *(("text", "sort") if names is FACETS else ()), "after", "size")
    problems = [_problem("query_unknown", name) for name in sorted(form) if strict and name not in known]
    given = {name: form[name] for name in known if name in form}
    for name, value in given.items():
        # a list may have a filter of this name, with values of its own
        problems += _wrong("" if name in offered else name, name, value)
    enforce(problems)
    filters = {name: given[name] for name in offered if given.get(name)}
    sort = "" if "sort" in offered else str(given.get("sort", ""))
    size = int(given.get("size") or 20)
    return Selection(filters, str(given.get("text", "")), given.get("after") or None, size, scope, sort)


def read_kindly(form: Mapping[str, object], scope: Mapping[str, str]) -> tuple[Selection, list[Problem]]:
    """As :func:`read` for a page: what is wrong is left out of the question and told.

    Words that are too long are cut: the page shows them whole and says so.
    """
    problems: list[Problem] = []
    plain: dict[str, object] = {}
    for name in (*FACETS, "text", "sort", "after", "size"):
        wrong = _wrong(name, name, form[name]) if name in form else []
        problems += wrong
        if name in form and not wrong:
            plain[name] = form[name]
        elif name == "text" and isinstance(form.get(name), str):
            plain[name] = str(form[name])[:MAX_TEXT]
    chosen = read(plain, scope, strict=False)
    try:
        _check_place(chosen)
    except RuleBroken as broken:
        problems += broken.problems
        plain.pop("after")
        chosen = read(plain, scope, strict=False)
    return chosen, problems


def _check_place(chosen: Selection) -> None:
    if chosen.after is not None:
        best_first = Query(chosen.text) and chosen.sort in ("", "relevance")
        (parse_place if best_first else parse_key)(chosen.after)


def unknown_values(chosen: Selection, known: Mapping[str, Iterable[str]]) -> list[Problem]:
    """Filters whose value nothing has; a page shows them with a way to leave them out."""
    return [
        Problem("filter_unknown", "R-X2", name, params={"name": name, "value": value[:40]})
        for name, value in chosen.filters.items()
        if value not in set(known[name])
    ]


def _wrong(kind: str, name: str, value: object) -> list[Problem]:
    if not isinstance(value, str):
        return [_problem("query_twice", name)]
    if len(value) > (MAX_TEXT if name == "text" else MAX_VALUE):
        return [_problem("query_too_long", name)]
    if kind == "size" and value and not _is_size(value):
        return [_problem("query_size", name)]
    if kind == "sort" and value and value not in SORTS:
        return [Problem("query_value", "R-X2", name, params={"name": name, "values": ", ".join(SORTS)})]
    return []


def _problem(code: str, name: str) -> Problem:
    return Problem(code, "R-X2", name[:60], params={"name": name[:60], "max": str(MAX_SIZE)})


def _is_size(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 4 and 1 <= int(value) <= MAX_SIZE
