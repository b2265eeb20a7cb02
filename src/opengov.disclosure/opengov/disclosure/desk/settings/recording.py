"""Every change of a setting is on the site's record, by whatever door it came (R-L1), and pages tell since when it acts."""

from opengov.disclosure.core.ledger import MAX_LENGTH
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api

import hashlib
import json
import re


#: Ids of profiles, kinds, grounds and types.
_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
ACTION = "setting_changed"
_PREFIX = "opengov.disclosure."
#: Kept by the product itself, or recorded where they are announced.
_OTHERWISE = frozenset({"opengov.disclosure.signoff.set_aside", "opengov.disclosure.agency.announced_years"})


def record_change(event) -> None:
    """Enter who changed which setting: numbers and codes as they are, words as digests only (R-L3)."""
    name = event.record.__name__
    if not name.startswith(_PREFIX) or name in _OTHERWISE or event.oldValue == event.newValue:
        return
    codes, digests = {"setting": name}, {}
    for age, value in (("old", event.oldValue), ("new", event.newValue)):
        plain = _code(value)
        if plain is not None:
            codes[age] = plain
        digests[age] = _digest(value)
    ILedger(api.portal.get()).record(ACTION, codes=codes, digests=digests)


def _code(value) -> str | None:
    """A value that may stand on the record: a number, yes or no, the id of a profile or a kind, a list of ids that is not too
    long for it."""
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, str):
        return value if _ID.fullmatch(value) else None
    if not value or not isinstance(value, list | tuple | set | frozenset):
        return None
    # "News Item" is the id of a type
    codes = [str(each).replace(" ", "") for each in value]
    told = ",".join(sorted(codes)) if all(map(_ID.fullmatch, codes)) else ""
    return told if 0 < len(told) <= MAX_LENGTH else None


def _digest(value) -> str:
    plain = sorted(value) if isinstance(value, set | frozenset) else value
    said = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=list)
    return f"sha256:{hashlib.sha256(said.encode()).hexdigest()}"


def changes(records) -> list[dict]:
    """The changes of some settings on record, the newest first: dicts {setting, at, by, old, new}."""
    found = [
        entry
        for entry in ILedger(api.portal.get()).entries()
        if (entry.action == ACTION and entry.codes.get("setting") in records)
        or (entry.action == "year_announced" and "opengov.disclosure.agency.announced_years" in records)
    ]
    return [
        {
            "setting": entry.codes.get("setting", "opengov.disclosure.agency.announced_years"),
            "at": moment(entry.at),
            "by": person(entry.actor),
            "old": _one(entry.codes.get("old", "")),
            "new": _one(entry.codes.get("new", "") or entry.codes.get("year", "")),
        }
        for entry in reversed(found)
    ]


def _one(code: str) -> str:
    """A value as the page tells it; a list of codes is for the record, not for people."""
    return "" if "," in code else code
