"""Enters finished hand-overs and waiting notices into the feeds: short transactions, and the only ones that append."""

from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.transfer.feedevents import FeedEntered
from opengov.disclosure.transfer.receivers import settled
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import HandoverStore
from plone.app.uuid.utils import uuidToObject
from zope.event import notify as announce

import json


def enter(kept: HandoverStore, handover: Handover, at: str) -> None:
    """Offer a hand-over to its receiver: from here on it is unchangeable."""
    about, agency = handover.about, handover.about["agency"]["uid"]
    feed = kept.feed(about["receiver"]["id"])
    supersedes = about["supersedes"]
    feed.append("handover", at, handover.id, agency, {"supersedes": supersedes} if supersedes else {})
    documents = []
    for place, id in handover.records.items():
        sealed = kept.records[id]
        documents.append(sealed.facts["document"])
        feed.note_offered(documents[-1], id, handover.id, place)
        sealed.forget_loaded()
    handover.offered_at = at
    if supersedes:
        kept.handovers[supersedes].superseded_by = handover.id
    del kept.shelves[agency].open[handover.number]
    _tell(handover, agency)
    announce(FeedEntered(about["receiver"], "handover", agency, documents, at, about["purpose"]))


def notify(kept: HandoverStore, agency: str, limit: int, at: str) -> int:
    """Put at most ``limit`` waiting notices of an agency into the feeds of those they concern; return how many entries."""
    shelf, told = kept.shelves[agency], 0
    for key in list(shelf.notices)[:limit]:
        notice = json.loads(shelf.notices.pop(key))
        for receiver, feed in kept.feeds.items():
            handover = _concerned(feed, notice) if notice["receiver"] in ("", receiver) else ""
            if handover:
                _append(kept, receiver, agency, handover, notice, at)
                told += 1
    return told


def _append(kept: HandoverStore, receiver: str, agency: str, handover: str, notice: dict, at: str) -> None:
    kind, document, about = notice["kind"], notice["document"], notice["about"]
    told = {"document": document, **about} if document else about
    kept.feeds[receiver].append(kind, notice["at"], handover, agency, told)
    if document:
        announce(FeedEntered(settled(kept.receivers[receiver]), kind, agency, [document], at, about=about))


def _concerned(feed, notice: dict) -> str:
    """The hand-over of a feed that a notice is about: the one it destroys, or the last one with its document."""
    if notice["handover"]:
        return notice["handover"] if notice["handover"] in feed.numbers else ""
    return feed.latest.get(notice["document"], ("", ""))[1]


def _tell(handover: Handover, agency: str) -> None:
    """On the agency's record: what left the house, for whom. Of each document its seal is on its own record."""
    obj = uuidToObject(agency, unrestricted=True)
    facts = handover.facts
    codes = {key: str(facts[key]) for key in ("purpose", "scope", "format", "receiver", "records", "supersedes")}
    digests = {"package": f"sha256:{handover.package['sha256']}", "manifest": f"sha256:{handover.digests['manifest']}"}
    ILedger(obj).record("offered", codes={"handover": handover.id, **codes}, digests=digests)
