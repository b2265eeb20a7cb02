"""``statistics``: what was counted is counted again, and what differs is put right and reported.

Each day one sixteenth of all documents, and all with an open duty, whose last day a new holiday may have moved.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from opengov.disclosure.desk.dashboards import keeping
from opengov.disclosure.desk.dashboards import storage
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import now
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

import logging


logger = logging.getLogger("opengov.disclosure.statistics")

_PARTS = "0123456789abcdef"


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class Recount:
    """See the module."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``: ``done`` names documents and months (``<agency UID>/<YYYY-MM>``) that were wrong."""
        today = now().date()
        kept = storage.read(self.site)
        if not after and kept.recounted == today.isoformat():
            return {"done": [], "held": [], "next": None}
        uids = list(islice((uid for uid in self._due(today) if uid > after), limit))
        done = [uid for uid in uids if self._recount(uid)]
        if len(uids) == limit:
            return self._told(done, uids[-1])
        done += [f"{uid}/{month}" for uid, each in kept.agencies.items() for month in keeping.mend(each)]
        if kept.agencies:
            storage.write(self.site).recounted = today.isoformat()
        return self._told(done, None)

    def _told(self, done: list[str], following: str | None) -> dict[str, object]:
        for what in done:
            logger.warning("counted wrong, put right: %s", what)
        return {"done": done, "held": [], "next": following}

    def _due(self, today: date) -> Iterator[str]:
        """UIDs of today's part and of all with an open duty, in order."""
        part = _PARTS[today.toordinal() % len(_PARTS)]
        chains = ILedgerStore(self.site).uids(part)
        todays = set(_while_starting(part, chains))
        unmet = {uid for each in storage.read(self.site).agencies.values() for uid in each.unmet}
        return iter(sorted(todays | unmet))

    def _recount(self, uid: str) -> bool:
        for brain in self.site.portal_catalog.unrestrictedSearchResults(UID=uid):
            document = brain._unrestrictedGetObject()
            changed = IGoverned.providedBy(document) and keeping.recount(document)
            if not changed:
                document._p_deactivate()
            return changed
        return keeping.forget(uid)


def _while_starting(part: str, uids) -> Iterator[str]:
    for uid in uids:
        if not uid.startswith(part):
            return
        yield uid
