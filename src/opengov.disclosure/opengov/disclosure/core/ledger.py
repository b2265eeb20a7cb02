"""The record (台账) as a chain of hashes: how an entry is made and how a change to it is found (R-L1, R-L3).

Each subject (a document, an agency, the site) has a chain of its own: an entry holds the hash of the one before. Anchors are
a second chain over the heads of the first ones, so that a chain that was cut short is found too.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from opengov.disclosure.core.digest import canonical
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from typing import Any

import hashlib
import re


# The hashed form must never change; another form needs another name, and both must verify.
ENTRY_FORMAT = "opengov.disclosure/entry/1"
ANCHOR_FORMAT = "opengov.disclosure/anchor/1"

#: Hash before the first entry of any chain.
START = ""

#: Name of the anchors' chain in a :class:`Break`.
ANCHORS = "anchors"

#: Actions by which somebody becomes an author of the reviewed content (R-S4).
AUTHORING = frozenset({"created", "edited", "propose_existing"})

MAX_LENGTH = 200
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+08:00")
_DIGEST = re.compile(r"(sha256|sm3):[0-9a-f]{64}")
# An account may be named in any script (directory services do so); a sentence never fits: no spaces, no punctuation.
_PERSON = re.compile(r"[\w.@+=\\/:,-]*")
# Ids, enumerated values, ISO dates, counts, and lists of them with commas: ASCII without spaces.
_CODE = re.compile(r"[A-Za-z0-9_.:@+/,~-]*")
# 韶府办〔2026〕3号, 公告2024年第151号, several agencies with 、: one word with a digit in it, no comma, stop or colon.
_NUMBER = re.compile(r"(?=.*[0-9０-９〇一二三四五六七八九十])[A-Za-z0-9０-９一-鿿〇〔〕\[\]()（）【】、/-]{1,100}|")
_ISSUER = re.compile(r"[A-Za-z0-9一-鿿()（）,]{0,100}")

#: Keys whose values may be Chinese, each with its own strict form: document numbers (发文字号) and issuer codes (机关代字).
#: ``old_`` and ``new_`` may stand before them.
CHINESE_KEYS = {"number": _NUMBER, "document_number": _NUMBER, "issuer_code": _ISSUER, "issuer_codes": _ISSUER}


@dataclass(frozen=True)
class Entry:
    """One act on the record. ``at`` is ISO text with ``+08:00``; ``hash`` covers everything else."""

    seq: int
    at: str
    subject: str
    actor: str
    on_behalf_of: str
    action: str
    codes: Mapping[str, str] = field(hash=False)
    digests: Mapping[str, str] = field(hash=False)
    previous: str
    hash: str


@dataclass(frozen=True)
class Head:
    """Where a chain ends: number and hash of its last entry."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Anchor:
    """One link of the anchor chain; ``heads`` is the digest of the heads it covers."""

    seq: int
    at: str
    heads: str
    previous: str
    hash: str


@dataclass(frozen=True)
class Break:
    """Where a chain no longer holds.

    ``reason``: ``sequence`` (an entry is missing or out of order), ``subject`` (it belongs to another chain), ``link``
    (it does not follow from the one before), ``hash`` (it was changed), ``malformed`` (it is no entry), ``head`` (the chain
    does not end where its head says), ``cut`` (an anchored entry is gone), ``replaced`` (an anchored entry is another
    one), ``heads`` (the heads an anchor covers were changed).
    """

    subject: str
    seq: int
    reason: str


def _hash(form: str, record: Entry | Anchor) -> str:
    return _digest({"format": form, **{key: value for key, value in asdict(record).items() if key != "hash"}})


def _digest(values: object) -> str:
    return "sha256:" + hashlib.sha256(canonical(values)).hexdigest()


def check_values(
    action: str, codes: Mapping[str, str], digests: Mapping[str, str], actor: str, on_behalf_of: str = ""
) -> None:
    """Let nothing into the record that could be content (R-L3).

    Actions and keys are ASCII names. Values of ``codes`` are at most 200 ASCII letters, digits and ``_ . : @ + / , ~ -``,
    no spaces; only the keys of ``CHINESE_KEYS`` may be Chinese, in the form of a document number or issuer code. Digests
    are ``sha256:<hex>`` or ``sm3:<hex>``. Persons are account ids without spaces.

    :raises RuleBroken: R-L3, one problem for each value that does not fit.
    """
    wrong = [] if _fits(_NAME, action) else ["action"]
    wrong += [] if _fits(_PERSON, actor) and actor else ["actor"]
    wrong += [] if _fits(_PERSON, on_behalf_of) else ["on_behalf_of"]
    wrong += [key for key, value in codes.items() if not (_fits(_NAME, key) and _fits(_form(key), value))]
    wrong += [key for key, value in digests.items() if not (_fits(_NAME, key) and _fits(_DIGEST, value))]
    enforce(Problem("ledger_value", "R-L3", str(key)[:MAX_LENGTH], params={"key": str(key)[:64]}) for key in wrong)


def _form(key: str) -> re.Pattern[str]:
    return CHINESE_KEYS.get(re.sub(r"\A(old|new)_", "", key), _CODE)


def _fits(form: re.Pattern[str], value: object) -> bool:
    return type(value) is str and len(value) <= MAX_LENGTH and form.fullmatch(value) is not None


def make(
    previous: Entry | Head | None,
    *,
    at: str,
    subject: str,
    actor: str,
    action: str,
    codes: Mapping[str, str] | None = None,
    digests: Mapping[str, str] | None = None,
    on_behalf_of: str = "",
) -> Entry:
    """Make the entry that follows another one (or the head of its chain); None stands before the first one.

    :param at: ISO text with ``+08:00``.
    :raises RuleBroken: R-L3, when a value may not be on the record.
    :raises ValueError: when ``at`` is not in that form.
    """
    if not _AT.fullmatch(at):
        raise ValueError(f"time on the record must be ISO text with +08:00, not {at!r}")
    codes, digests = dict(codes or {}), dict(digests or {})
    check_values(action, codes, digests, actor, on_behalf_of)
    seq, link = (previous.seq + 1, previous.hash) if previous else (1, START)
    draft = Entry(seq, at, subject, actor, on_behalf_of, action, codes, digests, link, hash="")
    return replace(draft, hash=_hash(ENTRY_FORMAT, draft))


def verify(entries: Iterable[Entry]) -> Break | None:
    """Find the first entry of one chain that does not hold, or None. The order of ``at`` is not judged: clocks are set back."""
    last: Entry | None = None
    for expected, entry in enumerate(entries, 1):
        if reason := _reason(entry, expected, last):
            return Break(last.subject if last else entry.subject, expected, reason)
        last = entry
    return None


def _reason(entry: Entry, expected: int, last: Entry | None) -> str:
    if entry.seq != expected:
        return "sequence"
    if last and entry.subject != last.subject:
        return "subject"
    if entry.previous != (last.hash if last else START):
        return "link"
    return "" if entry.hash == _hash(ENTRY_FORMAT, entry) else "hash"


def verify_head(subject: str, entries: Sequence[Entry], head: Head) -> Break | None:
    """Compare a chain with its head: it must end there and belong to the subject."""
    if entries and entries[0].subject != subject:
        return Break(subject, 1, "subject")
    if len(entries) != head.seq or (entries[-1].hash if entries else START) != head.hash:
        return Break(subject, min(len(entries), head.seq) + (len(entries) != head.seq), "head")
    return None


def verify_anchored(subject: str, ending: Head, found: str, anchored: Head) -> Break | None:
    """Compare a chain with the head an anchor has seen: that entry must still be there, unchanged.

    :param ending: where the chain ends now.
    :param found: hash of its entry with the anchored number; empty when there is none.
    """
    if not found:
        return Break(subject, min(ending.seq + 1, anchored.seq), "cut")
    return None if found == anchored.hash else Break(subject, anchored.seq, "replaced")


def plain(record: Entry | Anchor) -> dict[str, Any]:
    """Return an entry or anchor as a plain dict, as it is stored and exported."""
    return asdict(record)


def entry(values: object) -> Entry:
    """Read an entry back from a plain dict; whether it holds is for :func:`verify` to say.

    :raises ValueError: when keys are missing or unknown, or a value is of the wrong type.
    """
    if not isinstance(values, Mapping) or values.keys() != set(Entry.__dataclass_fields__):
        raise ValueError("an entry has exactly the keys " + ", ".join(Entry.__dataclass_fields__))
    texts = [values[key] for key in values if key not in ("seq", "codes", "digests")]
    tables = [values["codes"], values["digests"]]
    if type(values["seq"]) is not int or not all(isinstance(table, Mapping) for table in tables):
        raise ValueError("seq is a whole number; codes and digests are tables")
    texts += [text for table in tables for pair in table.items() for text in pair]
    if not all(type(text) is str for text in texts):
        raise ValueError("every other value is text")
    return Entry(**{**values, "codes": dict(values["codes"]), "digests": dict(values["digests"])})


def authors(entries: Iterable[Entry]) -> frozenset[str]:
    """Everybody who created or changed reviewed content, and those for whom that was done (R-S4)."""
    acts = [entry for entry in entries if entry.action in AUTHORING]
    return frozenset({entry.actor for entry in acts} | {entry.on_behalf_of for entry in acts} - {""})


def heads_digest(heads: Mapping[str, Head]) -> str:
    """Digest of chain heads by subject: ``"sha256:<hex>"``, whatever their order."""
    return _digest({subject: [head.seq, head.hash] for subject, head in heads.items()})


def make_anchor(previous: Anchor | None, *, at: str, heads: Mapping[str, Head]) -> Anchor:
    """Make the anchor that follows another one, over the heads of the chains that changed since."""
    seq, link = (previous.seq + 1, previous.hash) if previous else (1, START)
    draft = Anchor(seq, at, heads_digest(heads), link, hash="")
    return replace(draft, hash=_hash(ANCHOR_FORMAT, draft))


def verify_anchors(anchors: Iterable[Anchor], heads: Sequence[Mapping[str, Head]]) -> Break | None:
    """Find the first anchor that does not hold, or None.

    :param heads: for each anchor, in the same order, the heads it covers, by subject.
    """
    last: Anchor | None = None
    for expected, anchor in enumerate(anchors, 1):
        if anchor.seq != expected:
            return Break(ANCHORS, expected, "sequence")
        if anchor.previous != (last.hash if last else START):
            return Break(ANCHORS, expected, "link")
        if anchor.hash != _hash(ANCHOR_FORMAT, anchor):
            return Break(ANCHORS, expected, "hash")
        if expected > len(heads) or anchor.heads != heads_digest(heads[expected - 1]):
            return Break(ANCHORS, expected, "heads")
        last = anchor
    return None
