"""Classification marks (国家秘密标志) in a text (R-A4).

A mark is a level, a star and a period (机密★10年), anywhere; or a level alone on its own line at the head of a document. The
word 秘密 in running text is none, and 商业秘密★3年 or 工作秘密★3年 is the mark of something else than a state secret.

The head is the first :data:`HEAD_LINES` lines that are not blank: GB/T 9704 puts copy number, level, urgency, issuer banner,
document number and signer above the title (six lines); the rest is for banners of several issuers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from opengov.disclosure.core.rules import Problem

import re
import unicodedata


CLAUSE = "保守国家秘密法 第三十一条"
HEAD_LINES = 10
_LONGEST_HEAD_LINE = 40  # characters; a longer line is running text
_LONGEST_MARK = 40  # characters
_LONGEST_REASON = 2000  # characters

_GAP = r"[ \t\u00a0\u2000-\u200b\u3000\ufeff]{0,3}"
_STAR = r"[★☆⭐✩✪✫✬✭✮✯✰*＊﹡∗✱]\ufe0f?"
_LEVEL = rf"(?P<level>[绝絕機机秘祕]{_GAP}密)"
_LENGTH = rf"(?:(?:\d{_GAP}){{1,4}}|[一二三四五六七八九十两兩]{{1,4}}{_GAP})(?:年|[个個]?{_GAP}月|日|天)"
_PERIOD = rf"(?P<period>{_LENGTH}|[长長]{_GAP}期|永{_GAP}久|[\u4e00-\u9fff]{{1,8}}前)"
_MARK = re.compile(rf"{_LEVEL}{_GAP}{_STAR}{_GAP}{_PERIOD}")

_URGENCY = rf"(?:特{_GAP}[急提]|[加平]{_GAP}急)"
_LABEL = rf"(?:密{_GAP}级(?:[和及](?:保密)?期限)?[\s:：]{{1,3}})"
_ALONE = re.compile(
    rf"(?:{_URGENCY}\s{{1,4}})?[\[【〔（(“\"]?{_LABEL}?{_LEVEL}"
    rf"{_GAP}(?:{_STAR})?{_GAP}{_PERIOD}?[\]】〕）)”\"]?(?:\s{{1,4}}{_URGENCY})?"
)
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")

_LEVELS = {
    "绝": "top_secret",
    "絕": "top_secret",
    "机": "secret",
    "機": "secret",
    "秘": "confidential",
    "祕": "confidential",
}
_OTHER_SECRETS = ("商业", "商業", "工作")  # trade secrets, work secrets


@dataclass(frozen=True)
class Mark:
    """A classification mark.

    :param level: ``"top_secret"`` 绝密, ``"secret"`` 机密 or ``"confidential"`` 秘密.
    :param period: as written, without spaces and in ASCII digits, e.g. ``"10年"`` or ``"长期"``; empty when there is none.
    :param start: offset of the first character; :param end: offset behind the last one.
    """

    level: str
    period: str
    start: int
    end: int


def marks(text: str, head_lines: int = HEAD_LINES) -> list[Mark]:
    """Find the classification marks of a text, in order (R-A4).

    :param head_lines: how many non-blank lines at the start count as the head; 0 for texts without a head (comments, notes).
    """
    starred = [_mark(match) for match in _MARK.finditer(text) if not _of_another_secret(text, match.start())]
    taken = {mark.start for mark in starred}
    alone = [mark for mark in _at_head(text, head_lines) if mark.start not in taken]
    return sorted(starred + alone, key=lambda mark: mark.start)


def override_problems(mark: object, reason: object) -> list[Problem]:
    """What is wrong when somebody wants to let a mark stand: it must be one, and he must say why (R-A4)."""
    found = []
    written = "".join(mark.split()) if isinstance(mark, str) and len(mark) <= _LONGEST_MARK else ""
    if [(known.start, known.end) for known in marks(written)] != [(0, len(written))]:
        found.append(Problem("mark_unknown", "R-A4", "mark", CLAUSE))
    if not (isinstance(reason, str) and reason.strip()):
        found.append(Problem("mark_reason_missing", "R-A4", "reason", CLAUSE))
    elif len(reason) > _LONGEST_REASON:
        found.append(Problem("mark_reason_too_long", "R-A4", "reason", CLAUSE, {"longest": str(_LONGEST_REASON)}))
    return found


def _at_head(text: str, head_lines: int) -> Iterator[Mark]:
    seen = 0
    for line in _LINE.finditer(text):
        if seen == head_lines:
            return
        content = line.group().strip(" \t\u3000\u00a0\u200b\ufeff")
        if not content:
            continue
        seen += 1
        start = text.index(content, line.start())
        if len(content) <= _LONGEST_HEAD_LINE and (match := _ALONE.fullmatch(text, start, start + len(content))):
            yield _mark(match)


def _mark(match: re.Match[str]) -> Mark:
    end = match.end("period") if match["period"] else match.end("level")
    return Mark(_LEVELS[match["level"][0]], _tidy(match["period"] or ""), match.start("level"), end)


def _of_another_secret(text: str, start: int) -> bool:
    return text[max(0, start - 6) : start].rstrip().endswith(_OTHER_SECRETS)


def _tidy(period: str) -> str:
    """Leave out the spaces, write every digit in ASCII: one period has one spelling, and one confirmation."""
    kept = re.sub(_GAP, "", period)
    return "".join(str(unicodedata.decimal(char, char)) for char in kept)
