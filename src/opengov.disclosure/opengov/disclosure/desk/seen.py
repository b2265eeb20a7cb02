"""A form about a document carries the mark of what it was opened with; sent about anything else it says what is different."""

from opengov.disclosure.core import seen as rules
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import difference
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.titles import Titles
from plone import api


#: Hidden field of a form about one document.
FIELD = "opengov.seen"
#: Characters of a mark that are read at all.
LONGEST = 200
#: Refusals that a second look answers.
CODES = (rules.OTHER_STATE, rules.OTHER_CONTENT)
_INSIDERS = "opengov.disclosure: View ledger"


def sent(form: dict, name: str = FIELD) -> str:
    """The mark a form came back with; empty when it has none, which is the mark of nothing."""
    value = form.get(name, "")
    return value[:LONGEST] if isinstance(value, str) else ""


def is_about(problem: Problem) -> bool:
    """Whether a step was refused because something else was looked at."""
    return problem.code in CODES


def refusal(context, seen: str, problems: tuple[Problem, ...], titles: Titles) -> dict | None:
    """What is different: dict {errors, changes, content}; None when nothing was refused for that.

    ``errors``: in words. ``changes``: as ``difference.since`` tells them, for the people of the agency; None for everybody
    else, and where the content is the same. ``content``: whether it is not.
    """
    found = [problem for problem in problems if is_about(problem)]
    if not found:
        return None
    content = any(problem.code == rules.OTHER_CONTENT for problem in found)
    inside = api.user.has_permission(_INSIDERS, obj=context)
    changes = difference.since(context, rules.digest_of(seen), titles) if content and inside else None
    return {"errors": taking.sentences(found, titles), "changes": changes, "content": content}


def parts(changes: dict | None) -> list[str]:
    """The names of what was changed; empty when nobody can tell."""
    if changes is None:
        return []
    return [one["label"] for one in changes["fields"]] + [one["name"] for one in changes["files"]]
