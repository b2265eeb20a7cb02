"""What a site does by itself for what is published: notices that are over, the rhythm of the scan, last days."""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IRescan
from opengov.disclosure.signoff.interfaces import ILife
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

import transaction


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class Expire:
    """``expire``: notices for comment whose last day is over are withdrawn (R-I10)."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        today = now().date()
        agency, _slash, place = after.partition("/")
        for number, (uid, context) in enumerate(
            _agencies(self.site, (storage.read(self.site).work or OOBTree()).keys(agency))
        ):
            uids, more = IChannelWork(context).over(today.isoformat(), "" if number else place, limit)
            if uids:
                done, held = self._expire(uids)
                return {"done": done, "held": held, "next": f"{uid}/{more}" if more else f"{uid}/{today.isoformat()}"}
        return {"done": [], "held": [], "next": None}

    def _expire(self, uids: list[str]) -> tuple[list[str], list[dict]]:
        done, held = [], []
        for uid in uids:
            document = self.site.portal_catalog.unrestrictedSearchResults(UID=uid)[0]._unrestrictedGetObject()
            savepoint = transaction.savepoint()
            try:
                ILife(document).take("expire")
                done.append(uid)
            except RuleBroken as broken:
                savepoint.rollback()
                held.append({"document": uid, "problems": [problem.code for problem in broken.problems]})
        return done, held


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class Rescan:
    """``rescan``: what is public is scanned again on its rhythm, large files for the first time (R-S5)."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        page = IRescan(self.site).page(after, limit)
        done = [f"scanned:{page['done']},found:{page['found']}"] if page["done"] else []
        return {"done": done, "held": [], "next": page["next"]}


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class Catalogue:
    """``catalogue``: what the public catalogue shows is held against the documents, and put right (R-X1)."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        done, following = IPublicCatalogue(self.site).repair(after, limit)
        return {"done": done, "held": [], "next": following}


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class Dates:
    """``dates``: last days in the registers that rested on a year not announced are computed anew (R-D2)."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        registers = storage.read(self.site).registers
        agency, _slash, place = after.partition("/")
        for uid, context in _agencies(self.site, registers.keys(agency)):
            waiting = _beyond(registers[uid].provisional or (), place if uid == agency else "", limit)
            if waiting:
                done = [row for row in waiting if IRegister(context).settle(row)]
                return {"done": done, "held": [], "next": f"{uid}/{waiting[-1]}"}
        return {"done": [], "held": [], "next": None}


def _beyond(uids: Iterable[str], after: str, limit: int) -> list[str]:
    return [uid for uid in uids if uid > after][:limit]


def _agencies(site, uids: Iterable[str]) -> Iterator[tuple[str, object]]:
    """The agencies of these UIDs that are still there, whoever asks."""
    catalog = site.portal_catalog
    for uid in uids:
        for brain in catalog.unrestrictedSearchResults(UID=uid):
            yield uid, brain._unrestrictedGetObject()
