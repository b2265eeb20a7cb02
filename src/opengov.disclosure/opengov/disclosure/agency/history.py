"""What an agency's rules were on which day: its profile, office size and own holidays, entry by entry (R-D1).

The history is an annotation of the agency, a tuple of plain dicts: nobody writes it but a change of settings.
"""

from collections.abc import Mapping
from datetime import date
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.jurisdictions import Jurisdiction
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer

import hashlib


KEY = "opengov.disclosure.agency.history"

#: Settings whose changes are kept.
SETTINGS = ("jurisdiction", "office_size", "local_holidays")


@implementer(ISettingsHistory)
@adapter(IAgencyContent)
class SettingsHistory:
    """See ``ISettingsHistory``."""

    def __init__(self, agency) -> None:
        self.agency = agency

    def entries(self) -> tuple[dict, ...]:
        """All entries, the oldest first."""
        return tuple(dict(entry) for entry in IAnnotations(self.agency).get(KEY, ()))

    def jurisdiction_on(self, day: date) -> Jurisdiction:
        """The profile in force on a day, in the version of that day."""
        kept = [entry for entry in self.entries() if entry["what"] == "jurisdiction"]
        if not kept or kept[-1]["value"] != self.agency.jurisdiction:
            # Changed past every door of ours; the present profile is all there is to go by.
            return jurisdictions.load(self.agency.jurisdiction)
        past = [entry for entry in kept if entry["from"] <= day.isoformat()]
        return jurisdictions.load(past[-1]["value"], past[-1]["version"])

    def begin(self) -> None:
        """Start afresh with the present settings as those of all days so far."""
        IAnnotations(self.agency)[KEY] = tuple(self._entry(name, first="") for name in SETTINGS)

    def follow(self, reason: str = "") -> None:
        """Enter what has changed since the last entry, a new version of the profile included, also in the ledger."""
        if not self.entries():
            self.begin()
            return
        for name in SETTINGS:
            last = next(entry for entry in reversed(self.entries()) if entry["what"] == name)
            entry = self._entry(name, first=self._first_day(last), reason=reason)
            if (entry["value"], entry["version"]) != (last["value"], last["version"]):
                IAnnotations(self.agency)[KEY] = (*self.entries(), entry)
                self._record(name, last, entry)

    @staticmethod
    def _first_day(last: Mapping) -> str:
        # What is put right on the day an agency is set up was never otherwise.
        today = now().date().isoformat()
        return "" if last["from"] == "" and last["at"][:10] == today else today

    def _entry(self, name: str, first: str, reason: str = "") -> dict:
        value = getattr(self.agency, name)
        return {
            "what": name,
            "from": first,
            "value": sorted(value or ()) if name == "local_holidays" else value,
            "version": jurisdictions.load(value).version if name == "jurisdiction" else "",
            "at": now().isoformat(timespec="seconds"),
            "by": api.user.get_current().getId() or "",
            "reason": reason,
        }

    def _record(self, name: str, last: Mapping, entry: Mapping) -> None:
        if name == "local_holidays":
            codes = {"days": str(len(entry["value"]))}
            digests = {"old_days": _digest(last["value"]), "new_days": _digest(entry["value"])}
        else:
            codes = {"old": last["value"], "new": entry["value"]}
            codes |= {
                f"{age}_version": each["version"] for age, each in (("old", last), ("new", entry)) if each["version"]
            }
            digests = {}
        ILedger(self.agency).record(f"{name}_changed", codes=codes, digests=digests)


def _digest(days: list[str]) -> str:
    return f"sha256:{hashlib.sha256(','.join(days).encode()).hexdigest()}"
