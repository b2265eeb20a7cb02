"""What follows when an agency is created, changed, moved, copied or removed."""

from Acquisition import aq_parent
from opengov.disclosure.agency import groups
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from plone.contentrules.engine.interfaces import IRuleAssignmentManager
from zope.container.interfaces import IContainerModifiedEvent


def set_up(agency, event) -> None:
    """A new agency gets its groups, their local roles and nothing else."""
    _check_place(agency)
    groups.ensure_groups(agency)
    groups.assign_roles(agency, afresh=True)
    groups.open_for_work(agency)
    # Content rules make their annotation at the first addition; made now, the first two documents do not meet in it.
    IRuleAssignmentManager(agency)


def follow_change(agency, event) -> None:
    """A new name shows in the titles of the groups; a new kind changes what is inherited."""
    if IContainerModifiedEvent.providedBy(event) or aq_parent(agency) is None:
        return
    _check_place(agency)
    if agency.is_section() == _blocks(agency):
        # Section or not decides whose number and clock the documents inside have.
        keep_with_content(agency, event)
    groups.ensure_groups(agency)
    if groups.assign_roles(agency):
        groups.remove_groups(agency, [role for role in groups.OFFICES if role not in groups.own_offices(agency)])
        agency.reindexObjectSecurity()


def follow_move(agency, event) -> None:
    """In a new place other agencies stand above (the event comes to nested agencies too)."""
    if event.oldParent is None or event.newParent is None:
        return
    _check_place(agency)
    if groups.assign_roles(agency):
        agency.reindexObjectSecurity()


def keep_with_content(agency, event) -> None:
    """Refuse to remove or copy what holds documents (R-I2); the event also comes when a folder around it is meant."""
    if agency.objectIds(ordered=False):
        raise RuleBroken(Problem("agency_has_content", "R-I2", params={"title": agency.title}))


def take_down(agency, event) -> None:
    """With an agency go its groups."""
    groups.remove_groups(agency)


def _check_place(agency) -> None:
    if not agency.is_section():
        return
    if groups.chain(agency)[-1].is_section():
        raise RuleBroken(Problem("section_needs_agency", "R-A8", "kind"))


def _blocks(agency) -> bool:
    return bool(getattr(agency, "__ac_local_roles_block__", False))
