"""The projection that the public reads instead of the documents (R-I3, R-X1).

It holds copies of public values only, is written when a document takes a step, and knows nothing of documents that are
not public: whatever is asked of it, it can give nothing away. Every list is a tree of ranks, so that a page costs its
own length however long the list is; counts are kept beside the trees.
"""

from BTrees.Length import Length
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from opengov.disclosure.catalogue.counting import Facet
from opengov.disclosure.catalogue.counting import Facets
from opengov.disclosure.catalogue.finding import Finder
from opengov.disclosure.catalogue.fulltext import FullText
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import moment_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import rank_of
from opengov.disclosure.catalogue.trees import RankTree
from opengov.disclosure.catalogue.trees import UidTree
from opengov.disclosure.core import excerpts
from persistent import Persistent


__all__ = ["CatalogueStore", "Entry", "Facet", "PublicEntry"]

#: What the projection keeps of an entry; counted up when it keeps more, and older stores are then made anew.
FORM = 2

#: Fields that entries may lack, as they are for a document that is in force and stands alone.
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
    "index_number": "",
    "registration_number": "",
    "normative": False,
}


@dataclass(frozen=True)
class PublicEntry:
    """What goes into the projection.

    :param fields: plain public values; ``path`` (relative to the site) is empty where there is no public page.
    :param facets: facet name to value and label; a facet without value is left out.
    :param text: what a search looks through.
    :param head: title and numbers: who is asked for by them is found first.
    """

    fields: Mapping[str, object]
    facets: Mapping[str, tuple[str, str]]
    text: str
    head: str = ""


class Entry(Persistent):
    """One line of the catalogue: plain public values."""

    def __init__(self, fields: dict[str, object]):
        self.fields = fields


class CatalogueStore(Persistent):
    """Entries by rank, with facets, full text and index numbers.

    :ivar form: ``FORM`` of the version that made it.
    """

    form = 1

    def __init__(self) -> None:
        self.form = FORM
        self.ranks = UidTree()
        self.entries = RankTree()
        self.paths = RankTree()
        self.count = Length()
        self.facets = Facets()
        self.numbers = UidTree()
        self.text = FullText()

    def put(self, uid: str, moment: datetime, entry: PublicEntry) -> None:
        """Store an entry, in place of the one the UID has.

        :param moment: when it became public (aware): its place in the lists.
        """
        plain = {**entry.fields, "facets": {name: value for name, (value, _label) in entry.facets.items()}}
        if self._stands(uid, moment, plain, entry):
            return
        self.remove(uid)
        rank = rank_of(moment, uid)
        while rank in self.entries:
            rank += 1
        self.ranks[uid] = rank
        self.entries[rank] = Entry(plain)
        if entry.fields["path"]:
            self.paths[rank] = (entry.fields["path"], entry.fields["publication_date"])
        self.facets.add(rank, entry.facets)
        self.count.change(1)
        if plain.get("index_number"):
            self.numbers[plain["index_number"]] = uid
        self.text.add(rank, entry.text, entry.head)

    def _stands(self, uid: str, moment: datetime, plain: Mapping[str, object], entry: PublicEntry) -> bool:
        """Whether an entry says all this already: most steps of a public document change nothing of it."""
        rank = self.ranks.get(uid)
        if rank is None or moment_of(rank) != moment.replace(microsecond=0):
            return False
        return self.entries[rank].fields == plain and self.text.holds(rank, entry.text, entry.head)

    def remove(self, uid: str) -> bool:
        """Take an entry out of everything; whether there was one."""
        rank = self.ranks.get(uid)
        if rank is None:
            return False
        del self.ranks[uid]
        fields = self.entries.pop(rank).fields
        self.facets.remove(rank, fields["facets"])
        if rank in self.paths:
            del self.paths[rank]
        number = fields.get("index_number")
        # a correction has the number of the text that it replaces
        if number and self.numbers.get(number) == uid:
            del self.numbers[number]
        self.count.change(-1)
        self.text.remove(rank)
        return True

    def numbered(self, index_number: str) -> str:
        """The UID of the entry with an index number; empty when there is none."""
        return self.numbers.get(index_number, "")

    def get(self, uid: str) -> dict[str, object] | None:
        """The entry of a UID as a plain dict, or None."""
        rank = self.ranks.get(uid)
        return None if rank is None else self._plain(rank)

    def _plain(self, rank: int) -> dict[str, object]:
        return {"key": key_of(rank), **LATER_FIELDS, **self.entries[rank].fields}

    def values(self, name: str, filters: Mapping[str, str] | None = None) -> list[tuple[str, str, int | None]]:
        """Value, label and number of entries of each value of a facet that filters of other facets leave.

        The number is None where it is too many to count.
        """
        return self.facets.beside(name, filters or {}, self.entries)

    def page(
        self, filters: Mapping[str, str], text: str, after: str | None, size: int, sort: str = "relevance"
    ) -> dict[str, object]:
        """One page: dict {items, next, total}; see ``IPublicCatalogue.page``.

        :raises RuleBroken: (R-X2) when ``after`` is no key.
        """
        finder = Finder(self, filters, text, after, sort)
        ranks, following = finder.page(size)
        items = [self._plain(rank) for rank in ranks]
        if finder.query:
            for rank, item in zip(ranks, items, strict=True):
                item["excerpt"] = excerpts.passage(self.text.body(rank), finder.query)
        return {"items": items, "next": following, "total": self._total(finder, filters, after, ranks, following)}

    def answered(self, questions: Iterable[tuple[Mapping[str, str], str]], texts: int) -> Iterator[bool]:
        """Whether each question has an answer; see ``IPublicCatalogue.answered``."""
        for filters, text in questions:
            finder = Finder(self, filters, text, None, "newest", texts)
            yield finder.any()
            texts -= finder.read

    def _total(self, finder: Finder, filters, after: str | None, ranks: list[int], following: str | None) -> int | None:
        if finder.nothing or (after is None and following is None):
            return len(ranks)
        if finder.query:
            return None
        return self.facets.together(filters) if filters else self.count()

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
        yield from ((name, "torn") for name in self.facets.torn(self.entries))
        yield from ((number, "torn") for number, uid in self.numbers.items() if uid not in self.ranks)

    def _is_whole(self, rank: int) -> bool:
        entry = self.entries.get(rank)
        if entry is None or rank not in self.text.texts or bool(entry.fields["path"]) != (rank in self.paths):
            return False
        facets = (self.facets.get(name, value) for name, value in entry.fields["facets"].items())
        return all(facet is not None and rank in facet.ranks for facet in facets)
