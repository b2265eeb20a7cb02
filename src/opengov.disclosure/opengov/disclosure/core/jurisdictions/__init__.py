"""Jurisdiction profiles: the numbers, choices and words of an area, as data with a source clause each.

A profile is a TOML file beside this module, ``<key>.toml``. It says only what differs from the profile it extends.

When a number, a choice or a clause of a profile changes, its version changes, and the former file stays as
``<key>@<version>.toml`` (naming the version of what it extends, ``extends = "<key>@<version>"``, when that changed too):
an agency's history names the version that was in force on a day, and what began that day keeps it (R-D1). A choice that
is new in the product is added to the kept files with the value by which the product went before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cache
from opengov.disclosure.core.deadlines import Period
from opengov.disclosure.core.jurisdictions import reading
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomllib


#: The profile of an agency that has chosen none.
DEFAULT = "cn-national-2019"

#: Who ends a dispute -> the bodies that are asked (codes of ``core.secrecy.BODIES``).
_DISPUTE_BODIES: Mapping[str, tuple[str, ...]] = {
    "signer": (),
    "superior": ("competent_department", "secrecy_administration"),
    "secrecy_department": ("secrecy_body", "secrecy_administration"),
    "secrecy_administration": ("secrecy_administration",),
}

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Jurisdiction:
    """A profile with everything it inherits.

    Mappings of texts go from language (``zh_CN``, ``en``) to text; a local word also has its clause, under ``source``.

    :param periods: numbers in force by key: an area's own, stricter ones first.
    :param statutory: the law's own numbers, also where a local target is in force.
    :param labels: local words for ``attribute.*``, ``opinion.*``, ``role.*``, ``step.*``, ``channel.*``,
        ``form.*``.
    :param ground_labels: ground code -> local words.
    :param attribute_aliases: local word -> attribute, e.g. 免予公开 -> ``withheld``.
    :param sources: choice -> clause it rests on; what is no law says so.
    :param four_eyes: ``standard`` or ``small`` (R-S4).
    :param on_request_reason_required: 依申请公开 needs a reason (R-A2).
    :param section_review: a draft goes to the section head before the reviewer.
    :param important_needs_principal: what is marked important is signed by a Principal Signer.
    :param urgent_route: review and signature of an urgent document may be one act of one leader (R-I7).
    :param concerned_rule: ``confirm_accuracy`` when agencies that the content concerns must confirm it, or ``none`` (R-I6).
    :param attribute_dispute: who ends a dispute of drafter and reviewer (R-S8).
    :param joint_rule: ``lead_decides`` or ``confirm`` (R-J2).
    :param silence: what a co-issuer's silence does (R-J4).
    :param withheld_catalogue: what becomes of the list of withheld documents (R-I11).
    :param index_number_template: see ``core.catalogue.index_number``.
    :param statutory_channel: the channel that state ``published`` and the clock look at (R-I5).
    :param interpretation_default: for which documents an interpretation is asked by default (R-I4).
    :param transfer_recipients: to whom public documents are sent (Article 25).
    :param nil_returns: a month, or half of one, without anything to send is reported, too (零报告).
    :param deposit_copies: paper copies of each document that go with a list.
    :param deposit_formats: formats of the electronic texts that are taken; empty where none is prescribed.
    :param notices_acknowledged: a notice of lapse or recall is done with when its receiver has acknowledged it.
    :param local_holidays: further days off in the area (R-D2).
    """

    key: str
    version: str
    title: Mapping[str, str]
    extends: str
    periods: Mapping[str, Period]
    statutory: Mapping[str, Period]
    labels: Mapping[str, Mapping[str, str]]
    ground_labels: Mapping[str, Mapping[str, str]]
    attribute_aliases: Mapping[str, str]
    sources: Mapping[str, str]
    four_eyes: str
    on_request_reason_required: bool
    section_review: bool
    important_needs_principal: bool
    urgent_route: bool
    concerned_rule: str
    attribute_dispute: str
    joint_rule: str
    silence: str
    withheld_catalogue: str
    index_number_template: str
    statutory_channel: str
    interpretation_default: str
    transfer_recipients: tuple[str, ...]
    nil_returns: bool
    deposit_copies: int
    deposit_formats: tuple[str, ...]
    notices_acknowledged: bool
    local_holidays: tuple[date, ...]

    @property
    def dispute_bodies(self) -> tuple[str, ...]:
        """The bodies one of which ends a dispute of drafter and reviewer (R-S8); none: the signer decides it."""
        return _DISPUTE_BODIES[self.attribute_dispute]

    def label(self, key: str, language: str) -> str:
        """The local word for a label key; Chinese where the language has none; the key itself when unknown."""
        texts = self.labels.get(key, {})
        return texts.get(language) or texts.get("zh_CN", key)

    def label_source(self, key: str) -> str:
        """The clause a local word is taken from; empty for the national words."""
        return self.labels.get(key, {}).get("source", "")

    def ground_label(self, code: str, language: str) -> str:
        """The local word for a ground; Chinese where the language has none; the code itself when unknown."""
        texts = self.ground_labels.get(code, {})
        return texts.get(language) or texts.get("zh_CN", code)


@cache
def keys() -> tuple[str, ...]:
    """Keys of all profiles, the national one first."""
    found = sorted(name for name in _files() if "@" not in name)
    return (DEFAULT, *(key for key in found if key != DEFAULT))


@cache
def load(key: str, version: str = "") -> Jurisdiction:
    """Read a profile with what it inherits.

    :param version: a former version; the present one when empty.
    :raises RuleBroken: when there is none of the key, or not in this version, or its file is wrong.
    """
    if key not in keys():
        raise RuleBroken(Problem("jurisdiction_unknown", "R-D1", "jurisdiction", "", {"value": key[:80]}))
    present = _read(key)
    if version in ("", present.version):
        return present
    if f"{key}@{version}" not in _files():
        params = {"value": key, "version": version[:80]}
        raise RuleBroken(Problem("jurisdiction_version_unknown", "R-D1", "jurisdiction", "", params))
    return _read(f"{key}@{version}")


def _files() -> frozenset[str]:
    return frozenset(path.stem for path in _FOLDER.glob("*.toml"))


def _read(name: str) -> Jurisdiction:
    return build(tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def build(data: Mapping[str, Any]) -> Jurisdiction:
    """Make a profile of plain data as a TOML file holds it.

    :raises RuleBroken: naming every mistake: unknown or missing keys, wrong values, a number or choice without its
        source, a local target looser than the law.
    """
    extends = data.get("extends", "")
    parent = load(*extends.split("@", 1)) if extends else None
    reading.check(data, parent.statutory if parent else {}, inherits=parent is not None)
    own = {name: reading.period(table) for name, table in data.get("periods", {}).items()}
    values = {**_rules(data), **_tables(data, parent), **_periods(own, parent)}
    head = {"key": data["key"], "version": data["version"], "title": MappingProxyType(dict(data["title"]))}
    if parent:
        return replace(parent, extends=parent.key, **head, **values)
    return Jurisdiction(extends="", **head, **{"local_holidays": (), **values})


def _rules(data: Mapping[str, Any]) -> dict[str, Any]:
    rules = data.get("rules", {})
    return {name: tuple(value) if isinstance(value, list) else value for name, value in rules.items()}


def _tables(data: Mapping[str, Any], parent: Jurisdiction | None) -> dict[str, Any]:
    names = ("labels", "ground_labels", "attribute_aliases", "sources")
    inherited = {name: getattr(parent, name) if parent else {} for name in names}
    return {name: MappingProxyType({**inherited[name], **data.get(name, {})}) for name in names}


def _periods(own: Mapping[str, Period], parent: Jurisdiction | None) -> dict[str, Any]:
    statutory = {name: period for name, period in own.items() if period.binding == "statutory"}
    return {
        "periods": MappingProxyType({**(parent.periods if parent else {}), **own}),
        "statutory": MappingProxyType({**(parent.statutory if parent else {}), **statutory}),
    }
