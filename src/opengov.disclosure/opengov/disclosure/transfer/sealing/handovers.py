"""Seals hand-overs and lists them per receiver: the site's ``IHandovers``."""

from dataclasses import asdict
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import transfer
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer import purging
from opengov.disclosure.transfer.conditions import facts
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.records.record import gather
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.sealing.writing import existing
from opengov.disclosure.transfer.sealing.writing import new
from opengov.disclosure.transfer.sealing.writing import rewritten
from opengov.disclosure.transfer.store import HandoverStore
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import Sealed
from opengov.disclosure.transfer.store import Shelf
from opengov.disclosure.transfer.store import store
from plone.app.uuid.utils import uuidToObject
from Products.CMFPlone.interfaces import IPloneSiteRoot
from ZODB.POSException import POSKeyError
from zope.component import adapter
from zope.interface import implementer


#: Seconds a sealer may need at most between writing a package and entering it.
AN_HOUR = 3600


@implementer(IHandovers)
@adapter(IPloneSiteRoot)
class Handovers:
    """See ``IHandovers``."""

    def __init__(self, site) -> None:
        self.site = site

    def enqueue(self, uid: str, agency: str) -> None:
        """Let a document wait for the sealer."""
        open_store(self.site).shelf(agency).ready.insert(uid)

    def ready(self, agencies: list[str], limit: int) -> list[tuple[str, str]]:
        """Documents that wait, of agencies that have a receiver: nothing can be sealed for nobody."""
        kept, found = store(self.site), []
        for agency in agencies:
            shelf = kept.shelves.get(agency)
            if shelf is None or not IReceivers(self.site).of_agency(agency):
                continue
            for uid in shelf.ready:
                found.append((agency, uid))
                if len(found) >= limit:
                    return found
        return found

    def seal(self, agency: str, uid: str) -> dict:
        """Seal one document for each receiver of its fonds; see ``IHandovers.seal``."""
        kept, obj = open_store(self.site), uuidToObject(uid, unrestricted=True)
        shelf = kept.shelf(agency)
        if uid in shelf.ready:
            shelf.ready.remove(uid)
        sealed, problems = [], ()
        try:
            sealed = self._seal(kept, obj, agency)
            shelf.held.pop(uid, None)
        except RuleBroken as error:
            problems = error.problems
        except POSKeyError as error:
            # the database knows the blob, the disk does not
            problems = (Problem("handover_bytes_changed", "R-T4", params={"path": str(error)}),)
        if problems:
            shelf.held[uid] = {"problems": [_plain(problem) for problem in problems], "at": now().isoformat()}
        codes = [problem.code for problem in problems]
        return {"document": uid, "agency": agency, "sealed": sealed, "problems": codes}

    def rebuild(self, after: str, limit: int) -> dict:
        """Write missing packages into the spool again; see ``IHandovers.rebuild``."""
        spool, ids = Spool(spool_folder()), []
        result: dict = {"rebuilt": [], "broken": [], "next": None}
        kept = store(self.site).sealed
        if not after:
            self.sweep()
            spool.clear({sealed.package["sha256"] for sealed in kept.values()}, now().timestamp() - AN_HOUR)
        for id in kept.keys(min=after or None, excludemin=bool(after)):
            if len(ids) == limit:
                result["next"] = ids[-1]
                break
            ids.append(id)
            package = kept[id].package
            if not kept[id].destroyed_at and not spool.holds(package["sha256"], package["size"]):
                result["rebuilt" if rewritten(spool, kept[id]) else "broken"].append(id)
        return result

    def sweep(self) -> None:
        """Delete what of purged packages is still in the spool; see ``IHandovers.sweep``."""
        purging.sweep(self.site)

    def page(self, receiver: dict, after: int = 0, limit: int = 100) -> dict:
        """Entries of a receiver after a number, those of its present fonds only."""
        kept = store(self.site)
        feed, items = kept.feeds.get(receiver["id"]), []
        for number, entry in feed.entries.items(min=after + 1) if feed is not None else ():
            sealed = kept.sealed[entry["id"]]
            if sealed.facts["agency"] in receiver["fonds"]:
                items.append(summary(sealed, number, entry["state"]))
                if len(items) == limit:
                    break
        return {"items": items, "next": items[-1]["seq"] if items else after}

    def get(self, receiver: dict, id: str) -> Sealed | None:
        """The hand-over a receiver was offered under an id, or None."""
        kept = store(self.site)
        feed, sealed = kept.feeds.get(receiver["id"]), kept.sealed.get(id)
        if feed is None or sealed is None or id not in feed.numbers or sealed.facts["agency"] not in receiver["fonds"]:
            return None
        return sealed

    def overview(self, agency: str, limit: int) -> dict:
        """What waits, is held back and was sealed of one agency, the latest sealed first."""
        kept = store(self.site)
        shelf = kept.shelves.get(agency) or Shelf()
        sealed = [kept.sealed[id] for id in _latest(shelf.sealed, limit)]
        return {
            "ready": _first(shelf.ready, limit),
            "held": [{"document": uid, **shelf.held[uid]} for uid in _first(shelf.held, limit)],
            "sealed": [{**summary(one), "offered": _offers(kept, one.id)} for one in sealed],
        }

    def _seal(self, kept: HandoverStore, obj, agency: str) -> list[str]:
        if obj is None or IIssuingAgency(obj).uid != agency:
            raise RuleBroken(Problem("handover_document_gone", "R-T1"))
        known = facts(obj)
        found = transfer.problems(known)
        aim = transfer.purpose(known.attribute)
        takers = [one for one in IReceivers(self.site).of_agency(agency) if aim in one["takes"]]
        if not found and not takers:
            found = [Problem("handover_no_receiver", "R-T1", "", transfer.CLAUSES[aim])]
        if found:
            raise RuleBroken(*found)
        by_scope: dict[str, list[str]] = {}
        for taker in takers:
            by_scope.setdefault(transfer.SCOPES[taker["kind"]], []).append(taker["id"])
        return [self._offer(kept, obj, aim, scope, ids) for scope, ids in sorted(by_scope.items())]

    def _offer(self, kept: HandoverStore, obj, aim: str, scope: str, receivers: list[str]) -> str:
        at, record = now(), gather(obj)
        sealed = existing(kept, record, aim, scope) or new(kept, record, aim, scope, at)
        feeds = [kept.feed(receiver) for receiver in sorted(receivers)]
        fresh = [feed for feed in feeds if sealed.id not in feed.numbers]
        for feed in fresh:
            feed.offer(sealed.id, at.isoformat())
        if fresh:
            codes = {"handover": sealed.id, "purpose": aim, "scope": scope, "receivers": ",".join(sorted(receivers))}
            ILedger(obj).record("sealed", codes=codes, digests={"package": f"sha256:{sealed.package['sha256']}"})
        return sealed.id


def summary(sealed: Sealed, number: int | None = None, state: str = "offered") -> dict:
    """A hand-over as lists show it; no title, no name."""
    package, about = sealed.package, sealed.facts
    item = {key: about[key] for key in ("document", "agency", "purpose", "scope", "sealed_at", "supersedes")}
    if sealed.destroyed_at:
        state = "purged"
        item["purged_at"] = sealed.destroyed_at
    item.update(id=sealed.id, state=state, size=package["size"], etag=f'"{package["sha256"]}"')
    item["digests"] = {"sha-256": package["sha256"], "sm3": package["sm3"]}
    return item if number is None else {"seq": number, **item}


def _plain(problem: Problem) -> dict:
    """A problem as it is stored: values of today's classes would tie the database to them."""
    return {**asdict(problem), "params": dict(problem.params)}


def _first(keys, limit: int) -> list[str]:
    return [key for key, _number in zip(keys, range(limit), strict=False)]


def _latest(tree, limit: int) -> list[str]:
    """The last values of a numbered tree without walking through all of it."""
    last = tree.maxKey() if tree else 0
    return [tree[number] for number in range(last, max(last - limit, 0), -1)]


def _offers(kept: HandoverStore, id: str) -> list[dict]:
    return [
        {"receiver": name, "seq": feed.numbers[id], "state": feed.entries[feed.numbers[id]]["state"]}
        for name, feed in kept.feeds.items()
        if id in feed.numbers
    ]
