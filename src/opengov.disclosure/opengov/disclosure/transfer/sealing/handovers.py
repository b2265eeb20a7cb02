"""Seals hand-overs in small batches and lists them per receiver: the site's ``IHandovers``."""

from collections.abc import Iterator
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer import purging
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.sealing.finishing import plain_package
from opengov.disclosure.transfer.sealing.finishing import write_package
from opengov.disclosure.transfer.sealing.spool import BytesChanged
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.sealing.steps import Steps
from opengov.disclosure.transfer.store import enforce_converted
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import Shelf
from opengov.disclosure.transfer.store import store
from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


#: Seconds a sealer may need at most between writing a package and entering it.
AN_HOUR = 3600
RETRIED = ("rejected", "failed")


@implementer(IHandovers)
@adapter(IPloneSiteRoot)
class Handovers:
    """See ``IHandovers``."""

    def __init__(self, site) -> None:
        self.site = site

    def enqueue(self, uid: str, agency: str) -> None:
        open_store(self.site).shelf(agency).ready.insert(uid)

    def look_again(self, uid: str, agency: str) -> None:
        shelf = open_store(self.site).shelf(agency)
        if uid in shelf.ready:
            # who is there already would write nothing; the sealer, who writes here what it holds back, meets this
            shelf.held[uid] = shelf.held.get(uid) or {"problems": [], "at": now().isoformat()}
        shelf.ready.insert(uid)

    def announce(self, uid: str, agency: str, kind: str, about: dict, receiver: str = "") -> None:
        open_store(self.site).shelf(agency).announce(now().isoformat(), kind, uid, "", about, receiver)

    def waiting(self, agencies: list[str]) -> bool:
        return any(self._has_work(agency, shelf) for agency, shelf in self._shelves(agencies))

    def work(self, agencies: list[str], limit: int) -> dict:
        steps = Steps(self.site, open_store(self.site), limit)
        at_work = [agency for agency, shelf in self._shelves(agencies) if self._has_work(agency, shelf)]
        done = steps.collected(at_work) or steps.advanced(at_work) or steps.notified(at_work)
        return {**done, "more": self.waiting(agencies)}

    def rebuild(self, after: str, limit: int) -> dict:
        enforce_converted(self.site)
        spool, ids = Spool(spool_folder()), []
        result: dict = {"rebuilt": [], "broken": [], "next": None}
        kept = store(self.site).handovers
        if not after:
            self.sweep()
            spool.clear(_packages(kept.values()), now().timestamp() - AN_HOUR)
        for id in kept.keys(min=after or None, excludemin=bool(after)):
            if len(ids) == limit:
                result["next"] = ids[-1]
                break
            ids.append(id)
            one = kept[id]
            if one.package and not one.destroyed_at and not spool.holds(one.package["sha256"], one.package["size"]):
                result["rebuilt" if _rewritten(spool, one) else "broken"].append(id)
        return result

    def sweep(self) -> None:
        purging.sweep(self.site)

    def page(self, receiver: dict, after: int = 0, limit: int = 100) -> dict:
        feed, items = store(self.site).feeds.get(receiver["id"]), []
        for item in feed.after(after) if feed is not None else ():
            if item.pop("agency") in receiver["fonds"]:
                del item["entered"]
                items.append(item)
                if len(items) == limit:
                    break
        return {"items": items, "next": items[-1]["seq"] if items else after}

    def get(self, receiver: dict, id: str) -> Handover | None:
        kept = store(self.site)
        feed, found = kept.feeds.get(receiver["id"]), kept.handovers.get(id)
        if feed is None or found is None or id not in feed.numbers:
            return None
        return found if found.about["agency"]["uid"] in receiver["fonds"] else None

    def of_agency(self, agency: str, after: str = "", limit: int = 50) -> dict:
        kept = store(self.site)
        shelf = kept.shelves.get(agency) or Shelf()
        known = kept.handovers.get(after) if after else None
        last = known.number - 1 if known is not None else shelf.begun
        found: list[Handover] = []
        for number in range(last, 0, -1):
            if len(found) == limit:
                return {"items": found, "next": found[-1].id}
            if number in shelf.handovers:
                found.append(kept.handovers[shelf.handovers[number]])
        return {"items": found, "next": None}

    def find(self, id: str) -> Handover | None:
        return store(self.site).handovers.get(id)

    def overview(self, agency: str, limit: int) -> dict:
        shelf = store(self.site).shelves.get(agency) or Shelf()
        held = [{"document": uid, **shelf.held[uid]} for uid in _first(shelf.held, limit)]
        held = [one for one in held if one["problems"]]
        return {"ready": _first(shelf.ready, limit), "held": held}

    def retry(self, id: str) -> None:
        kept = open_store(self.site)
        found = kept.handovers.get(id)
        if found is None or found.state not in RETRIED:
            raise RuleBroken(Problem("handover_not_rejected", "R-T4"))
        kept.shelf(found.about["agency"]["uid"]).again[id] = now().isoformat()

    def superseded_by(self, id: str) -> str:
        found = self.find(id)
        return found.superseded_by if found is not None else ""

    def _shelves(self, agencies: list[str]) -> Iterator[tuple[str, Shelf]]:
        kept = store(self.site)
        return ((agency, kept.shelves[agency]) for agency in agencies if agency in kept.shelves)

    def _has_work(self, agency: str, shelf: Shelf) -> bool:
        """Nothing can be sealed for nobody: without a receiver documents wait."""
        if shelf.again or shelf.open or shelf.notices:
            return True
        return bool(shelf.ready) and bool(IReceivers(self.site).of_agency(agency))


def _rewritten(spool: Spool, handover: Handover) -> bool:
    """Write a package into the spool again; False when its files are no longer those that were sealed."""
    try:
        return plain_package(write_package(handover, spool)) == handover.package
    except BytesChanged:
        return False


def _packages(handovers) -> set[str]:
    return {one.package["sha256"] for one in handovers if one.package}


def _first(keys, limit: int) -> list[str]:
    return [key for key, _number in zip(keys, range(limit), strict=False)]
