"""Adjustment of the attribute after the signature (R-A7; 000 一(八), Regulation Art. 18): neither text nor number changes."""

from collections.abc import Mapping
from opengov.disclosure.core import afterwards
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import verdicts
from opengov.disclosure.core.facts import Facts
from opengov.disclosure.core.facts import persons_of
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import end_state
from opengov.disclosure.core.steps import Step


CLAUSE = "政府信息公开条例 第十八条"


def target(facts: Facts, data: Mapping[str, object] | None) -> str:
    """Where a decision leads: to the end state of the new attribute, or back where the document was."""
    proposed = facts.affair("adjustment")
    if text(data or {}, "outcome") == "disagree":
        return str(proposed.get("from") or "withdrawn")
    return end_state(str(proposed.get("attribute") or ""), facts.led_outside)


def person_problems(step: Step, facts: Facts) -> list[Problem]:
    """Proposer, reviewer and decider are three persons (R-S4)."""
    if step.id in ("review_adjustment", "decide_adjustment") and facts.persons & persons_of(facts.affair("adjustment")):
        return [Problem("own_adjustment", "R-S4", "", CLAUSE)]
    return []


def standing_problems(step: Step, facts: Facts) -> list[Problem]:
    """What an adjustment lacks that does not depend on what is decided."""
    if step.id in ("adjust", "review_adjustment", "decide_adjustment") and facts.digest != facts.signed_digest:
        return [Problem("differs_from_signed", "R-I2", "", CLAUSE)]
    return []


def data_problems(step: Step, facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    """What is wrong with the values of an adjustment."""
    if step.id == "adjust" and text(data, "attribute") == facts.attribute and facts.state != "withdrawn":
        return [Problem("adjustment_same", "R-A7", "attribute", CLAUSE)]
    if (
        step.id == "adjust"
        and text(data, "attribute") != "withheld"
        and not data.get("paper")
        and _was_prohibited(facts)
    ):
        # consent and public interest cannot lift it; that it no longer applies is determined, on paper (R-S6)
        return [Problem("prohibition_needs_paper", "R-A3", "paper", "政府信息公开条例 第十四条")]
    if step.id == "review_adjustment":
        return verdicts.problems(facts, data, scanned=True)
    if step.id == "decide_adjustment":
        return _decision_problems(facts, data)
    return []


def _was_prohibited(facts: Facts) -> bool:
    """Whether anybody's opinion ever rested on a ground of Article 14."""
    return any(
        code in GROUNDS and GROUNDS[code].article == 14 for opinion in facts.opinions for code in opinion.grounds
    )


def _decision_problems(facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    outcome = text(data, "outcome")
    if outcome not in verdicts.VERDICTS:
        return [Problem("outcome_unknown", "R-A7", "outcome", CLAUSE, {"outcomes": ", ".join(verdicts.VERDICTS)})]
    if outcome == "disagree":
        return [] if text(data, "reason").strip() else [Problem("opinion_reason_required", "R-A7", "reason", CLAUSE)]
    if target(facts, data) == "published" and (found := afterwards.over_problems(facts)):
        return found
    if secrecy.positive_review(facts.opinions, str(facts.affair("adjustment").get("digest"))) is None:
        return [Problem("adjustment_unreviewed", "R-S1", "", secrecy.CLAUSE_FIRST)]
    return []
