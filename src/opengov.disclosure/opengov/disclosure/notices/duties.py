"""``remind_duties``: whoever has a duty with a document hears once that it is due soon and once that it is overdue (R-D4).

The routine walks the catalogue's index of due days from the oldest on, in small batches, and wakes a document only on a day on
which something is to be told of it. Killed or run twice, also by two servers at once, it tells nothing twice: a notice has one
key for document, duty, its beginning and what is told.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import notices as rules
from opengov.disclosure.core import reminding
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.notices.posting import announce
from opengov.disclosure.notices.settings import setting
from opengov.disclosure.notices.stepping import Told
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.notices.store import read_store
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IRunningClocks
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from zope.component import adapter
from zope.interface import implementer


#: Catalogue index of the earliest day by which something is due with a document.
INDEX = "due_on"
#: Further calendar days that are walked, so that no local calendar's working days are missed.
_SLACK = 20
_NEVER = "9999-12-31"


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class RemindDuties:
    """See the module."""

    def __init__(self, site) -> None:
        self.site = site
        self.catalog = api.portal.get_tool("portal_catalog")
        self.today = now().date()
        self.rhythm = reminding.Rhythm(setting("reminder_days"), setting("leader_after"))

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        rows = list(islice(self._rows(after), limit))
        done = [uid for _day, uid in rows if self._remind(uid)]
        place = "|".join(rows[-1]) if len(rows) == limit else None
        return {"done": done, "held": [], "next": place}

    def _rows(self, after: str) -> Iterator[tuple[str, str]]:
        """Due day and UID of documents that may have to be told of, the oldest day first."""
        if INDEX not in self.catalog.indexes():
            return
        processQueue()
        first, _bar, uid = after.partition("|")
        until = date.fromordinal(self.today.toordinal() + 2 * self.rhythm.days_before + _SLACK).isoformat()
        store = read_store(self.site)
        for day in sorted(self.catalog.uniqueValuesFor(INDEX)):
            if not day or day < first or day > until:
                continue
            start = {"query": f"{uid}0" if day == first else "", "range": "min"}
            brains = self.catalog.unrestrictedSearchResults({INDEX: day}, UID=start, sort_on="UID")
            for brain in brains:
                known, _bar, look = store.looked(brain.UID).partition("|")
                if known != self._known(day) or look <= self.today.isoformat():
                    yield day, brain.UID

    def _known(self, day: str) -> str:
        """What a note of when to look again rests on: the first duty, and the rhythm the office has chosen."""
        return f"{day}~{self.rhythm.days_before}~{self.rhythm.leader_after}"

    def _remind(self, uid: str) -> int:
        """Tell what is to be told of one document today, and note when to look again."""
        brain = self.catalog.unrestrictedSearchResults(UID=uid)[0]
        document = brain._unrestrictedGetObject()
        place = IIssuingAgency(document, None) if IGoverned.providedBy(document) else None
        if place is None:
            return 0
        running = [each for each in IRunningClocks(document).running() if reminding.told_here(each)]
        reminder = Reminder(document, place, self.today, self.rhythm)
        reminder.told.follow()
        told = sum(map(reminder.tell, running))
        days = [reminding.next_day(each, self.today, place.calendar, self.rhythm) for each in running]
        following = min((day.isoformat() for day in days if day is not None), default=_NEVER)
        open_store(self.site).look(uid, f"{self._known(getattr(brain, INDEX))}|{following}")
        document._p_deactivate()
        return told


class Reminder:
    """Tells the duties of one document."""

    def __init__(self, document, place, today: date, rhythm: reminding.Rhythm) -> None:
        self.document = document
        self.place = place
        self.today = today
        self.rhythm = rhythm
        self.told = Told(document)

    def tell(self, deadline: Deadline) -> int:
        """Tell what should have been told of a duty by now; how many notices are new."""
        slots = reminding.slots(deadline, self.today, self.place.calendar, self.rhythm)
        return sum(self._put(deadline, slot) for slot in slots)

    def _put(self, deadline: Deadline, slot: reminding.Slot) -> int:
        kind, uid = rules.Kind(slot.value), IUUID(self.document)
        key = rules.key_of(uid, kind, deadline.key, deadline.trigger_date.isoformat())
        offices, persons = self._on_record(deadline, slot)
        groups = self.told.groups(offices)
        if persons:
            groups = {**dict.fromkeys(self.told.uids(), ()), **groups}
        notice = {"kind": kind.value, "about": deadline.key, "document": uid, "agency": self.place.agency.title}
        notice |= {"lead": deadline.source, "due": deadline.due.isoformat(), "persons": persons, "by": ""}
        store, new = open_store(api.portal.get()), 0
        for agency, meant in groups.items():
            place = store.shelf(agency).add(now().isoformat(), key, {**notice, "offices": meant})
            if place:
                announce(api.portal.get(), agency, place)
                new += 1
        if kind == rules.Kind.DUE_OVER and new:
            self._end_reminders(deadline)
        return new

    def _end_reminders(self, deadline: Deadline) -> None:
        """What was due soon is overdue now: one notice of a duty asks for something, not two."""
        for uid in self.told.uids():
            shelf = open_store(api.portal.get()).shelf(uid)
            for place, notice in shelf.pending(IUUID(self.document)):
                if notice["kind"] == rules.Kind.DUE_SOON and notice["about"] == deadline.key:
                    shelf.end(place)

    def _on_record(self, deadline: Deadline, slot: reminding.Slot) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Offices and persons that are told."""
        duty = reminding.duty_of(deadline.key)
        if duty not in reminding.BY_RECORD or slot == reminding.Slot.ESCALATED:
            return reminding.offices(deadline.key, slot), ()
        dossier = IDossier(self.document)
        if duty == "late_opinions":
            omitted = tuple((dossier.affair("urgent") or {}).get("omitted", ()))
            return reminding.offices(deadline.key, slot, omitted), ()
        if duty == "oral_countersign":
            open_ones = [one for one in dossier.affair("instructions") or () if not one.get("countersigned_at")]
            return reminding.offices(deadline.key, slot), tuple(sorted({one["instructed_by"] for one in open_ones}))
        return reminding.offices(deadline.key, slot), tuple(sorted(ILedger(self.document).authors()))
