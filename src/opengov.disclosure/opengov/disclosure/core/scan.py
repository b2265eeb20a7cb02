"""The local scan for personal numbers and classification marks (本地扫描; R-S5, R-A4).

It informs, a person decides. So it prefers what can be proven by a check digit, and says what it could not look at: a text
that was not read is never reported as clean. Reading files is not done here; ``secrecy.readers`` makes texts of them.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from itertools import islice
from opengov.disclosure.core.marks import HEAD_LINES
from opengov.disclosure.core.marks import Mark
from opengov.disclosure.core.marks import marks
from opengov.disclosure.core.personal_numbers import BANK_CARD
from opengov.disclosure.core.personal_numbers import MOBILE
from opengov.disclosure.core.personal_numbers import numbers
from opengov.disclosure.core.personal_numbers import RESIDENT_ID

import hashlib
import hmac
import re


__all__ = [
    "BANK_CARD", "HEAD_LINES", "MOBILE", "RESIDENT_ID", "RULES", "Finding", "Mark", "Report", "Text", "due_before", "keyed",
    "marks", "scan", "scanned_at", "unread_id",
]  # fmt: skip

#: Version of what is looked for and how files are read. Whatever was scanned by an older one is scanned again.
RULES = 2

MARK = "mark"
FINDINGS_PER_TEXT = 1_000
TOO_MANY = "too_many_findings"


@dataclass(frozen=True)
class Text:
    """A text to look at.

    :param place: where it stands: ``"title"``, ``"body"``, ``"attachment:3"``, ``"attachment:3/comments"`` …
    :param text: the characters.
    :param head_lines: how many of its first non-blank lines are the head of a document (see :mod:`.marks`).
    """

    place: str
    text: str
    head_lines: int = HEAD_LINES


@dataclass(frozen=True)
class Finding:
    """Something a reviewer has to look at. It holds no personal datum.

    :param kind: ``"resident_id"``, ``"mobile"``, ``"bank_card"`` or ``"mark"``.
    :param place: the place of the text; :param start: :param end: offsets of the match in it.
    :param excerpt_masked: the match with its middle replaced by ``*``; a mark as it is.
    :param id: the same for the same match in the same place, however often scanned and whatever stands around it.
    """

    kind: str
    place: str
    start: int
    end: int
    excerpt_masked: str
    id: str


@dataclass(frozen=True)
class Report:
    """What a scan found, and what it could not look at.

    :param findings: in the order of the texts.
    :param unread: pairs of place and reason code.
    :param complete: whether everything was looked at.
    """

    findings: tuple[Finding, ...]
    unread: tuple[tuple[str, str], ...]
    complete: bool

    def to_handle(self) -> tuple[str, ...]:
        """Ids a reviewer has to confirm: every finding once, then ``unread:<place>:<reason>``."""
        ids = [finding.id for finding in self.findings] + [unread_id(place, why) for place, why in self.unread]
        return tuple(dict.fromkeys(ids))


def unread_id(place: str, why: str) -> str:
    """The id by which a reviewer confirms that something could not be read."""
    return f"unread:{place}:{why}"


def scan(texts: Iterable[Text], unread: Iterable[tuple[str, str]] = (), key: bytes = b"") -> Report:
    """Look through the texts (R-S5).

    :param unread: what the readers could not read, pairs of place and reason code.
    :param key: secret that ids are made with. Without one, whoever has an id can find the number by trying all.
    """
    findings: list[Finding] = []
    missed = list(dict.fromkeys(unread))
    for text in texts:
        found = list(islice(_findings(text, key), FINDINGS_PER_TEXT + 1))
        if len(found) > FINDINGS_PER_TEXT:
            missed.append((text.place, TOO_MANY))
        findings += found[:FINDINGS_PER_TEXT]
    return Report(tuple(findings), tuple(missed), not missed)


def keyed(item: str, key: bytes) -> str:
    """Make an id that only the holder of the key can find a number by; without a key, the id itself."""
    return hmac.new(key, item.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32] if key else item


def due_before(today: date, days: int) -> str:
    """The mark of time (:func:`scanned_at`) up to which a public text is to be scanned again (003 保密审查 第八条).

    :param days: how many days a scan holds.
    """
    return scanned_at(RULES, (today - timedelta(days=days)).isoformat())


def scanned_at(rules: int, day: str) -> str:
    """When and by which rules something was scanned, as a text that sorts: older rules first, then older days.

    :param day: ISO date.
    """
    return f"{rules:04d} {day}"


def _findings(text: Text, key: bytes) -> Iterator[Finding]:
    for mark in marks(text.text, text.head_lines):
        excerpt = re.sub(r"\s", "", text.text[mark.start : mark.end])
        yield _finding(MARK, text.place, (mark.start, mark.end), f"{mark.level} {mark.period}", excerpt, key)
    for kind, span, number in numbers(text.text):
        yield _finding(kind, text.place, span, number, f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}", key)


def _finding(kind: str, place: str, span: tuple[int, int], match: str, excerpt: str, key: bytes) -> Finding:
    told = "\0".join((kind, place, match)).encode("utf-8", "surrogatepass")
    return Finding(kind, place, *span, excerpt, hmac.new(key, told, hashlib.sha256).hexdigest()[:32])
