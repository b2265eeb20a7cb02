"""What is public is scanned again on a rhythm, and large files for the first time, by a routine (R-S5; 003 保密审查 第八条)."""

from collections.abc import Iterator
from dataclasses import asdict
from heapq import merge
from itertools import islice
from opengov.disclosure.core import scan
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IDossierChanged
from opengov.disclosure.secrecy.interfaces import IRescan
from opengov.disclosure.secrecy.interfaces import IRescanned
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.secrecy.interfaces import IScan
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


#: Catalogue index: when and by which rules a document was scanned again, and which files wait.
INDEX = "scanned"
NEVER = "0"
WAITING = "waiting"

CLAUSE = "政府信息公开条例 第十七条"

#: Name of the affair that the result is kept under.
AFFAIR = "rescan"


@implementer(IRescanned)
class Rescanned(ObjectEvent):
    """See ``IRescanned``."""

    def __init__(self, context, findings: tuple, unread: tuple) -> None:
        super().__init__(context)
        self.findings = findings
        self.unread = unread


@implementer(IDossierChanged)
class DossierChanged(ObjectEvent):
    """See ``IDossierChanged``."""


def keep(context, report: scan.Report) -> dict:
    """Keep what a new scan has found; tell what nobody confirmed in review and no scan before has told."""
    dossier = IDossier(context)
    before = dossier.affair(AFFAIR) or {}
    known = {*before.get("known", ()), *(item for opinion in IReviews(context).opinions() for item in opinion.handled)}
    findings = tuple({found.id: found for found in report.findings if found.id not in known}.values())
    unread = tuple(missed for missed in report.unread if scan.unread_id(*missed) not in known)
    moment = now()
    told = {
        "at": moment.isoformat(),
        "rules": scan.RULES,
        "kinds": _count(report),
        "known": sorted(known.union(report.to_handle())),
        "new": before.get("new", []),
        "new_at": before.get("new_at", ""),
    }
    if findings or unread:
        told["new"] = [*before.get("new", []), *map(asdict, findings), *map(_missed, unread)]
        told["new_at"] = told["at"]
        codes = {"rules": str(scan.RULES), "findings": str(len(findings)), "unread": str(len(unread))}
        ILedger(context).record("rescanned", codes=codes)
    dossier.set_affair(AFFAIR, told)
    context.reindexObject(idxs=[INDEX])
    if findings or unread:
        notify(Rescanned(context, findings, unread))
    return told


def confirm(context, handled: object, comment: str) -> None:
    """Somebody who may withdraw the document has looked at all that is new, and lets the document stand.

    :raises RuleBroken: when nothing is new, or not exactly all that is new is named.
    """
    dossier = IDossier(context)
    told = dossier.affair(AFFAIR) or {}
    waiting = [item["id"] for item in told.get("new", ())]
    named = list(handled) if isinstance(handled, list) and all(isinstance(item, str) for item in handled) else []
    if not waiting:
        enforce([Problem("rescan_nothing_new", "R-S5", "handled", CLAUSE)])
    enforce(secrecy.findings_problems(waiting, named))
    actor, at = api.user.get_current().getId(), now().isoformat()
    dossier.set_affair(AFFAIR, {**told, "new": [], "handled_at": at, "handled_by": actor})
    dossier.note(step="rescan_handled", at=at, actor=actor, on_behalf_of="", comment=comment)
    ILedger(context).record("rescan_handled", codes={"findings": str(len(waiting))})
    notify(DossierChanged(context))


def _missed(unread: tuple[str, str]) -> dict[str, str]:
    place, why = unread
    return {"place": place, "unread": why, "id": scan.unread_id(place, why)}


def _count(report: scan.Report) -> dict[str, int]:
    kinds = [found.kind for found in report.findings] + ["unread"] * len(report.unread)
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def last_scan(context) -> str:
    """Value of the index for a document: older rules first, then older days."""
    told = IDossier(context).affair(AFFAIR)
    return scan.scanned_at(told["rules"], told["at"][:10]) if told else NEVER


@implementer(IRescan)
@adapter(IPloneSiteRoot)
class Rescan:
    """See ``IRescan``."""

    def __init__(self, site) -> None:
        self.site = site

    def page(self, after: str = "", limit: int = 50) -> dict:
        found, last, done = 0, "", 0
        for brain in islice(merge(*self._due(after, limit), key=lambda brain: brain.UID), limit):
            last, done = brain.UID, done + 1
            content = brain._unrestrictedGetObject()
            if brain.review_state == "published" and IGoverned.providedBy(content):
                before = IDossier(content).affair(AFFAIR) or {}
                told = IScan(content).rescan()
                found += max(0, len(told["new"]) - len(before.get("new", ())))
            else:
                document = content if IGoverned.providedBy(content) else content.__parent__
                IScan(document).scan_waiting()
        return {"done": done, "found": found, "next": last if done == limit else None}

    def _due(self, after: str, limit: int) -> Iterator:
        """Public documents that are due, and files that wait, each by UID."""
        days = api.portal.get_registry_record("opengov.disclosure.secrecy.rescan_days", default=30)
        until = scan.due_before(now().date(), days)
        for query in (
            {"review_state": "published", INDEX: {"query": until, "range": "max"}},
            {INDEX: WAITING},
        ):
            # One more than the last UID: a range begins with its bound.
            uids = {"query": f"{after}0" if after else "", "range": "min"}
            yield self.site.portal_catalog.unrestrictedSearchResults(
                **query, UID=uids, sort_on="UID", sort_limit=limit
            )[:limit]
