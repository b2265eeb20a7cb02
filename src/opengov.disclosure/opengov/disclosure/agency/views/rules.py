"""Pages of an agency's rules and of its end: profile with history and comparison, abolition and successor."""

from opengov.disclosure.agency.asking import number
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IJurisdictionChange
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.telling import Telling
from opengov.disclosure.agency.views.acting import ActingView
from opengov.disclosure.agency.vocabularies import profile_title
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.uuid.interfaces import IUUID


PAGE = 50


class JurisdictionView(ActingView):
    """Which rules the agency follows, since when, and what another profile would change (R-D1)."""

    fields = ("to", "reason")

    def act(self):
        """Change the profile."""
        IJurisdictionChange(self.context).apply(self.entered("to"), self.entered("reason").strip())
        return _("jurisdiction_changed", default="The profile is changed from today on.")

    def present(self) -> str:
        """What the profile in force is called."""
        return profile_title(IIssuingAgency(self.context).jurisdiction)

    def history(self) -> list[dict]:
        """Entries of the history in words, the latest first."""
        return Telling(self.request).history(ISettingsHistory(IIssuingAgency(self.context).agency).entries())

    def profiles(self) -> list[dict]:
        """The profiles to choose from: dicts {key, title}."""
        profiles = map(jurisdictions.load, jurisdictions.keys())
        return [
            {"key": profile.key, "title": profile_title(profile)}
            for profile in profiles
            if profile.key != self.context.jurisdiction
        ]

    def chosen(self) -> dict | None:
        """The profile that is looked at, with what it would change; None while none is chosen."""
        to = self.entered("to")
        try:
            changes = IJurisdictionChange(self.context).compare(to) if to else None
        except RuleBroken as broken:
            self.problems = broken.problems
            return None
        if changes is None:
            return None
        told = Telling(self.request).changes(changes)
        return {"key": to, "title": profile_title(jurisdictions.load(to)), **told}

    def documents(self) -> dict:
        """A page of the documents whose duties would change: dict {items, next}."""
        start = number(self.request.form, "start", 0)
        found = IJurisdictionChange(self.context).documents(self.entered("to"), start, PAGE)
        return {**found, "items": [self._told(item) for item in found["items"]]}

    def _told(self, item: dict) -> dict:
        deadlines = [Telling(self.request).deadline(each) for each in item["deadlines"]]
        return {**item, "deadlines": deadlines}


class AbolishView(ActingView):
    """The end of an agency: who carries on, or taking that back (002 管理制度 第五条)."""

    fields = ("abolished_on", "successor", "outside", "reason")

    def act(self):
        """Abolish or reinstate."""
        succession, reason = ISuccession(self.context), self.entered("reason").strip()
        if "reinstate" in self.request.form:
            succession.reinstate(reason)
            return _("agency_reinstated", default="The abolition is taken back; the offices have their people again.")
        successor = self.entered("successor") or self.entered("outside").strip()
        succession.abolish(self.entered("abolished_on"), successor, reason)
        return _("agency_is_abolished", default="The agency is abolished; its successor carries on from now.")

    def standing(self) -> dict:
        """Day and successor for the page."""
        succession = ISuccession(self.context)
        return {
            "abolished_on": succession.abolished_on,
            "successor": succession.successor_name,
            "predecessors": [each.title for each in succession.predecessors()],
        }

    def agencies(self) -> list[dict]:
        """Agencies that may succeed: dicts {uid, title}."""
        found = [brain.getObject() for brain in api.content.find(portal_type="Agency", sort_on="sortable_title")]
        own = IUUID(self.context)
        possible = [each for each in found if not each.is_section() and not ISuccession(each).abolished_on]
        return [{"uid": IUUID(each), "title": each.title} for each in possible if IUUID(each) != own]

    def today(self) -> str:
        """The last day that may be entered."""
        return now().date().isoformat()
