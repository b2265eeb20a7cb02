"""On a document's page, for the office: to whom it was handed over, when, and what became of it."""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.opening import SEAL
from opengov.disclosure.transfer.pages.opening import told_opinion
from opengov.disclosure.transfer.pages.telling import told
from opengov.disclosure.transfer.store import store
from plone import api
from plone.app.layout.viewlets import ViewletBase
from plone.uuid.interfaces import IUUID


LEDGER = "opengov.disclosure: View ledger"
REGISTERS = "opengov.disclosure: View registers"


class HandedOver(ViewletBase):
    """Below the content; nothing for whoever may not read the document's record."""

    def render(self) -> str:
        if not api.user.has_permission(LEDGER, obj=self.context) or ILife(self.context).signed() is None:
            return ""
        return self.index() if self.rows or self.waits or self.opening_url else ""

    @cached_property
    def opening_url(self) -> str:
        """Where the transfer clerk gives the opinion on opening; empty for everybody else, and for what is never transferred."""
        clerk = api.user.has_permission(SEAL, obj=self.context)
        asked = clerk and (self.opening_awaited or self.opening)
        return f"{self.context.absolute_url()}/@@opening-opinion" if asked else ""

    @cached_property
    def opening_awaited(self) -> bool:
        """Whether its transfer waits for the opinion."""
        return bool(IOpeningOpinion(self.context).awaited())

    @cached_property
    def opening(self) -> dict | None:
        """The present opinion in words."""
        return told_opinion(IOpeningOpinion(self.context).given())

    @cached_property
    def _kept(self):
        return store(api.portal.get())

    @cached_property
    def _agency(self):
        return IIssuingAgency(self.context).agency

    @cached_property
    def rows(self) -> list[dict]:
        """The hand-overs it is part of, the newest first, each with ``url`` (empty for who may not look at them)."""
        kept, listed = self._kept, api.user.has_permission(REGISTERS, obj=self._agency)
        found = {
            handover.id: handover
            for record in kept.sealed_of(IUUID(self.context))
            for handover in kept.holding(record.id)
        }
        rows = sorted(map(told, found.values()), key=lambda row: row["begun"], reverse=True)
        url = f"{self._agency.absolute_url()}/@@handover?id="
        return [{**row, "url": f"{url}{row['id']}" if listed else ""} for row in rows]

    @cached_property
    def waits(self) -> bool:
        """Whether it waits for the sealer."""
        shelf = self._kept.shelves.get(IUUID(self._agency))
        return shelf is not None and IUUID(self.context) in shelf.ready
