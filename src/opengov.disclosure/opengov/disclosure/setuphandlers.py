"""What XML cannot do when the product is installed, filled with demo content or taken away."""

from Acquisition import aq_base
from opengov.disclosure import demo
from opengov.disclosure.agency import setup as agency
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.catalogue import setup as catalogue
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.dashboards import setup as dashboards
from opengov.disclosure.desk.registers import saved as saved_views
from opengov.disclosure.desk.work import recent
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import pending
from opengov.disclosure.notices import setup as notices
from opengov.disclosure.transfer.deposits import setup as deposits
from plone import api
from plone.base.interfaces import INonInstallable
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


#: Roles the product brings: the offices, that of a dated read, that of the people whose agency was asked.
ROLES = (*OFFICES, "Dated Reader", "Consulted Agency")


@implementer(INonInstallable)
class HiddenProfiles:
    """Profiles that are no add-ons of their own."""

    def getNonInstallableProfiles(self) -> list[str]:
        """Hide the uninstall and demo profiles from the add-ons page and the site creation form."""
        return ["opengov.disclosure:uninstall", "opengov.disclosure:demo"]

    def getNonInstallableProducts(self) -> list[str]:
        """No package of ours is hidden as a whole."""
        return []


def install(tool) -> None:
    """Set up what the default profile's XML cannot express."""
    agency.install(api.portal.get())
    notices.install(api.portal.get())
    pending.fill(api.portal.get())
    deposits.install(api.portal.get())


def refuse_while_governed(tool) -> None:
    """Stop the uninstallation while governed documents exist: they would lose their protection.

    :raises RuleBroken: (R-I2) with their number.
    """
    catalog = api.portal.get_tool("portal_catalog")
    found = len(catalog.unrestrictedSearchResults(object_provides=IGoverned.__identifier__))
    if found:
        raise RuleBroken(Problem("governed_documents_exist", "R-I2", "", "", {"count": str(found)}))
    api.portal.set_registry_record("opengov.disclosure.signoff.governed_types", ())


def uninstall(tool) -> None:
    """Take away what :func:`install` and the XML have set up and XML cannot remove: roles and permission settings."""
    portal = api.portal.get()
    agency.uninstall(portal)
    catalogue.uninstall(portal)
    notices.uninstall(portal)
    pending.discard(portal)
    deposits.uninstall(portal)
    dashboards.uninstall(portal)
    saved_views.uninstall(portal)
    recent.forget(portal)
    _forget_handovers(portal)
    _forget_permissions(portal)
    _forget_roles(portal)


def _forget_permissions(portal) -> None:
    """A permission setting is an attribute of the site; without it the permission acquires again."""
    for name in [name for name in vars(aq_base(portal)) if name.startswith("_opengov_disclosure__")]:
        delattr(portal, name)


def _forget_handovers(portal) -> None:
    """Without governed documents there is no hand-over left to pull; only empty shelves."""
    IAnnotations(portal).pop("opengov.disclosure.handovers", None)


def _forget_roles(portal) -> None:
    for role in ROLES:
        if role in portal.__ac_roles__:
            portal._delRoles([role])
    manager = portal.acl_users.portal_role_manager
    for role in set(ROLES) & set(manager.listRoleIds()):
        manager.removeRole(role)


def fill_demo(tool) -> None:
    """Create the demo's agencies, accounts and documents."""
    demo.fill(api.portal.get())
