"""What the site does by itself: remind agencies, send daily mails and those that wait, drop old notices."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import joint
from opengov.disclosure.core import notices as rules
from opengov.disclosure.core import positions
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.notices.letters import letter
from opengov.disclosure.notices.letters import sender
from opengov.disclosure.notices.listing import entries_of
from opengov.disclosure.notices.people import by_uid
from opengov.disclosure.notices.posting import send
from opengov.disclosure.notices.settings import setting
from opengov.disclosure.notices.settling import tell_when_settled
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.notices.store import Person
from opengov.disclosure.notices.store import read_store
from opengov.disclosure.notices.telling import tell
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


#: States nobody is asked in any more.
_OVER = frozenset({"published", "superseded", "voided", "discontinued", "purged"})
#: Standings of an agency that may still have to answer, in whatever state the document is.
_OPEN = (joint.Standing.OPEN, joint.Standing.LAPSED, joint.Standing.STALE)
#: Days a daily mail looks back.
_DAILY_LOOKS_BACK = timedelta(days=31)


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class Remind:
    """``remind``: agencies whose answer is due soon or overdue are told once for each asking (R-D4)."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        uids = list(islice(read_store(self.site).open.keys(after, excludemin=bool(after)), limit))
        done = [uid for uid in uids if self._remind(uid)]
        return {"done": done, "held": [], "next": uids[-1] if len(uids) == limit else None}

    def _remind(self, uid: str) -> bool:
        document = by_uid(self.site, uid)
        matters = _matters(document) if document is not None else {}
        slots = [(slot, stands, about) for about, found in matters.items() for slot, stands in _standings(found)]
        told = sum(self._tell(document, *each) for each in slots)
        if document is not None:
            tell_when_settled(document)
        if not any(stands in _OPEN for _slot, stands, _about in slots) and not _is_drafted(document):
            open_store(self.site).open.remove(uid)
        return bool(told)

    def _tell(self, document, slot: joint.Slot, stands: joint.Standing, about: str) -> int:
        asking, calendar = slot.asked[-1], IIssuingAgency(document).calendar
        kind = rules.clock_kind(stands, asking.due, now().date(), calendar, setting("reminder_days"))
        return tell(document, kind, slot.id, asking.turn, slots=(slot,), about=about) if kind else 0


def _matters(document) -> dict[str, object]:
    """What agencies are asked about: ``""`` for the content, in states in which they answer, and ``"repeal"``."""
    found, repeal = IPositions(document), IRepeal(document).answers()
    asking = {"": found} if found.state in positions.ASKING else {}
    return {**asking, **({"repeal": repeal} if repeal is not None else {})}


def _is_drafted(document) -> bool:
    """Whether a document is with its drafters again: nobody can answer, and the clock calls nobody, for a while."""
    return document is not None and IPositions(document).state not in (*positions.ASKING, *_OVER)


def _standings(found) -> list[tuple[joint.Slot, joint.Standing]]:
    digest, today = found.digest(), now().date()
    return [(slot, joint.standing(slot, digest, today)) for slot in found.asked()]


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class SendNotices:
    """``send_notices``: the daily mails, and those that a mail server did not take.

    What was sent is noted in the transaction that sends it: two servers that run it at once conflict, and one sends.
    """

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        people = read_store(self.site).people
        if sender() is None:
            return {"done": [], "held": [], "next": None}
        ids = list(islice(people.keys(after, excludemin=bool(after)), limit))
        letters = [found for user_id in ids if (found := self._letter(user_id, people[user_id])) is not None]
        send(self.site, letters)
        done = [f"mails:{len(letters)}"] if letters else []
        return {"done": done, "held": [], "next": ids[-1] if len(ids) == limit else None}

    def _letter(self, user_id: str, person: Person):
        today, user = now().date().isoformat(), api.user.get(userid=user_id)
        daily = person.wants(rules.Mail.DAILY) and person.told_on != today
        if user is None or not (daily or person.waiting):
            return None
        found = sorted(self._due(user, person, daily), key=lambda each: each[0])
        ready = letter(self.site, user_id, found)
        if person.waiting:
            person.waiting = ()
        if ready is not None and daily:
            person.told_on = today
            person.told = {**person.told, **dict.fromkeys(ready.places, today)}
        return ready

    def _due(self, user, person: Person, daily: bool) -> Iterator[tuple[str, dict]]:
        """What a person is to be told by mail now: what waits, and for a daily mail what is new to him."""
        since = (now() - _DAILY_LOOKS_BACK).isoformat()
        for entry in entries_of(self.site, user, since=min((since, *person.waiting))):
            mail = person.mail_for(rules.TOPICS[rules.Kind(entry.notice["kind"])])
            new = daily and mail == rules.Mail.DAILY and entry.place >= since and entry.place not in person.told
            waits = mail != rules.Mail.NONE and entry.place in person.waiting
            if not entry.over and ((new and entry.place not in person.read) or waits):
                yield entry.place, entry.notice


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class PruneNotices:
    """``prune_notices``: what happened long ago is dropped from the lists; the record keeps it."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        store = read_store(self.site)
        before = (now() - timedelta(days=setting("keep_days"))).isoformat()
        for uid in store.shelves.keys(after):
            dropped = store.shelves[uid].prune(before, limit)
            if dropped:
                return {"done": [f"dropped:{dropped}"], "held": [], "next": uid}
        for person in store.people.values():
            person.prune(before)
        return {"done": [], "held": [], "next": None}


def open_documents(site) -> Iterator[str]:
    """UIDs of documents about which an agency was asked and may still have to answer, from the catalogue."""
    agencies = list(site.portal_catalog.uniqueValuesFor("asked_agencies"))
    for brain in site.portal_catalog.unrestrictedSearchResults(asked_agencies=agencies) if agencies else ():
        document = brain._unrestrictedGetObject()
        matters = _matters(document).values()
        if any(stands in _OPEN for found in matters for _slot, stands in _standings(found)):
            yield IUUID(document)
        document._p_deactivate()
