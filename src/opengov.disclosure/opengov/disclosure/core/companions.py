"""Documents that stand beside another one: correction (勘误), public version (公开版), interpretation (政策解读).

A companion is reviewed, signed and recorded like every document. What is asked here is what it owes to its original (R-I2,
R-I4, R-I12); what the original waits for is asked in :mod:`.originals`.
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.core import numbering
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.core.steps import INITIAL
from opengov.disclosure.core.steps import SIGNED

import re


CORRECTION, PUBLIC_VERSION, INTERPRETATION = KINDS = ("correction", "public_version", "interpretation")

#: Kind -> offices of the original's agency that may begin one.
BEGINNERS: Mapping[str, tuple[str, ...]] = {
    CORRECTION: ("Drafter", "Disclosure Officer"),
    PUBLIC_VERSION: ("Drafter", "Disclosure Officer"),
    INTERPRETATION: ("Drafter",),
}

CLAUSE_CORRECTION = "党政机关公文处理工作条例 第二十二条"
CLAUSE_VERSION = "政府信息公开条例 第三十七条"
CLAUSE_INTERPRETATION = "大连市关于全面推进政务公开工作的实施方案 三（二）"

_CLAUSES = {
    CORRECTION: ("R-I2", CLAUSE_CORRECTION),
    PUBLIC_VERSION: ("R-I12", CLAUSE_VERSION),
    INTERPRETATION: ("R-I4", CLAUSE_INTERPRETATION),
}

#: States of a companion that is still on its way: no second one of its kind is begun then.
OPEN = frozenset({INITIAL, "issued", "to_determine"}) | IN_REVIEW
#: States of a companion that will never count again.
GONE = frozenset({"discontinued", "voided", "superseded", "purged"})

#: Where an original stands when it is signed and is neither public nor gone: what its public version rests on (R-I12).
_UNDISCLOSED = frozenset({"issued", "registered", "withheld", "adjustment_review"})
#: States in which a reviewer does not see a document yet.
_UNSEEN = frozenset({INITIAL, "section_review"})

#: Steps towards a signature, and those that lead to where a document is meant to end.
TOWARDS = frozenset({"submit", "submit_urgently", "uphold", "approve", "sign", "sign_urgently"})
SIGNING = frozenset({"sign", "sign_urgently"})
ENDING = frozenset({"publish", "register", "file"})
OPENING = frozenset({"publish", "republish"})

_BEGUN_IN: Mapping[str, frozenset[str]] = {
    CORRECTION: frozenset(SIGNED),
    PUBLIC_VERSION: frozenset({INITIAL, "issued", "registered", "withheld"}) | IN_REVIEW,
    INTERPRETATION: frozenset({INITIAL, "issued", "published"}) | IN_REVIEW,
}


@dataclass(frozen=True)
class Original:
    """What is known of the document that a companion belongs to.

    :param state: its workflow state.
    :param attribute: its attribute, empty when unset.
    :param document_kind: its kind (文种).
    :param stub: whether it is the stub of a state secret (R-A4).
    :param companion: its own kind when it is a companion itself, else empty.
    """

    state: str
    attribute: str = ""
    document_kind: str = ""
    stub: bool = False
    companion: str = ""


@dataclass(frozen=True)
class Companion:
    """What is known of a companion that is about to take a step.

    :param kind: one of :data:`KINDS`; empty for a document that stands alone.
    :param original: None when it is not in the site any more.
    :param department: whether it names the drafting department (R-I4); ``telephone`` likewise.
    :param numbered: whether it has the number and date of its original, to be signed with.
    :param rival: whether another correction of the same original is signed (R-I2).
    :param along: whether the product takes the step together with the original's.
    """

    kind: str
    attribute: str = ""
    document_kind: str = ""
    original: Original | None = None
    department: bool = True
    telephone: bool = True
    numbered: bool = True
    rival: bool = False
    along: bool = False


def begin_problems(kind: str, original: Original, on_the_way: Collection[str]) -> list[Problem]:
    """What forbids to begin a companion.

    :param on_the_way: kinds of the original's companions that have not ended.
    """
    if kind not in KINDS:
        return [Problem("companion_kind_unknown", "R-I2", "kind", "", {"kinds": ", ".join(KINDS)})]
    if original.companion in (PUBLIC_VERSION, INTERPRETATION):
        return [problem("companion_of_companion", kind)]
    if kind == PUBLIC_VERSION and not _needs_version(original):
        return [problem("version_needless", kind)]
    if kind == INTERPRETATION and original.attribute not in ("", Attribute.PROACTIVE):
        return [problem("interpretation_not_public", kind)]
    if original.state not in _BEGUN_IN[kind]:
        return [problem("companion_not_here", kind, "kind", state=original.state)]
    return [problem("companion_open", kind, "kind")] if kind in on_the_way else []


def companion_problems(step: str, companion: Companion) -> list[Problem]:
    """What forbids a companion a step because of its original."""
    kind, original = companion.kind, companion.original
    if not kind:
        lonely = companion.document_kind == INTERPRETATION and step in TOWARDS | {"enter_existing"}
        return [problem("kind_without_original", INTERPRETATION, "document_kind")] if lonely else []
    if step == "enter_existing" or (step == "adjust" and kind != CORRECTION):
        return [problem("companion_step_closed", kind, step=step)]
    if step not in TOWARDS | ENDING | OPENING:
        return []
    if original is None:
        return [problem("original_gone", kind)]
    return list(_RULES[kind](step, companion, original))


def note(kind: str, revision: int = 0, department: str = "", telephone: str = "") -> str:
    """What is printed on a companion; empty for a document that stands alone.

    :param revision: the number of the correction, 1 for the first.
    """
    if revision:
        return f"更正后文本（第{revision}次更正）"
    if kind == PUBLIC_VERSION:
        return "公开版，本文有删减"
    if kind == INTERPRETATION:
        told = (("解读单位", department), ("联系电话", telephone))
        return "　".join(f"{word}：{value}" for word, value in told if value)
    return ""


#: A number in running text; what joins it to the one before is no part of its code.
_NUMBERS = re.compile(r"[^\s《》“”\"'，,。；;：:（）()、和及与]{0,30}[〔\[【]\s*\d{4}\s*[〕\]】]\s*第?\s*\d{1,6}\s*号")


def numbers_in(text: str) -> tuple[str, ...]:
    """The document numbers that a line of text names, in their standard form, each once."""
    candidates = [match[0] for match in _NUMBERS.finditer(text[:1000])] or [text]
    found = [str(number) for number in map(_number, candidates) if number is not None]
    return tuple(dict.fromkeys(found))


def _number(text: str) -> numbering.DocumentNumber | None:
    try:
        number = numbering.parse(text)
    except RuleBroken:
        return None
    return number if number.serial else None


def _needs_version(original: Original) -> bool:
    return original.attribute in (Attribute.ON_REQUEST, Attribute.WITHHELD) and not original.stub


def _correction(step: str, companion: Companion, original: Original) -> Iterator[Problem]:
    if step == "republish":
        return
    if original.state not in SIGNED:
        yield problem("original_gone", CORRECTION)
    if companion.attribute != original.attribute:
        yield problem("correction_attribute", CORRECTION, "disclosure_attribute")
    if companion.document_kind != original.document_kind:
        yield problem("correction_kind", CORRECTION, "document_kind")
    if companion.rival and step in SIGNING:
        yield problem("correction_signed", CORRECTION)


def _public_version(step: str, companion: Companion, original: Original) -> Iterator[Problem]:
    if companion.attribute != Attribute.PROACTIVE:
        yield problem("version_attribute", PUBLIC_VERSION, "disclosure_attribute")
    if not _needs_version(original):
        yield problem("version_needless", PUBLIC_VERSION)
    if step == "approve" and original.state in _UNSEEN:
        yield problem("original_unseen", PUBLIC_VERSION)
    unsigned = original.state not in _UNDISCLOSED or not companion.numbered
    if step in SIGNING | ENDING | OPENING and unsigned:
        yield problem("original_unsigned", PUBLIC_VERSION)


def _interpretation(step: str, companion: Companion, original: Original) -> Iterator[Problem]:
    if companion.attribute != Attribute.PROACTIVE:
        yield problem("interpretation_attribute", INTERPRETATION, "disclosure_attribute")
    if companion.document_kind != INTERPRETATION:
        yield problem("interpretation_kind", INTERPRETATION, "document_kind")
    if original.attribute != Attribute.PROACTIVE:
        yield problem("interpretation_not_public", INTERPRETATION)
    for name, told in (("drafting_section", companion.department), ("telephone", companion.telephone)):
        if not told:
            yield problem("interpretation_contact", INTERPRETATION, name)
    if step == "approve" and original.state in _UNSEEN:
        yield problem("original_unseen", INTERPRETATION)
    if not companion.along and not _may_go_alone(step, original.state):
        yield problem("interpretation_alone", INTERPRETATION, step=step)


def _may_go_alone(step: str, state: str) -> bool:
    """Whether an interpretation may take a step by itself while its document is in a state."""
    if step in ("submit", "submit_urgently"):
        return state != INITIAL
    if step in SIGNING:
        return state in ("sign_off", *SIGNED)
    return step not in OPENING or state == "published"


_RULES = {CORRECTION: _correction, PUBLIC_VERSION: _public_version, INTERPRETATION: _interpretation}


def problem(code: str, kind: str, field: str = "", **params: str) -> Problem:
    """A problem under the rule and clause of a kind of companion."""
    rule, clause = _CLAUSES[kind]
    return Problem(code, rule, field, clause, params)
