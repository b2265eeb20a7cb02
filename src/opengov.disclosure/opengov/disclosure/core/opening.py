"""The opinion on opening (到期开放意见) that goes along with a transfer to the archives (R-T3).

档案法 第三十条 lets whoever formed a record review its opening before it is transferred, and 档案法实施条例 第三十条第二款 asks
for the opinion on the transfer. Records open twenty-five years after they were formed; those of economy, education, science,
technology, culture and the like may open earlier, others later (档案法 第二十七条).
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.rules import Problem


EARLY = "early"
AT_EXPIRY = "at_expiry"
DEFERRED = "deferred"
#: 提前开放、到期开放、延期开放.
OPINIONS = (EARLY, AT_EXPIRY, DEFERRED)

RULE = "R-T3"
CLAUSE = "档案法实施条例 第三十条第二款"
#: When records open.
CLAUSE_DAYS = "档案法 第二十七条"
#: Name of the field, of the service and of what is kept.
FIELD = "opening_opinion"
#: The act on the ledger, and the step of the note that keeps its reason.
GIVEN = "opening_opinion_given"
#: Characters of a reason at most.
LONGEST = 5000
#: Most documents in one go.
MOST = 50
#: State of a document whose words were destroyed (R-L3).
_PURGED = "purged"


@dataclass(frozen=True)
class Standing:
    """What is asked of a document before it gets an opinion.

    :param signed: whether it was signed.
    :param state: workflow state.
    :param attribute: a value of :class:`Attribute`, or empty.
    :param opinion: what was given before; empty for none.
    :param reason: the reason of that.
    """

    signed: bool
    state: str
    attribute: str
    opinion: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Suggestion:
    """What the decided attribute suggests; never recorded by itself.

    :param opinion: one of :data:`OPINIONS`.
    :param reason: what a reason could say; empty where none is needed.
    :param source: the clauses it rests on.
    """

    opinion: str
    reason: str
    source: str


def value_problems(opinion: str, reason: str) -> list[Problem]:
    """What is wrong with an opinion, whichever document it is about."""
    found = []
    if not opinion:
        found.append(Problem("opening_opinion_wanted", RULE, "opinion", CLAUSE))
    elif opinion not in OPINIONS:
        found.append(Problem("opening_opinion_unknown", RULE, "opinion", CLAUSE, {"opinions": ", ".join(OPINIONS)}))
    if opinion == DEFERRED and not reason.strip():
        found.append(Problem("opening_reason_required", RULE, "reason", CLAUSE_DAYS))
    if len(reason) > LONGEST:
        params = {"length": str(len(reason)), "longest": str(LONGEST)}
        found.append(Problem("opening_reason_too_long", RULE, "reason", "", params))
    return found


def document_problems(opinion: str, reason: str, standing: Standing) -> list[Problem]:
    """What forbids that a document gets an opinion that is well formed."""
    if not standing.signed:
        return [Problem("opening_unsigned", RULE, "", CLAUSE)]
    if standing.state == _PURGED:
        return [Problem("opening_purged", "R-L3")]
    if contradicts(opinion, standing.attribute):
        return [Problem("opening_early_withheld", RULE, "opinion", CLAUSE_DAYS)]
    if (opinion, reason.strip()) == (standing.opinion, standing.reason):
        return [Problem("opening_same", RULE, "opinion")]
    return []


def choice_problems(chosen: Sequence[str]) -> list[Problem]:
    """What is wrong with a choice of several documents, before any of them is looked at.

    :param chosen: UIDs, each once.
    """
    if not chosen:
        return [Problem("opening_none_chosen", "R-X2", "uids")]
    if len(chosen) > MOST:
        return [Problem("opening_too_many", "R-X2", "uids", "", {"count": str(len(chosen)), "most": str(MOST)})]
    return []


def contradicts(opinion: str, attribute: str) -> bool:
    """Whether an opinion cannot hold beside the decided attribute: what is withheld today is not opened early."""
    return opinion == EARLY and attribute == Attribute.WITHHELD


def transfer_problems(opinion: str, attribute: str) -> list[Problem]:
    """What a transfer waits for.

    :param opinion: what was given; empty for none.
    """
    if not opinion:
        return [Problem("opening_opinion_missing", RULE, FIELD, CLAUSE)]
    if contradicts(opinion, attribute):
        # the attribute was adjusted since
        return [Problem("opening_early_withheld", RULE, FIELD, CLAUSE_DAYS)]
    return []


def suggestion(proposal: Proposal) -> Suggestion | None:
    """What a decided attribute suggests; None where it says nothing about opening."""
    if proposal.attribute in (Attribute.PROACTIVE, Attribute.ON_REQUEST):
        return Suggestion(AT_EXPIRY, "", CLAUSE_DAYS)
    if proposal.attribute == Attribute.WITHHELD:
        clauses = tuple(dict.fromkeys(citation(GROUNDS[code]) for code in proposal.grounds if code in GROUNDS))
        words = "；".join(_reasons(proposal)) or "、".join(clauses)
        return Suggestion(DEFERRED, words[:LONGEST], "、".join((CLAUSE_DAYS, *clauses)))
    return None


def _reasons(proposal: Proposal) -> Iterator[str]:
    """Why it is withheld, in the words of those who decided it."""
    said = (proposal.reason, proposal.law_citation, proposal.discretion)
    return (text.strip() for text in said if text and text.strip())


def token(given: Mapping[str, str] | None) -> str:
    """What a sealed record remembers of the opinion that it carries; empty for none."""
    return f"{given['opinion']} {given['at']}" if given else ""
