"""On a document's page: what its reader must know of its standing, and for the office where it was put."""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue.acts import PUBLISH
from opengov.disclosure.catalogue.acts import REGISTER
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IPublication
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.vocabularies import CHANNELS
from opengov.disclosure.core import channels
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.layout.viewlets import ViewletBase
from plone.uuid.interfaces import IUUID


LEDGER = "opengov.disclosure: View ledger"


class StandingNotes(ViewletBase):
    """Above the content, for everybody: repealed, corrected, public version, last day; with links both ways (R-I9)."""

    @cached_property
    def facts(self) -> dict:
        return IPublication(self.context).facts()

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.context, self.request)

    def notes(self) -> list[str]:
        """Sentences about the document."""
        return self.labels.notes(self.facts)

    def links(self) -> list[dict]:
        """Documents it stands with, as far as the reader sees them."""
        return self.labels.links(self.facts)

    def until(self) -> str:
        """Last day of a notice for comment (ISO); empty for none."""
        return self.facts["publish_until"] or ""

    def level(self) -> str:
        """How loud it is: a warning where the document is not in force as it stands, else a hint that is not printed."""
        return "alert-warning" if self.notes() or self.until() else "alert-info d-print-none"

    def render(self) -> str:
        return self.index() if self.notes() or self.links() or self.until() else ""


class ChannelRecords(ViewletBase):
    """Below the content, for the office: the records of the channels, and what may be done with them."""

    @cached_property
    def held(self) -> IChannels:
        return IChannels(self.context)

    def render(self) -> str:
        if ILife(self.context).signed() is None or not (self._may(LEDGER) or self._may(PUBLISH)):
            return ""
        return self.index() if self.records() or self.waiting() or self.may_order() else ""

    def _may(self, permission: str) -> bool:
        return api.user.has_permission(permission, obj=self.context)

    def _titled(self, codes) -> list[str]:
        labels = Labels(self.context, self.request)
        return [labels("channel", code) for code in codes]

    def records(self) -> list[dict]:
        """The records in words, the oldest first."""
        labels = Labels(self.context, self.request)
        return [
            {
                "channel": labels("channel", record.channel),
                "placed_on": record.placed_on,
                "address": record.address,
                "is_link": channels.is_web_address(record.address),
                "proof": record.proof,
                "down_on": record.down_on,
            }
            for record in self.held.records()
            if record.placed_at
        ]

    def waiting(self) -> list[str]:
        """Channels that wait for the document."""
        return self._titled(self.held.to_place())

    def removals(self) -> list[str]:
        """Channels it has to be taken down from."""
        return self._titled(self.held.to_take_down())

    def work_url(self) -> str:
        """Address of the agency's lists; empty for who has none."""
        return f"{self._agency_url()}/@@channels" if self._may(PUBLISH) else ""

    def _agency_url(self) -> str:
        return IIssuingAgency(self.context).agency.absolute_url()

    def may_order(self) -> bool:
        """Whether the user may order a channel or set the last day now."""
        return ILife(self.context).state in channels.PUBLIC_STATES and self._may(REGISTER)

    def orderable(self) -> list[dict]:
        """Channels that can still be ordered: dicts {value, title}."""
        records = self.held.records()
        busy = {*self.held.to_place(), channels.OWN, *(one.channel for one in records if one.up)}
        return [
            {"value": code, "title": Labels(self.context, self.request).text(title)}
            for code, title in CHANNELS.items()
            if code not in busy
        ]

    def uid(self) -> str:
        """UID of the document."""
        return IUUID(self.context)

    def until(self) -> str:
        """The last day that is set (ISO); empty for none."""
        day = getattr(self.context.aq_base, "publish_until", None)
        return day.isoformat() if day else ""
