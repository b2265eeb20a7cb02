"""``@@opengov-settings-jurisdiction``: which agency follows which profile, and how profiles differ."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IProfileWords
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.jurisdictions import comparing
from opengov.disclosure.core.jurisdictions import keys as profile_keys
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings.page import change
from opengov.disclosure.desk.settings.page import record
from opengov.disclosure.desk.settings.page import SettingsPage
from plone import api


DEFAULT = "opengov.disclosure.agency.default_jurisdiction"


class JurisdictionPage(SettingsPage):
    """The profile of an agency is changed on its own page, where it is compared and reasoned first (R-D1)."""

    fields = ("default_jurisdiction",)

    def profiles(self) -> list[dict]:
        """All profiles: dicts {key, title, version, agencies, chosen, compared}."""
        words = IProfileWords(self.request)
        following = [row["key"] for row in self.agencies()]
        chosen = self.text("default_jurisdiction") if self.typed() else record(DEFAULT, jurisdictions.DEFAULT)
        return [
            {
                "key": profile.key,
                "title": words.title(profile),
                "version": profile.version,
                "agencies": following.count(profile.key),
                "chosen": profile.key == chosen,
                "compared": profile.key == self.text("compare"),
            }
            for profile in map(jurisdictions.load, profile_keys())
        ]

    def agencies(self) -> list[dict]:
        """The agencies the user may see: dicts {title, url, key, profile}; sections follow theirs."""
        words, found = IProfileWords(self.request), []
        for brain in api.content.find(portal_type="Agency", sort_on="sortable_title"):
            agency = brain.getObject()
            if not agency.is_section():
                profile = IIssuingAgency(agency).jurisdiction
                row = {"title": agency.title, "url": f"{brain.getURL()}/@@jurisdiction", "key": profile.key}
                found.append({**row, "profile": words.title(profile)})
        return found

    def comparison(self) -> dict | None:
        """What a profile does otherwise than the national one: dict {title, rules, periods, labels}; None for none."""
        key = self.text("compare")
        if key not in profile_keys() or key == jurisdictions.DEFAULT:
            return None
        profile, words = jurisdictions.load(key), IProfileWords(self.request)
        changes = comparing.compare(jurisdictions.load(jurisdictions.DEFAULT), profile)
        return {"title": words.title(profile), **words.changes(changes)}

    def store(self) -> None:
        """Choose the profile that stands in the form of a new agency."""
        key = self.text("default_jurisdiction")
        if key not in profile_keys():
            raise RuleBroken(Problem("jurisdiction_unknown", "R-D1", "default_jurisdiction", "", {"value": key[:80]}))
        change(DEFAULT, key)
