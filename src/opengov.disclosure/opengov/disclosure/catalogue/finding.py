"""Pages of the catalogue: the newest first, or the best answers first."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.catalogue.counting import Facet
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import parse_place
from opengov.disclosure.catalogue.ranks import place_of
from opengov.disclosure.core.searching import Query


#: One page reads at most so many texts; a search that found too little by then goes on with the next page.
TEXTS_PER_PAGE = 1500

#: A filter that leaves so few entries is read entry by entry, without asking the full text where to look.
FEW = 200

#: Orders of a list: the best answers first, or the newest.
SORTS = ("relevance", "newest")

#: A place that was looked at: how it is written, its rank, and whether it is a hit; None when enough was looked at.
Looked = tuple[str, int, bool] | None


class Finder:
    """One question to a store.

    :param filters: facet name to value.
    :param after: ``next`` of the page before.
    :param sort: a value of ``SORTS``; without words the newest are first.
    :param texts: how many texts it may read; :data:`TEXTS_PER_PAGE` when None.
    :ivar read: how many texts it has read.
    :raises RuleBroken: (R-X2) when ``after`` is no place in such a list.
    """

    def __init__(
        self, store, filters: Mapping[str, str], text: str, after: str | None, sort: str, texts: int | None = None
    ) -> None:
        self.store = store
        self.texts = TEXTS_PER_PAGE if texts is None else texts
        self.read = 0
        self.query = Query(text)
        self.best_first = bool(self.query) and sort == "relevance"
        self.place = (0, None)
        if after is not None:
            self.place = parse_place(after) if self.best_first else (0, parse_key(after))
        chosen = [store.facets.get(name, value) for name, value in filters.items()]
        # words that are none, and values that nothing has, find nothing
        self.nothing = None in chosen or bool(text.strip() and not self.query)
        self.chosen: list[Facet] = [] if self.nothing else sorted(chosen, key=lambda facet: facet.count())

    def page(self, size: int) -> tuple[list[int], str | None]:
        """The ranks of a page, and ``after`` of the next one (None when this is the last)."""
        ranks: list[int] = []
        seen = end = None
        for looked in () if self.nothing else self._looked():
            if looked is None:
                return ranks, seen if len(ranks) < size else end
            place, rank, hit = looked
            if hit and len(ranks) == size:
                return ranks, end
            seen = place
            if hit:
                ranks.append(rank)
                end = place
        return ranks, None

    def any(self) -> bool:
        """Whether there is an answer among the texts it may read."""
        for looked in () if self.nothing else self._looked():
            if looked is None or looked[2]:
                return looked is not None
        return False

    def _grade(self, rank: int) -> int | None:
        self.read += 1
        return self.store.text.grade(rank, self.query)

    def _looked(self) -> Iterator[Looked]:
        if not self.query:
            yield from self._listed()
        elif self.best_first:
            yield from self._best()
        else:
            yield from self._newest()

    def _listed(self) -> Iterator[Looked]:
        start = self.place[1]
        source = self.chosen[0].ranks if self.chosen else self.store.entries
        for rank in source.keys(start, excludemin=start is not None):
            if all(rank in facet.ranks for facet in self.chosen[1:]):
                yield key_of(rank), rank, True

    def _newest(self) -> Iterator[Looked]:
        for rank in self._candidates(self.place[1], False, self.query.loose):
            if self.read == self.texts:
                yield None
                return
            yield key_of(rank), rank, self._grade(rank) is not None

    def _best(self) -> Iterator[Looked]:
        """One grade after the other; a text that was read for a better grade is not read again."""
        known: dict[int, int | None] = {}
        first, start = self.place
        for grade in self.query.grades():
            if grade < first:
                continue
            loosely, head = grade % 2 == 1, grade < 2
            for rank in self._candidates(start if grade == first else None, head, loosely):
                if rank not in known:
                    if self.read == self.texts:
                        yield None
                        return
                    known[rank] = self._grade(rank)
                yield place_of(grade, rank), rank, known[rank] == grade

    def _candidates(self, start: int | None, head: bool, loosely: bool) -> Iterable[int]:
        if self.chosen and self.chosen[0].count() <= FEW:
            found: Iterable[int] = self.chosen[0].ranks.keys(start, excludemin=start is not None)
        else:
            found = self.store.text.candidates(self.query, start, head, loosely)
        return (rank for rank in found if all(rank in facet.ranks for facet in self.chosen))
