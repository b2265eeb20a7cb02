"""What XML cannot do when the product is installed, filled with demo content or taken away."""

from opengov.disclosure.agency import setup as agency
from plone import api
from plone.base.interfaces import INonInstallable
from zope.interface import implementer


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


def refuse_while_governed(tool) -> None:
    """Stop the uninstallation while governed documents exist (they would lose their protection)."""


def uninstall(tool) -> None:
    """Take away what :func:`install` has set up."""
    agency.uninstall(api.portal.get())


def fill_demo(tool) -> None:
    """Create the demo's agencies, accounts and documents."""
