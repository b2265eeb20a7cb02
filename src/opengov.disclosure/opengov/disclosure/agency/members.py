"""Who is in a group, and who belongs to an agency, as the user folder says."""

from opengov.disclosure.agency import groups
from plone import api
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.interfaces.group import IGroupManagement


def members(group_id: str) -> frozenset[str]:
    """User ids of the group's members, those of groups inside it included; deputies are no members."""
    plugins = api.portal.get_tool("acl_users").plugins.listPlugins(IGroupIntrospection)
    found: set[str] = set()
    seen: set[str] = set()
    left = {group_id}
    while left:
        seen |= left
        inside = {member for gid in left for _id, plugin in plugins for member in plugin.getGroupMembers(gid) or ()}
        nested = {member for member in inside if any(plugin.getGroupById(member) for _id, plugin in plugins)}
        found |= inside - nested
        left = nested - seen
    return frozenset(found)


def people(agency) -> frozenset[str]:
    """User ids of everybody who holds an office in the agency, in its sections, or in the agency around a section."""
    units = [*groups.chain(agency), *_sections(agency)]
    ids = [groups.group_id(unit, role) for unit in units for role in groups.own_offices(unit)]
    return frozenset().union(*map(members, ids))


def _sections(agency) -> list:
    # From the catalog: an agency may hold many thousand documents.
    inside = [brain.getObject() for brain in api.content.find(context=agency, portal_type="Agency")]
    own = groups.chain(agency)[-1]
    return [unit for unit in inside if unit.is_section() and groups.chain(unit)[-1] == own]


def dismiss(agency, staying: tuple[str, ...]) -> dict[str, list[str]]:
    """Take everybody out of the groups of an agency and its sections.

    :param staying: roles whose people stay.
    :returns: group id -> who was in it, groups inside it included; for :func:`call_back`.
    """
    users = api.portal.get_tool("acl_users").plugins
    units = [agency, *_sections(agency)]
    ids = [groups.group_id(unit, role) for unit in units for role in groups.own_offices(unit) if role not in staying]
    found = {}
    for gid in ids:
        inside = {
            each for _id, plugin in users.listPlugins(IGroupIntrospection) for each in plugin.getGroupMembers(gid)
        }
        for principal in inside:
            for _id, plugin in users.listPlugins(IGroupManagement):
                plugin.removePrincipalFromGroup(principal, gid)
        if inside:
            found[gid] = sorted(inside)
    return found


def call_back(dismissed: dict[str, list[str]]) -> None:
    """Put those whom :func:`dismiss` took out back into their groups, as far as groups and accounts still exist."""
    users = api.portal.get_tool("acl_users").plugins
    for gid, principals in dismissed.items():
        for principal in principals:
            if api.user.get(userid=principal) is None and api.group.get(groupname=principal) is None:
                continue
            for _id, plugin in users.listPlugins(IGroupManagement):
                if api.group.get(groupname=gid) is not None:
                    plugin.addPrincipalToGroup(principal, gid)


def fullname(user_id: str) -> str:
    """How a person is called; the id where the account says nothing or is gone."""
    user = api.user.get(userid=user_id)
    return (user.getProperty("fullname") if user else "") or user_id
