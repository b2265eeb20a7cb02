"""Choices of a register that people keep under a name: for themselves, or for everybody who reads an agency's registers."""

from collections.abc import Iterable
from opengov.disclosure.core.rules import Problem


#: Longest name, in characters; and how many one person, or one agency, keeps.
LONGEST, MOST = 60, 50


def name_problems(name: str, others: Iterable[str]) -> list[Problem]:
    """What is wrong with the name of a view (R-X2).

    :param others: names it would stand beside.
    """
    if not name.strip():
        return [Problem("view_name_required", "R-X2", "view_name")]
    if len(name.strip()) > LONGEST:
        return [Problem("view_name_long", "R-X2", "view_name", params={"max": str(LONGEST)})]
    if name.strip() in others:
        return [Problem("view_name_taken", "R-X2", "view_name", params={"view": name.strip()})]
    return []


def number_problems(kept: int) -> list[Problem]:
    """Whether there is room for one more.

    :param kept: how many there are.
    """
    return [Problem("views_too_many", "R-X2", "view_name", params={"max": str(MOST)})] if kept >= MOST else []
