"""What every upgrade does with the profile: read the parts that changed, fill the indexes that are new."""

from collections.abc import Iterable
from plone import api


PROFILE = "profile-opengov.disclosure:default"

#: Objects that are indexed before memory is freed.
_CHUNK = 500


def read(tool, steps: Iterable[str]) -> None:
    """Read parts of the profile, each as a whole; reading one twice changes nothing.

    :param tool: ``portal_setup``.
    :param steps: ids of import steps; ``rolemap`` comes before ``workflow``, which names its roles.
    """
    for step in steps:
        tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False)


def index(tool) -> None:
    """Add new indexes and columns and fill them; GenericSetup makes them and leaves them empty."""
    catalog = api.portal.get_tool("portal_catalog")
    before, columns = set(catalog.indexes()), set(catalog.schema())
    read(tool, ["catalog"])
    added = sorted(set(catalog.indexes()) - before)
    told = bool(set(catalog.schema()) - columns)
    if added or told:
        # naming one index that stands already keeps a filling of columns alone from renewing them all
        _fill(catalog, added or ["UID"], told)


def _fill(catalog, names: list[str], columns: bool) -> None:
    for number, path in enumerate(tuple(catalog._catalog.uids)):
        content = catalog.resolve_path(path)
        if content is not None:
            catalog.catalog_object(content, path, idxs=names, update_metadata=columns)
        if number % _CHUNK == 0:
            catalog._p_jar.cacheGC()
