"""What somebody asks for with a few words, and how well a text answers it.

Words are cut at spaces and punctuation; all of them must occur. A Chinese word of four characters and more may stand apart
in the text, in pieces of two characters at least: who types 防汛应急预案通知 finds 关于印发防汛应急预案的通知.
What stands in quotes must occur as it was typed. Document numbers and days are known in every spelling.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from opengov.disclosure.core import folding
from opengov.disclosure.core.folding import CJK

import re


#: How well a text answers, the best first: in its head as typed, in its head in pieces, as typed, in pieces.
GRADES = (0, 1, 2, 3)
HEAD, HEAD_LOOSE, EXACT, LOOSE = GRADES

MAX_WISHES = 16
#: A Chinese word of so many characters may stand apart.
LONG = 4

#: Characters that carry little; they need not occur in a word that stands apart.
_LIGHT = frozenset("的了和与及或之等是在为对于关有由从把被将向")

#: What a question adds to the words it is about.
_ASKING = re.compile("请问|如何|怎么样|怎么|怎样|在哪里|哪里|哪儿|什么是|是什么|有哪些|[吗呢吧]$")

_QUOTED = re.compile('["“”„「『《〈]([^"“”「」『』《》〈〉]+)["“”」』》〉]')
_CODED = re.compile(
    rf"([{CJK}a-z]{{0,20}})\s*[〔\[(【]?\s*((?:19|20)\d\d)\s*[〕\])】]?\s*年?\s*第?\s*0*(\d{{1,6}})\s*(号?)(?![\d年月日])"
)
_BRACKETED = re.compile(r"[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】]")
_BEFORE_CODE = re.compile("^(?:关于|根据|依据|按照|贯彻|查询|查找|查|找)+")
_JOINED = re.compile(r"[a-z0-9]+(?:[-/._][a-z0-9]+)+")
_UNITS = re.compile(rf"第?[^\W{CJK}]+[年月日号期届条款项]?|[{CJK}](?:(?!第\d)[{CJK}])*")
_WORD = re.compile(r"\w+")
#: What may stand between the parts of a phrase or number.
_GAP = r"[\W_]{0,3}"


@dataclass(frozen=True)
class Wish:
    """One thing that is asked for.

    :param words: as it was typed, folded.
    :param pattern: what finds it as it was typed; None for a day.
    :param need: tokens of every text that has it as typed.
    :param run: the Chinese word that may stand apart; empty where it may not.
    :param day: ISO day or month.
    """

    words: str
    pattern: re.Pattern[str] | None
    need: tuple[str, ...]
    run: str = ""
    day: str = ""

    def spans(self, folded: str) -> list[tuple[int, int]]:
        """Where it stands in a folded text as it was typed."""
        if self.pattern is None:
            return [(start, end) for day, start, end in folding.days(folded) if day.startswith(self.day)]
        return [match.span() for match in self.pattern.finditer(folded)]

    def stands(self, folded: str) -> bool:
        """Whether a folded text has it as it was typed."""
        return self.pattern.search(folded) is not None if self.pattern else bool(self.spans(folded))

    def covered(self, folded: str) -> bool:
        """Whether a folded text has it as typed, or all of it in pieces."""
        if self.stands(folded) or not self.run:
            return self.stands(folded)
        known = [pair in folded for pair in folding.pairs(self.run)]
        before, last = True, self.run[0] in _LIGHT
        for place, there in enumerate(known, 1):
            light = self.run[place] in _LIGHT
            before, last = last, (there and (last or before)) or (light and last)
        return last

    def pieces(self, folded: str) -> list[tuple[int, int]]:
        """Where the word, or the longest pieces of it, stand in a folded text."""
        found = self.spans(folded)
        if found or not self.run:
            return found
        place = 0
        while place < len(self.run) - 1:
            size = next((n for n in range(len(self.run) - place, 1, -1) if self.run[place : place + n] in folded), 0)
            if size:
                piece = re.escape(self.run[place : place + size])
                found += [match.span() for match in re.finditer(piece, folded)]
            place += size or 1
        return found

    def candidates(self, lookup: Callable[[str], set[str]], loosely: bool) -> set[str]:
        """What may have it, by an index.

        :param lookup: token -> what has it.
        :param loosely: in pieces is enough.
        """
        if not (loosely and self.run):
            return _all_of(self.need, lookup)
        before: set[str] | None = None
        last: set[str] | None = None if self.run[0] in _LIGHT else set()
        for place, pair in enumerate(folding.pairs(self.run), 1):
            either = None if before is None or last is None else before | last
            there = lookup(pair) if either is None else (lookup(pair) & either if either else set())
            light = self.run[place] in _LIGHT
            before, last = last, (None if last is None else there | last) if light else there
            if not last and last is not None and not before and before is not None:
                return set()
        return last or set()


def _all_of(needed: Iterable[str], lookup: Callable[[str], set[str]]) -> set[str]:
    found: set[str] | None = None
    for token in needed:
        found = lookup(token) if found is None else found & lookup(token)
        if not found:
            return set()
    return found or set()


class Query:
    """Everything that is asked for at once."""

    def __init__(self, text: str) -> None:
        found = list(_wishes(folding.fold(text)))
        self.wishes = tuple({wish.words: wish for wish in found}.values())[:MAX_WISHES]
        #: Whether a text in pieces may answer.
        self.loose = any(wish.run for wish in self.wishes)
        self._rarest_first = sorted(self.wishes, key=lambda wish: -len(wish.words))

    def __bool__(self) -> bool:
        return bool(self.wishes)

    def grade(self, folded: str, head: int) -> int | None:
        """How well a folded text answers, a value of ``GRADES``; None for not at all.

        :param head: number of its first characters that are its head (title and numbers).
        """
        top = folded[:head]
        if all(wish.stands(top) for wish in self.wishes):
            return HEAD
        if self.loose and all(wish.covered(top) for wish in self.wishes):
            return HEAD_LOOSE
        if all(wish.stands(folded) for wish in self.wishes):
            return EXACT
        return LOOSE if self.loose and all(wish.covered(folded) for wish in self.wishes) else None

    def grades(self) -> tuple[int, ...]:
        """The grades a text can have."""
        return GRADES if self.loose else (HEAD, EXACT)

    def candidates(self, lookup: Callable[[str], set[str]], loosely: bool) -> set[str]:
        """What may answer, by an index (see :meth:`Wish.candidates`)."""
        found: set[str] | None = None
        for wish in self._rarest_first:
            hits = wish.candidates(lookup, loosely)
            found = hits if found is None else found & hits
            if not found:
                return set()
        return found or set()


def _wishes(folded: str) -> Iterator[Wish]:
    """What a folded text asks for: phrases in quotes, numbers, days, then words."""
    rest = folded
    for match in _QUOTED.finditer(folded):
        phrase = _phrase(match[1])
        if phrase is not None:
            yield phrase
            rest = rest.replace(match[0], " ", 1)
    found: list[Wish] = []
    for take in (_take_days, _take_numbers, _take_joined):
        rest = take(rest, found)
    yield from found
    asked = _ASKING.sub(" ", rest)
    yield from _plain(asked if _WORD.search(asked) or found else rest)


def _take_days(text: str, found: list[Wish]) -> str:
    for day, start, end in reversed(list(folding.days(text))):
        if not (len(day) == 7 and text[end : end + 1].isdigit()):
            found.append(Wish(day, None, (folding.day_token(day),), day=day))
            text = f"{text[:start]} {text[end:]}"
    return text


def _take_numbers(text: str, found: list[Wish]) -> str:
    """Document numbers: 云府〔2026〕3号, 云府[2026]3, 云府2026年第3号; without brackets only where 号 is typed."""

    def take(match: re.Match[str]) -> str:
        code, year, serial, ending = match.groups()
        if not ending and not _BRACKETED.search(match[0]):
            return match[0]
        code = _BEFORE_CODE.sub("", code)
        found.append(_number(code, year, serial))
        return " "

    return _CODED.sub(take, text)


def _number(code: str, year: str, serial: str) -> Wish:
    parts = [re.escape(code), year, f"年?{_GAP}第?\\s*0*{serial}(?!\\d)"]
    pattern = _GAP.join(part for part in parts if part)
    # in a text, letters of the code may belong to a longer word: only Chinese characters are sure to be indexed as typed
    words = [token for token in _needed([code]) if folding.is_chinese(token)]
    return Wish(f"{code}{year}-{serial}", re.compile(pattern), (folding.number_token(year, serial), *words))


def _take_joined(text: str, found: list[Wish]) -> str:
    """Index numbers, dates of other kinds, versions: letters and digits with signs between them belong together."""

    def take(match: re.Match[str]) -> str:
        phrase = _phrase(match[0])
        found.extend([phrase] if phrase else [])
        return " "

    return _JOINED.sub(take, text)


def _phrase(text: str) -> Wish | None:
    words = _WORD.findall(text)
    if not words:
        return None
    pattern = _GAP.join(map(re.escape, words))
    return Wish(" ".join(words), _bounded(pattern, words[0], words[-1]), _needed(words))


def _plain(text: str) -> Iterator[Wish]:
    for word in _WORD.findall(text):
        for unit in _UNITS.findall(word):
            if len(unit) == 1 or not all(map(folding.is_chinese, unit)):
                yield Wish(unit, _bounded(re.escape(unit), unit, unit), _needed([unit]))
                continue
            core = unit.strip("的了和与及或") or unit
            yield Wish(core, re.compile(re.escape(core)), _needed([core]), core if len(core) >= LONG else "")


def _needed(words: Iterable[str]) -> tuple[str, ...]:
    """Tokens of every text with these words, the longest first: they are the rarest."""
    single = {token for word in words for token in folding.tokens(word)}
    inside = {character for token in single if len(token) == 2 and folding.is_chinese(token) for character in token}
    return tuple(sorted(single - inside, key=lambda token: (-len(token), token)))


def _bounded(pattern: str, first: str, last: str) -> re.Pattern[str]:
    """A word that begins or ends with a letter or digit stands beside no other letter or digit."""
    before = "" if folding.is_chinese(first[0]) else rf"(?<![^\W{CJK}])"
    after = "" if folding.is_chinese(last[-1]) else rf"(?![^\W{CJK}])"
    return re.compile(before + pattern + after)
