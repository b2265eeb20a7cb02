"""The projection that the public reads instead of the documents (R-I3, R-X1).

It holds copies of public values only, is written when a document takes a step, and knows nothing of documents that are
not public: whatever is asked of it, it can give nothing away. Every list is a tree of ranks, so that a page costs its
own length however long the list is; counts are kept beside the trees.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from opengov.disclosure.catalogue.fulltext import FullText
from opengov.disclosure.catalogue.fulltext import Query
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import MAX_RANK
from opengov.disclosure.catalogue.ranks import moment_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import rank_of
from opengov.disclosure.catalogue.trees import RankSet
from opengov.disclosure.catalogue.trees import RankTree
from opengov.disclosure.catalogue.trees import UidTree
from persistent import Persistent


FACETS = ("agency", "kind", "year", "subject", "attribute", "validity")

#: Fields that entries of earlier versions do not have, as they are for a document that is in force and stands alone.
LATER_FIELDS = {
    "uid": "",
    "issuers": [],
    "validity": "valid",
    "validity_date": "",
    "validity_document": "",
    "validity_uid": "",
    "revision": 0,
    "companion": "",
    "companion_of": "",
}

#: One page reads at most so many texts; a search that found too little by then goes on with the next page.
TEXTS_PER_PAGE = 500

#: A filter that leaves so few entries is read entry by entry, without asking the full text where to look.
FEW = 200


@dataclass(frozen=True)
class PublicEntry:
    """What goes into the projection.

    :param fields: plain public values; ``path`` (relative to the site) is empty where there is no public page.
    :param facets: facet name to value and label; a facet without value is left out.
    :param text: what a search looks through.
    """

    fields: Mapping[str, object]
    facets: Mapping[str, tuple[str, str]]
    text: str


class Entry(Persistent):
    """One line of the catalogue: plain public values."""

    def __init__(self, fields: dict[str, object]):
        self.fields = fields


class Facet(Persistent):
    """The entries that share one value, e.g. one agency's. Kept when empty: a publisher may just be adding."""

    def __init__(self) -> None:
        self.label = ""
        self.ranks = RankSet()
        self.count = Length()


class CatalogueStore(Persistent):
    """Entries by rank, with one tree for each value of each facet."""

    def __init__(self) -> None:
        self.ranks = UidTree()
        self.entries = RankTree()
        self.paths = RankTree()
        self.count = Length()
        self.facets = {name: OOBTree() for name in FACETS}
        self.text = FullText()

    def put(self, uid: str, moment: datetime, entry: PublicEntry) -> None:
        """Store an entry, in place of the one the UID has.

        :param moment: when it became public (aware): its place in the lists.
        """
        plain = {**entry.fields, "facets": {name: value for name, (value, _label) in entry.facets.items()}}
        if self._stands(uid, moment, plain, entry.text):
            return
        self.remove(uid)
        rank = rank_of(moment, uid)
        while rank in self.entries:
            rank += 1
        self.ranks[uid] = rank
        self.entries[rank] = Entry(plain)
        if entry.fields["path"]:
            self.paths[rank] = (entry.fields["path"], entry.fields["publication_date"])
        for name, (value, label) in entry.facets.items():
            self._count_in(name, value, label, rank)
        self.count.change(1)
        self.text.add(rank, entry.text)

    def _stands(self, uid: str, moment: datetime, plain: Mapping[str, object], text: str) -> bool:
        """Whether an entry says all this already: most steps of a public document change nothing of it."""
        rank = self.ranks.get(uid)
        if rank is None or moment_of(rank) != moment.replace(microsecond=0):
            return False
        return self.entries[rank].fields == plain and self.text.holds(rank, text)

    def _count_in(self, name: str, value: str, label: str, rank: int) -> None:
        if name not in self.facets:
            # a store of an earlier version, which had fewer
            self.facets = {**self.facets, name: OOBTree()}
        facet = self.facets[name].get(value)
        if facet is None:
            facet = self.facets[name][value] = Facet()
        if facet.label != label:
            facet.label = label
        facet.ranks.add(rank)
        facet.count.change(1)

    def remove(self, uid: str) -> bool:
        """Take an entry out of everything; whether there was one."""
        rank = self.ranks.get(uid)
        if rank is None:
            return False
        del self.ranks[uid]
        for name, value in self.entries.pop(rank).fields["facets"].items():
            facet = self.facets[name][value]
            facet.ranks.remove(rank)
            facet.count.change(-1)
        if rank in self.paths:
            del self.paths[rank]
        self.count.change(-1)
        self.text.remove(rank)
        return True

    def get(self, uid: str) -> dict[str, object] | None:
        """The entry of a UID as a plain dict, or None."""
        rank = self.ranks.get(uid)
        return None if rank is None else self._plain(rank)

    def moment(self, uid: str) -> datetime | None:
        """When the entry of a UID became public (+08:00), or None."""
        rank = self.ranks.get(uid)
        return None if rank is None else moment_of(rank)

    def _plain(self, rank: int) -> dict[str, object]:
        return {"key": key_of(rank), **LATER_FIELDS, **self.entries[rank].fields}

    def values(self, name: str) -> list[tuple[str, str, int]]:
        """Value, label and number of entries of each value of a facet that has any."""
        found = self.facets.get(name, {}).items()
        return [(value, facet.label, facet.count()) for value, facet in found if facet.count() > 0]

    def page(self, filters: Mapping[str, str], text: str, after: str | None, size: int) -> dict[str, object]:
        """One page, the newest first: dict {items, next, total}.

        ``total`` is None when it would have to be counted (a search, or more than one filter). With a search a page may
        be short, or even empty, and still have a ``next``.

        :raises RuleBroken: (R-X2) when ``after`` is no key.
        """
        start = None if after is None else parse_key(after)
        chosen = [self.facets.get(name, {}).get(value) for name, value in filters.items()]
        if None in chosen:
            return {"items": [], "next": None, "total": 0}
        chosen.sort(key=lambda facet: facet.count())
        query = Query(text)
        if text.strip() and not query:
            return {"items": [], "next": None, "total": 0}
        ranks, last = self._take(self._search(chosen, query, start) if query else self._list(chosen, start), size)
        total = None if query or len(chosen) > 1 else (chosen[0].count if chosen else self.count)()
        return {"items": [self._plain(rank) for rank in ranks], "next": last and key_of(last), "total": total}

    def _take(self, found: Iterable[tuple[int, bool]], size: int) -> tuple[list[int], int | None]:
        """The ranks of a page, and the rank the next page goes on behind (None when this is the last)."""
        ranks: list[int] = []
        seen = None
        for rank, hit in found:
            if len(ranks) == size or rank == MAX_RANK:
                return ranks, seen
            seen = rank
            if hit:
                ranks.append(rank)
        return ranks, None

    def _list(self, chosen: list[Facet], start: int | None) -> Iterator[tuple[int, bool]]:
        source = chosen[0].ranks if chosen else self.entries
        for rank in source.keys(start, excludemin=start is not None):
            if all(rank in facet.ranks for facet in chosen[1:]):
                yield rank, True

    def _search(self, chosen: list[Facet], query: Query, start: int | None) -> Iterator[tuple[int, bool]]:
        """Ranks that were looked at, each with whether it is a hit; ``MAX_RANK`` when enough was looked at."""
        if chosen and chosen[0].count() <= FEW:
            candidates: Iterable[int] = chosen[0].ranks.keys(start, excludemin=start is not None)
        else:
            candidates = self.text.candidates(query, start)
        looked = 0
        for rank in candidates:
            if all(rank in facet.ranks for facet in chosen):
                if looked == TEXTS_PER_PAGE:
                    yield MAX_RANK, False
                looked += 1
                yield rank, self.text.matches(rank, query)

    def addresses(self, after: str | None, size: int) -> list[tuple[str, str]]:
        """Path and publication date (ISO) of up to ``size`` entries that have a public page, the newest first."""
        start = None if after is None else parse_key(after)
        return [place for _rank, place in islice(self.paths.items(start, excludemin=start is not None), size)]

    def address_keys(self, size: int) -> list[str | None]:
        """What ``after`` has to be for each part of ``size`` addresses: None for the first."""
        steps = islice(self.paths.keys(), size - 1, None, size)
        keys: list[str | None] = [None, *map(key_of, steps)]
        return keys[:-1] if len(keys) > 1 and not self.addresses(keys[-1], 1) else keys

    def torn(self) -> Iterator[tuple[str, str]]:
        """UIDs, each with ``"torn"``, that the trees disagree about; counts under the name of their facet."""
        for uid, rank in self.ranks.items():
            if not self._is_whole(rank):
                yield uid, "torn"
        if not len(self.entries) == len(self.ranks) == self.count():
            yield "", "torn"
        for name, values in self.facets.items():
            for value, facet in values.items():
                if len(facet.ranks) != facet.count() or any(rank not in self.entries for rank in facet.ranks):
                    yield f"{name}={value}", "torn"

    def _is_whole(self, rank: int) -> bool:
        entry = self.entries.get(rank)
        if entry is None or rank not in self.text.texts or bool(entry.fields["path"]) != (rank in self.paths):
            return False
        return all(rank in self.facets[name][value].ranks for name, value in entry.fields["facets"].items())
