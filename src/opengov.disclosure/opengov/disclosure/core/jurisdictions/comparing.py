"""What one profile says otherwise than another: choices, numbers and words, each side with its clause."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from opengov.disclosure.core.jurisdictions import Jurisdiction
from opengov.disclosure.core.jurisdictions.reading import CHOICES
from typing import Any


#: One side of a difference: the value and its clause; None where the profile says nothing.
Side = dict[str, Any] | None
Difference = dict[str, Any]


def compare(old: Jurisdiction, new: Jurisdiction) -> dict[str, list[Difference]]:
    """The differences of two profiles.

    :returns: ``rules``, ``periods`` and ``labels``, each a list of dicts {key, old, new}. A side is a dict with
        ``source`` and ``value`` (rules: the choice; labels: texts by language) or ``n``, ``unit``, ``trigger`` and
        ``binding`` (periods); None where the profile has no such number or word.
    """
    return {
        "rules": _differences(CHOICES, _choice, old, new),
        "periods": _differences({**old.periods, **new.periods}, _period, old, new),
        "labels": _differences({**old.labels, **new.labels}, _words, old, new)
        + _differences({**old.ground_labels, **new.ground_labels}, _ground, old, new),
    }


def _differences(
    keys: Iterable[str], side: Callable[[Jurisdiction, str], Side], old: Jurisdiction, new: Jurisdiction
) -> list[Difference]:
    pairs = [(key, side(old, key), side(new, key)) for key in keys]
    return [{"key": key, "old": before, "new": after} for key, before, after in pairs if _bare(before) != _bare(after)]


def _bare(side: Side) -> Any:
    """What is said, whoever says it: the same choice by another clause is no change."""
    return side and {name: value for name, value in side.items() if name != "source"}


def _choice(profile: Jurisdiction, key: str) -> Side:
    value = getattr(profile, key)
    if isinstance(value, tuple):
        value = [str(item) for item in value]
    return {"value": value, "source": profile.sources.get(key, "")}


def _period(profile: Jurisdiction, key: str) -> Side:
    period = profile.periods.get(key)
    if period is None:
        return None
    return {
        "n": period.n,
        "unit": period.unit,
        "trigger": period.trigger,
        "binding": period.binding,
        **({"moves": True} if period.moves else {}),
        "source": period.source,
    }


def _words(profile: Jurisdiction, key: str) -> Side:
    return _texts(profile.labels.get(key))


def _ground(profile: Jurisdiction, key: str) -> Side:
    return _texts(profile.ground_labels.get(key))


def _texts(texts: Mapping[str, str] | None) -> Side:
    if texts is None:
        return None
    words = {language: text for language, text in texts.items() if language != "source"}
    return {"value": words, "source": texts.get("source", "")}
