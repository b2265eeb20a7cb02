"""Reading registers: one agency's or several together, filtered, searched and sorted, page by page."""

from AccessControl import getSecurityManager
from BTrees.LLBTree import LLSet
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IRegisterBook
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.registerindex import rank_in
from opengov.disclosure.catalogue.registerindex import RegisterIndex
from opengov.disclosure.catalogue.registerrows import LATER
from opengov.disclosure.core.access import VIEWERS
from opengov.disclosure.core.folding import fold
from opengov.disclosure.core.registers import Choice
from opengov.disclosure.core.registers import OF_ACTS
from opengov.disclosure.core.registers import OF_STATES
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.searching import Query
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import heapq
import re


#: A search reads at most so many texts of one register of one agency for a page, and goes on with the next page.
TEXTS_PER_PAGE = 2000
_DAY_KEY = re.compile(r"\d{8}-\d{20}")


@dataclass(frozen=True)
class Source:
    """One register of one agency, as the user may read it.

    :param seen: states whose documents he may see there.
    """

    name: str
    agency: str
    title: str
    seen: frozenset[str]
    rows: Mapping[int, Mapping[str, object]]
    index: RegisterIndex

    def chosen(self, choice: Choice):
        """Number and ranks of the rows a choice leaves; see ``RegisterIndex.found``."""
        wanted = [[f"{name}={value}"] for name in ("attribute", "kind", "ground") if (value := getattr(choice, name))]
        if self.name in OF_ACTS:
            states = {choice.state} & self.seen if choice.state else self.seen
            wanted.append([f"state={state}" for state in sorted(states)])
        if choice.register == "joint":
            wanted.append(["joint=yes"])
        return self.index.found(wanted, choice.first, choice.last)

    def shown(self, rank: int, masked: bool) -> dict[str, object]:
        """A row as the user may read it."""
        row = {**LATER, **self.rows[rank], "title_hidden": False, "agency": self.agency, "agency_title": self.title}
        if masked or row["state"] not in self.seen:
            row |= {"title": "", "title_hidden": True} | ({"reason": ""} if "reason" in row else {})
        return row

    def matches(self, rank: int, query: Query) -> bool:
        """Whether a search finds a row in what the user may read of it."""
        row = self.rows[rank]
        if row["state"] in self.seen:
            return self.index.text.matches(rank, query)
        return query.grade(fold(str(row["number"])), 0) is not None


@implementer(IRegisterBook)
@adapter(IPloneSiteRoot)
class RegisterBook:
    """See ``IRegisterBook``."""

    def __init__(self, site) -> None:
        self.stores = storage.read(site).registers

    def page(self, agencies: Sequence, choice: Choice, after: str | None = None, size: int = 50) -> dict[str, object]:
        """See ``IRegisterBook``."""
        query = Query(choice.q)
        if choice.q and not query:
            return {"items": [], "next": None, "total": 0}
        total, streams = 0, []
        for source in self._sources(agencies, _names(choice)):
            number, chosen = source.chosen(choice)
            if number:
                total += number
                streams.append(_stream(source, choice, query, chosen, after))
        items, key, more = [], after, False
        for key, rank, source in heapq.merge(*streams, key=_order(choice)):
            if rank is None or len(items) == size:
                more = True
                break
            items.append({"key": _told(key), **source.shown(rank, bool(choice.masked))})
        following = _told(key) if more and rank is None else items[-1]["key"] if more else None
        return {"items": items, "next": following, "total": None if query else total}

    def counts(self, agencies: Sequence) -> dict[str, int]:
        """See ``IRegisterBook``."""
        found = dict.fromkeys((*OF_STATES, *OF_ACTS, "joint", "all"), 0)
        for source in self._sources(agencies, (*OF_STATES, *OF_ACTS)):
            if source.name in OF_ACTS:
                found[source.name] += sum(source.index.number(f"state={state}") for state in source.seen)
                continue
            found[source.name] += source.index.count()
            found["all"] += source.index.count()
            found["joint"] += source.index.number("joint=yes")
        return found

    def _sources(self, agencies: Sequence, names: Sequence[str]) -> Iterator[Source]:
        user = getSecurityManager().getUser()
        for agency in agencies:
            store = self.stores.get(IUUID(agency))
            if store is None or store.indexes is None:
                continue
            seen = _seen(frozenset(user.getRolesInContext(agency)))
            about = (IUUID(agency), agency.title, seen)
            yield from (
                Source(name, *about, store.lists[name], store.indexes[name]) for name in names if name in store.indexes
            )


def _seen(roles: frozenset[str]) -> frozenset[str]:
    """States whose documents somebody with these roles may see."""
    return frozenset(state for state, viewers in VIEWERS.items() if "Anonymous" in viewers or roles & {*viewers})


def _names(choice: Choice) -> tuple[str, ...]:
    """Lists that a choice reads."""
    if choice.register in OF_ACTS:
        return (choice.register,)
    lists = OF_STATES if choice.register in ("all", "joint") else (choice.register,)
    return tuple(name for name in lists if choice.state in ("", name, _STATE_OF.get(name)))


#: Register -> its state, where that has another name.
_STATE_OF = {"not_government_information": "withheld"}


def _stream(source: Source, choice: Choice, query: Query, chosen, after: str | None) -> Iterator[tuple]:
    """(key, rank, source) of the rows of one source in order; rank None where the search stops for now."""
    oldest, by_day = choice.oldest, choice.by_issue
    parse = _parse_day if by_day else parse_key
    start = None if after is None else parse(after)
    if query and not (by_day or oldest):
        # the index gives them in this very order, so that a page of frequent words opens little of it
        return _matching(source, query, _beside(chosen, source.index.text.candidates(query, start)))
    if query:
        chosen = LLSet(_beside(chosen, source.index.text.candidates(query, None)))
    if by_day:
        keys = source.index.by_day(chosen, (choice.first, choice.last), start, oldest)
    else:
        keys = source.index.by_rank(source.rows, chosen, start, oldest)
    return _matching(source, query, keys) if query else ((key, _rank(key), source) for key in keys)


def _beside(chosen, ranks: Iterator[int]) -> Iterator[int]:
    """Those of the ranks that the filters leave."""
    return (rank for rank in ranks if chosen is None or rank in chosen)


def _matching(source: Source, query: Query, keys: Iterator[int | str]) -> Iterator[tuple]:
    """Rows whose text answers; after so many texts the search stops, with a rank of None, and goes on with the next page."""
    for number, key in enumerate(keys, 1):
        if source.matches(_rank(key), query):
            yield key, _rank(key), source
        if number >= TEXTS_PER_PAGE:
            yield key, None, source
            return


def _rank(key: int | str) -> int:
    return rank_in(key) if isinstance(key, str) else key


def _order(choice: Choice):
    """Key by which rows of several sources are merged."""
    if not choice.oldest:
        return _first
    return _days_reversed if choice.by_issue else _rank_reversed


def _first(found: tuple):
    return found[0]


def _rank_reversed(found: tuple) -> int:
    return -found[0]


def _days_reversed(found: tuple) -> tuple[int, int]:
    return -int(found[0][:8]), -_rank(found[0])


def _told(key: int | str) -> str:
    return key if isinstance(key, str) else key_of(key)


def _parse_day(after: str) -> str:
    if not _DAY_KEY.fullmatch(after):
        raise RuleBroken(Problem("key_invalid", "R-X2", "after"))
    return after
