"""Whose figures somebody may see, and what of them (R-X1).

Figures are read by whoever reads registers, agency by agency; on the site all agencies together whose registers the user
reads. A supervisor's begin with the signature, as everybody's: nothing is counted before it. What is under way is asked
of the catalogue, which tells each user of what he may see and of nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone import api
from plone.uuid.interfaces import IUUID


PERMISSION = "opengov.disclosure: View registers"


@dataclass(frozen=True)
class Agency:
    """An agency whose figures the user may see."""

    uid: str
    title: str
    short: str
    url: str
    context: object = field(compare=False)


def agencies(context) -> tuple[Agency, ...]:
    """The agencies whose figures the user may see from here: of an agency (or section of it) that one first, then those it
    carries on for and those below it; of the site all, by title.
    """
    if not IAgencyContent.providedBy(context):
        return tuple(sorted(_readable(_all("/")), key=lambda agency: agency.title))
    own = IIssuingAgency(context).agency
    below = sorted(_readable(_all("/".join(own.getPhysicalPath()))), key=lambda agency: agency.title)
    found = [*_readable([own]), *_readable(_predecessors(own)), *below]
    return tuple(dict.fromkeys(found))


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


def _all(path: str) -> Iterator:
    query = {"portal_type": "Agency"} if path == "/" else {"portal_type": "Agency", "path": path}
    for brain in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(**query):
        yield brain._unrestrictedGetObject()


def _predecessors(agency) -> Iterator:
    for one in ISuccession(agency).predecessors():
        yield one
        yield from _predecessors(one)


def _readable(found) -> Iterator[Agency]:
    for agency in found:
        if not agency.is_section() and api.user.has_permission(PERMISSION, obj=agency):
            yield Agency(IUUID(agency), agency.title, agency.short_name or agency.title, agency.absolute_url(), agency)
