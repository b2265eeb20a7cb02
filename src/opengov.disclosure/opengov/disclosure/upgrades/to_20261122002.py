"""From 20261122001: joint issuance. Co-issuers sign, keep registers, and are told by notices.

No state is new and none is seen by other roles: the documents need nothing but the new indexes and the shelves of notices.
"""

from opengov.disclosure.notices import setup as notices
from opengov.disclosure.upgrades import profile
from plone import api


#: Parts of the profile that changed.
STEPS = ("rolemap", "workflow", "plone.app.registry", "actions", "controlpanel")


def upgrade(tool) -> None:
    """Read the changed parts of the profile, fill the new indexes, make the shelves of notices."""
    profile.read(tool, STEPS)
    profile.index(tool)
    notices.install(api.portal.get())
