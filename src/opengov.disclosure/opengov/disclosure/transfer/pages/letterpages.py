"""Notices of lapse and recall (失效告知函, 撤回告知函): the letter to print, and the receiver's acknowledgement (R-T2)."""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.archive import Archive
from opengov.disclosure.transfer.pages.feed import Feed
from opengov.disclosure.transfer.pages.overview import Office
from opengov.disclosure.transfer.pages.telling import person
from plone.app.uuid.utils import uuidToObject
from zExceptions import NotFound


class NoticeLetter(Office):
    """``<agency>/@@notice-letter?number=…``: the letter of a notice."""

    def prepare(self) -> None:
        """There is a notice of this number, or there is no page."""
        try:
            self.letter = IDeposits(self.context).letter(self.number("number"))
        except RuleBroken as broken:
            raise NotFound(self.__name__) from broken

    def back(self) -> str:
        """Where one comes from."""
        return f"{self.url}/@@deposits"

    def answer(self) -> None:
        """The office does not acknowledge its own notices (R-T6)."""


class ArchiveNotice(Archive):
    """``@@archive-notice?seq=…``: the letter for its receiver, who acknowledges it."""

    acts = {"acknowledge": "acknowledge"}

    def prepare(self) -> None:
        """A notice to another receiver does not exist for this one."""
        entry = Feed(self.handovers, self.receiver).entry(self.number("seq"))
        if entry is None or entry["kind"] not in ("lapse_notice", "recall_notice"):
            raise NotFound(self.__name__)
        self.about = entry["about"]
        self.deposits = self._deposits(entry)
        self.letter = self.deposits.letter(self.about["notice"])

    def _deposits(self, entry: dict):
        place = IIssuingAgency(uuidToObject(entry["about"]["document"], unrestricted=True), None)
        if place is None or place.uid not in self.receiver["fonds"]:
            raise NotFound(self.__name__)
        return IDeposits(place.agency)

    def answer(self) -> dict | None:
        """How the receiver stands to it: dict {on (empty: not acknowledged)}; None where it needs no answer."""
        told = self.deposits.notice(self.about["notice"])["receivers"].get(self.receiver["kind"])
        return {"on": told["acknowledged_on"]} if told else None

    def acknowledge(self):
        """The notice was read and acted on."""
        self.deposits.acknowledge(self.about["notice"], self.receiver["kind"])
        message = _("message_notice_acknowledged", default="Acknowledged; the agency sees it.")
        return message, f"{self.url}/@@archive-notice?seq={self.number('seq')}"

    def back(self) -> str:
        """Where one comes from."""
        return f"{self.url}/@@archive-desk?show=notices"


class ArchiveLists(Archive):
    """``@@archive-lists``: lists on paper and nil returns of the receiver's agencies, to be confirmed."""

    acts = {"confirm": "confirm"}

    @cached_property
    def agencies(self) -> list:
        """The agencies that hand in lists to this receiver."""
        found = (uuidToObject(uid, unrestricted=True) for uid in self.receiver["fonds"])
        return [agency for agency in found if agency is not None]

    def rows(self) -> list[dict]:
        """What was handed in, the newest first."""
        rows = [row for agency in self.agencies for row in self._rows(agency)]
        return sorted(rows, key=lambda row: (row["on"], row["number"]), reverse=True)

    def _rows(self, agency) -> list[dict]:
        uid = agency.UID()
        return [
            {
                **act,
                "uid": uid,
                "agency": agency.title,
                "title": words.DEPOSIT_ACTS[act["what"]],
                "who": person(act["by"]),
                "url": f"{self.url}/@@archive-list?agency={uid}&act={act['number']}",
            }
            for act in IDeposits(agency).acts(what=("hand_in", "nil_return"))
            if act["receiver"] == self.receiver["kind"] and not act["undone"]
        ]

    def confirm(self):
        """What a list says was received."""
        agency = next((one for one in self.agencies if one.UID() == self.sent("agency")), None)
        if agency is None:
            raise NotFound(self.__name__)
        IDeposits(agency).confirm(self.number("number"), self.receiver["kind"])
        message = _("message_list_confirmed", default="Confirmed; the agency sees it.")
        return message, f"{self.url}/@@archive-lists"
