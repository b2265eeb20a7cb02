"""The counts come with the first signed document, an upgrade fills them, and they leave with the product."""

from opengov.disclosure.core.statistics import COUNTED
from opengov.disclosure.desk.dashboards import keeping
from opengov.disclosure.desk.dashboards import storage
from opengov.disclosure.interfaces import IGoverned

import transaction


#: Documents after which memory is given back; everything stays one transaction.
_BATCH = 500


def fill(portal) -> None:
    """Count every document that is signed, from its record. Safe to repeat."""
    query = {"object_provides": IGoverned.__identifier__, "review_state": list(COUNTED)}
    for number, brain in enumerate(portal.portal_catalog.unrestrictedSearchResults(**query), start=1):
        keeping.follow(brain._unrestrictedGetObject())
        if number % _BATCH == 0:
            transaction.savepoint(optimistic=True)
            portal._p_jar.cacheGC()


def uninstall(portal) -> None:
    """Forget all counts; there are no governed documents any more."""
    storage.discard(portal)
