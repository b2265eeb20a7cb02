"""Who issued a document, as its readers are told: the names in their order, whoever led (R-J1).

The names are those of the signature (``signatories`` of what was signed): never read out of a title or a number, in which
agencies are cut and shortened, and not changed when an agency is renamed afterwards.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import product
from opengov.disclosure.core.joint import Banner

import re


#: Between names in metadata, catalogues and registers (政府信息公开目录系统实施指引).
SEPARATOR = "、"
#: Between the names under a text: all on one line, a wide space apart (GB/T 9704-2012 7.3.5.3).
SIGNATURE_SEPARATOR = "\u3000"

#: States in which a co-issuer's register shows a document: all after the signature but that of destroyed ones.
STATES = (
    "issued",
    "published",
    "registered",
    "withheld",
    "adjustment_review",
    "withdrawn",
    "superseded",
    "voided",
)

_RANK = re.compile(r"\d{4}-\d{2}-\d{2}\|[0-9A-Za-z-]{1,64}")


def signatories(signed: Mapping[str, object] | None) -> tuple[Mapping[str, object], ...]:
    """All who signed, in the order of their names; empty for what nobody, or one agency alone, has signed.

    :param signed: what was signed, or None.
    """
    told = (signed or {}).get("signatories") or ()
    if not isinstance(told, Sequence) or len(told) < 2:
        return ()
    return tuple(one for one in told if isinstance(one, Mapping))


def names(signed: Mapping[str, object] | None) -> tuple[str, ...]:
    """Names of all who signed, in their order; empty as above."""
    return tuple(str(one["title"]) for one in signatories(signed))


def lead(signed: Mapping[str, object] | None) -> str:
    """Name of the agency that led a document of several; empty for any other."""
    return next((str(one["title"]) for one in signatories(signed) if one["lead"]), "")


def co_issuers(signed: Mapping[str, object] | None) -> tuple[str, ...]:
    """UIDs of the agencies of this site that issued the document without leading it."""
    return tuple(str(one["agency"]) for one in signatories(signed) if one["agency"] and not one["lead"])


def keywords(signed: Mapping[str, object] | None) -> tuple[str, ...]:
    """What the catalogue finds a co-issuer's documents by: its UID, with the year of issue, with the lead, with both."""
    year, leading = _day(signed)[:4], leading_name(signed)
    found = {
        uid: dict.fromkeys(keyword(uid, *each) for each in product(("", year), ("", leading)))
        for uid in co_issuers(signed)
    }
    return tuple(word for words in found.values() for word in words)


def keyword(uid: str, year: str = "", leading: str = "") -> str:
    """One of those words: ``<uid>``, ``<uid>/2026``, ``<uid>@<lead>``, ``<uid>/2026@<lead>``.

    :param leading: as :func:`leading_name` tells it.
    """
    return f"{uid}{'/' if year else ''}{year}{'@' if leading else ''}{leading}"


def keyword_parts(word: str) -> tuple[str, str, str]:
    """UID, year and lead of such a word, each empty where it has none."""
    place, _at, leading = word.partition("@")
    uid, _slash, year = place.partition("/")
    return uid, year, leading


def leading_name(signed: Mapping[str, object] | None) -> str:
    """What the lead is found by: its UID, that of a body outside this site its name."""
    return next((str(one["agency"] or one["title"]) for one in signatories(signed) if one["lead"]), "")


def _day(signed: Mapping[str, object] | None) -> str:
    """The date, or the day of the signature while the date of an outside lead is not known yet."""
    told = signed or {}
    return str(told.get("issue_date") or "") or str(told.get("at") or "")[:10]


def rank(signed: Mapping[str, object] | None, uid: str) -> str:
    """Place of a joint document among all others, by its date; empty for a document of one agency.

    :param uid: the document's, which keeps two of one day apart.
    """
    return f"{_day(signed)}|{uid}" if signatories(signed) else ""


def is_rank(value: str) -> bool:
    """Whether a text may be a place among joint documents."""
    return _RANK.fullmatch(value) is not None


def leading_first(signed: Mapping[str, object] | None) -> tuple[Mapping[str, object], ...]:
    """All who signed, the lead before the others, as an archival description names them (DA/T 46-2009 M32)."""
    return tuple(sorted(signatories(signed), key=lambda one: not one["lead"]))


def joined(titles: Iterable[str]) -> str:
    """Names as metadata has them."""
    return SEPARATOR.join(titles)


def banner(titles: Sequence[str], leading: str, choice: str) -> tuple[str, ...]:
    """The names of the red head (发文机关标志), one below the other.

    :param titles: of all who issue, in their order.
    :param leading: name of the lead.
    :param choice: a :class:`~opengov.disclosure.core.joint.Banner` value.
    """
    return (leading,) if choice == Banner.LEAD_ONLY or not titles else tuple(titles)
