"""Abolition of an agency: what must hold before it ends, and before that is taken back (002 管理制度 第五条)."""

from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core.rules import Problem


CLAUSE = "遵义市政府信息公开管理制度 第五条"

#: The longest reason, in characters.
REASON_LENGTH = 500
#: The longest name of an outside body, in characters.
NAME_LENGTH = 120

# The clause has no rule id of its own; its point is that duties and documents keep an agency that answers for them.
_RULE = "R-A8"


@dataclass(frozen=True)
class Abolition:
    """An abolition as it is asked for.

    :param day: the day from which the agency is abolished; None for what is no day.
    :param successor: UID of an agency, name of an outside body, or empty.
    :param reason: why, in words.
    """

    day: date | None
    successor: str
    reason: str


@dataclass(frozen=True)
class Standing:
    """What is known of the agency and the site.

    :param uid: the agency's own UID.
    :param title: what it is called.
    :param section: whether it is a section of another agency.
    :param abolished_on: ISO day of its abolition, else empty.
    :param successor_known: whether the successor asked for is the UID of an agency here.
    :param successor_is_section: whether that agency is a section.
    :param successor_abolished_on: ISO day on which that agency was abolished itself, else empty.
    """

    uid: str
    title: str = ""
    section: bool = False
    abolished_on: str = ""
    successor_known: bool = False
    successor_is_section: bool = False
    successor_abolished_on: str = ""


def problems(asked: Abolition, standing: Standing, today: date) -> list[Problem]:
    """What forbids an abolition."""
    if standing.section:
        return [_problem("abolition_of_section")]
    if standing.abolished_on:
        return [_problem("abolished_already", day=standing.abolished_on)]
    return [*_day(asked, today), *_successor(asked, standing), *reason_problems(asked.reason)]


def reinstatement_problems(abolished_on: str, reason: str) -> list[Problem]:
    """What forbids taking an abolition back."""
    if not abolished_on:
        return [_problem("not_abolished")]
    return reason_problems(reason)


def reason_problems(reason: str) -> list[Problem]:
    """A change of rules or of an agency's life gives its reason (R-L1)."""
    if not reason.strip():
        return [Problem("settings_reason_required", "R-L1", "reason")]
    if len(reason) > REASON_LENGTH:
        return [Problem("settings_reason_too_long", "R-X2", "reason", params={"length": str(REASON_LENGTH)})]
    return []


def _day(asked: Abolition, today: date) -> list[Problem]:
    if asked.day is None:
        return [Problem("abolition_day_invalid", "R-X2", "abolished_on")]
    if asked.day > today:
        # The people's offices end with it, at once: it is entered when it has come.
        return [_problem("abolition_in_future", "abolished_on", today=today.isoformat())]
    return []


def _successor(asked: Abolition, standing: Standing) -> list[Problem]:
    if asked.successor == standing.uid:
        return [_problem("successor_is_itself", "successor")]
    if standing.successor_known:
        if standing.successor_is_section:
            return [_problem("successor_is_section", "successor")]
        if standing.successor_abolished_on:
            return [_problem("successor_abolished", "successor", day=standing.successor_abolished_on)]
    elif _looks_like_uid(asked.successor):
        return [_problem("successor_unknown", "successor")]
    elif len(asked.successor) > NAME_LENGTH:
        return [_problem("successor_name_too_long", "successor", length=str(NAME_LENGTH))]
    return []


def _looks_like_uid(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")


def _problem(code: str, field: str = "", **params: str) -> Problem:
    return Problem(code, _RULE, field, CLAUSE, params)
