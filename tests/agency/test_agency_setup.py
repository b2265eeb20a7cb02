"""The plug-in of the user folder comes and goes with the product."""

from opengov.disclosure.agency import setup
from opengov.disclosure.agency.deputies import PLUGIN_ID
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin


def state(portal):
    users = portal.acl_users
    shown = api.portal.get_registry_record("plone.displayed_types")
    return sorted(users.objectIds()), list(users.plugins.listPluginIds(IGroupsPlugin)), set(shown)


def test_installing_twice_changes_nothing(portal):
    before = state(portal)
    setup.install(portal)
    assert state(portal) == before
    assert PLUGIN_ID in before[0]
    assert PLUGIN_ID in before[1]


def test_uninstalling_leaves_the_user_folder_as_it_was(portal):
    ids, plugins, shown = state(portal)
    setup.uninstall(portal)
    expected = ([name for name in ids if name != PLUGIN_ID], [name for name in plugins if name != PLUGIN_ID])
    assert state(portal) == (*expected, shown - {"Agency"})
    setup.uninstall(portal)
