"""What every upgrade does with the profile: read the parts that changed, fill the indexes that are new."""

from collections.abc import Iterable
from plone import api


PROFILE = "profile-opengov.disclosure:default"


def read(tool, steps: Iterable[str]) -> None:
    """Read parts of the profile, each as a whole; reading one twice changes nothing.

    :param tool: ``portal_setup``.
    :param steps: ids of import steps; ``rolemap`` comes before ``workflow``, which names its roles.
    """
    for step in steps:
        tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False)


def index(tool) -> None:
    """Add new indexes and fill them; GenericSetup makes an index and leaves it empty."""
    catalog = api.portal.get_tool("portal_catalog")
    before = set(catalog.indexes())
    read(tool, ["catalog"])
    added = sorted(set(catalog.indexes()) - before)
    if added:
        catalog.reindexIndex(added, api.portal.get().REQUEST)
