"""From 20261122003: the desk, with its lists, registers, dashboards, reminders and settings."""

from opengov.disclosure.catalogue import setup as catalogue
from opengov.disclosure.desk.dashboards import setup as dashboards
from opengov.disclosure.desk.work import recent
from opengov.disclosure.existing import setup as existing
from opengov.disclosure.joint import pending
from opengov.disclosure.joint import setup as joint
from opengov.disclosure.notices import setup as notices
from opengov.disclosure.upgrades import profile
from plone import api


#: Parts of the profile that changed.
STEPS = ("rolemap", "workflow", "plone.app.registry", "actions", "controlpanel")


def upgrade(tool) -> None:
    """Read the changed parts of the profile, fill the new indexes, make the public catalogue anew, count what is signed."""
    profile.read(tool, STEPS)
    profile.index(tool)
    catalogue.upgrade(api.portal.get())
    dashboards.fill(api.portal.get())
    existing.fill(api.portal.get())
    catalogue.fill_registers(api.portal.get())
    recent.fill(api.portal.get())
    notices.install(api.portal.get())
    pending.fill(api.portal.get())
    joint.name_leads(api.portal.get())
