"""One spelling for everything that may be typed in several ways, and the words a text is indexed under.

Case, width, compatibility forms and traditional characters fold to one spelling, character by character, so that a place
in the folded text can be found again in the text as it was written.
"""

from collections.abc import Iterator
from opengov.disclosure.core.traditional import SIMPLIFIED

import re
import unicodedata


#: Characters of Chinese (with 々 and 〇), Japanese and Korean, as the inside of a character class.
CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"

_WORDS = re.compile(r"\w+")
_PARTS = re.compile(f"[{CJK}]+|[^\\W{CJK}]+")
_IS_CJK = re.compile(f"[{CJK}]")

#: 〔2026〕3号, 2026年第3号: year and serial of a number, as folded.
_NUMBER = re.compile(
    r"[〔\[(【]\s*((?:19|20)\d\d)\s*[〕\])】]\s*第?\s*0*(\d{1,6})\s*号|((?:19|20)\d\d)年第\s*0*(\d{1,6})\s*号"
)

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
_CHINESE = "〇○零一二三四五六七八九"
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./](?=\s*\d))\s*(?:(\d{1,2})(?!\d)\s*日?)?"
    r"|(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|([{_CHINESE}]{{4}})年([十一二三四五六七八九]{{1,2}})月(?:([十一二三四五六七八九]{{1,3}})日)?"
)


class _Folds(dict[int, str]):
    """Code point to its one spelling, worked out the first time it is met."""

    def __missing__(self, point: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(point)).casefold()
        self[point] = "".join(SIMPLIFIED.get(ord(character), character) for character in folded)
        return self[point]


_FOLDS = _Folds()


def written(text: str) -> str:
    """A text with composed characters, as it is kept to be shown."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A text in the one spelling: ＡＢＣ as abc, 環境 as 环境."""
    return written(text).translate(_FOLDS)


def places(text: str) -> list[int]:
    """For each character of ``fold(text)`` the place in ``written(text)`` it comes from, and one more for the end."""
    composed = written(text)
    found = [place for place, character in enumerate(composed) for _ in _FOLDS[ord(character)]]
    return [*found, len(composed)]


def is_chinese(text: str) -> bool:
    """Whether a text begins with a Chinese character."""
    return _IS_CJK.match(text) is not None


def tokens(folded: str) -> Iterator[str]:
    """Everything a folded text is indexed under: words, pairs of characters, single characters, numbers and days."""
    for word in _WORDS.findall(folded):
        for part in _PARTS.findall(word):
            if is_chinese(part):
                yield from part
                yield from pairs(part)
            else:
                yield part
    yield from (number_token(year, serial) for year, serial in numbers(folded))
    for day, _start, _end in days(folded):
        yield day_token(day)
        yield day_token(day[:7])


def pairs(run: str) -> Iterator[str]:
    """Each character of a run with the one that follows it."""
    return (run[place : place + 2] for place in range(len(run) - 1))


def numbers(folded: str) -> Iterator[tuple[str, str]]:
    """Year and serial of each document number (发文字号) in a folded text."""
    for match in _NUMBER.finditer(folded):
        yield match[1] or match[3], match[2] or match[4]


def number_token(year: str, serial: str) -> str:
    """What a text with a document number of this year and serial is indexed under."""
    return f"№{year}-{int(serial)}"


def day_token(day: str) -> str:
    """What a text with a day (``2026-11-22``) or month (``2026-11``) is indexed under."""
    return f"@{day}"


def days(folded: str) -> Iterator[tuple[str, int, int]]:
    """Each day or month that a folded text names: ISO text, where it begins and ends. 二〇二六年十一月 is one, too."""
    for match in _DAY.finditer(folded):
        year, month, day = match[1] or match[4], match[2] or match[5], match[3] or match[6]
        if match[7]:
            year = "".join(str(_DIGITS[character]) for character in match[7])
            month, day = str(_counted(match[8])), str(_counted(match[9])) if match[9] else ""
        if 1 <= int(month) <= 12 and (not day or 1 <= int(day) <= 31):
            yield f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""), match.start(), match.end()


def _counted(text: str) -> int:
    """A Chinese number below a hundred: 十一 is 11."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
