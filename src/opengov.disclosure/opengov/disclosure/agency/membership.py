"""Who may see an agency's inner matters: its people, deputies included, and who manages deputies."""

from AccessControl import getSecurityManager
from opengov.disclosure.agency import groups
from plone import api


def is_member(agency) -> bool:
    """Whether the current user holds an office of the agency (or of the agency around a section), or manages deputies."""
    if getSecurityManager().checkPermission("opengov.disclosure: Manage deputies", agency):
        return True
    if api.user.is_anonymous():
        return False
    units = groups.chain(agency)
    offices = {groups.group_id(unit, role) for unit in units for role in groups.own_offices(unit)}
    return not offices.isdisjoint(getSecurityManager().getUser().getGroups())
