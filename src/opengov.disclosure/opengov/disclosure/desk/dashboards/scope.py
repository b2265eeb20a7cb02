"""Whose figures somebody may see, and what of them (R-X1).

Figures are read by whoever reads registers, of the agencies whose registers he reads from where he stands. A supervisor's
begin with the signature, as everybody's: nothing is counted before it. What is under way is asked of the catalogue, which
tells each user of what he may see and of nothing else.
"""

from dataclasses import dataclass
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk.registers import scope
from plone.uuid.interfaces import IUUID


@dataclass(frozen=True)
class Agency:
    """An agency whose figures the user may see."""

    uid: str
    title: str
    short: str
    url: str


def agencies(context) -> tuple[Agency, ...]:
    """The agencies whose figures the user may see from here, in the order of the site."""
    return tuple(
        Agency(IUUID(agency), agency.title, agency.short_name or agency.title, agency.absolute_url())
        for agency in scope.agencies(context)
    )


def chosen(found: tuple[Agency, ...], uid: str) -> tuple[Agency, ...]:
    """Those of the agencies that somebody asks for.

    :param uid: of one; empty for all.
    :raises RuleBroken: (R-X2) for one that he may not see, as for one that does not exist.
    """
    if not uid:
        return found
    one = tuple(agency for agency in found if agency.uid == uid)
    if not one:
        enforce([Problem("statistics_agency", "R-X2", "agency")])
    return one
