"""Coordination meetings (协调会): when one is called, moved, called off, and what it needs (R-J3).

What one leads to is in :mod:`.minutes`.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from enum import StrEnum
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.settlements import CLAUSE


SHANGHAI = timezone(timedelta(hours=8))

#: Lengths in characters, and numbers of things.
MAX_PLACE = 200
MAX_AGENDA = 5000
MAX_PERSON = 60
MAX_PERSONS = 200
MAX_REASON = 5000
MAX_MEETINGS = 50
MAX_PAPERS = 50

#: State -> offices of the lead that call meetings and enter what they led to: those that ask agencies.
HOLDING: Mapping[str, tuple[str, ...]] = positions.ASKING
#: The same for moving a meeting and calling it off, also while the document was sent back after the call.
ARRANGING: Mapping[str, tuple[str, ...]] = {
    "draft": ("Section Head",),
    "section_review": ("Section Head",),
    "disclosure_review": ("Disclosure Reviewer",),
    **HOLDING,
}
#: The same for adding a file: signed minutes come late.
FILING: Mapping[str, tuple[str, ...]] = {**ARRANGING, "published": ("Disclosure Officer",)}

#: Steps that cannot go on while a called meeting has neither been held nor called off.
WAITING = (
    "settle",
    "sign",
    "sign_urgently",
    "countersign",
    "record_countersignature",
    "publish",
)


class Outcome(StrEnum):
    """What a meeting led to."""

    KEPT = "kept"
    CHANGED = "changed"
    NOT_SETTLED = "not_settled"


@dataclass(frozen=True)
class Plan:
    """Where and when a meeting is, about what, and who comes.

    :param at: ISO time, of Shanghai where it says nothing else.
    :param agencies: ids of the slots whose agencies are invited.
    :param persons: names.
    """

    at: str
    place: str
    agenda: str
    agencies: tuple[str, ...]
    persons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A meeting that was called.

    :param invited: ids of the slots whose agencies are invited.
    :param outcome: an :class:`Outcome` value; empty while there is none.
    """

    at: str
    invited: tuple[str, ...] = ()
    outcome: str = ""
    cancelled: bool = False
    papers: int = 0

    @property
    def open(self) -> bool:
        """Whether it has neither an outcome nor been called off."""
        return not self.outcome and not self.cancelled


def read_time(text: str) -> datetime | None:
    """A moment in Shanghai from ISO text with day and time; None for anything else."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if len(text.strip()) < len("2026-11-25T09:30") or not 2000 <= moment.year <= 2100:
        return None
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def is_disputed(slot: joint.Slot, stands: joint.Standing) -> bool:
    """Whether a slot is a matter for a meeting: its agency objects, or its silence is to be escalated."""
    if stands == joint.Standing.LAPSED:
        return joint.silence(slot) == joint.Silence.ESCALATE
    return stands == joint.Standing.OBJECTING


def call_problems(meetings: Sequence[Meeting], disputed: Collection[str], bound: bool) -> list[Problem]:
    """Whether another meeting may be called (R-J3): somebody objects, or an earlier outcome is to be talked about again.

    :param disputed: ids of the slots that are a matter for a meeting.
    :param bound: whether an earlier outcome binds the lead.
    """
    if any(meeting.open for meeting in meetings):
        return [problem("meeting_open_already")]
    if not disputed and not bound:
        return [problem("meeting_no_dispute")]
    if len(meetings) >= MAX_MEETINGS:
        return [problem("meeting_too_many", "", count=MAX_MEETINGS)]
    return []


def office_problems(
    offices: Mapping[str, tuple[str, ...]], state: str, held: Collection[str], act: str
) -> list[Problem]:
    """Whether meetings are dealt with in this state, and whether one of the offices held does it.

    :param offices: :data:`HOLDING`, :data:`ARRANGING` or :data:`FILING`.
    :param act: name of the act, for the message.
    """
    if state not in offices:
        return [problem("meeting_not_here")]
    if not set(offices[state]) & set(held):
        return [Problem("office_missing", "R-S4", "", CLAUSE, {"step": act})]
    return []


def plan_problems(
    plan: Plan, present: Collection[str], disputed: Collection[str], now: datetime, former: Plan | None = None
) -> list[Problem]:
    """What is wrong with time, place, agenda and participants.

    :param present: ids of the slots that were asked and have not left.
    :param disputed: as of :func:`call_problems`; one of them must come, if there are any.
    :param now: the present moment, aware.
    :param former: what was planned before; a time that stays may have passed.
    """
    found = _time_problems(plan, now, former)
    for field, words, longest in (("place", plan.place, MAX_PLACE), ("agenda", plan.agenda, MAX_AGENDA)):
        found += words_problems(field, words, longest)
    invited = set(plan.agencies)
    if not invited:
        found.append(problem("meeting_agencies_required", "agencies"))
    elif invited - set(present) or len(invited) != len(plan.agencies):
        found.append(problem("meeting_agency_unknown", "agencies"))
    elif disputed and not invited & set(disputed):
        found.append(problem("meeting_without_objector", "agencies"))
    if len(plan.persons) > MAX_PERSONS:
        found.append(problem("meeting_too_many_persons", "persons", count=MAX_PERSONS))
    if any(not person.strip() or len(person) > MAX_PERSON for person in plan.persons):
        found.append(problem("meeting_person", "persons", length=MAX_PERSON))
    return found


def _time_problems(plan: Plan, now: datetime, former: Plan | None) -> list[Problem]:
    moment = read_time(plan.at)
    if moment is None:
        return [problem("meeting_time", "at")]
    if former is not None and moment == read_time(former.at):
        return []
    # forms know minutes only
    return [problem("meeting_time_past", "at")] if moment < now.replace(second=0, microsecond=0) else []


def open_problems(meeting: Meeting) -> list[Problem]:
    """A meeting with an outcome, or called off, is final."""
    return [] if meeting.open else [problem("meeting_final")]


def cancel_problems(meeting: Meeting, reason: str) -> list[Problem]:
    """Whether a meeting can be called off."""
    return [*open_problems(meeting), *words_problems("reason", reason, MAX_REASON)]


def attach_problems(meeting: Meeting) -> list[Problem]:
    """Whether a file can be added: to a planned meeting, and to one that was held."""
    if meeting.cancelled:
        return [problem("meeting_final")]
    if meeting.papers >= MAX_PAPERS:
        return [problem("meeting_too_many_papers", "paper", count=MAX_PAPERS)]
    return []


def waiting_problems(step: str, meetings: Iterable[Meeting]) -> list[Problem]:
    """A meeting that is called is held or called off before the document goes on."""
    called = [meeting for meeting in meetings if meeting.open] if step in WAITING else []
    return [problem("meeting_open", at=meeting.at[:16].replace("T", " ")) for meeting in called]


def words_problems(field: str, words: str, longest: int) -> list[Problem]:
    """Words that must be there, and must not be endless.

    :param longest: in characters.
    """
    if not words.strip():
        return [problem(f"meeting_{field}_required", field)]
    if len(words) > longest:
        return [Problem("position_words_too_long", "R-X2", field, "", {"length": str(longest)})]
    return []


def problem(code: str, field: str = "", **params: object) -> Problem:
    """What is wrong about a meeting, with the clauses behind it."""
    return Problem(code, "R-J3", field, CLAUSE, {name: str(value) for name, value in params.items()})
