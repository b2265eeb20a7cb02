"""The plug-ins for deputies and heirs come into the user folder with the product, and leave with it."""

from opengov.disclosure.agency import deputies
from opengov.disclosure.agency import heirs
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.succession import all_agencies
from opengov.disclosure.agency.succession import bind_again
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin


_NAVIGATION = "plone.displayed_types"


#: Id -> what makes the plug-in. Heirs come last: they look at the groups that all others gave.
_PLUGINS = {
    deputies.PLUGIN_ID: lambda: deputies.DeputyGroups(title="Deputies of offices"),
    heirs.PLUGIN_ID: lambda: heirs.HeirGroups(title="Heirs of offices"),
}


def install(portal) -> None:
    """Add the plug-ins and activate them; may be done again, and is by each upgrade.

    Agencies without a history begin one; where the product has brought a new version of a profile, the history says from
    which day it is in force (R-D1).
    """
    users = portal.acl_users
    for plugin_id, make in _PLUGINS.items():
        if plugin_id not in users:
            users._setObject(plugin_id, make())
        if plugin_id not in users.plugins.listPluginIds(IGroupsPlugin):
            users.plugins.activatePlugin(IGroupsPlugin, plugin_id)
    for agency in all_agencies():
        ISettingsHistory(agency).follow()
        bind_again(agency)


def uninstall(portal) -> None:
    """Remove the plug-ins with what they keep (the ledger keeps its record), and agencies from the navigation."""
    users = portal.acl_users
    for plugin_id in _PLUGINS:
        if plugin_id in users:
            users.plugins.removePluginById(plugin_id)
            users._delObject(plugin_id)
    shown = api.portal.get_registry_record(_NAVIGATION)
    api.portal.set_registry_record(_NAVIGATION, tuple(name for name in shown if name != "Agency"))
