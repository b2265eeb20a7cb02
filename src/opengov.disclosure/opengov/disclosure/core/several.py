"""Steps that one person may take with several documents in one go: each remains a step of its own, judged for itself.

Offered are steps whose values are the same for all. What needs something said of each document (a signature, a number, a
determination, an adjustment, findings of the scan that are confirmed one by one) is taken on the document's own page.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.facts import CLAUSE_REVIEW
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.facts import texts
from opengov.disclosure.core.life import STEPS
from opengov.disclosure.core.rules import Problem


#: Most documents in one go.
MOST = 50

#: Step -> the values that are asked once for all. What else the step could take cannot be given for several.
VALUES: Mapping[str, tuple[str, ...]] = {
    "endorse": ("checks", "comment?"),
    "approve": ("checks", "comment?"),
    "return": ("reason",),
    "publish": ("comment?",),
    "register": ("comment?",),
    "file": ("comment?",),
}


def choice_problems(step_id: str, chosen: Sequence[str]) -> list[Problem]:
    """What is wrong with the choice itself, before any document is looked at.

    :param chosen: the documents, each once.
    """
    if step_id not in VALUES:
        return [Problem("several_step", "R-S1", "step", "", {"step": step_id})]
    if not chosen:
        return [Problem("several_none", "R-X2", "uids")]
    if len(chosen) > MOST:
        return [Problem("several_too_many", "R-X2", "uids", "", {"count": str(len(chosen)), "most": str(MOST)})]
    return []


def value_problems(step_id: str, data: Mapping[str, object]) -> list[Problem]:
    """What every document would be refused for, said once; empty when the values can be tried."""
    asked = {name.rstrip("?") for name in VALUES[step_id]}
    found = [Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in sorted(set(data) - asked)]
    if "checks" in asked:
        found += secrecy.opinion_problems(outcome="agree", checks=texts(data, "checks"), reason="")
    if "reason" in asked and not text(data, "reason").strip():
        found.append(Problem("step_reason_required", "R-L1", "reason", CLAUSE_REVIEW, {"step": step_id}))
    return found


def steps_for(states: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Steps that can be offered for documents.

    :param states: state -> roles the person holds where such documents lie.
    """
    return tuple(
        step_id
        for step_id in VALUES
        if any(roles & set(STEPS[step_id].offices.get(state, ())) for state, roles in states.items())
    )
