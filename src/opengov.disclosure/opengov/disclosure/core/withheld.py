"""The year's list of withheld documents (年度不予公开文件目录): what the public may see of it, and when (R-I11).

遵义市政府信息公开管理制度 第十一条: listed, each with its reason, filed with the authority, then published. The list names no
title, number or day: they would tell what is withheld. State secrets are in no list (R-A4).
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from opengov.disclosure.core.attribute import is_stub
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.rules import Problem


#: The choice of a profile under which the list is published once it is filed.
PUBLISHED = "yearly_filed_then_published"

SOURCE = "遵义市政府信息公开管理制度 第十一条"
MAX_BODY = 100
FIRST_YEAR = 2000


def listed(grounds: Collection[str]) -> bool:
    """Whether a withheld document is in the list that is published."""
    return not is_stub(grounds)


def masked(row: Mapping[str, object]) -> dict[str, object]:
    """What the list says of a document: kind, year of issue, grounds with their clauses.

    :param row: of the register of withheld documents, with ``kind``, ``issue_date``, ``grounds``.
    """
    grounds = [str(code) for code in row["grounds"]]  # type: ignore[attr-defined]
    return {
        "kind": row["kind"],
        "year": str(row["issue_date"])[:4],
        "grounds": grounds,
        "clauses": sorted({citation(GROUNDS[code]) for code in grounds if code in GROUNDS}),
    }


def filing_problems(
    rule: str, year: str, filed_with: str, filed_on: str, today: date, acknowledged_on: str = "", reference: str = ""
) -> Iterator[Problem]:
    """What forbids that a list is published.

    :param rule: the profile's choice ``withheld_catalogue``.
    :param filed_with: the authority it was filed with (报送备案).
    :param filed_on: ISO day of the filing.
    :param acknowledged_on: ISO day on which the authority acknowledged it; empty while it has not, or does not.
    :param reference: number of its acknowledgement; empty for none.
    """
    if rule != PUBLISHED:
        yield Problem("withheld_list_not_published", "R-I11", "", SOURCE)
    if not (year.isascii() and year.isdecimal() and len(year) == 4 and FIRST_YEAR <= int(year) <= today.year):
        yield Problem("withheld_list_year", "R-I11", "year", "", {"first": str(FIRST_YEAR), "last": str(today.year)})
    if not 0 < len(filed_with) <= MAX_BODY:
        yield Problem("withheld_list_filed_with", "R-I11", "filed_with", SOURCE, {"max": str(MAX_BODY)})
    day = _day(filed_on)
    if day is None or day > today:
        yield Problem("withheld_list_filed_on", "R-I11", "filed_on", SOURCE, {"last": today.isoformat()})
    yield from _acknowledgement_problems(acknowledged_on, reference, day or today, today)


def _acknowledgement_problems(day: str, reference: str, filed: date, today: date) -> Iterator[Problem]:
    answered = _day(day)
    if day and (answered is None or not filed <= answered <= today):
        span = {"first": filed.isoformat(), "last": today.isoformat()}
        yield Problem("withheld_list_acknowledged_on", "R-I11", "acknowledged_on", SOURCE, span)
    if len(reference) > MAX_BODY or (reference and not day):
        yield Problem("withheld_list_reference", "R-I11", "reference", SOURCE, {"max": str(MAX_BODY)})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
