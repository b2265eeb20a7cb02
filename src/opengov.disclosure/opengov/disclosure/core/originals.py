"""What a document waits for because of its companions: its interpretation goes with it, a correction holds it still.

The clock never waits for either (R-I4; 001 三（二）).
"""

from dataclasses import dataclass
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.companions import CORRECTION
from opengov.disclosure.core.companions import INTERPRETATION
from opengov.disclosure.core.companions import problem
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import INITIAL
from opengov.disclosure.core.steps import SIGNED


@dataclass(frozen=True)
class Interpretation:
    """The interpretation of a document, as the document sees it.

    :param state: its workflow state.
    :param drafted: whether the person who acts is one of its drafters.
    :param reviewed: whether its present content has a positive review.
    :param problems: what forbids it the step it would take along.
    """

    state: str
    drafted: bool = False
    reviewed: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Main:
    """What is known of a document that has companions, or should have one.

    :param needed: whether an interpretation is asked for (:func:`interpretation_needed`).
    :param waived: whether the reviewer has waived it with a reason (R-I4).
    :param hasty: whether it was signed in haste: then nothing waits (R-I7).
    :param correcting: whether a correction is on its way (R-I2).
    """

    attribute: str
    needed: bool = False
    waived: bool = False
    hasty: bool = False
    correcting: bool = False
    interpretation: Interpretation | None = None


def main_problems(step: str, main: Main) -> list[Problem]:
    """What forbids a document a step because of its companions."""
    if step == "adjust" and main.correcting:
        return [problem("correction_open", CORRECTION)]
    if main.attribute != Attribute.PROACTIVE or main.waived:
        return []
    found = main.interpretation
    if step in ("submit", "uphold"):
        return _submission_problems(main)
    if step == "sign" and (found or main.needed):
        if found is None:
            return [problem("interpretation_missing", INTERPRETATION)]
        ready = found.reviewed and found.state == "sign_off"
        return [] if ready or _is_signed(found) else [problem("interpretation_unreviewed", INTERPRETATION)]
    if step == "publish" and not main.hasty and (found or main.needed):
        if found is None or not _is_signed(found):
            return [problem("interpretation_unsigned", INTERPRETATION)]
        return list(found.problems)
    return []


def interpretation_needed(rule: str, normative: bool, wished: bool) -> bool:
    """Whether an interpretation is asked for (R-I4).

    :param rule: the profile's: ``normative_documents``, ``all`` or ``none``.
    :param wished: whether the draft itself says so.
    """
    return wished or rule == "all" or (rule == "normative_documents" and normative)


def takes_along(step: str, main: Main) -> bool:
    """Whether the interpretation takes the step of its document together with it."""
    if main.interpretation is None:
        return False
    if step in ("submit", "uphold"):
        return main.interpretation.state == INITIAL and not main.waived and main.attribute == Attribute.PROACTIVE
    return step == "publish" and main.interpretation.state == "issued"


def _submission_problems(main: Main) -> list[Problem]:
    found = main.interpretation
    if found is None:
        return [problem("interpretation_missing", INTERPRETATION)] if main.needed else []
    if found.state != INITIAL:
        return []
    foreign = [] if found.drafted else [problem("interpretation_foreign", INTERPRETATION)]
    return [*foreign, *found.problems]


def _is_signed(interpretation: Interpretation) -> bool:
    return interpretation.state in SIGNED
