"""From 20261122001: joint issuance. Co-issuers sign, keep registers, and are told by notices.

No state is new and none is seen by other roles: the documents need nothing but the new indexes.
"""

from opengov.disclosure.upgrades import profile


#: Parts of the profile that changed.
STEPS = ("rolemap", "workflow", "plone.app.registry", "actions", "controlpanel")


def upgrade(tool) -> None:
    """Read the changed parts of the profile, then fill the new indexes."""
    profile.read(tool, STEPS)
    profile.index(tool)
