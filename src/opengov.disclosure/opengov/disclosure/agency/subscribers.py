"""What follows when an agency is created, changed, moved, copied or removed."""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from Acquisition import aq_parent
from OFS.interfaces import IObjectWillBeRemovedEvent
from opengov.disclosure.agency import groups
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.vocabularies import default_jurisdiction
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.succession import CLAUSE
from opengov.disclosure.interfaces import IGoverned
from plone.contentrules.engine.interfaces import IRuleAssignmentManager
from plone.exportimport.interfaces import IExportImportRequestMarker
from zope.container.interfaces import IContainerModifiedEvent
from zope.globalrequest import getRequest


def set_up(agency, event) -> None:
    """A new agency gets its groups, their local roles, its profile, and nothing else."""
    _check_place(agency)
    groups.ensure_groups(agency)
    groups.assign_roles(agency, afresh=True)
    groups.open_for_work(agency)
    if "jurisdiction" not in vars(aq_base(agency)):
        # kept from the beginning: what new agencies begin with may be another one day
        agency.jurisdiction = default_jurisdiction()
    ISettingsHistory(agency).begin()
    # Content rules make their annotation at the first addition; made now, the first two documents do not meet in it.
    IRuleAssignmentManager(agency)


def follow_change(agency, event) -> None:
    """A new name shows in the titles of the groups; a new kind changes what is inherited."""
    if IContainerModifiedEvent.providedBy(event) or aq_parent(agency) is None:
        return
    _check_place(agency)
    ISettingsHistory(agency).follow()
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
    if IObjectWillBeRemovedEvent.providedBy(event) and ISuccession(agency).predecessors():
        raise RuleBroken(Problem("agency_is_successor", "R-A8", "", CLAUSE, {"title": agency.title}))


def keep_closed(content, event) -> None:
    """Nothing new comes into an abolished agency; a draft that is finished there may get its attachments.

    An import brings back what was there.
    """
    if event.newParent is None or event.object is not content or IExportImportRequestMarker.providedBy(getRequest()):
        return
    agency = _agency_around(event.newParent)
    if agency is None or not ISuccession(agency).abolished_on:
        return
    if event.oldParent is None or _agency_around(event.oldParent) != agency:
        params = {"title": agency.title, "successor": ISuccession(agency).successor_name or "-"}
        raise RuleBroken(Problem("agency_takes_nothing_new", "R-A8", "", CLAUSE, params))


def take_down(agency, event) -> None:
    """With an agency go its groups."""
    groups.remove_groups(agency)


def _agency_around(parent):
    """The agency proper that content of a folder belongs to; None outside, and inside a document."""
    for each in aq_chain(aq_inner(parent)):
        if IGoverned.providedBy(each):
            return None
        if IAgencyContent.providedBy(each):
            return groups.chain(each)[-1]
    return None


def _check_place(agency) -> None:
    if not agency.is_section():
        return
    if groups.chain(agency)[-1].is_section():
        raise RuleBroken(Problem("section_needs_agency", "R-A8", "kind"))


def _blocks(agency) -> bool:
    return bool(getattr(agency, "__ac_local_roles_block__", False))
