"""``existing_imports``: what an import no longer needs goes by itself: files and words of lists (R-L3)."""

from datetime import datetime
from datetime import timedelta
from opengov.disclosure.existing import imports
from opengov.disclosure.existing import store
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import now
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


#: Days after which a job that nobody goes on with, or looks at any more, is forgotten.
FORGOTTEN_AFTER = 60


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class Forget:
    """See ``IRoutine``."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """Look through the next agencies."""
        brains = self.site.portal_catalog.unrestrictedSearchResults(portal_type="Agency")
        uids = {brain.UID: brain for brain in brains if after < brain.UID}
        waiting, done = sorted(uids)[:limit], []
        for uid in waiting:
            agency = uids[uid]._unrestrictedGetObject()
            done += [f"{uid}:{number}" for number in _forgotten(agency)]
        return {"done": done, "held": [], "next": waiting[-1] if len(uids) > limit else None}


def _forgotten(agency) -> list[int]:
    oldest = now() - timedelta(days=FORGOTTEN_AFTER)
    found = []
    for number, job in store.read(agency).jobs.items():
        if job.state != "discarded" and datetime.fromisoformat(job.at) < oldest:
            imports.forget(job)
            ILedger(agency).record("existing_import_discarded", codes={"import": str(number)})
            found.append(number)
    return found
