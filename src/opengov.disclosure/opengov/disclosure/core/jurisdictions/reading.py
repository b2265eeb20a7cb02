"""Checks of a jurisdiction profile before it is believed."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from opengov.disclosure.core.catalogue import template_problems
from opengov.disclosure.core.deadlines import Period
from opengov.disclosure.core.deadlines import TRIGGERS
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from typing import Any


_ATTRIBUTES = ("proactive", "on_request", "withheld", "not_government_information")
_LANGUAGES = ("zh_CN", "en")
#: Unit -> the largest number: every month has that day.
_LARGEST = {
    "working_day": 366,
    "calendar_day": 3660,
    "same_day": 0,
    "day_of_month": 28,
    "day_of_half_month": 13,
    "end_of_month": 12,
}
_PERIOD_KEYS = {"n", "unit", "trigger", "source", "binding"}
#: Key of a period that may be left out: a last day that is no working day moves to the next one.
_MOVES = "moves"
_TABLES = ("rules", "sources", "periods", "labels", "ground_labels", "attribute_aliases")

#: Choice -> its possible values; None: a template, or any dates.
CHOICES: Mapping[str, tuple[object, ...] | None] = {
    "four_eyes": ("standard", "small"),
    "on_request_reason_required": (True, False),
    "section_review": (True, False),
    "important_needs_principal": (True, False),
    "urgent_route": (True, False),
    "concerned_rule": ("confirm_accuracy", "none"),
    "attribute_dispute": ("signer", "superior", "secrecy_department", "secrecy_administration"),
    "joint_rule": ("lead_decides", "confirm"),
    "silence": ("nothing", "escalate", "deemed_consent"),
    "withheld_catalogue": ("periodic_review", "register", "yearly_filed", "yearly_filed_then_published"),
    "index_number_template": None,
    "statutory_channel": ("catalogue", "portal", "key_area", "gazette", "notice_board", "press"),
    "interpretation_default": ("normative_documents", "all", "none"),
    "transfer_recipients": ("archive", "library"),
    "nil_returns": (True, False),
    "deposit_copies": tuple(range(1, 10)),
    "deposit_formats": ("pdf", "ofd", "ceb", "html", "xml", "docx"),
    "notices_acknowledged": (True, False),
    "local_holidays": None,
}

#: Lists in a profile, with the type of their items.
_LISTS: Mapping[str, type] = {"transfer_recipients": str, "deposit_formats": str, "local_holidays": date}

#: Variants of a period, held against the statutory number of the same duty.
_COUNTERPARTS = {"publish_document": "publish", "urgent_publish": "publish"}

#: Periods that must last at least their number, because somebody outside has that time: the longer one is the stricter.
_MINIMA = frozenset({"predisclosure", "third_party", "co_maker"})


def check(data: Mapping[str, Any], statutory: Mapping[str, Period], inherits: bool) -> None:
    """Let nothing wrong pass.

    :param statutory: the inherited numbers of the law.
    :param inherits: the profile extends another one, so that choices may be missing.
    :raises RuleBroken: with one problem per mistake, the field naming the place in the file.
    """
    enforce([*_head(data), *_tables(data)])
    enforce([*_rules(data, inherits), *_texts(data, inherits), *_aliases(data), *_periods(data.get("periods", {}))])
    enforce(_looser(data.get("periods", {}), statutory))


def period(table: Mapping[str, Any]) -> Period:
    """The period that a checked table holds."""
    told = (table["n"], table["unit"], table["trigger"], table["source"], table["binding"])
    return Period(*told, moves=table.get(_MOVES, False))


def _head(data: Mapping[str, Any]) -> Iterator[Problem]:
    for name in sorted(set(data) - {"key", "version", "title", "extends", *_TABLES}):
        yield _wrong("jurisdiction_key_unknown", name)
    for name in ("key", "version"):
        if not _is_text(data.get(name)):
            yield _wrong("jurisdiction_value_missing", name)
    if not _is_texts(data.get("title")):
        yield _wrong("jurisdiction_text_missing", "title")


def _tables(data: Mapping[str, Any]) -> Iterator[Problem]:
    for name in _TABLES:
        if not isinstance(data.get(name, {}), Mapping):
            yield _wrong("jurisdiction_value_wrong", name, str(data[name]))


def _rules(data: Mapping[str, Any], inherits: bool) -> Iterator[Problem]:
    rules, sources = data.get("rules", {}), data.get("sources", {})
    for name in sorted(set(rules) - set(CHOICES)) + sorted(set(sources) - set(CHOICES)):
        yield _wrong("jurisdiction_key_unknown", f"rules.{name}")
    for name, value in rules.items():
        if name in CHOICES and not _is_choice(name, value):
            yield _wrong("jurisdiction_value_wrong", f"rules.{name}", str(value))
        if not _is_text(sources.get(name)):
            yield _wrong("jurisdiction_source_missing", f"sources.{name}")
    for name in CHOICES:
        if not inherits and name not in rules and name != "local_holidays":
            yield _wrong("jurisdiction_value_missing", f"rules.{name}")


def _is_choice(name: str, value: object) -> bool:
    allowed = CHOICES[name]
    if name in _LISTS:
        items = value if isinstance(value, list) else [None]
        return all(type(item) is _LISTS[name] and (allowed is None or item in allowed) for item in items)
    if allowed is None:
        return isinstance(value, str) and not template_problems(value)
    # 1 == True in Python, but not in a profile.
    return any(value == choice and type(value) is type(choice) for choice in allowed)


def _texts(data: Mapping[str, Any], inherits: bool) -> Iterator[Problem]:
    for table in ("labels", "ground_labels"):
        for name, texts in data.get(table, {}).items():
            words = {key: text for key, text in texts.items() if key != "source"} if isinstance(texts, Mapping) else {}
            if not _is_texts(words):
                yield _wrong("jurisdiction_text_missing", f"{table}.{name}")
            elif inherits and not _is_text(texts.get("source")):
                yield _wrong("jurisdiction_source_missing", f"{table}.{name}")
    for code in data.get("ground_labels", {}):
        if code not in GROUNDS:
            yield _wrong("jurisdiction_key_unknown", f"ground_labels.{code}")


def _aliases(data: Mapping[str, Any]) -> Iterator[Problem]:
    for word, attribute in data.get("attribute_aliases", {}).items():
        if attribute not in _ATTRIBUTES:
            yield _wrong("jurisdiction_value_wrong", f"attribute_aliases.{word}", str(attribute))


def _periods(tables: Mapping[str, Any]) -> Iterator[Problem]:
    for key, table in tables.items():
        if not isinstance(table, Mapping) or set(table) - {_MOVES} != _PERIOD_KEYS:
            yield _wrong("jurisdiction_period_incomplete", f"periods.{key}")
            continue
        if table["unit"] not in _LARGEST or type(table["n"]) is not int or not _is_possible(table["n"], table["unit"]):
            yield _wrong("jurisdiction_value_wrong", f"periods.{key}", f"{table['n']} {table['unit']}")
        if table["trigger"] not in TRIGGERS:
            yield _wrong("jurisdiction_value_wrong", f"periods.{key}.trigger", str(table["trigger"]))
        if table["binding"] not in ("statutory", "local_target"):
            yield _wrong("jurisdiction_value_wrong", f"periods.{key}.binding", str(table["binding"]))
        if not _is_text(table["source"]):
            yield _wrong("jurisdiction_source_missing", f"periods.{key}.source")
        if type(table.get(_MOVES, False)) is not bool:
            yield _wrong("jurisdiction_value_wrong", f"periods.{key}.{_MOVES}", str(table[_MOVES]))


def _is_possible(n: int, unit: str) -> bool:
    return (0 if unit == "same_day" else 1) <= n <= _LARGEST[unit]


def _looser(tables: Mapping[str, Any], statutory: Mapping[str, Period]) -> Iterator[Problem]:
    for key, table in tables.items():
        law = statutory.get(_COUNTERPARTS.get(key, key))
        if law and not _as_strict(key, period(table), law):
            yield Problem(
                "jurisdiction_looser_than_law",
                "R-D1",
                f"periods.{key}",
                law.source,
                {"value": f"{table['n']} {table['unit']}", "law": f"{law.n} {law.unit}"},
            )


def _as_strict(key: str, local: Period, law: Period) -> bool:
    if local.unit == "same_day":
        return True
    if (
        local.unit != law.unit
        or (local.moves and not law.moves)
        or (key not in _COUNTERPARTS and local.trigger != law.trigger)
    ):
        return False
    return local.n >= law.n if key in _MINIMA else local.n <= law.n


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == set(_LANGUAGES) and all(map(_is_text, value.values()))


def _wrong(code: str, place: str, value: str = "") -> Problem:
    return Problem(code, "R-D1", place, "", {"place": place, "value": value[:80]})
