"""The year's list of withheld documents of an agency, masked (R-I11).

Kept is only that a year's list was filed and published, and when. The rows are those of the register as it is now: what was
purged, voided or is disclosed by now is in no list any more, and what came after the filing is not in it yet.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IWithheldList
from opengov.disclosure.catalogue.ranks import first_of
from opengov.disclosure.catalogue.ranks import last_of
from opengov.disclosure.catalogue.ranks import SHANGHAI
from opengov.disclosure.core import withheld
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from plone import api
from zope.component import adapter
from zope.interface import implementer


@implementer(IWithheldList)
@adapter(IAgencyContent)
class WithheldList:
    """See ``IWithheldList``."""

    def __init__(self, agency) -> None:
        self.agency = agency
        self.issuer = IIssuingAgency(agency)
        self.site = api.portal.get()

    @property
    def allowed(self) -> bool:
        """Whether the profile in force publishes the list."""
        return self.issuer.jurisdiction.withheld_catalogue == withheld.PUBLISHED

    def years(self) -> list[str]:
        """Years whose list is published, the newest first."""
        return sorted(self._filings(), reverse=True) if self.allowed else []

    def filing(self, year: str) -> Mapping[str, str] | None:
        """How a year's list was filed; None where it is not published."""
        found = self._filings().get(year) if self.allowed else None
        return None if found is None else {"acknowledged_on": "", "reference": "", **found}

    def _filings(self) -> Mapping[str, Mapping[str, str]]:
        kept = storage.read(self.site).withheld
        return {} if kept is None else dict(kept.get(self.issuer.uid) or {})

    def rows(self, year: str, start: int = 0, size: int = 100) -> list[dict]:
        """Masked rows of a published list, the latest first; none where it is not published."""
        filing = self.filing(year)
        if filing is None:
            return []
        return list(islice(self._masked(year, datetime.fromisoformat(filing["at"])), start, start + size))

    def preview(self, year: str) -> list[dict]:
        """Masked rows of the list as it would be published now."""
        return list(self._masked(year, now()))

    def _masked(self, year: str, until: datetime) -> Iterator[dict]:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            return
        store = storage.read(self.site).registers.get(self.issuer.uid)
        rows = None if store is None else store.lists.get("withheld")
        begin = datetime(max(int(year), 1900), 1, 1, tzinfo=SHANGHAI)
        end = min(until, datetime(max(int(year), 1900), 12, 31, 23, 59, 59, tzinfo=SHANGHAI))
        for row in () if rows is None else rows.values(first_of(end), last_of(begin)):
            if withheld.listed(row["grounds"]):
                yield withheld.masked(row)

    def publish(
        self,
        year: str,
        filed_with: str,
        filed_on: str,
        acknowledged_on: str | None = None,
        reference: str | None = None,
    ) -> None:
        """See ``IWithheldList``."""
        filed_with, known = filed_with.strip(), self._filings().get(year, {})
        again = (known.get("filed_with"), known.get("filed_on")) == (filed_with, filed_on)
        before = {name: known.get(name, "") if again else "" for name in ("acknowledged_on", "reference")}
        told = {
            "acknowledged_on": before["acknowledged_on"] if acknowledged_on is None else acknowledged_on,
            "reference": before["reference"] if reference is None else reference.strip(),
        }
        rule = self.issuer.jurisdiction.withheld_catalogue
        enforce(withheld.filing_problems(rule, year, filed_with, filed_on, now().date(), **told))
        data = storage.write(self.site)
        if data.withheld is None:
            data.withheld = OOBTree()
        # an acknowledgement is about what was filed: with it, or when only it is told, nothing that came since is added
        of_filing = again and (told["acknowledged_on"] or told != before)
        filing = {"filed_with": filed_with, "filed_on": filed_on, **told}
        filing["at"] = known["at"] if of_filing else now().isoformat()
        data.withheld[self.issuer.uid] = {**self._filings(), year: filing}
        self._record("withheld_list_published", {"year": year, "day": filed_on})

    def retract(self, year: str) -> None:
        """See ``IWithheldList``."""
        filings = dict(self._filings())
        if year in filings:
            del filings[year]
            storage.write(self.site).withheld[self.issuer.uid] = filings
            self._record("withheld_list_retracted", {"year": year})

    def _record(self, action: str, codes: dict[str, str]) -> None:
        user = api.user.get_current().getId() or ""
        behalf = self.issuer.acts_for(user, "Disclosure Officer") or ""
        ILedger(self.issuer.agency).record(action, codes=codes, on_behalf_of=behalf)
