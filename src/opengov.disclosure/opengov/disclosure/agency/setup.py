"""The deputies' plug-in comes into the user folder with the product, and leaves with it."""

from opengov.disclosure.agency.deputies import DeputyGroups
from opengov.disclosure.agency.deputies import PLUGIN_ID
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin


_NAVIGATION = "plone.displayed_types"


def install(portal) -> None:
    """Add the plug-in and activate it, if that has not been done yet."""
    users = portal.acl_users
    if PLUGIN_ID not in users:
        users._setObject(PLUGIN_ID, DeputyGroups(title="Deputies of offices"))
    if PLUGIN_ID not in users.plugins.listPluginIds(IGroupsPlugin):
        users.plugins.activatePlugin(IGroupsPlugin, PLUGIN_ID)


def uninstall(portal) -> None:
    """Remove the plug-in with its appointments (the ledger keeps their record), and agencies from the navigation."""
    users = portal.acl_users
    if PLUGIN_ID in users:
        users.plugins.removePluginById(PLUGIN_ID)
        users._delObject(PLUGIN_ID)
    shown = api.portal.get_registry_record(_NAVIGATION)
    api.portal.set_registry_record(_NAVIGATION, tuple(name for name in shown if name != "Agency"))
