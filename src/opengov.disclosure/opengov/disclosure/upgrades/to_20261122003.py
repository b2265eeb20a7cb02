"""From 20261122002: hand-overs of many records, deposits with their rhythm, receivers with a form of their own.

What was handed over before stays what it is, under the same ids and in the same bytes.
"""

from opengov.disclosure.transfer import conversion
from opengov.disclosure.transfer.deposits import setup as deposits
from opengov.disclosure.upgrades import profile
from plone import api


#: Parts of the profile that changed.
STEPS = ("rolemap", "workflow", "plone.app.registry", "actions", "controlpanel")


def upgrade(tool) -> None:
    """Read the changed parts of the profile, fill the new indexes, convert the store of hand-overs, list what is due."""
    profile.read(tool, STEPS)
    profile.index(tool)
    conversion.convert(api.portal.get())
    deposits.install(api.portal.get())
