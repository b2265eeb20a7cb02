"""Collects sealed records into hand-overs, one receiver each: as many as it takes at once, then the next one begins."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.transfer.interfaces import ISelfCheck
from opengov.disclosure.transfer.interfaces import Item
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.receivers import settled
from opengov.disclosure.transfer.sealing.items import about_of
from opengov.disclosure.transfer.sealing.items import item_of
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import HandoverStore
from opengov.disclosure.transfer.store import SealedRecord
from opengov.disclosure.transfer.store import Shelf
from zope.component import getUtility
from zope.component import queryUtility

import hashlib


def has_it(kept: HandoverStore, records: list[SealedRecord], receiver: str, besides: str = "") -> bool:
    """Whether one of these records (of one content) was collected for a receiver in a hand-over that stands.

    What was recalled it has only when a hand-over is under way that gives it back.

    :param besides: id of a hand-over that does not count.
    """
    feed = kept.feeds.get(receiver)
    recalled = feed is not None and any(feed.is_recalled(sealed.facts["document"]) for sealed in records)
    return any(
        (one.about["receiver"]["id"] == receiver or (feed is not None and one.id in feed.numbers))
        and not (one.destroyed_at or one.superseded_by or one.id == besides or (recalled and one.offered_at))
        for sealed in records
        for one in kept.holding(sealed.id)
    )


def begin(kept: HandoverStore, agency: dict, receiver: dict, aim: str, scope: str, at: str, supersedes="") -> Handover:
    """Begin a hand-over for a receiver.

    :param agency: plain {uid, title, credit_code, fonds}.
    """
    shelf = kept.shelf(agency["uid"])
    shelf.begun += 1
    seed = "|".join([agency["uid"], receiver["id"], aim, scope, str(shelf.begun)])
    id = hashlib.sha256(seed.encode()).hexdigest()[:32]
    about = {"receiver": settled(receiver), "purpose": aim, "scope": scope, "begun_at": at, "supersedes": supersedes}
    about["agency"] = {key: agency[key] for key in ("uid", "title", "credit_code", "fonds")}
    handover = Handover(id, shelf.begun, about, kept.records)
    kept.handovers[id] = handover
    shelf.handovers[shelf.begun] = id
    shelf.open[shelf.begun] = id
    return handover


def collect(kept: HandoverStore, sealed: SealedRecord, agency: dict, receiver: dict, at: str) -> list[Problem]:
    """Put a sealed record into the receiver's open hand-over.

    :returns: what keeps it from being written in the receiver's form; it was not put in then.
    """
    aim, scope = sealed.facts["purpose"], sealed.facts["scope"]
    shelf, key = kept.shelf(agency["uid"]), (aim, scope, receiver["id"])
    handover = kept.handovers.get(shelf.collecting.get(key, ""))
    if handover is not None and _is_full(handover, sealed):
        close(shelf, handover, at)
        handover = None
    if handover is None:
        handover = begin(kept, agency, receiver, aim, scope, at)
        shelf.collecting[key] = handover.id
    return add(kept, handover, sealed)


def add(kept: HandoverStore, handover: Handover, sealed: SealedRecord) -> list[Problem]:
    """Put a sealed record into a hand-over; see :func:`collect`."""
    writer = getUtility(IWriter, name=handover.about["receiver"]["format"])
    row = sealed.listed(handover.count + 1, sealed.facts["supersedes"])
    item = item_of(sealed, row)
    problems = [*writer.problems(item, about_of(handover)), *_check_problems(item)]
    if not problems:
        handover.collected[handover.last_collected + 1] = sealed.id
        handover.bytes += sealed.size
        handover.files += len(sealed.files)
        kept.holders[sealed.id] = (*kept.holders.get(sealed.id, ()), handover.id)
    return problems


def _check_problems(item: Item) -> list[Problem]:
    """What would fail the check of the whole package later, and everybody's documents with it."""
    check = queryUtility(ISelfCheck)
    return list(check.problems(item)) if check is not None else []


def leave_out(kept: HandoverStore, handover: Handover, record: str) -> None:
    """Let a collected record go after all, so that its document can be collected again."""
    handover.without = (*handover.without, record)
    _let_go(kept, handover, record)


def _let_go(kept: HandoverStore, handover: Handover, record: str) -> None:
    left = tuple(one for one in kept.holders.get(record, ()) if one != handover.id)
    if left:
        kept.holders[record] = left
    else:
        kept.holders.pop(record, None)


def close(shelf: Shelf, handover: Handover, at: str) -> None:
    """Add nothing more: this is the moment of the seal."""
    handover.sealed_at = at
    for key in [key for key, id in shelf.collecting.items() if id == handover.id]:
        del shelf.collecting[key]


def forget(kept: HandoverStore, handover: Handover) -> None:
    """Forget a hand-over that nobody was offered."""
    shelf = kept.shelves[handover.about["agency"]["uid"]]
    close(shelf, handover, handover.sealed_at)
    shelf.handovers.pop(handover.number, None)
    shelf.open.pop(handover.number, None)
    for id in list(handover.collected.values()):
        _let_go(kept, handover, id)
    del kept.handovers[handover.id]


def _is_full(handover: Handover, sealed: SealedRecord) -> bool:
    """Whether one more is too many; one that is too large alone has a hand-over of its own."""
    receiver = handover.about["receiver"]
    too_many = handover.count >= receiver["most_records"]
    return too_many or (handover.count > 0 and handover.bytes + sealed.size > receiver["most_bytes"])
