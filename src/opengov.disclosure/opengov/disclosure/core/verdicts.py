"""Opinions that may say yes or no (R-S2): the same values wherever a document is looked at again."""

from collections.abc import Mapping
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.facts import Facts
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.facts import texts
from opengov.disclosure.core.rules import Problem


VERDICTS = ("agree", "disagree")


def problems(facts: Facts, data: Mapping[str, object], scanned: bool) -> list[Problem]:
    """What is wrong with a verdict: neither yes nor no, unchecked, without reason, findings left open.

    :param scanned: whether whoever agrees confirms the scan's findings as handled (R-S5).
    """
    outcome = text(data, "outcome")
    if outcome not in VERDICTS:
        return [Problem("outcome_unknown", "R-S2", "outcome", secrecy.CLAUSE_REVIEW, {"outcomes": ", ".join(VERDICTS)})]
    found = secrecy.opinion_problems(outcome=outcome, checks=texts(data, "checks"), reason=text(data, "reason"))
    if scanned and outcome == "agree":
        found += secrecy.findings_problems(facts.findings, texts(data, "handled"))
    return found
