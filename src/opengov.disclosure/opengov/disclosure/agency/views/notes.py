"""What stands above the pages of an agency and of its documents: that it is abolished; what its rules were."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.telling import Telling
from plone.app.layout.viewlets import ViewletBase


class AbolishedNote(ViewletBase):
    """已撤销，由 X 承继: for everybody who reads a page of an abolished agency."""

    def update(self) -> None:
        """Look once."""
        super().update()
        place = IIssuingAgency(self.context, None)
        self.succession = ISuccession(place.agency) if place is not None else None

    def render(self) -> str:
        """Nothing for an agency that exists."""
        return self.index() if self.succession is not None and self.succession.abolished_on else ""

    def successor_url(self) -> str:
        """Where the successor is found; empty for an outside body."""
        found = self.succession.successors()
        return found[0].absolute_url() if found else ""


class HistoryNote(ViewletBase):
    """Above the form of an agency: which rules it followed since when."""

    def entries(self) -> list[dict]:
        """Entries in words, the latest first."""
        return Telling(self.request).history(ISettingsHistory(IIssuingAgency(self.context).agency).entries())
