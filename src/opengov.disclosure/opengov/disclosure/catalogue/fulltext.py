"""Full text of the public catalogue, made for Chinese and for many publishers at once.

Plone's own text index keeps one posting list per word, so that two publications nearly always write the same objects
(both contain 通知) and each writes hundreds of them. Here a publication writes its own text and one entry in the set of
its segment, a conflict-free ``LLSet``. A full segment is sealed once: a posting page holds many words, and nobody else
writes a segment that is no longer the current one. A search asks the sealed segments' pages, reads the texts of the
unsealed ones, and checks every hit against its text, so that a phrase is found exactly. Words are those of
``core.folding``; those of the head (title and numbers) are indexed a second time, marked, so that the best answers are
found first however many texts have the words somewhere.
"""

from BTrees.IOBTree import IOBTree
from BTrees.LLBTree import LLSet
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import partial
from opengov.disclosure.catalogue.trees import RankTree
from opengov.disclosure.core.folding import fold
from opengov.disclosure.core.folding import tokens
from opengov.disclosure.core.folding import written
from opengov.disclosure.core.searching import Query
from persistent import Persistent
from zlib import crc32

import heapq


SEGMENT_SIZE = 512
SETTLED = 16
PAGE_WORDS = 256

#: Before a word of the head.
IN_HEAD = "^"


class Words(Persistent):
    """A text as it was written, to show passages of; an object of its own, because only hits that are shown need it."""

    def __init__(self, text: str):
        self.text = text


class Text(Persistent):
    """The folded text of one entry; an object of its own, because lists of entries never need it.

    :ivar head: number of its first characters that are its head.
    :ivar words: the text as written, without its head; None in a database of an earlier version.
    """

    head = 0
    words: Words | None = None

    def __init__(self, head: str, body: str, segment: int):
        top = fold(head)
        self.text = f"{top}\n{fold(body)}"
        self.head = len(top)
        self.words = Words(written(body))
        self.segment = segment

    def tokens(self) -> set[str]:
        """Everything it is indexed under."""
        top = self.text[: self.head]
        return {*tokens(self.text), *(f"{IN_HEAD}{token}" for token in tokens(top))}


class Page(Persistent):
    """Posting lists of some words of a sealed segment: word to slots, each slot one character."""

    def __init__(self, words: dict[str, str]):
        self.words = words

    def drop(self, word: str, slot: str) -> None:
        """Take a slot out of a word's posting list."""
        rest = self.words.get(word, "").replace(slot, "")
        if rest:
            self.words[word] = rest
        else:
            self.words.pop(word, None)
        self._p_changed = True


class Segment(Persistent):
    """Some hundreds of entries that were published one after the other."""

    def __init__(self) -> None:
        self.fresh = LLSet()
        self.ranks: tuple[int, ...] = ()
        self.pages: tuple[Page, ...] = ()

    def page(self, word: str) -> Page:
        """The posting page of a sealed segment that would hold the word."""
        return self.pages[crc32(word.encode()) % len(self.pages)]

    def seal(self, tokens_of: Callable[[int], set[str]]) -> None:
        """Write the posting pages. Emptying ``fresh`` makes a publisher who still adds here start again."""
        self.ranks = tuple(self.fresh)
        postings: dict[str, list[str]] = defaultdict(list)
        for slot, rank in enumerate(self.ranks):
            for token in tokens_of(rank):
                postings[token].append(chr(slot))
        pages: list[dict[str, str]] = [{} for _ in range(len(postings) // PAGE_WORDS + 1)]
        for token, slots in postings.items():
            pages[crc32(token.encode()) % len(pages)][token] = "".join(slots)
        self.pages = tuple(map(Page, pages))
        self.fresh.clear()

    def candidates(self, query: Query, head: bool, loosely: bool) -> list[int]:
        """Ranks, in order, of the entries that may answer (all entries of an unsealed segment).

        :param head: with their head.
        :param loosely: in pieces.
        """
        if not self.pages:
            return list(self.fresh)
        slots = query.candidates(partial(self._having, IN_HEAD if head else ""), loosely)
        return [self.ranks[ord(slot)] for slot in sorted(slots)]

    def _having(self, where: str, token: str) -> set[str]:
        word = f"{where}{token}"
        return set(self.page(word).words.get(word, ""))

    def forget(self, rank: int, words: Iterable[str]) -> None:
        """Leave nothing of an entry's text in the postings (a leak must be destroyed everywhere, R-L3)."""
        if rank in self.fresh:
            self.fresh.remove(rank)
        elif rank in self.ranks:
            slot = chr(self.ranks.index(rank))
            for word in words:
                self.page(word).drop(word, slot)


class FullText(Persistent):
    """Texts by rank, searched the newest first."""

    def __init__(self) -> None:
        self.texts = RankTree()
        self.open = IOBTree({0: Segment()})
        self.sealed = IOBTree()

    def add(self, rank: int, text: str, head: str = "") -> None:
        """Index a text under a rank that is not used yet.

        :param head: title and numbers: who has the words there answers best.
        """
        number = self.open.maxKey()
        if len(self.open[number].fresh) >= SEGMENT_SIZE:
            number += 1
            self.open[number] = Segment()
        self.open[number].fresh.add(rank)
        self.texts[rank] = Text(head, text, number)
        # one publisher in four looks for a full segment, so that two rarely seal the same
        if rank % 4 == 0 and len(self.open[number].fresh) >= SETTLED:
            self._seal_before(number)

    def _seal_before(self, current: int) -> None:
        for number in list(self.open.keys(max=current, excludemax=True))[:1]:
            segment = self.open.pop(number)
            if segment.fresh:
                segment.seal(self._tokens_of)
                self.sealed[number] = (segment.ranks[0], segment.ranks[-1], segment)

    def _tokens_of(self, rank: int) -> set[str]:
        return self.texts[rank].tokens() if rank in self.texts else set()

    def holds(self, rank: int, text: str, head: str = "") -> bool:
        """Whether just this text is indexed under a rank."""
        known = self.texts.get(rank)
        return known is not None and known.words is not None and known.text == f"{fold(head)}\n{fold(text)}"

    def remove(self, rank: int) -> None:
        """Forget an entry's text altogether."""
        text = self.texts.pop(rank)
        sealed = self.sealed.get(text.segment)
        segment = sealed[2] if sealed else self.open[text.segment]
        segment.forget(rank, text.tokens())

    def candidates(self, query: Query, after: int | None, head: bool = False, loosely: bool = True) -> Iterator[int]:
        """Ranks beyond ``after``, in order, of entries that may answer; ask :meth:`grade` about each.

        A segment is opened when the search comes to its first rank, so that a page of frequent words opens few.
        """
        beyond = -1 if after is None else after
        heap: list[tuple[int, int, Iterable[int] | None, Segment | None]] = [
            (first, number, None, segment) for number, (first, last, segment) in self.sealed.items() if last > beyond
        ]
        heap += [(-1, number, None, segment) for number, segment in self.open.items()]
        heapq.heapify(heap)
        while heap:
            rank, number, ranks, segment = heapq.heappop(heap)
            if segment is not None:
                ranks = iter([found for found in segment.candidates(query, head, loosely) if found > beyond])
            else:
                yield rank
            following = next(iter(ranks or ()), None)
            if following is not None:
                heapq.heappush(heap, (following, number, ranks, None))

    def grade(self, rank: int, query: Query) -> int | None:
        """How well the text of an entry answers (``core.searching.GRADES``); None for not at all."""
        text = self.texts.get(rank)
        return None if text is None else query.grade(text.text, text.head)

    def matches(self, rank: int, query: Query) -> bool:
        """Whether the text of an entry answers at all."""
        return self.grade(rank, query) is not None

    def body(self, rank: int) -> str:
        """The text of an entry as written, without its head; empty where there is none."""
        text = self.texts.get(rank)
        return text.words.text if text is not None and text.words is not None else ""
