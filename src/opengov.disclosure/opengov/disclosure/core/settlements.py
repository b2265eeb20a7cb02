"""What was settled about a disputed attribute, by a meeting or by the competent authority, and what it binds (R-J3)."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.attribute import is_stub
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.joint import Ruling
from opengov.disclosure.core.rules import Problem


CLAUSE = "韶关市政府系统政务公开动态扩展机制 一（六）；遵义市政府信息公开管理制度 第十条"

#: Steps by which the lead, or a co-issuer, stands for the attribute.
BOUND = (
    "submit",
    "submit_urgently",
    "uphold",
    "approve",
    "settle",
    "sign",
    "sign_urgently",
    "countersign",
    "record_countersignature",
    "publish",
    "decide_dispute",
)
#: Those of them that set the attribute themselves.
SETTING = ("decide_dispute",)


@dataclass(frozen=True)
class Settlement:
    """What a meeting, or the competent authority, has decided about the attribute.

    :param at: ISO time at which it was entered.
    :param changed: whether it decided on another attribute than the document had.
    :param attribute: the one decided on, or the one the document had then.
    :param grounds: those agreed on; empty where nothing was said of them.
    """

    at: str
    changed: bool
    attribute: str
    grounds: tuple[str, ...] = ()


def attribute_problems(attribute: str, grounds: Collection[str], listed: bool = False) -> list[Problem]:
    """Whether an attribute can be agreed on: known, with grounds where it needs them (R-A2), no state secret (R-A4).

    :param listed: whether a test of Article 19 or an item of Articles 20 and 21 is ticked (R-A10).
    """
    if attribute not in set(Attribute):
        return _unknown()
    unknown = sorted(set(grounds) - GROUNDS.keys())
    if unknown:
        return [Problem("ground_unknown", "R-A2", "grounds", CLAUSE, {"value": unknown[0][:80]})]
    if is_stub(grounds):
        return [Problem("meeting_no_state_secret", "R-A4", "grounds", "保守国家秘密法 第二十五条")]
    if listed and attribute not in (Attribute.PROACTIVE, Attribute.WITHHELD):
        return [
            Problem("listed_item_is_public", "R-A10", "attribute", "政府信息公开条例 第十九条、第二十条、第二十一条")
        ]
    if attribute == Attribute.WITHHELD:
        return [] if grounds else [Problem("ground_required", "R-A2", "grounds", "政府信息公开条例 第十三条")]
    if attribute != Attribute.ON_REQUEST:
        return [Problem("ground_not_allowed", "R-A2", "grounds", "政府信息公开条例 第十三条")] if grounds else []
    barred = [GROUNDS[code] for code in grounds if GROUNDS[code].article == 14]
    return [
        Problem("ground_needs_withheld", "R-A3", "grounds", citation(each), {"value": each.code}) for each in barred[:1]
    ]


def binding(settlements: Iterable[Settlement], determined: Mapping[str, str]) -> Settlement | None:
    """What binds the lead now: the newest word on the attribute. None when nothing does (R-J3).

    Keeping what is there binds only where an earlier word bound the lead already: it then takes that one's place. A
    determination by the competent body is the law's word and ends what was agreed otherwise (R-S6).

    :param determined: ISO time of each determination -> the attribute it set.
    """
    bound = None
    for settlement in sorted(settlements, key=lambda settlement: settlement.at):
        if settlement.attribute and (settlement.changed or bound):
            bound = settlement
    if bound and any(at > bound.at and value != bound.attribute for at, value in determined.items()):
        return None
    return bound


def binding_problems(step: str, attribute: str, grounds: Collection[str], bound: Settlement | None) -> list[Problem]:
    """What an outcome holds against a step: the document can go on with no other attribute (R-J3).

    :param attribute: the attribute the document has, or the step would set.
    """
    if bound is None or step not in BOUND:
        return []
    same = attribute == bound.attribute and (not bound.grounds or set(grounds) == set(bound.grounds))
    if same:
        return []
    params = {"attribute": bound.attribute, "on": bound.at[:10]}
    return [Problem("meeting_outcome_binds", "R-J3", "disclosure_attribute", CLAUSE, params)]


def ruling_problems(ruling: str, attribute: str) -> list[Problem]:
    """Whether the competent authority's decision may name an attribute: a known one, when something is to change."""
    if not attribute:
        return []
    if ruling != Ruling.TO_CHANGE:
        return [Problem("meeting_attribute_only_changed", "R-J3", "attribute", CLAUSE)]
    return [] if attribute in set(Attribute) else _unknown()


def _unknown() -> list[Problem]:
    values = {"values": ", ".join(Attribute)}
    return [Problem("meeting_attribute_unknown", "R-J3", "attribute", CLAUSE, values)]
