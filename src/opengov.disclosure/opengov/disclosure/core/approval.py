"""The superior's approval that some publications wait for (R-I6; 003 保密审查 第七条(三))."""

from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core.rules import Problem


CLAUSE = "政府信息公开条例 第十一条第二款；天宁区政府信息公开保密审查办法（试行） 第七条（三）"


@dataclass(frozen=True)
class Approval:
    """The superior's approval as it was recorded: by which authority, on which content."""

    authority: str
    digest: str


def problems(required: bool, approval: Approval | None, digest: str) -> list[Problem]:
    """What a publication lacks of the superior's approval (003 第七条(三)).

    :param digest: digest of what is to be published.
    """
    if not required:
        return []
    if approval is None:
        return [Problem("approval_missing", "R-I6", "approval_required", CLAUSE)]
    if approval.digest != digest:
        return [Problem("approval_stale", "R-I6", "approval_required", CLAUSE)]
    return []


def record_problems(authority: str, approved_on: str, has_paper: bool, wanted: str, today: date) -> list[Problem]:
    """What is wrong with the approval that somebody records.

    :param authority: who approved.
    :param approved_on: ISO day.
    :param wanted: the authority the document names; empty when it names none.
    """
    found = []
    if not authority.strip():
        found.append(Problem("approval_authority_required", "R-I6", "authority", CLAUSE))
    elif wanted.strip() and authority.strip() != wanted.strip():
        found.append(Problem("approval_by_another", "R-I6", "authority", CLAUSE, {"wanted": wanted.strip()}))
    if not _is_past_day(approved_on, today):
        found.append(Problem("approval_day", "R-I6", "approved_on", CLAUSE, {"today": today.isoformat()}))
    if not has_paper:
        found.append(Problem("approval_paper_required", "R-I6", "paper", CLAUSE))
    return found


def _is_past_day(text: str, today: date) -> bool:
    try:
        return date.fromisoformat(text) <= today
    except ValueError:
        return False
