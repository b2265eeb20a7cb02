"""The index of deposits: what a document owes is entered when it is signed and taken out when it is done or falls away."""

from collections.abc import Iterable
from datetime import date
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.deposits import Duty
from opengov.disclosure.core.deposits import genre_of
from opengov.disclosure.core.deposits import RECORD_KEEPER
from opengov.disclosure.core.transfer import DEPOSIT
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import IDueDay
from opengov.disclosure.transfer.deposits.scope import formed_on
from opengov.disclosure.transfer.deposits.store import DepositShelf
from opengov.disclosure.transfer.deposits.store import open_shelf
from opengov.disclosure.transfer.deposits.store import owed
from opengov.disclosure.transfer.deposits.store import shelf_of
from opengov.disclosure.transfer.store import store
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID


#: Documents that the index is filled with before memory is freed.
_CHUNK = 500

#: What turns with a deposit: duties of sending, and of notices.
_TURNED = tuple(duty.value for duty in Duty)


def enter(document) -> None:
    """Make the index say what a document owes now. Safe to repeat; writes nothing when nothing has changed."""
    site, place, uid, day = api.portal.get(), IIssuingAgency(document), IUUID(document), formed_on(document)
    known = shelf_of(site, place.uid)
    before = "" if known is None else known.days.get(uid, "")
    if day == before:
        return
    shelf = open_shelf(site, place.uid, now().date())
    if before:
        _leave(shelf, before, uid)
    if day:
        _list(shelf, place, day, uid, getattr(document, "genre_class", None) or "")


def duties(place, day: str, since: str) -> list[tuple[str, str]]:
    """Duty and kind of receiver that what was made on a day owes, by the profile of that day (R-D1)."""
    jurisdiction = place.jurisdiction_on(date.fromisoformat(day))
    kinds = jurisdiction.transfer_recipients
    found = [(Duty.ELECTRONIC.value, kind) for kind in kinds]
    if day >= since and Duty.PAPER in jurisdiction.periods:
        found += [(Duty.PAPER.value, kind) for kind in kinds]
    if day >= since and Duty.RECORD_COPY in jurisdiction.periods:
        found.append((Duty.RECORD_COPY.value, RECORD_KEEPER))
    return found


def _list(shelf: DepositShelf, place, day: str, uid: str, genre: str) -> None:
    shelf.days[uid] = shelf.last[uid] = day
    shelf.listed.insert(f"{day}|{uid}")
    for duty, kind in duties(place, day, shelf.since):
        key = owed(duty, kind, day, uid)
        if key not in shelf.done:
            shelf.open.insert(key)
    if uid in shelf.recalled:
        shelf.recalled.remove(uid)
    if genre_of(genre):
        shelf.genres.insert(f"{genre_of(genre)}|{day}|{uid}")


def _leave(shelf: DepositShelf, day: str, uid: str) -> None:
    """What is public no longer is owed to nobody; what was handed in stays in its list."""
    del shelf.days[uid]
    shelf.listed.remove(f"{day}|{uid}")
    for duty in Duty:
        for kind in ("archive", "library"):
            close(shelf, owed(duty.value, kind, day, uid))
    for genre in ("guide", "annual_report"):
        if (key := f"{genre}|{day}|{uid}") in shelf.genres:
            shelf.genres.remove(key)


def close(shelf: DepositShelf, key: str, on: str = "", act: int = 0) -> bool:
    """Take a duty off what is open, as done on a day when one is given; return whether it was open."""
    if key not in shelf.open:
        return False
    shelf.open.remove(key)
    if on:
        shelf.done[key] = (on, act)
    return True


def reopen(shelf: DepositShelf, key: str) -> None:
    """A duty that was done is open again, unless its document has fallen away."""
    shelf.done.pop(key, None)
    _duty, _kind, day, uid = key.split("|")
    if shelf.days.get(uid) == day:
        shelf.open.insert(key)


def offered(shelf: DepositShelf, kind: str, uids: Iterable[str], on: str) -> None:
    """Documents were offered to a receiver: the electronic text is handed over."""
    for uid in uids:
        day = shelf.days.get(uid)
        if day and close(shelf, owed(Duty.ELECTRONIC.value, kind, day, uid), on):
            refresh([uid])


def refresh(uids: Iterable[str]) -> None:
    """Make the catalogue say when something is due next with documents whose duties were done, or are open again."""
    for uid in uids:
        document = uuidToObject(uid, unrestricted=True)
        if document is not None:
            IDueDay(document).refresh(_TURNED)


def met(shelf: DepositShelf, place, uid: str) -> tuple[str, ...]:
    """Keys of the periods that a document owes nothing of any more; of one that is not deposited none.

    What was made before lists were kept here is owed in none.
    """
    day = shelf.days.get(uid)
    if not day:
        return ()
    owing = {duty for duty, kind in duties(place, day, shelf.since) if owed(duty, kind, day, uid) not in shelf.done}
    return tuple(duty.value for duty in (Duty.ELECTRONIC, Duty.PAPER, Duty.RECORD_COPY) if duty.value not in owing)


def fill(site) -> int:
    """Make the index of a site that had none: shelves for all agencies, and every document that is deposited.

    What receivers were offered already is done; lists on paper begin with the present month. Safe to repeat.

    :returns: how many documents were looked at.
    """
    catalog, today, seen = api.portal.get_tool("portal_catalog"), now().date(), 0
    for brain in catalog.unrestrictedSearchResults(object_provides=IAgencyContent.__identifier__):
        open_shelf(site, brain.UID, today)
    query = {"object_provides": IGoverned.__identifier__, "review_state": ["issued", "published"]}
    for brain in catalog.unrestrictedSearchResults(**query):
        document = brain._unrestrictedGetObject()
        enter(document)
        seen += 1
        if seen % _CHUNK == 0:
            site._p_jar.cacheGC()
    _mark_offered(site)
    return seen


def _mark_offered(site) -> None:
    kept = store(site)
    for receiver in kept.receivers.values():
        feed = kept.feeds.get(receiver["id"])
        for uid, (_record, handover) in () if feed is None else feed.latest.items():
            about = kept.handovers[handover].about
            shelf = shelf_of(site, about["agency"]["uid"])
            if about["purpose"] == DEPOSIT and shelf is not None:
                offered(shelf, receiver["kind"], [uid], kept.handovers[handover].sealed_at[:10])
