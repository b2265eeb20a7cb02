"""Reads an appointment as it comes from a form or over REST, before it is tried."""

from collections.abc import Mapping
from datetime import date
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from typing import Any


KEYS = ("deputy", "for", "role", "from", "until", "reason")

_REQUIRED_TEXTS = ("deputy", "for", "role")
_DAYS = ("from", "until")
_REASON_LENGTH = 500


def appoint(agency, data: Mapping[str, Any]) -> dict:
    """Appoint a deputy from plain values.

    :param data: takes exactly the keys of ``KEYS``, all but ``reason`` required; days are ISO dates.
    :raises core.rules.RuleBroken: naming every key that is unknown, missing or of a wrong kind, or (R-S4) the rule.
    :raises AccessControl.Unauthorized: when the current user may not appoint a deputy for the person.
    """
    enforce([*_unknown(data), *_texts(data), *_days(data), *_reason(data)])
    return IDeputies(agency).appoint(
        data["deputy"].strip(),
        data["for"].strip(),
        data["role"],
        date.fromisoformat(data["from"]),
        date.fromisoformat(data["until"]),
        data.get("reason", "").strip(),
    )


def _unknown(data: Mapping[str, Any]) -> list[Problem]:
    params = {"keys": ", ".join(KEYS)}
    return [
        Problem("deputy_key_unknown", "R-X2", key[:80], params={"key": key[:80], **params})
        for key in data
        if key not in KEYS
    ]


def _texts(data: Mapping[str, Any]) -> list[Problem]:
    wrong = [name for name in _REQUIRED_TEXTS if not isinstance(data.get(name), str) or not data[name].strip()]
    return [Problem("deputy_text_required", "R-X2", name) for name in wrong]


def _days(data: Mapping[str, Any]) -> list[Problem]:
    return [Problem("deputy_day_invalid", "R-X2", name) for name in _DAYS if not _is_day(data.get(name))]


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _reason(data: Mapping[str, Any]) -> list[Problem]:
    reason = data.get("reason", "")
    if not isinstance(reason, str):
        return [Problem("deputy_text_required", "R-X2", "reason")]
    if len(reason) > _REASON_LENGTH:
        return [Problem("deputy_reason_too_long", "R-X2", "reason", params={"length": str(_REASON_LENGTH)})]
    return []
