"""What stands against an act about lists of deposited documents: handing in, nil returns, confirming, correcting (R-T1, R-T6)."""

from collections.abc import Iterable
from datetime import date
from opengov.disclosure.core.deposits import Act
from opengov.disclosure.core.deposits import CLAUSE
from opengov.disclosure.core.deposits import CLAUSE_COPIES
from opengov.disclosure.core.deposits import CLAUSE_LIST
from opengov.disclosure.core.deposits import MAX_REASON
from opengov.disclosure.core.deposits import OFFICE_ACTS
from opengov.disclosure.core.deposits import Span
from opengov.disclosure.core.deposits import standing_acts
from opengov.disclosure.core.rules import Problem


def kind_problems(kind: str, kinds: Iterable[str]) -> list[Problem]:
    """What is wrong with the kind of receiver an act names.

    :param kinds: those that the profile names (第七条: the archive; Art. 25: the public library, too).
    """
    named = tuple(kinds)
    if kind in named:
        return []
    return [Problem("deposit_receiver_unknown", "R-T1", "receiver", CLAUSE, {"kinds": ", ".join(named)})]


def over_problems(period: Span, today: date) -> list[Problem]:
    """A list is complete when its month, or half of a month, is over."""
    if period.last < today:
        return []
    return [Problem("deposit_period_not_over", "R-T1", "period", CLAUSE_LIST, {"last": period.last.isoformat()})]


def day_problems(on: str, first: date, today: date) -> list[Problem]:
    """What is wrong with the day on which something was handed over.

    :param first: the first day on which it can have been.
    """
    try:
        day = date.fromisoformat(on)
    except ValueError:
        day = date.max
    if day.isoformat() != on:
        return [Problem("day_malformed", "R-X2", "on")]
    if day > today:
        return [Problem("day_in_future", "R-X2", "on")]
    if day < first:
        return [Problem("deposit_day_too_early", "R-T1", "on", CLAUSE_LIST, {"first": first.isoformat()})]
    return []


def hand_in_problems(waiting: int, copies: int, least: int) -> list[Problem]:
    """What stands against recording that a list was handed in.

    :param waiting: documents that would stand in it.
    :param copies: of each document.
    :param least: what the profile asks for.
    """
    if not waiting:
        return [Problem("deposit_nothing_waits", "R-T1", "period", CLAUSE_LIST)]
    if copies < least:
        return [Problem("deposit_copies_too_few", "R-T1", "copies", CLAUSE_COPIES, {"least": str(least)})]
    return []


def nil_problems(documents: int, done: bool) -> list[Problem]:
    """What stands against a nil return.

    :param documents: that stand in the list of the span.
    :param done: whether there is a nil return already.
    """
    if documents:
        return [Problem("deposit_not_nil", "R-T1", "period", CLAUSE_LIST, {"count": str(documents)})]
    return [Problem("deposit_nil_already", "R-T1", "period", CLAUSE_LIST)] if done else []


def confirm_problems(act: Act | None, acts: Iterable[Act], kind: str, by: str) -> list[Problem]:
    """What stands against a receiver's confirmation of a list (R-T6).

    :param act: what is to be confirmed; None when there is none of that number.
    :param kind: of the receiver that confirms.
    :param by: user id of the archivist.
    """
    held = standing_acts(acts)
    if act is None or act not in held or act.what not in OFFICE_ACTS or act.kind != kind:
        return [Problem("deposit_act_unknown", "R-T6", "act", CLAUSE_LIST)]
    if act.by == by:
        return [Problem("deposit_own_confirmation", "R-T6", "act", CLAUSE_LIST)]
    if any(other.what == "confirm" and other.of == act.number for other in held):
        return [Problem("deposit_confirmed", "R-T6", "act", CLAUSE_LIST)]
    return []


def correct_problems(act: Act | None, acts: Iterable[Act], side: tuple[str, ...], reason: str) -> list[Problem]:
    """What stands against taking an act back. What the archives have confirmed, they take back first.

    :param side: acts of whoever corrects: nobody corrects the other side's (R-T6).
    """
    held = standing_acts(acts)
    if act is None or act not in held or act.what not in side:
        return [Problem("deposit_act_unknown", "R-T6", "act", CLAUSE_LIST)]
    if any(other.what == "confirm" and other.of == act.number for other in held):
        return [Problem("deposit_confirmed", "R-T6", "act", CLAUSE_LIST)]
    if not reason.strip():
        return [Problem("deposit_reason_required", "R-L1", "reason")]
    if len(reason) > MAX_REASON:
        return [Problem("deposit_reason_too_long", "R-X2", "reason", "", {"length": str(MAX_REASON)})]
    return []
