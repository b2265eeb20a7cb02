"""Declassification (解密): the originator's decision ends a stub, and the whole review starts from draft (R-A4; 003 第四条)."""

from collections.abc import Mapping
from datetime import date
from opengov.disclosure.core.attribute import MAX_REASON
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import INITIAL


CLAUSE = "保守国家秘密法 第二十四条"

#: Longest name of the organ that decided, in characters.
MAX_BODY = 200

#: States of a stub whose record is closed: a new draft follows it. A draft is lifted where it is.
CLOSED = ("issued", "withheld")

#: Steps that lead towards a signature.
FORWARD = frozenset(
    {"submit", "submit_urgently", "endorse", "approve", "settle", "uphold", "sign", "sign_urgently", "enter_existing"}
)


def standing_problems(state: str, is_stub: bool, followed: bool) -> list[Problem]:
    """Whether a record can be declassified where it stands.

    :param state: its workflow state.
    :param is_stub: whether it is the stub of a state secret.
    :param followed: whether a draft follows it already.
    """
    if not is_stub:
        return [Problem("declassify_no_stub", "R-A4", "", CLAUSE)]
    if followed:
        return [Problem("declassified_already", "R-A4", "", CLAUSE)]
    if state != INITIAL and state not in CLOSED:
        return [Problem("declassify_not_here", "R-A4", "", CLAUSE)]
    return []


def decision_problems(data: Mapping[str, object], today: date) -> list[Problem]:
    """What is wrong with the decision: who decided, when, why, and the signed paper.

    :param data: values as they were given, unchecked.
    """
    found = []
    for name, longest in (("decided_by", MAX_BODY), ("reason", MAX_REASON)):
        value = data.get(name)
        if not (isinstance(value, str) and value.strip()):
            found.append(Problem("declassify_value_missing", "R-A4", name, CLAUSE))
        elif len(value) > longest:
            found.append(Problem("declassify_value_too_long", "R-A4", name, CLAUSE, {"longest": str(longest)}))
    if not _is_day(data.get("decided_on"), today):
        found.append(Problem("declassify_day_wrong", "R-A4", "decided_on", CLAUSE))
    if not data.get("paper"):
        found.append(Problem("declassify_paper_missing", "R-A4", "paper", CLAUSE))
    return found


def draft_problems(
    *, step: str, is_stub: bool, was_stub: bool, reference: str, title: str, papers: frozenset[int], paper: int | None
) -> list[Problem]:
    """What keeps a record that was a stub from going on without its declassification.

    :param was_stub: whether it was ever kept as the stub of a state secret.
    :param reference: the stub's internal reference; it never becomes a title.
    :param papers: numbers of the signed papers in the dossier.
    :param paper: number of the originator's decision; None when there is none.
    """
    if step not in FORWARD or is_stub or not (was_stub or paper is not None):
        return []
    if paper is None or paper not in papers:
        return [Problem("declassification_missing", "R-A4", "disclosure_grounds", CLAUSE)]
    if title.strip() == reference.strip():
        return [Problem("declassified_title", "R-A4", "title", CLAUSE)]
    return []


def stays_secret_problems(is_stub: bool, grounds: object) -> list[Problem]:
    """Nobody gives a stub another ground: there is no text here that could be judged (R-A4).

    :param grounds: the grounds a determination, decision or adjustment would set, unchecked.
    """
    if is_stub and not (isinstance(grounds, list | tuple) and "state_secret" in grounds):
        return [Problem("stub_stays_secret", "R-A4", "grounds", CLAUSE)]
    return []


def _is_day(value: object, today: date) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value) <= today
    except ValueError:
        return False
