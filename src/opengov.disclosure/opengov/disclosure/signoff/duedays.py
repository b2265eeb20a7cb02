"""The day by which something is due with a document, as lists are sorted and filtered by it (R-D4).

The clocks themselves are never stored (R-D1); what the catalogue keeps of them is computed anew whenever something may have
moved them: with each step, when a duty is done, and by the routine ``due-days`` when the calendar, the profile or the own
holidays that it rests on are others now (R-D2).
"""

from functools import cached_property
from functools import lru_cache
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.answering import offices as answering_offices
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.signoff import clocks
from opengov.disclosure.signoff import events
from opengov.disclosure.signoff import waiting
from opengov.disclosure.signoff.interfaces import IDueDay
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.indexer.wrapper import IndexableObjectWrapper
from Products.ZCatalog.interfaces import IZCatalog
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer

import hashlib


#: Catalogue indexes that this module answers for.
INDEXES = ("due_for", "due_on", "due_order", "due_rests_on")
#: Those of them that tell whether anything has moved.
_TELLING = ("due_for", "due_on", "due_rests_on")

#: Order of what is never due.
NEVER = "9999-12-31"


@implementer(IDueDay)
@adapter(IGoverned)
class DueDay:
    """See ``IDueDay``."""

    def __init__(self, context) -> None:
        self.context = context

    @cached_property
    def place(self):
        """The agency whose rules and calendar count; None outside any."""
        return IIssuingAgency(self.context, None)

    @cached_property
    def running(self) -> tuple[Deadline, ...]:
        """The clocks, asked once: an adapter is made anew for each question."""
        return clocks.running(self.context) if self.place is not None else ()

    def first(self) -> Deadline | None:
        return next(iter(self.running), None)

    def rests_on(self) -> str:
        if not self.running:
            return ""
        first = min(each.trigger_date.year for each in self.running)
        return _basis(self.place, first, max(each.due.year for each in self.running))

    def answering(self) -> tuple[str, ...]:
        """Who answers for what and by when: ``<who>|<ISO day>`` for each duty.

        The offices whose duty it is, for its first day; who is waited for next, for what is due first of all, and for what
        is no office's.
        """
        waited = {*waiting.groups(self.context), *waiting.persons(self.context)} if self.running else set()
        found: set[str] = set()
        # the law's own limit of a duty is later than the stricter local one, and no duty besides it
        duties = {duty(each): each for each in reversed(self.running)}
        for key, each in duties.items():
            people = self._people(key)
            people |= waited if each == self.first() or not people else set()
            found |= {f"{who}|{each.due.isoformat()}" for who in people}
        return tuple(sorted(found))

    def _people(self, key: str) -> set[str]:
        """Groups of the offices whose duty it is; a drafter answers for what he has written himself."""
        roles = answering_offices(key)
        authors = ILedger(self.context).authors() if "Drafter" in roles else ()
        offices = {group for role in roles if role != "Drafter" for group in self.place.groups(role)}
        return {*offices, *(f"user:{author}" for author in authors)}

    def refresh(self, turned: tuple[str, ...] = ()) -> None:
        catalog = api.portal.get_tool("portal_catalog")
        rid = catalog.getrid("/".join(self.context.getPhysicalPath()))
        first = self.first()
        told = {"due_on": first.due.isoformat() if first else "", "due_rests_on": self.rests_on()}
        told["due_for"] = self.answering()
        known = {name: catalog.Indexes[name].getEntryForObject(rid) for name in _TELLING} if rid is not None else {}
        known["due_for"] = tuple(sorted(known.get("due_for") or ()))
        if told != known or catalog.getMetadataForRID(rid)["due_duty"] != duty(first):
            self.context.reindexObject(idxs=list(INDEXES))
        notify(events.DutyTurned(self.context, turned))


@adapter(IGoverned, IZCatalog)
class Indexable(IndexableObjectWrapper):
    """A governed document as the catalogue reads it: one question to its clocks answers all indexes and columns of them.

    The catalogue makes such a wrapper each time it reads a document, so nothing is kept longer than that.
    """

    @cached_property
    def _due(self) -> DueDay:
        return DueDay(self._getWrappedObject())

    @property
    def due_on(self) -> str:
        """The earliest day by which something is due (ISO); empty when nothing is."""
        first = self._due.first()
        return first.due.isoformat() if first else ""

    @property
    def due_order(self) -> str:
        """The same, with what is not due at all behind everything else."""
        return self.due_on or NEVER

    @property
    def due_duty(self) -> str:
        """Key of the period that ends then."""
        return duty(self._due.first())

    @property
    def due_for(self) -> tuple[str, ...]:
        """Who answers for what, and by when."""
        return self._due.answering()

    @property
    def due_rests_on(self) -> str:
        """What that day rests on, for the routine that computes it anew."""
        return self._due.rests_on()


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
