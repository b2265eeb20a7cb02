"""The key of every list of this domain: a rank, (moment, uid) packed into one whole number, the newest first.

One 63 bit number sorts like the pair, fits the compact ``LL`` trees, and is the key that pages are turned by: a list
that grows in between neither repeats nor skips an entry.
"""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken


UID_BITS = 29
BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
LAST_SECOND = 2**34 - 1
MAX_RANK = 2**63 - 1
SHANGHAI = timezone(timedelta(hours=8))


def rank_of(moment: datetime, uid: str) -> int:
    """Pack an aware moment and a UID (hexadecimal text) into a rank; later moments have smaller ranks.

    Moments outside 1900 to 2444 are taken to the nearest end.
    """
    seconds = int((moment - BEGINNING).total_seconds())
    age = LAST_SECOND - min(max(seconds, 0), LAST_SECOND)
    return age << UID_BITS | int(uid, 16) & (1 << UID_BITS) - 1


def first_of(moment: datetime) -> int:
    """The smallest rank of a second: what became so later has a smaller one."""
    return rank_of(moment, "0")


def last_of(moment: datetime) -> int:
    """The largest rank of a second."""
    return first_of(moment) | (1 << UID_BITS) - 1


def moment_of(rank: int) -> datetime:
    """The moment in a rank, to the second, at +08:00."""
    return (BEGINNING + timedelta(seconds=LAST_SECOND - (rank >> UID_BITS))).astimezone(SHANGHAI)


def parse_key(text: str) -> int:
    """Read the key of an entry as :func:`key_of` writes it.

    :raises RuleBroken: (R-X2) when it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and int(text) <= MAX_RANK):
        raise RuleBroken(Problem("key_invalid", "R-X2", "after"))
    return int(text)


def parse_place(text: str) -> tuple[int, int]:
    """Read the place in a list of hits as :func:`place_of` writes it: grade and rank.

    :raises RuleBroken: (R-X2) when it is none.
    """
    grade, dash, rank = text.partition("-")
    if not dash or grade not in ("0", "1", "2", "3"):
        raise RuleBroken(Problem("key_invalid", "R-X2", "after"))
    return int(grade), parse_key(rank)


def place_of(grade: int, rank: int) -> str:
    """Write the place in a list of hits, the best first."""
    return f"{grade}-{rank}"


def key_of(rank: int) -> str:
    """Write a rank as the text that ``after`` takes: JSON readers would round the number."""
    return str(rank)
