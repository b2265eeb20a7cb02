"""A document that a body outside the site leads (R-J1): this agency signs with the others, registers and states it.

Number and date are the lead's, and so are publication and the hand-over to the archives (R-J5).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from opengov.disclosure.core import joint
from opengov.disclosure.core import numbering
from opengov.disclosure.core import positions
from opengov.disclosure.core.afterwards import is_day
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken


CLAUSE = "政府信息公开条例 第十条第三款"

#: State -> offices of the own agency that say who leads: everything that follows from it must be clear before a review.
CHOOSING: Mapping[str, tuple[str, ...]] = {"draft": positions.NAMING["draft"]}

#: The same for number and date that the lead gave: after the own agency's signature.
RECORDING: Mapping[str, tuple[str, ...]] = dict.fromkeys(("issued", "registered", "withheld"), ("Disclosure Officer",))


@dataclass(frozen=True)
class Lead:
    """A body that somebody says leads.

    :param body: its name; empty: the document's own agency leads.
    :param own: what the document's own agency is called.
    :param known: whether an agency of this site bears the name.
    :param stands_beside: whether the document is a correction or public version of another one.
    """

    body: str
    own: str = ""
    known: bool = False
    stands_beside: bool = False


def lead_problems(lead: Lead, slots: Iterable[joint.Slot]) -> list[Problem]:
    """Who cannot lead from outside: the own agency, any other of this site, one that is asked, a name too long (R-J1)."""
    body = lead.body
    if lead.stands_beside:
        return [Problem("lead_of_original", "R-J1", "lead_body", CLAUSE)]
    if not body:
        return []
    if body == lead.own.strip():
        return [Problem("lead_is_own", "R-J1", "lead_body", CLAUSE)]
    if any(slot.name == body and not slot.removed_at for slot in slots):
        return [Problem("lead_is_asked", "R-J1", "lead_body", CLAUSE, {"agency": body[: positions.MAX_NAME]})]
    if lead.known:
        return [Problem("lead_is_agency", "R-J1", "lead_body", CLAUSE, {"agency": body[: positions.MAX_NAME]})]
    if len(body) > positions.MAX_NAME:
        return [Problem("position_words_too_long", "R-J1", "lead_body", "", {"length": str(positions.MAX_NAME)})]
    return []


@dataclass(frozen=True)
class Issue:
    """Number and date that an outside lead gave, copied from its paper (R-J1, R-J5).

    :param number: as it stands on the paper; empty for a kind that has none.
    :param issue_date: ISO day.
    :param has_paper: whether the issued paper is attached.
    :param reason: why what was recorded before is corrected.
    """

    number: str
    issue_date: str
    has_paper: bool
    reason: str = ""


@dataclass(frozen=True)
class Known:
    """What is known when number and date of an outside lead are recorded.

    :param led_outside: whether a body outside the site leads.
    :param numbered: whether documents of this kind have a number.
    :param own_codes: issuer codes of the document's own agency.
    :param taken: whether another document of the agency has this number.
    :param recorded: whether number and date are recorded already.
    :param begun: ISO day on which the document was begun here: nobody can have issued it before.
    :param day: the present ISO day in Shanghai.
    """

    led_outside: bool
    numbered: bool = True
    own_codes: tuple[str, ...] = ()
    taken: bool = False
    recorded: bool = False
    begun: str = ""
    day: str = ""


def issue_problems(issue: Issue, known: Known) -> list[Problem]:
    """What is wrong with number and date of an outside lead; what was recorded is corrected with a reason only."""
    if not known.led_outside:
        return [Problem("lead_issue_own", "R-J1", "", CLAUSE)]
    found = _number_problems(issue.number, known)
    if not is_day(issue.issue_date):
        found.append(Problem("day_malformed", "R-J5", "issue_date", CLAUSE))
    elif issue.issue_date > known.day:
        found.append(Problem("day_in_future", "R-J5", "issue_date", CLAUSE))
    elif issue.issue_date < known.begun:
        found.append(Problem("lead_issue_too_early", "R-J5", "issue_date", CLAUSE, {"day": known.begun}))
    if not issue.has_paper:
        found.append(Problem("position_paper_required", "R-J1", "paper", CLAUSE))
    if known.recorded and not issue.reason.strip():
        found.append(Problem("step_reason_required", "R-L1", "reason", CLAUSE, {"step": "record_lead_issue"}))
    if len(issue.reason) > positions.MAX_WORDS:
        params = {"length": str(positions.MAX_WORDS)}
        found.append(Problem("position_words_too_long", "R-X2", "reason", "", params))
    return found


def _number_problems(number: str, known: Known) -> list[Problem]:
    if not number:
        return [Problem("value_required", "R-J1", "number", CLAUSE, {"name": "number"})] if known.numbered else []
    try:
        parsed = numbering.parse(number)
    except RuleBroken as broken:
        return [replace(problem, field="number") for problem in broken.problems]
    if parsed.code and parsed.code in known.own_codes:
        return [Problem("lead_issue_own_code", "R-J1", "number", CLAUSE, {"code": parsed.code})]
    return [Problem("number_given", "R-I1", "number", CLAUSE, {"number": number})] if known.taken else []


#: Steps that wait for an outside lead, or are its own.
HELD = ("publish", "republish", "register", "file")

#: Duties that only the lead has.
NOT_OURS = ("transfer_electronic", "transfer_paper")


def step_problems(step: str, led_outside: bool, recorded: bool) -> list[Problem]:
    """What holds back a document that an outside body leads: only that body publishes it (R-J5), and the end of its life
    here comes when it is issued there, with number and date.

    :param step: id of a step.
    :param recorded: whether number and date of the lead are recorded.
    """
    if led_outside and step in ("publish", "republish"):
        return [Problem("lead_publishes", "R-J5", "", CLAUSE)]
    if led_outside and not recorded and step in ("register", "file"):
        return [Problem("lead_issue_missing", "R-J1", "", CLAUSE)]
    return []
