"""The groups of an agency's offices, and the local roles they hold on it."""

from Acquisition import aq_chain
from Acquisition import aq_inner
from Acquisition import aq_parent
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import OFFICES
from plone import api
from plone.uuid.interfaces import IUUID

import re


_OFFICE_GROUP = re.compile(f"[0-9a-f]{{32}}-({'|'.join(OFFICES.values())})")

#: What the groups are called. They are data of the site, seen in the group administration, so they have one language.
OFFICE_TITLES = {
    "Drafter": "拟稿人",
    "Section Head": "科室负责人",
    "Disclosure Reviewer": "公开属性审核人",
    "Secrecy Officer": "保密审查员",
    "Signer": "签发人",
    "Principal Signer": "主要领导",
    "Disclosure Officer": "信息公开工作机构",
    "Web Editor": "网站管理员",
    "Transfer Clerk": "信息送交员",
    "Co-Issuer": "联合发文联络人",
    "Archivist": "档案接收人",
    "Supervisor": "主管部门",
}

#: Offices that a section has of its own; all others are those of its agency (R-A8).
SECTION_OFFICES = ("Drafter", "Section Head")

#: Stock permissions that Plone asks of whoever works in a folder, and the offices that need them.
WORKING_PERMISSIONS = {
    "Add portal content": ("Drafter",),
    "List folder contents": tuple(OFFICES),
}


def group_id(agency, role: str) -> str:
    """Id of the agency's group for a role of ``OFFICES``."""
    return f"{IUUID(agency)}-{OFFICES[role]}"


def office_of(gid: str) -> tuple[str, str] | None:
    """UID of the agency and slug of the office that a group id names; None for any other group."""
    return (gid[:32], gid[33:]) if _OFFICE_GROUP.fullmatch(gid) else None


def own_offices(agency) -> tuple[str, ...]:
    """Roles that the agency has groups for, in the order of the walk."""
    return SECTION_OFFICES if agency.is_section() else tuple(OFFICES)


def chain(agency) -> tuple:
    """The agency and, for a section, those around it whose offices it inherits; the agency proper comes last."""
    found = []
    for parent in aq_chain(aq_inner(agency)):
        if IAgencyContent.providedBy(parent):
            found.append(parent)
            if not parent.is_section():
                break
    return tuple(found)


def superiors(agency) -> tuple:
    """Agencies proper above the one the agency belongs to, the nearest first: their Supervisors look down."""
    proper = chain(agency)[-1]
    around = aq_chain(aq_parent(aq_inner(proper)))
    return tuple(parent for parent in around if IAgencyContent.providedBy(parent) and not parent.is_section())


def role_groups(agency, role: str) -> tuple[str, ...]:
    """Ids of all groups that give the role in the agency: its own, those a section inherits, and superiors' Supervisors."""
    around = [*chain(agency), *(superiors(agency) if role == "Supervisor" else ())]
    return tuple(group_id(each, role) for each in around if role in own_offices(each))


def ensure_groups(agency) -> None:
    """Create the missing groups of the agency's offices and keep their titles up to date."""
    groups = api.portal.get_tool("portal_groups")
    for role in own_offices(agency):
        title = f"{agency.short_name or agency.title} {OFFICE_TITLES[role]}"
        gid = group_id(agency, role)
        group = groups.getGroupById(gid)
        if group is None:
            groups.addGroup(gid, title=title)
        elif group.getProperty("title") != title:
            groups.editGroup(gid, title=title)


def remove_groups(agency, roles=tuple(OFFICES)) -> None:
    """Remove groups of the agency, where they exist."""
    _remove(group_id(agency, role) for role in roles)


def _remove(group_ids) -> None:
    groups = api.portal.get_tool("portal_groups")
    for gid in group_ids:
        if groups.getGroupById(gid) is not None:
            groups.removeGroup(gid)


def office_roles(agency) -> dict[str, list[str]]:
    """Local roles the agency must have: its own offices, and the Supervisors of the agencies above it."""
    roles = {group_id(agency, role): [role] for role in own_offices(agency)}
    if not agency.is_section():
        roles.update({gid: ["Supervisor"] for gid in role_groups(agency, "Supervisor")})
    return roles


def assign_roles(agency, afresh: bool = False) -> bool:
    """Set the local roles of offices, and block inheritance for everything but a section; tell whether that changed any.

    :param afresh: also drop all other local roles: whoever created the agency owns nothing by it, and no entry of an
        original survives in its copy.
    """
    present = dict(agency.__ac_local_roles__ or {})
    others = {} if afresh else {name: roles for name, roles in present.items() if not _OFFICE_GROUP.fullmatch(name)}
    wanted = others | office_roles(agency)
    blocked = not agency.is_section()
    if wanted == present and blocked == bool(getattr(agency, "__ac_local_roles_block__", False)):
        return False
    agency.__ac_local_roles__ = wanted
    agency.__ac_local_roles_block__ = blocked
    return True


def follow_uid(agency) -> None:
    """Give an agency whose UID was changed the groups of its new one, and remove those of the former."""
    drafters = [name for name, roles in (agency.__ac_local_roles__ or {}).items() if "Drafter" in roles]
    former = [name for name in drafters if _OFFICE_GROUP.fullmatch(name) and name != group_id(agency, "Drafter")]
    if not former:
        return
    uid = former[0].partition("-")[0]
    _remove(f"{uid}-{slug}" for slug in OFFICES.values())
    ensure_groups(agency)
    assign_roles(agency)
    agency.reindexObjectSecurity()


def open_for_work(agency) -> None:
    """Let the agency's people do what Plone asks a stock permission for."""
    for permission, roles in WORKING_PERMISSIONS.items():
        agency.manage_permission(permission, roles, acquire=1)
