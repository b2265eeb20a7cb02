"""Urgent documents and oral instructions (R-I7): less time, never fewer persons than two, and nothing forgotten."""

from collections.abc import Mapping
from datetime import datetime
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import verdicts
from opengov.disclosure.core.facts import CLAUSE_REVIEW
from opengov.disclosure.core.facts import Facts
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.facts import texts
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import Step


CLAUSE_URGENT = "遵义市政府信息公开管理制度 第九条"
OMITTABLE = ("Section Head", "Disclosure Reviewer")


def omitted(facts: Facts) -> tuple[str, ...]:
    """Offices whose opinion on this content is missing and is made up later."""
    given = {
        opinion.capacity for opinion in secrecy.current(facts.opinions, facts.digest) if opinion.outcome == "agree"
    }
    wanted = OMITTABLE if facts.section_review else OMITTABLE[1:]
    return tuple(office for office in wanted if office not in given)


def open_instructions(facts: Facts) -> tuple[Mapping[str, object], ...]:
    """Oral instructions that the person who acts has given and not countersigned yet."""
    return tuple(
        record
        for record in facts.records("instructions")
        if not record.get("countersigned_at") and record.get("instructed_by") in facts.persons
    )


def standing_problems(step: Step, facts: Facts) -> list[Problem]:
    """What the haste of a document holds against a step."""
    if step.id in ("submit_urgently", "sign_urgently") and not facts.urgent:
        return [Problem("not_urgent", "R-I7", "urgency", CLAUSE_URGENT)]
    if step.id == "sign_urgently" and secrecy.positive_review(facts.opinions, facts.digest) is not None:
        return [Problem("review_given", "R-I7", "", CLAUSE_URGENT)]
    if step.id == "make_up":
        left = texts(facts.affair("urgent"), "omitted")
        # (who holds both offices acts in the one that is still missing: core.signoff.capacity)
        return [] if set(left) & facts.roles else [Problem("nothing_to_make_up", "R-I7", "", CLAUSE_URGENT)]
    if step.id == "countersign_instruction" and not open_instructions(facts):
        return [Problem("nothing_to_countersign", "R-I7", "", CLAUSE_URGENT)]
    return []


def data_problems(step: Step, facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    """What is wrong with the values of a step in haste."""
    if step.id == "sign_urgently":
        found = secrecy.opinion_problems(outcome="agree", checks=texts(data, "checks"), reason="")
        return found + secrecy.findings_problems(facts.findings, texts(data, "handled"))
    if step.id == "make_up":
        return verdicts.problems(facts, data, scanned="Disclosure Reviewer" in facts.roles)
    if step.id == "record_instruction":
        return _instruction_problems(facts, data)
    return []


def _instruction_problems(facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    found = []
    if text(data, "instructed_by") in facts.persons:
        found.append(Problem("own_instruction", "R-I7", "instructed_by", CLAUSE_REVIEW))
    try:
        moment = datetime.fromisoformat(text(data, "instructed_at"))
    except ValueError:
        return [*found, Problem("moment_malformed", "R-I7", "instructed_at", CLAUSE_REVIEW)]
    if moment.date().isoformat() > facts.day:
        found.append(Problem("day_in_future", "R-I7", "instructed_at", CLAUSE_REVIEW))
    return found
