"""``@@joint-register`` of an agency: what it has issued under another one's lead (联合发文登记簿), with its files and its print.

It has a door of its own, because everybody who holds an office of the agency reads it, also who reads none of the others.
"""

from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.core import issuers
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk import lists
from opengov.disclosure.desk.registers import rows
from opengov.disclosure.desk.registers.files import RegisterCsv
from opengov.disclosure.desk.registers.files import RegisterPrint
from opengov.disclosure.desk.registers.files import RegisterXlsx
from opengov.disclosure.desk.registers.page import Registers
from opengov.disclosure.desk.registers.page import RegistersPage
from opengov.disclosure.desk.registers.words import COLUMNS
from opengov.disclosure.desk.registers.words import STANDING
from opengov.disclosure.desk.registers.words import Words
from opengov.disclosure.i18n import _
from plone import api
from typing import ClassVar
from zExceptions import NotFound


SIZE, AT_ONCE = 50, 100
#: What the address calls an order, now and before -> what the register calls it.
ORDERS = {"": "newest", "-issue_date": "newest", "issue_date": "oldest"}
READING = "opengov.disclosure: View registers"


@dataclass(frozen=True)
class Chosen:
    """What is asked of the register; everything empty asks for all of it.

    :param lead: UID of an agency, of a body outside this site its name.
    """

    register: ClassVar[str] = "cosigned"

    year: str = ""
    lead: str = ""
    state: str = ""
    sort: str = ""

    def query(self, **changes: str) -> dict[str, str]:
        """The parameters of an address that asks for this, with changes; empty ones left out."""
        return {name: value for name, value in {**asdict(self), **changes}.items() if value}


class Cosigned(Registers):
    """What the page, its print view and its files have in common."""

    door = "joint-register"

    def prepare(self) -> None:
        """Read what is asked, and the first rows; who holds no office of the agency finds no page (R-X1)."""
        self.words = Words(self.context, self.request)
        self.joint = IJointRegister(self.context)
        if not self.joint.allowed():
            raise NotFound(self.__name__)
        self.listing = lists.Listing(self.url, self.request.form, ("year", "lead", "state"))
        self.choice = Chosen(**self.listing.filters, sort=self.listing.sort)
        try:
            self.page, self.problems = self._asked(self.listing.value("after"), SIZE), []
        except RuleBroken as broken:
            self.page, self.problems = {"items": [], "next": None, "total": None}, list(broken.problems)

    def _asked(self, after: str, size: int) -> dict:
        choice = self.choice
        filters = {"year": choice.year, "lead": choice.lead, "state": choice.state}
        page = self.joint.page(**filters, sort=ORDERS.get(choice.sort, choice.sort), after=after or None, size=size)
        items = [{**row, "standing": row["register"]} for row in page["items"]]
        return {"items": items, "next": page["next"], "total": None}

    def wrong(self) -> bool:
        """See ``Registers``."""
        return bool(self.problems)

    def everything(self) -> Iterator[dict]:
        """See ``Registers``."""
        page = self._asked("", AT_ONCE)
        yield from page["items"]
        while page["next"]:
            page = self._asked(page["next"], AT_ONCE)
            yield from page["items"]

    def whose(self) -> str:
        """Name of the agency whose register it is."""
        return IIssuingAgency(self.context).agency.title

    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return rows.COLUMNS["cosigned"]

    def saving_url(self) -> str:
        """Views are kept of the registers that a register reader has."""
        return ""


class CosignedPage(Cosigned, RegistersPage):
    """The page."""

    def look(self) -> None:
        """All of it was found while it was prepared."""

    def title(self) -> str:
        """Heading of the page."""
        return self.heading

    def controls(self) -> list[dict]:
        """The fields of the filter bar."""
        years = [(year, year) for year in self.joint.years()]
        states = [(state, self.words.text(STANDING[state])) for state in issuers.STATES]
        return [
            lists.choice("year", _("filter_year", default="Year"), years, True),
            lists.choice("lead", COLUMNS["lead"], self.joint.leads().items(), True),
            lists.choice("state", COLUMNS["standing"], states, True),
        ]

    def columns(self) -> list[dict]:
        """For macro ``columns``."""
        named = [(name, self.words.column("cosigned", name), name == "issue_date") for name in self.names()]
        return self.listing.header([lists.Column(*each) for each in named], "-issue_date")

    def row_url(self, row: dict) -> str:
        """Who signed a document knows of it, whether or not he may open it."""
        return row["url"]

    def tabs(self) -> list[list[dict]]:
        """It stands beside the others, not among them."""
        return []

    def saved(self) -> list[dict]:
        """No views are kept of it."""
        return []

    def limits(self) -> list[str]:
        """How many there are nobody has counted."""
        return []

    def empty(self) -> dict:
        """For macro ``empty``."""
        if self.listing.active:
            message = _("text_register_nothing_found", default="Nothing in this register fits what is asked for.")
            return lists.nothing(message, url=self.url, link=_("link_clear_filters", default="Clear filters"))
        return lists.nothing(_("text_register_empty", default="There is nothing in this register."))

    def beside(self) -> dict[str, str]:
        """The register of what this agency led, for who reads registers: dict {title, url}; else empty."""
        if not api.user.has_permission(READING, obj=self.context):
            return {}
        title = _("link_joint_led", default="Documents issued jointly under this agency's lead")
        url = f"{self.context.absolute_url()}/@@registers?register=joint"
        return {"title": self.words.text(title), "url": url}


class CosignedPrint(Cosigned, RegisterPrint):
    """``@@joint-register-print``."""

    def period(self) -> str:
        """The year that the list is about; empty for all."""
        return self.choice.year

    def narrowed(self) -> list[str]:
        """What else narrows the list down, in words."""
        choice = self.choice
        lead = self.joint.leads().get(choice.lead, "")
        return [*filter(None, (lead, self.words.title("standing", choice.state) if choice.state else ""))]


class CosignedXlsx(Cosigned, RegisterXlsx):
    """``@@joint-register-xlsx``."""


class CosignedCsv(Cosigned, RegisterCsv):
    """``@@joint-register-csv``."""
