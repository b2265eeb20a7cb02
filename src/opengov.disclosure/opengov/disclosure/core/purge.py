"""Purge (R-L3): what must not exist is destroyed, by two persons, with a reason; the record of it stays."""

from collections.abc import Mapping
from opengov.disclosure.core.facts import Facts
from opengov.disclosure.core.facts import persons_of
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import Step


CLAUSE = "保守国家秘密法 第三十一条"

#: Why a document is destroyed.
CAUSES = ("secret", "personal_data")


def standing_problems(step: Step, facts: Facts) -> list[Problem]:
    """A purge rests on the request of another person."""
    # what was asked for is this content; another one is asked for anew
    asked = facts.affair("purge") if facts.affair("purge").get("digest") == facts.digest else {}
    if step.id == "request_purge" and asked:
        return [Problem("purge_requested", "R-L3", "", CLAUSE)]
    if step.id != "purge":
        return []
    if not asked:
        return [Problem("purge_not_requested", "R-L3", "", CLAUSE)]
    if facts.persons & persons_of(asked):
        return [Problem("own_purge", "R-L3", "", CLAUSE)]
    return []


def data_problems(step: Step, data: Mapping[str, object]) -> list[Problem]:
    """A request names its cause."""
    if step.id == "request_purge" and text(data, "cause") not in CAUSES:
        return [Problem("purge_cause_unknown", "R-L3", "cause", CLAUSE, {"causes": ", ".join(CAUSES)})]
    return []
