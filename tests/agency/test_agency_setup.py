"""The plug-ins of the user folder come and go with the product, and an upgrade brings agencies their history."""

from opengov.disclosure.agency import deputies
from opengov.disclosure.agency import heirs
from opengov.disclosure.agency import setup
from opengov.disclosure.agency.history import KEY
from opengov.disclosure.agency.interfaces import ISettingsHistory
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from zope.annotation.interfaces import IAnnotations


PLUGINS = (deputies.PLUGIN_ID, heirs.PLUGIN_ID)


def state(portal):
    users = portal.acl_users
    shown = api.portal.get_registry_record("plone.displayed_types")
    return sorted(users.objectIds()), list(users.plugins.listPluginIds(IGroupsPlugin)), set(shown)


def test_installing_twice_changes_nothing(portal):
    before = state(portal)
    setup.install(portal)
    assert state(portal) == before
    assert set(PLUGINS) <= set(before[0])
    assert before[1][-1] == heirs.PLUGIN_ID
    assert deputies.PLUGIN_ID in before[1]


def test_uninstalling_leaves_the_user_folder_as_it_was(portal):
    ids, plugins, shown = state(portal)
    setup.uninstall(portal)
    expected = ([name for name in ids if name not in PLUGINS], [name for name in plugins if name not in PLUGINS])
    assert state(portal) == (*expected, shown - {"Agency"})
    setup.uninstall(portal)


def test_a_site_of_an_earlier_version_gets_the_plug_in_and_its_agencies_a_history(portal, bureau, section):
    portal.acl_users.plugins.removePluginById(heirs.PLUGIN_ID)
    portal.acl_users._delObject(heirs.PLUGIN_ID)
    for agency in (bureau, section):
        del IAnnotations(agency)[KEY]
    setup.install(portal)
    assert heirs.plugin() is not None
    for agency in (bureau, section):
        assert {entry["from"] for entry in ISettingsHistory(agency).entries()} == {""}
    kept = ISettingsHistory(bureau).entries()
    setup.install(portal)
    assert ISettingsHistory(bureau).entries() == kept
