"""Take a step from a page: all of it or nothing, with sentences instead of an error page (R-X2)."""

from collections.abc import Callable
from dataclasses import replace
from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.signoff.interfaces import ILife
from zope.component import getUtility

import transaction


def attempt(act: Callable[[], object]) -> tuple[Problem, ...]:
    """Do something that rules may forbid; when they do, nothing of it stays, also not for the rest of the request.

    :returns: what forbade it; empty when it is done.
    """
    savepoint = transaction.savepoint()
    try:
        act()
    except RuleBroken as broken:
        savepoint.rollback()
        return broken.problems
    return ()


def take(document, step_id: str, data: dict, seen: str | None = None) -> tuple[Problem, ...]:
    """Take a step of a document's life.

    :param seen: mark of what the person was shown who takes it (R-S2); None where nothing was shown.
    :returns: what forbade it; empty when the step is taken.
    """
    return attempt(lambda: ILife(document).take(step_id, seen, **data))


def step_behind(transition: str) -> signoff.Step | None:
    """The step behind a transition of Plone's menus; None for one that is none of ours."""
    return signoff.STEPS.get(transition) or signoff.TRANSITIONS.get(transition)


def sentences(problems, titles: Titles) -> list[dict]:
    """Problems in words: dicts {field, message, rule, source, code, clause}; the clause is what stands in brackets."""
    wording = getUtility(IWording)
    worded = [wording.as_json(_spoken(problem, titles), titles.request) for problem in problems]
    return [{**words, "clause": "; ".join(filter(None, (words["rule"], words["source"])))} for words in worded]


def in_one_line(problems, titles: Titles) -> str:
    """Problems as one text, each with rule and clause."""
    return " ".join(f"{words['message']} ({words['clause']})" for words in sentences(problems, titles))


def _spoken(problem: Problem, titles: Titles) -> Problem:
    """The problem with titles in the place of the codes its sentence would show."""
    return replace(problem, params={name: titles.spoken(name, value) for name, value in problem.params.items()})
