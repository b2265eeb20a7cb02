"""Doubts and disputes before the signature: question, return, uphold, the signer's own changes (R-S7, R-S8, R-I2).

No loop goes on for ever: the same content is questioned once and upheld once, and who was overruled does not return it.
"""

from collections.abc import Mapping
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import verdicts
from opengov.disclosure.core.facts import CLAUSE_SIGN
from opengov.disclosure.core.facts import Facts
from opengov.disclosure.core.facts import persons_of
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.facts import texts
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import Step


CLAUSE_QUESTION = "韶府办明电〔2019〕3号 一（五）"
CLAUSE_DISPUTE = "韶府办明电〔2019〕3号 一（四）"

#: Fields a signer may change on the sheet, with the longest text of each, in characters (R-I2).
CHANGEABLE = {"title": 300, "text": 500_000, "summary": 100, "public_title": 300, "notes": 2000}


def reviewer_has_looked(facts: Facts) -> bool:
    """Whether a Disclosure Reviewer has given an opinion on this content: only then is there a dispute with him (R-S8)."""
    return any(opinion.capacity == "Disclosure Reviewer" for opinion in secrecy.current(facts.opinions, facts.digest))


def standing_problems(step: Step, facts: Facts) -> list[Problem]:
    """What the course of the dispute holds against a step."""
    if step.id == "question" and facts.digest in texts(facts.affair("questions"), "digests"):
        return [Problem("question_again", "R-S7", "", CLAUSE_QUESTION)]
    if step.id == "return" and facts.state != "sign_off" and _is_determined(facts):
        return [Problem("determined_binds", "R-S6", "", secrecy.CLAUSE_REVIEW)]
    if step.id == "uphold":
        return _uphold_problems(facts)
    if step.id == "decide_dispute" and not _is_with_signer(facts):
        return [Problem("dispute_missing", "R-S8", "", CLAUSE_DISPUTE)]
    if step.id in ("sign", "sign_urgently"):
        return _unsettled_problems(facts)
    if step.id == "confirm_changes":
        return _confirmation_problems(facts)
    return []


def data_problems(step: Step, facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    """What is wrong with the values of a step of a dispute."""
    if step.id == "uphold":
        body = text(data, "body")
        if not reviewer_has_looked(facts):
            return [_bodies(facts)] if body else []
        if body and body not in facts.dispute_bodies:
            return [_bodies(facts)]
        return [_bodies(facts)] if not body and len(facts.dispute_bodies) > 1 else []
    if step.id == "decide_dispute":
        found = secrecy.opinion_problems(outcome="agree", checks=texts(data, "checks"), reason="")
        return found + secrecy.findings_problems(facts.findings, texts(data, "handled"))
    if step.id == "amend":
        return _change_problems(data.get("changes"))
    if step.id == "confirm_changes":
        return verdicts.problems(facts, data, scanned="Disclosure Reviewer" in facts.roles)
    return []


def _bodies(facts: Facts) -> Problem:
    return Problem("dispute_body", "R-S8", "body", CLAUSE_DISPUTE, {"bodies": ", ".join(facts.dispute_bodies)})


def _is_determined(facts: Facts) -> bool:
    word = secrecy.positive_review(facts.opinions, facts.digest)
    return word is not None and word.determination


def _is_with_signer(facts: Facts) -> bool:
    return facts.affair("dispute").get("standing") == "open" and not facts.dispute_bodies


def _uphold_problems(facts: Facts) -> list[Problem]:
    returned = facts.affair("returned")
    if not returned:
        return [Problem("nothing_returned", "R-S8", "", CLAUSE_DISPUTE)]
    if returned.get("digest") != facts.digest:
        return [Problem("uphold_changed", "R-S8", "", CLAUSE_DISPUTE)]
    if facts.affair("dispute").get("digest") == facts.digest:
        return [Problem("dispute_decided", "R-S8", "", CLAUSE_DISPUTE)]
    return []


def _unsettled_problems(facts: Facts) -> list[Problem]:
    found = []
    if _is_with_signer(facts):
        found.append(Problem("dispute_open", "R-S8", "", CLAUSE_DISPUTE))
    amended = facts.affair("amended")
    if amended and not amended.get("unit_confirmed"):
        found.append(Problem("unit_unconfirmed", "R-I2", "", CLAUSE_SIGN))
    return found


def _confirmation_problems(facts: Facts) -> list[Problem]:
    amended = facts.affair("amended")
    if not amended:
        return [Problem("nothing_amended", "R-I2", "", CLAUSE_SIGN)]
    if facts.persons & persons_of(amended):
        return [Problem("own_changes", "R-S4", "", CLAUSE_SIGN)]
    return []


def _change_problems(changes: object) -> list[Problem]:
    if not isinstance(changes, Mapping) or not changes:
        return [Problem("changes_missing", "R-I2", "changes", CLAUSE_SIGN, {"fields": ", ".join(CHANGEABLE)})]
    found = []
    for name, value in changes.items():
        longest = CHANGEABLE.get(str(name))
        if longest is None or not isinstance(value, str):
            found.append(Problem("change_not_allowed", "R-I2", str(name)[:60], CLAUSE_SIGN, {"name": str(name)[:60]}))
        elif len(value) > longest:
            params = {"length": str(len(value)), "longest": str(longest)}
            found.append(Problem("reason_too_long", "R-X2", str(name), "", params))
    if isinstance(changes.get("title"), str) and not str(changes["title"]).strip():
        found.append(Problem("value_required", "R-X2", "title", "", {"name": "title"}))
    return found
