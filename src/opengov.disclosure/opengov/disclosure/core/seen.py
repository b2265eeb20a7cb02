"""Nobody decides about what he has not seen: a step counts for the content and the state its taker looked at (R-S2).

Whoever shows a document to somebody who decides about it hands out its mark, and gets it back with the decision. Where no
mark comes back (a script, a machine that does not ask for it) the step is about what stands there, as ever.
"""

from opengov.disclosure.core.facts import CLAUSE_REVIEW
from opengov.disclosure.core.rules import Problem


#: Codes of the refusals that a second look answers.
OTHER_CONTENT, OTHER_STATE = "seen_other_content", "seen_other_state"


def mark(state: str, digest: str) -> str:
    """What tells one thing to decide about from another.

    :param state: workflow state.
    :param digest: of the content, or of what is proposed in its place while an adjustment is under review.
    """
    return f"{state}:{digest}"


def state_of(seen: str) -> str:
    """The state in a mark; of a text that is none, whatever stands in front."""
    return seen.partition(":")[0]


def digest_of(seen: str) -> str:
    """The digest in a mark; empty in a text that is none."""
    return seen.partition(":")[2]


def problems(seen: str, present: str) -> list[Problem]:
    """What has become different since somebody looked: the state, the content or both; empty when he has seen what is there.

    :param seen: the mark he was given; a text that is none was given to nobody, and counts as other content.
    :param present: the mark as it is now.
    """
    found = []
    if digest_of(seen) and state_of(seen) != state_of(present):
        found.append(Problem(OTHER_STATE, "R-S1", "seen", CLAUSE_REVIEW, {"state": state_of(present)}))
    return found + content_problems(digest_of(seen), digest_of(present))


def content_problems(seen: str, present: str) -> list[Problem]:
    """That the content is another than the one somebody looked at.

    :param seen: :param present: digests.
    """
    return [] if seen == present else [Problem(OTHER_CONTENT, "R-S2", "seen", CLAUSE_REVIEW)]
