"""What a coordination meeting (协调会) led to, and what its minutes need (R-J3).

What a meeting settles is a decision in the slots of :mod:`.joint` and binds the lead (:mod:`.settlements`); what it could
not settle goes to the competent authority.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from opengov.disclosure.core.meetings import Meeting
from opengov.disclosure.core.meetings import open_problems
from opengov.disclosure.core.meetings import Outcome
from opengov.disclosure.core.meetings import problem
from opengov.disclosure.core.meetings import read_time
from opengov.disclosure.core.meetings import words_problems
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.settlements import attribute_problems
from opengov.disclosure.core.settlements import Settlement


#: Length of minutes in characters.
MAX_MINUTES = 50_000


@dataclass(frozen=True)
class Report:
    """What is entered about a meeting that was held.

    :param attended: ids of the slots whose agencies were there.
    :param settled: ids of those whose objection is settled.
    :param attribute: the attribute agreed on, with its grounds.
    """

    outcome: str
    minutes: str
    attended: tuple[str, ...] = ()
    attribute: str = ""
    grounds: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()


def conclude_problems(
    meeting: Meeting,
    report: Report,
    disputed: Collection[str],
    present: Settlement,
    now: datetime,
    listed: bool = False,
) -> list[Problem]:
    """What is wrong with an outcome (R-J3).

    :param disputed: ids of the slots that are a matter for a meeting now.
    :param present: attribute and grounds of the document now.
    :param now: the present moment, aware.
    :param listed: as of :func:`.settlements.attribute_problems`.
    """
    if not meeting.open:
        return open_problems(meeting)
    held = read_time(meeting.at)
    if held is None or held > now:
        return [problem("meeting_not_held_yet", at=meeting.at[:16].replace("T", " "))]
    found = words_problems("minutes", report.minutes, MAX_MINUTES)
    if report.outcome not in set(Outcome):
        return [problem("meeting_outcome_unknown", "outcome", values=", ".join(Outcome)), *found]
    found += _attendance(meeting, report, disputed)
    if report.outcome == Outcome.CHANGED:
        found += attribute_problems(report.attribute, report.grounds, listed)
        if (report.attribute, set(report.grounds)) == (present.attribute, set(present.grounds)):
            found.append(problem("meeting_changes_nothing", "attribute"))
    elif report.attribute or report.grounds:
        found.append(problem("meeting_attribute_only_changed", "attribute"))
    return found


def _attendance(meeting: Meeting, report: Report, disputed: Collection[str]) -> list[Problem]:
    attended, settled = set(report.attended), set(report.settled)
    found = []
    if attended - set(meeting.invited):
        found.append(problem("meeting_not_invited", "attended"))
    elif not attended:
        found.append(problem("meeting_attended_required", "attended"))
    if settled - attended:
        found.append(problem("meeting_settled_absent", "settled"))
    elif settled - set(disputed):
        found.append(problem("meeting_settled_undisputed", "settled"))
    if report.outcome != Outcome.NOT_SETTLED and disputed and not settled:
        found.append(problem("meeting_settles_nobody", "settled"))
    if report.outcome == Outcome.NOT_SETTLED and settled:
        found.append(problem("meeting_settled_all_the_same", "settled"))
    return found
