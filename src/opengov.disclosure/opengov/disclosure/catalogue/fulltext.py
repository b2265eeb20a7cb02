"""Full text of the public catalogue, made for Chinese and for many publishers at once.

Plone's own text index keeps one posting list per word, so that two publications nearly always write the same objects
(both contain 通知) and each writes hundreds of them. Here a publication writes its own text and one entry in the set of
its segment, a conflict-free ``LLSet``. A full segment is sealed once: a posting page holds many words, and nobody else
writes a segment that is no longer the current one. A search asks the sealed segments' pages, reads the texts of the
unsealed ones, and checks every hit against its text, so that a phrase is found exactly. Words are the bigrams of
Plone's own splitter for Chinese, Japanese and Korean; single characters are indexed too.
"""

from BTrees.IOBTree import IOBTree
from BTrees.LLBTree import LLSet
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.catalogue.trees import RankTree
from persistent import Persistent
from Products.CMFPlone.UnicodeSplitter.config import allp
from Products.CMFPlone.UnicodeSplitter.config import rx_all
from Products.CMFPlone.UnicodeSplitter.config import rx_U
from Products.CMFPlone.UnicodeSplitter.splitter import process_unicode
from zlib import crc32

import heapq
import re
import unicodedata


SEGMENT_SIZE = 512
SETTLED = 16
PAGE_WORDS = 256
MAX_WORDS = 32

#: What may not stand beside a word that begins or ends with a letter or digit: another one.
_RUN = f"[^\\W{allp}]"


def normalize(text: str) -> str:
    """Fold case, width and compatibility forms, so that ＡＢＣ is found as abc."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(text: str) -> set[str]:
    """Everything a normalized text is indexed under: words, bigrams and single characters."""
    return {*process_unicode(text), *rx_all.findall(text)}


class Query:
    """Search words, all of which must occur; a Chinese word must occur as it was typed."""

    def __init__(self, text: str):
        words = rx_U.findall(normalize(text))[:MAX_WORDS]
        self.tokens = tuple(sorted({token for word in words for token in process_unicode(word)}, key=_rarest_first))
        self._patterns = [_pattern(word) for word in words]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def matches(self, text: str) -> bool:
        """Whether a normalized text contains every word."""
        return all(pattern.search(text) for pattern in self._patterns)


def _rarest_first(token: str) -> tuple[int, str]:
    return -len(token), token


def _pattern(word: str) -> re.Pattern[str]:
    before = "" if rx_all.match(word[0]) else f"(?<!{_RUN})"
    after = "" if rx_all.match(word[-1]) else f"(?!{_RUN})"
    return re.compile(before + re.escape(word) + after)


class Text(Persistent):
    """The normalized text of one entry; an object of its own, because lists of entries never need it."""

    def __init__(self, text: str, segment: int):
        self.text = text
        self.segment = segment


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

    def seal(self, text_of: Callable[[int], str]) -> None:
        """Write the posting pages. Emptying ``fresh`` makes a publisher who still adds here start again."""
        self.ranks = tuple(self.fresh)
        postings: dict[str, list[str]] = defaultdict(list)
        for slot, rank in enumerate(self.ranks):
            for token in tokens(text_of(rank)):
                postings[token].append(chr(slot))
        pages: list[dict[str, str]] = [{} for _ in range(len(postings) // PAGE_WORDS + 1)]
        for token, slots in postings.items():
            pages[crc32(token.encode()) % len(pages)][token] = "".join(slots)
        self.pages = tuple(map(Page, pages))
        self.fresh.clear()

    def candidates(self, query: Query) -> list[int]:
        """Ranks, in order, of the entries that contain all tokens (all entries of an unsealed segment)."""
        if not self.pages:
            return list(self.fresh)
        slots: set[str] | None = None
        for token in query.tokens:
            found = self.page(token).words.get(token, "")
            slots = set(found) if slots is None else slots & set(found)
            if not slots:
                return []
        return [self.ranks[ord(slot)] for slot in sorted(slots or ())]

    def forget(self, rank: int, text: str) -> None:
        """Leave nothing of an entry's text in the postings (a leak must be destroyed everywhere, R-L3)."""
        if rank in self.fresh:
            self.fresh.remove(rank)
        elif rank in self.ranks:
            slot = chr(self.ranks.index(rank))
            for token in tokens(text):
                self.page(token).drop(token, slot)


class FullText(Persistent):
    """Texts by rank, searched the newest first."""

    def __init__(self) -> None:
        self.texts = RankTree()
        self.open = IOBTree({0: Segment()})
        self.sealed = IOBTree()

    def add(self, rank: int, text: str) -> None:
        """Index a text under a rank that is not used yet."""
        number = self.open.maxKey()
        if len(self.open[number].fresh) >= SEGMENT_SIZE:
            number += 1
            self.open[number] = Segment()
        self.open[number].fresh.add(rank)
        self.texts[rank] = Text(normalize(text), number)
        # one publisher in four looks for a full segment, so that two rarely seal the same
        if rank % 4 == 0 and len(self.open[number].fresh) >= SETTLED:
            self._seal_before(number)

    def _seal_before(self, current: int) -> None:
        for number in list(self.open.keys(max=current, excludemax=True))[:1]:
            segment = self.open.pop(number)
            if segment.fresh:
                segment.seal(self.text_of)
                self.sealed[number] = (segment.ranks[0], segment.ranks[-1], segment)

    def text_of(self, rank: int) -> str:
        """The normalized text of an entry; empty when there is none."""
        text = self.texts.get(rank)
        return text.text if text is not None else ""

    def holds(self, rank: int, text: str) -> bool:
        """Whether just this text is indexed under a rank."""
        return self.text_of(rank) == normalize(text)

    def remove(self, rank: int) -> None:
        """Forget an entry's text altogether."""
        text = self.texts.pop(rank)
        sealed = self.sealed.get(text.segment)
        segment = sealed[2] if sealed else self.open[text.segment]
        segment.forget(rank, text.text)

    def candidates(self, query: Query, after: int | None) -> Iterator[int]:
        """Ranks beyond ``after``, in order, of entries that may match; ask :meth:`matches` about each.

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
                ranks = iter([found for found in segment.candidates(query) if found > beyond])
            else:
                yield rank
            following = next(iter(ranks or ()), None)
            if following is not None:
                heapq.heappush(heap, (following, number, ranks, None))

    def matches(self, rank: int, query: Query) -> bool:
        """Whether the text of an entry contains every word of the query."""
        return query.matches(self.text_of(rank))
