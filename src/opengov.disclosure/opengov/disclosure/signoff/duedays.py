"""The day by which something is due with a document, as lists are sorted and filtered by it (R-D4).

The clocks themselves are never stored (R-D1); what the catalogue keeps of them is computed anew whenever something may have
moved them: with each step, when a duty is done, and by the routine ``due-days`` when the calendar, the profile or the own
holidays that it rests on are others now (R-D2).
"""

from functools import lru_cache
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.signoff import clocks
from opengov.disclosure.signoff import events
from opengov.disclosure.signoff.interfaces import IDueDay
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer

import hashlib


#: Catalogue indexes that this module answers for.
INDEXES = ("due_for", "due_on", "due_order", "due_rests_on")
#: Those of them that tell whether anything has moved.
_TELLING = ("due_on", "due_rests_on")


@implementer(IDueDay)
@adapter(IGoverned)
class DueDay:
    """See ``IDueDay``."""

    def __init__(self, context) -> None:
        self.context = context

    def first(self) -> Deadline | None:
        if IIssuingAgency(self.context, None) is None:
            return None
        return next(iter(clocks.running(self.context)), None)

    def rests_on(self) -> str:
        place = IIssuingAgency(self.context, None)
        found = clocks.running(self.context) if place is not None else ()
        if not found:
            return ""
        years = min(each.trigger_date.year for each in found), max(each.due.year for each in found)
        return _basis(place, *years)

    def refresh(self) -> None:
        catalog = api.portal.get_tool("portal_catalog")
        rid = catalog.getrid("/".join(self.context.getPhysicalPath()))
        first = self.first()
        told = {"due_on": first.due.isoformat() if first else "", "due_rests_on": self.rests_on()}
        known = {name: catalog.Indexes[name].getEntryForObject(rid) for name in _TELLING} if rid is not None else {}
        if told != known or catalog.getMetadataForRID(rid)["due_duty"] != duty(first):
            self.context.reindexObject(idxs=list(INDEXES))
        notify(events.DutyTurned(self.context))


def duty(deadline: Deadline | None) -> str:
    """Key of the duty, the same for the law's own day and a stricter local one; empty for none."""
    return deadline.key.removesuffix("_statutory") if deadline else ""


def _basis(place, first: int, last: int) -> str:
    """What the days of an agency's documents rest on: UID, years, and a digest of profile and calendar of these years."""
    jurisdiction = place.jurisdiction
    said = f"{jurisdiction.key}@{jurisdiction.version};{_days(place.calendar, first, last)}"
    return f"{place.uid}|{first}|{last}|{hashlib.sha256(said.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=256)
def _days(calendar: WorkingCalendar, first: int, last: int) -> str:
    kept = (calendar.holidays, calendar.working_weekends, calendar.local_holidays)
    told = [sorted(day.isoformat() for day in days if first <= day.year <= last) for days in kept]
    return repr((sorted(year for year in calendar.announced if first <= year <= last), told))


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class DueDays:
    """``due-days``: days that rest on a calendar or profile that has changed since are computed anew (R-D2)."""

    def __init__(self, site) -> None:
        self.site = site
        self.catalog = api.portal.get_tool("portal_catalog")

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        for value in sorted(self.catalog.uniqueValuesFor("due_rests_on")):
            if value < after or not value or self._stands(value):
                continue
            found = self.catalog.unrestrictedSearchResults(due_rests_on=value, b_size=limit)[:limit]
            for brain in found:
                brain._unrestrictedGetObject().reindexObject(idxs=list(INDEXES))
            if found:
                return {"done": [f"documents:{len(found)}"], "held": [], "next": value}
        return {"done": [], "held": [], "next": None}

    def _stands(self, value: str) -> bool:
        uid, first, last, _digest = value.split("|")
        agency = next(iter(self.catalog.unrestrictedSearchResults(UID=uid)), None)
        agency = agency._unrestrictedGetObject() if agency is not None else None
        place = IIssuingAgency(agency, None) if IAgencyContent.providedBy(agency) else None
        return place is not None and value == _basis(place, int(first), int(last))
