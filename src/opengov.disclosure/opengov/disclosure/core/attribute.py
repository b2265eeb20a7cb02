"""The disclosure attribute (公开属性) of a document: what is proposed, what is missing, what is suggested."""

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import Ground
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.grounds import names_article
from opengov.disclosure.core.public_items import ART19_TESTS
from opengov.disclosure.core.public_items import LISTED_ITEMS
from opengov.disclosure.core.public_items import listed_items
from opengov.disclosure.core.rules import Problem
from typing import Protocol


#: Longest text a reason, a citation or a note may have, in characters.
MAX_REASON = 2000

#: The event that ends a suggested ground: the matter is decided, and the attribute is to be assessed anew.
MATTER_DECIDED = "matter_decided"

#: Longest period a level of secrecy allows, in years (保守国家秘密法 第二十条).
MAX_SECRECY_YEARS = {"top_secret": 30, "secret": 20, "confidential": 10}


class Attribute(StrEnum):
    """The values of R-A1."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld"
    NOT_GOVERNMENT_INFORMATION = "not_government_information"


@dataclass(frozen=True)
class Proposal:
    """The attribute as somebody proposes it.

    :param attribute: a value of :class:`Attribute`; None while undecided.
    :param grounds: codes of :data:`grounds.GROUNDS`.
    :param reason: why, in the drafter's words.
    :param law_citation: law and article that prohibit disclosure.
    :param discretion: why the discretion of Article 16 is used.
    :param art19: ticked tests of Article 19, codes of :data:`public_items.ART19_TESTS`.
    :param art20_item: listed item of Articles 20 and 21, a code of :data:`public_items.LISTED_ITEMS`; empty when none.
    :param reviewer_explanation: the reviewer's own words where a listed item is withheld at discretion (R-A10).
    """

    attribute: str | None
    grounds: tuple[str, ...] = ()
    reason: str = ""
    law_citation: str = ""
    discretion: str = ""
    art19: tuple[str, ...] = ()
    art20_item: str = ""
    reviewer_explanation: str = ""


class ReasonRule(Protocol):
    """What the validator asks of a jurisdiction."""

    @property
    def on_request_reason_required(self) -> bool:
        """Whether 依申请公开 needs a reason here (R-A2)."""


def problems(
    proposal: Proposal, jurisdiction: ReasonRule, required: bool, awaiting_reviewer: bool = False, level: str = ""
) -> list[Problem]:
    """List what is wrong or missing (R-A1, R-A2, R-A10).

    A chosen attribute must be complete; only none at all is accepted while it is not required. A draft may be saved as it
    is (nothing entered is lost): this is asked from submission on.

    :param required: the attribute must be set (from submission on).
    :param awaiting_reviewer: the reviewer has not had his turn yet, so his explanation (R-A10) is not missed.
    :param level: the organ's level, one of :data:`public_items.LEVELS`; empty when it is not known.
    """
    found = [*_malformed(proposal, level)]
    if proposal.attribute is None:
        if required:
            found.insert(0, _problem("attribute_required", "R-A1", "disclosure_attribute", "第十三条"))
        return found
    if proposal.attribute not in tuple(Attribute):
        return [_about("attribute_unknown", "R-A1", "disclosure_attribute", proposal.attribute), *found]
    attribute = Attribute(proposal.attribute)
    found += _grounds_fit(proposal, attribute)
    if not is_stub(proposal.grounds):
        # A stub holds no words at all (R-A4), so none are asked for.
        found += _reasons(proposal, attribute, jurisdiction)
    found += _listed(proposal, attribute, awaiting_reviewer)
    return found


def is_stub(grounds: Collection[str]) -> bool:
    """Whether the grounds make the record an offline stub: a state secret is not kept here (R-A4)."""
    return "state_secret" in grounds


def ends_with(grounds: Collection[str]) -> str:
    """The event that ends one of the grounds, so that the attribute is to be assessed anew (R-A5); empty: none does."""
    undecided = {*_UNDECIDED.values(), *_UNDECIDED_BETWEEN_DEPARTMENTS.values(), "draft"}
    return MATTER_DECIDED if undecided & set(grounds) else ""


def mark(attribute: str | None) -> str:
    """The mark in the notes line of the print view (R-A6); empty where none is printed."""
    marks: dict[str, str] = {
        Attribute.PROACTIVE: "（此件公开发布）",
        Attribute.ON_REQUEST: "（此件依申请公开）",
        Attribute.WITHHELD: "（此件不予公开）",
    }
    return marks.get(attribute or "", "")


@dataclass(frozen=True)
class Suggestion:
    """What the rules suggest; choosing stays an act of the drafter (R-A5).

    :param ends_with: the event that ends the ground and triggers a reassessment; empty when there is none.
    """

    attribute: Attribute
    grounds: tuple[str, ...]
    source: str
    ends_with: str = ""


_UNDECIDED = {"request": "request_report", "report": "request_report"}
_UNDECIDED_BETWEEN_DEPARTMENTS = {"letter": "consultation_letter", "minutes": "discussion_record"}


def suggest(kind: str, undecided: bool, between_departments: bool) -> Suggestion:
    """Suggest an attribute (R-A5).

    :param kind: a code of :data:`numbering.KINDS`.
    :param undecided: the matter is not decided yet.
    :param between_departments: sender and recipients are departments, not the public.
    """
    code = ""
    if undecided:
        code = _UNDECIDED.get(kind, "")
        if between_departments:
            code = code or _UNDECIDED_BETWEEN_DEPARTMENTS.get(kind, "")
    if code:
        return Suggestion(Attribute.WITHHELD, (code,), citation(GROUNDS[code]), MATTER_DECIDED)
    return Suggestion(Attribute.PROACTIVE, (), "政府信息公开条例 第五条")


@dataclass(frozen=True)
class Stub:
    """What the system keeps of a state secret (R-A4): an internal reference, the level, the period; nothing else.

    :param level: ``"top_secret"``, ``"secret"`` or ``"confidential"``.
    :param period: years.
    """

    reference: str
    level: str
    period: int


def stub_problems(stub: Stub) -> list[Problem]:
    """List what is wrong with a stub: reference, level and the longest period the level allows."""
    found = []
    if not stub.reference.strip():
        found.append(_problem("stub_reference_required", "R-A4", "reference", ""))
    longest = MAX_SECRECY_YEARS.get(stub.level)
    if longest is None:
        found.append(_about("stub_level_unknown", "R-A4", "level", stub.level, "保守国家秘密法 第十四条"))
    elif not 1 <= stub.period <= longest:
        params = {"years": str(stub.period), "longest": str(longest)}
        found.append(Problem("stub_period_invalid", "R-A4", "period", "保守国家秘密法 第二十条", params))
    return found


def _malformed(proposal: Proposal, level: str) -> Iterator[Problem]:
    for code in dict.fromkeys(proposal.grounds):
        if code not in GROUNDS:
            yield _about("ground_unknown", "R-A2", "disclosure_grounds", code)
    for code in dict.fromkeys(proposal.art19):
        if code not in ART19_TESTS:
            yield _about("public_test_unknown", "R-A10", "art19_tests", code)
    if proposal.art20_item and proposal.art20_item not in LISTED_ITEMS:
        yield _about("listed_item_unknown", "R-A10", "art20_item", proposal.art20_item)
    elif proposal.art20_item and proposal.art20_item not in listed_items(level):
        yield _problem("listed_item_of_another_level", "R-A10", "art20_item", "第二十一条")
    for field, text in (
        ("disclosure_reason", proposal.reason),
        ("law_citation", proposal.law_citation),
        ("discretion", proposal.discretion),
        ("reviewer_explanation", proposal.reviewer_explanation),
    ):
        if len(text) > MAX_REASON:
            params = {"length": str(len(text)), "longest": str(MAX_REASON)}
            yield Problem("reason_too_long", "R-A2", field, "", params)


def _known(proposal: Proposal) -> tuple[Ground, ...]:
    return tuple(GROUNDS[code] for code in proposal.grounds if code in GROUNDS)


def _grounds_fit(proposal: Proposal, attribute: Attribute) -> Iterator[Problem]:
    if attribute is Attribute.WITHHELD:
        if not proposal.grounds:
            yield _problem("ground_required", "R-A2", "disclosure_grounds", "第十三条")
    elif attribute is Attribute.ON_REQUEST:
        for ground in _known(proposal):
            if ground.article == 14:
                yield _about("ground_needs_withheld", "R-A3", "disclosure_grounds", ground.code, citation(ground))
    elif proposal.grounds:
        yield _problem("ground_not_allowed", "R-A2", "disclosure_grounds", "第十三条")


def _reasons(proposal: Proposal, attribute: Attribute, jurisdiction: ReasonRule) -> Iterator[Problem]:
    needs_reason = attribute in (Attribute.WITHHELD, Attribute.NOT_GOVERNMENT_INFORMATION) or (
        attribute is Attribute.ON_REQUEST and jurisdiction.on_request_reason_required
    )
    if needs_reason and not proposal.reason.strip():
        clause = "第二条" if attribute is Attribute.NOT_GOVERNMENT_INFORMATION else "第五条"
        yield _problem("reason_required", "R-A2", "disclosure_reason", clause)
    if attribute is not Attribute.WITHHELD:
        return
    if "law_prohibits" in proposal.grounds and not proposal.law_citation.strip():
        yield _problem("law_citation_required", "R-A2", "law_citation", "第十四条")
    elif "law_prohibits" in proposal.grounds and not names_article(proposal.law_citation):
        yield _problem("law_citation_incomplete", "R-A2", "law_citation", "第十四条")
    if any(not ground.mandatory for ground in _known(proposal)) and not proposal.discretion.strip():
        yield _problem("discretion_required", "R-A2", "discretion", "第十六条")


def _listed(proposal: Proposal, attribute: Attribute, awaiting_reviewer: bool) -> Iterator[Problem]:
    if attribute is Attribute.PROACTIVE or not (proposal.art19 or proposal.art20_item):
        return
    clause = "第二十条、第二十一条" if proposal.art20_item else "第十九条"
    if attribute is not Attribute.WITHHELD:
        yield _problem("listed_item_is_public", "R-A10", "disclosure_attribute", clause)
        return
    explained = awaiting_reviewer or proposal.reviewer_explanation.strip()
    if not explained and any(not ground.mandatory for ground in _known(proposal)):
        yield _problem("reviewer_explanation_required", "R-A10", "reviewer_explanation", clause)


def _problem(code: str, rule: str, field: str, clause: str) -> Problem:
    return Problem(code, rule, field, f"政府信息公开条例 {clause}" if clause else "")


def _about(code: str, rule: str, field: str, value: str, source: str = "") -> Problem:
    return Problem(code, rule, field, source, _named(value))


def _named(value: str) -> dict[str, str]:
    return {"value": value[:80]}
