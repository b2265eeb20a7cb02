"""What makes a register quick however long it is: for each value of a filter the ranks of its rows, an order by day, a full text.

A row is written with its values; a page reads the ranks it shows and no others. All of it lies beside the rows, so that rows
of earlier versions are indexed without being touched.
"""

from BTrees.Length import Length
from BTrees.LLBTree import intersection
from BTrees.LLBTree import LLSet
from BTrees.LLBTree import multiunion
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.catalogue.fulltext import FullText
from opengov.disclosure.catalogue.ranks import MAX_RANK
from opengov.disclosure.catalogue.trees import RankSet
from operator import itemgetter
from persistent import Persistent

import calendar


#: Days stand backwards in the order, so that the newest is the first key.
_LAST_DAY = 99_999_999
_NO_DAY = "0000-00-00"


class DaySet(OOTreeSet):
    """Keys of :func:`day_key` in order."""

    max_leaf_size = 150


class Posting(Persistent):
    """The rows that share one value. Kept when empty: somebody may just be adding."""

    def __init__(self) -> None:
        self.ranks = RankSet()
        self.count = Length()


def day_key(day: str, rank: int) -> str:
    """Place of a row in the order of days: the newest day first, and of one day the row that came last."""
    return f"{_backwards(day)}-{rank:020d}"


def _backwards(day: str) -> str:
    return f"{_LAST_DAY - int((day or _NO_DAY).replace('-', '')):08d}"


def rank_in(key: str) -> int:
    """The rank in a :func:`day_key`."""
    return int(key[9:])


class RegisterIndex(Persistent):
    """The index of one register of one agency."""

    def __init__(self) -> None:
        self.count = Length()
        self.values = OOBTree()
        self.days = DaySet()
        self.text = FullText()

    def put(self, rank: int, values: Iterable[str], day: str, text: str) -> None:
        """Index a row that is not indexed yet.

        :param values: what it is found by, ``name=value`` each.
        :param day: ISO day it is sorted by; empty for none.
        """
        for value in {*values, f"month={day[:7]}"}:
            posting = self.values.get(value)
            if posting is None:
                posting = self.values[value] = Posting()
            posting.ranks.add(rank)
            posting.count.change(1)
        self.days.add(day_key(day, rank))
        self.text.add(rank, text)
        self.count.change(1)

    def drop(self, rank: int, values: Iterable[str], day: str) -> None:
        """Leave nothing of a row, with the values it was put in with."""
        for value in {*values, f"month={day[:7]}"}:
            posting = self.values[value]
            posting.ranks.remove(rank)
            posting.count.change(-1)
        self.days.remove(day_key(day, rank))
        self.text.remove(rank)
        self.count.change(-1)

    def holds(self, rank: int, day: str) -> bool:
        """Whether a row is indexed under a day."""
        return day_key(day, rank) in self.days

    def number(self, value: str) -> int:
        """How many rows have a value."""
        posting = self.values.get(value)
        return 0 if posting is None else posting.count()

    def found(self, wanted: Iterable[Iterable[str]], first: str, last: str):
        """The rows that have one value of each group and lie between two days.

        :param wanted: groups of values; a row needs one of each group.
        :param first: ISO day, included; empty for no bound. So is ``last``.
        :returns: their number, and a set of their ranks in order (None for all rows).
        """
        sets = [self._any(group) for group in wanted]
        if first or last:
            between = self._between(first or _NO_DAY, last or "9999-12-31")
            sets.append((len(between), between))
        if not sets:
            return self.count(), None
        sets.sort(key=itemgetter(0))
        number, chosen = sets[0]
        for _number, other in sets[1:]:
            chosen = intersection(chosen, other)
            number = len(chosen)
        return number, chosen

    def _any(self, group: Iterable[str]):
        postings = [self.values[value] for value in group if value in self.values]
        if len(postings) == 1:
            return postings[0].count(), postings[0].ranks
        union = multiunion([posting.ranks for posting in postings])
        return len(union), union

    def _between(self, first: str, last: str):
        """Whole months by their postings, the days at both ends one by one."""
        months = [name[6:] for name in self.values.keys("month=", "month=~") if len(name) == 13]
        whole = [month for month in months if first <= f"{month}-01" and _end(month) <= last]
        parts = [month for month in months if month not in whole and first[:7] <= month <= last[:7]]
        ends = LLSet()
        for month in parts:
            since, until = max(first, f"{month}-01"), min(last, _end(month))
            ends.update(map(rank_in, self.days.keys(_backwards(until), f"{_backwards(since)}~")))
        return multiunion([*(self.values[f"month={month}"].ranks for month in whole), ends])

    def by_rank(self, rows, chosen, after: int | None, oldest: bool) -> Iterator[int]:
        """Ranks of rows in their own order, the newest first or the oldest.

        :param rows: the register's rows by rank.
        :param chosen: what ``found`` gave.
        :param after: rank to go on behind.
        """
        source = rows if chosen is None else chosen
        if not oldest:
            yield from source.keys(after, None, after is not None)
            return
        bound = MAX_RANK if after is None else after - 1
        while (rank := _at_most(source, bound)) is not None:
            yield rank
            bound = rank - 1

    def by_day(self, chosen, span: tuple[str, str], after: str | None, oldest: bool) -> Iterator[str]:
        """Day keys of rows in the order of days.

        :param span: first and last ISO day, each may be empty.
        """
        low = _backwards(span[1]) if span[1] else ""
        high = f"{_backwards(span[0])}~" if span[0] else "~"
        keys = self._up(low, high, after) if not oldest else self._down(low, high, after)
        for key in keys:
            if chosen is None or rank_in(key) in chosen:
                yield key

    def _up(self, low: str, high: str, after: str | None) -> Iterator[str]:
        beyond = after is not None and after >= low
        yield from self.days.keys(after if beyond else low, high, beyond)

    def _down(self, low: str, high: str, after: str | None) -> Iterator[str]:
        bound = high if after is None or after > high else _less(after)
        while (key := _at_most(self.days, bound)) is not None and key >= low:
            yield key
            bound = _less(key)


def _end(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]:02d}" if 1 <= number <= 12 and year else f"{month}-99"


def _at_most(source, bound):
    """The greatest key up to a bound; None when there is none."""
    try:
        return source.maxKey(bound)
    except ValueError:
        return None


def _less(key: str) -> str:
    """What is just below a day key."""
    day, rank = key[:8], rank_in(key)
    return f"{day}-{rank - 1:020d}" if rank else f"{day}-"
