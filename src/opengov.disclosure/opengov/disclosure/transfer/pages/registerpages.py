"""Registers to look at, print and save: 移送明细登记表 of a period, 移交与接收登记表 of a hand-over (R-T1, R-T5).

They are papers between Chinese offices: their words are Chinese, whoever opens them.
"""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.tabular import XLSX
from opengov.disclosure.transfer.deposits.handoverform import form_sheet
from opengov.disclosure.transfer.deposits.registers import list_sheet
from opengov.disclosure.transfer.deposits.registers import Sheet
from opengov.disclosure.transfer.deposits.workbooks import workbook
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.archive import Archive
from opengov.disclosure.transfer.pages.depositspage import receiver_names
from opengov.disclosure.transfer.pages.overview import Office
from opengov.disclosure.transfer.pages.telling import attachment
from opengov.disclosure.transfer.pages.telling import receiver_title
from plone.app.uuid.utils import uuidToObject
from urllib.parse import urlencode
from zExceptions import NotFound

import re


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Printed:
    """A sheet as page and as XLSX."""

    #: Whether it is printed across the page.
    wide = False

    def __call__(self):
        if "xlsx" not in self.request.form:
            return super().__call__()
        self.prepare()
        sheet = self.sheet
        attachment(self.request.response, f"{self.file_name()}.xlsx", XLSX)
        return workbook(sheet)

    def file_name(self) -> str:
        """Name of the file, without its ending."""
        return f"{self.sheet.title}（{self.sheet.name}）"

    @staticmethod
    def cell_class(cell: str | int) -> str:
        """How a cell is set: numbers to the right, days in one piece, digests small."""
        if isinstance(cell, int):
            return "is-number"
        return "is-day" if DAY.fullmatch(cell) else "opengov-digest" if cell.startswith("sha256:") else ""

    def xlsx_url(self) -> str:
        """Address of the same as a spreadsheet."""
        return self.here(xlsx="1")


class DepositRegister(Printed, Office):
    """``<agency>/@@deposit-register?period=2026-10&receiver=archive``: what stands in the list of a period."""

    wide = True

    def prepare(self) -> None:
        """Take the period that is asked for, else the latest."""
        self.deposits = IDeposits(self.context)
        self.receiver = self.sent("receiver") if self.sent("receiver") in words.KINDS else "archive"
        self.period = self.sent("period") or self._latest()

    def _latest(self) -> str:
        known = self.periods
        return known[0] if known else ""

    @cached_property
    def periods(self) -> list[str]:
        """Periods there are lists of, the newest first."""
        return list(dict.fromkeys(row["period"] for row in self.deposits.due()["periods"]))

    @cached_property
    def sheet(self) -> Sheet | None:
        """The list; None where there is no such period."""
        if not self.period:
            return None
        try:
            lines = self.deposits.register(self.period, receiver=self.receiver)
        except RuleBroken as broken:
            raise NotFound(self.__name__) from broken
        acts = [act for act in self.deposits.acts(self.period) if act["receiver"] == self.receiver]
        title = receiver_names(self.uid, self.receiver)
        return list_sheet(IIssuingAgency(self.context), self.period, lines, acts, title)

    def choices(self) -> list[dict]:
        """What can be looked at: dicts {name, options}, an option {value, title, selected}."""
        periods = list(dict.fromkeys([*self.periods, *filter(None, [self.period])]))
        return [
            {
                "name": "period",
                "options": [{"value": one, "title": one, "selected": one == self.period} for one in periods],
            },
            {
                "name": "receiver",
                "options": [
                    {"value": kind, "title": title, "selected": kind == self.receiver}
                    for kind, title in words.KINDS.items()
                ],
            },
        ]

    def here(self, **more: str) -> str:
        """Address of what is shown."""
        query = urlencode({"period": self.period, "receiver": self.receiver, **more})
        return f"{self.url}/@@deposit-register?{query}"

    def back(self) -> str:
        """Where one comes from."""
        return f"{self.url}/@@deposits"


class HandoverRegister(Printed, Office):
    """``<agency>/@@handover-register?id=…``: the form that both sides sign."""

    def prepare(self) -> None:
        """Another agency's hand-over does not exist here."""
        self.shown = self.handover(self.sent("id"))
        if self.shown is None:
            raise NotFound(self.__name__)

    @cached_property
    def sheet(self) -> Sheet:
        """The form, as far as it can be filled in."""
        return form_sheet(self.shown, receiver_title(self.shown.facts["receiver"]))

    def here(self, **more: str) -> str:
        """Address of what is shown."""
        return f"{self.url}/@@handover-register?{urlencode({'id': self.shown.id, **more})}"

    def back(self) -> str:
        """Where one comes from."""
        return f"{self.url}/@@handover?id={self.shown.id}"


class ArchiveRegister(Printed, Archive):
    """``@@archive-register?id=…``: the same form for the receiver."""

    def prepare(self) -> None:
        """What was not offered to this receiver does not exist for it."""
        self.shown = self.offered(self.sent("id"))

    @cached_property
    def sheet(self) -> Sheet:
        """The form, as far as it can be filled in."""
        return form_sheet(self.shown, self.receiver["title"])

    def here(self, **more: str) -> str:
        """Address of what is shown."""
        return f"{self.url}/@@archive-register?{urlencode({'id': self.shown.id, **more})}"

    def back(self) -> str:
        """Where one comes from."""
        return f"{self.url}/@@archive-handover?id={self.shown.id}"


class ArchiveList(Printed, Archive):
    """``@@archive-list?agency=…&act=…``: a list that was handed in, for the house it was handed to."""

    wide = True

    def prepare(self) -> None:
        """What was handed to somebody else does not exist for this receiver."""
        uid, number = self.sent("agency"), self.number("act")
        agency = uuidToObject(uid, unrestricted=True) if uid in self.receiver["fonds"] else None
        if agency is None:
            raise NotFound(self.__name__)
        self.agency, self.deposits = agency, IDeposits(agency)
        mine = (act for act in self.deposits.acts() if act["receiver"] == self.receiver["kind"])
        self.act = next((act for act in mine if act["number"] == number), None)
        if self.act is None or self.act["what"] not in ("hand_in", "nil_return"):
            raise NotFound(self.__name__)

    @cached_property
    def sheet(self) -> Sheet:
        """The list as it was handed in."""
        acts = [act for act in self.deposits.acts(self.act["period"]) if act["receiver"] == self.receiver["kind"]]
        mine = [act for act in acts if self.act["number"] in (act["number"], act["of"])]
        lines = self.deposits.lines(self.act["number"])
        return list_sheet(IIssuingAgency(self.agency), self.act["period"], lines, mine, self.receiver["title"])

    def here(self, **more: str) -> str:
        """Address of what is shown."""
        query = {"agency": self.sent("agency"), "act": str(self.act["number"]), **more}
        return f"{self.url}/@@archive-list?{urlencode(query)}"

    def back(self) -> str:
        """Where one comes from."""
        return f"{self.url}/@@archive-lists"
