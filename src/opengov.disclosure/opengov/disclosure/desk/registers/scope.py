"""Whose registers somebody may read from where he stands: his agency's, and for a Supervisor those of the agencies below."""

from AccessControl import getSecurityManager
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from plone import api
from plone.uuid.interfaces import IUUID

import re


PERMISSION = "opengov.disclosure: View registers"
_OFFICE_GROUP = re.compile(r"([0-9a-f]{32})-[a-z-]+")


def agencies(context) -> list:
    """Agencies whose registers the user may read here, in the order of the site.

    On an agency: itself and, for its Supervisors, those below. On the site: all in which he holds such an office.
    """
    if IAgencyContent.providedBy(context):
        place = IIssuingAgency(context, None)
        own = [place.agency] if place is not None else []
    else:
        own = _offices()
    found = {IUUID(agency): agency for agency in own if _may(agency)}
    for agency in list(found.values()):
        if "Supervisor" in getSecurityManager().getUser().getRolesInContext(agency):
            found |= {IUUID(one): one for one in _below(agency) if _may(one)}
    return sorted(found.values(), key=lambda agency: agency.getPhysicalPath())


def _may(agency) -> bool:
    return bool(getSecurityManager().checkPermission(PERMISSION, agency))


def _offices() -> list:
    """Agencies in which the user holds an office, his deputyships included."""
    if api.user.is_anonymous():
        return []
    groups = getSecurityManager().getUser().getGroups()
    uids = {match[1] for group in groups if (match := _OFFICE_GROUP.fullmatch(group))}
    return _proper({"UID": sorted(uids)}) if uids else []


def _below(agency) -> list:
    return _proper({"path": {"query": "/".join(agency.getPhysicalPath()), "depth": -1}})


def _proper(query: dict) -> list:
    """Agencies that a query finds; of a section the agency around it. Whether he may read them the caller asks."""
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Agency", **query)
    places = [IIssuingAgency(brain._unrestrictedGetObject(), None) for brain in found]
    return [place.agency for place in places if place is not None]
