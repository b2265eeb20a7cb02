"""From 20261122003: the desk, with its lists, registers, dashboards, reminders and settings."""

from opengov.disclosure.upgrades import profile


#: Parts of the profile that changed.
STEPS = ("rolemap", "workflow", "plone.app.registry", "actions", "controlpanel")


def upgrade(tool) -> None:
    """Read the changed parts of the profile and fill the new indexes."""
    profile.read(tool, STEPS)
    profile.index(tool)
