"""How many entries each value of a facet has, alone and together with another one; kept when something is published.

A count is a ``Length``, which two publishers at once add up. Kept are the counts of single values and of pairs; what three
filters leave together is counted when it is asked for, as long as it is little.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import combinations
from itertools import islice
from opengov.disclosure.catalogue.trees import RankSet
from opengov.disclosure.catalogue.trees import UidTree
from persistent import Persistent


FACETS = ("subject", "kind", "genre", "agency", "year", "attribute", "validity")

#: Entries that are counted one by one for three filters and more, and places that are looked at for it.
COUNTED = 300
LOOKED_AT = 5000


class Facet(Persistent):
    """The entries that share one value, e.g. one agency's. Kept when empty: a publisher may just be adding."""

    def __init__(self) -> None:
        self.label = ""
        self.ranks = RankSet()
        self.count = Length()


class Facets(Persistent):
    """All values of all facets, and the counts of pairs of them."""

    def __init__(self) -> None:
        self.values = {name: OOBTree() for name in FACETS}
        self.pairs = UidTree()

    def get(self, name: str, value: str) -> Facet | None:
        """The entries of one value; None where it never had any."""
        return self.values.get(name, {}).get(value)

    def add(self, rank: int, facets: Mapping[str, tuple[str, str]]) -> None:
        """Count an entry in.

        :param facets: facet name to value and label.
        """
        for name, (value, label) in facets.items():
            facet = self.get(name, value)
            if facet is None:
                facet = self.values[name][value] = Facet()
            if facet.label != label:
                facet.label = label
            facet.ranks.add(rank)
            facet.count.change(1)
        for key in pair_keys({name: value for name, (value, _label) in facets.items()}):
            if key not in self.pairs:
                self.pairs[key] = Length()
            self.pairs[key].change(1)

    def remove(self, rank: int, facets: Mapping[str, str]) -> None:
        """Count an entry out."""
        for name, value in facets.items():
            facet = self.values[name][value]
            facet.ranks.remove(rank)
            facet.count.change(-1)
        for key in pair_keys(facets):
            self.pairs[key].change(-1)

    def listed(self, name: str) -> list[tuple[str, str, int]]:
        """Value, label and number of entries of each value of a facet that has any."""
        found = ((value, facet.label, facet.count()) for value, facet in self.values.get(name, {}).items())
        return [(value, label, count) for value, label, count in found if count > 0]

    def together(self, filters: Mapping[str, str]) -> int | None:
        """How many entries up to two filters leave; None for more than two."""
        if len(filters) > 2 or not filters:
            return None
        if len(filters) == 1:
            [(name, value)] = filters.items()
            facet = self.get(name, value)
            return facet.count() if facet else 0
        [key] = pair_keys(filters)
        return self.pairs[key]() if key in self.pairs else 0

    def beside(self, name: str, filters: Mapping[str, str], entries: Mapping) -> list[tuple[str, str, int | None]]:
        """Value, label and number of entries of each value of a facet that filters of other facets leave.

        The number is None where it is too many to count.

        :param entries: rank to entry, with its facets in ``fields["facets"]``.
        """
        others = {other: value for other, value in filters.items() if other != name}
        if not others:
            return list(self.listed(name))
        if len(others) == 1:
            counts = ((value, label, self.together({**others, name: value})) for value, label, _n in self.listed(name))
            return [(value, label, count) for value, label, count in counts if count]
        found = self._counted(name, others, entries)
        possible = [
            (value, label)
            for value, label, _count in self.listed(name)
            if all(self.together({other: chosen, name: value}) for other, chosen in others.items())
        ]
        if found is None:
            return [(value, label, None) for value, label in possible]
        return [(value, label, found[value]) for value, label in possible if found[value]]

    def _counted(self, name: str, filters: Mapping[str, str], entries: Mapping) -> Counter | None:
        ranks = list(islice(self.shared(filters), COUNTED + 1))
        if len(ranks) > COUNTED or None in ranks:
            return None
        return Counter(entries[rank].fields["facets"].get(name, "") for rank in ranks)

    def shared(self, filters: Mapping[str, str]) -> Iterator[int | None]:
        """Ranks that all filters leave, the newest first; None as the last when enough was looked at."""
        chosen = [self.get(name, value) for name, value in filters.items()]
        if None in chosen:
            return
        chosen.sort(key=lambda facet: facet.count())
        for looked, rank in enumerate(chosen[0].ranks.keys()):
            if looked == LOOKED_AT:
                yield None
                return
            if all(rank in facet.ranks for facet in chosen[1:]):
                yield rank

    def torn(self, entries: Mapping) -> Iterator[str]:
        """Names of values, and of pairs, whose count or list is not what the entries say."""
        for name, values in self.values.items():
            for value, facet in values.items():
                if len(facet.ranks) != facet.count() or any(rank not in entries for rank in facet.ranks):
                    yield f"{name}={value}"
        told = Counter(key for entry in entries.values() for key in pair_keys(entry.fields["facets"]))
        yield from (key for key, count in self.pairs.items() if count() != told[key])


def pair_keys(facets: Mapping[str, str]) -> Iterable[str]:
    """The key of each pair of values."""
    parts = [f"{name}={facets[name]}" for name in FACETS if name in facets]
    return (f"{one}\n{other}" for one, other in combinations(parts, 2))
