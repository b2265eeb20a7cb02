"""What is shown, with all its pages: as XLSX, as CSV, and as a page to print. Files speak Chinese, whoever opens them."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from opengov.disclosure.desk.registers import rows
from opengov.disclosure.desk.registers.limits import PRINTED
from opengov.disclosure.desk.registers.page import Registers
from opengov.disclosure.desk.registers.words import CHINESE
from opengov.disclosure.desk.registers.words import Words
from opengov.disclosure.desk.titles import person
from opengov.disclosure.i18n import _
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.tabular import Column
from opengov.disclosure.tabular import download
from opengov.disclosure.tabular import Table
from plone import api


#: Title of the column that numbers the rows.
SERIAL = _("column_serial", default="No.")
#: Columns that need more room than others, in characters of Latin letters.
_WIDTHS = {
    "title": 48,
    "agency_title": 22,
    "number": 22,
    "index_number": 26,
    "grounds": 30,
    "issuers": 40,
    "clause": 30,
    "reason": 36,
    "receiver": 26,
}


class RegisterFile(Registers):
    """A file of the register; what is wrong in the address is told by the page."""

    ending = ""

    def __call__(self):
        self.prepare()
        if self.wrong():
            self.request.response.redirect(f"{self.url}?{self.request.get('QUERY_STRING', '')}")
            return ""
        said = Words(self.context, self.request, CHINESE)
        return download(self.request.response, self._name(said), self.ending, self._table(said))

    def _name(self, said: Words) -> str:
        """Name of the file: agency, register, day."""
        return f"{self.whose()}_{said.register(self.choice.register)}_{now().date().isoformat()}"

    def _table(self, said: Words) -> Table:
        names = self.names()
        heads = [Column(said.column(self.choice.register, name), _WIDTHS.get(name, 14)) for name in names]
        return Table(
            f"{self.whose()} {said.register(self.choice.register)}",
            [Column(said.text(SERIAL), 6), *heads],
            self._lines(names, said),
        )

    def _lines(self, names: tuple[str, ...], said: Words) -> Iterator[list]:
        for number, row in enumerate(self.everything(), 1):
            yield [number, *(rows.value(row, name, said) for name in names)]


class RegisterXlsx(RegisterFile):
    """``@@registers-xlsx``."""

    ending = "xlsx"


class RegisterCsv(RegisterFile):
    """``@@registers-csv``."""

    ending = "csv"


class RegisterPrint(Registers):
    """``@@registers-print``: A4 across, with heading, period, who printed it and when, and page numbers."""

    def __call__(self) -> str:
        self.prepare()
        response = self.request.response
        if self.wrong():
            # on paper a wrong question would look like an empty register
            response.redirect(f"{self.url}?{self.request.get('QUERY_STRING', '')}")
            return ""
        response.setHeader("Cache-Control", "no-store, private")
        # a page of its own: nothing of the site's frame is printed
        response.setHeader("X-Theme-Disabled", "true")
        return self.index()

    @cached_property
    def found(self) -> list[dict]:
        """The rows, one more than are printed when there are more."""
        return list(islice(self.everything(), PRINTED + 1))

    def more(self) -> int:
        """How many rows are printed, when that is not all; else 0."""
        return PRINTED if len(self.found) > PRINTED else 0

    def columns(self) -> list[dict]:
        """Headings: dicts {name, title}."""
        return [{"name": name, "title": self.words.column(self.choice.register, name)} for name in self.names()]

    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows as pairs of column and text."""
        names = self.names()
        return [[(name, str(rows.value(row, name, self.words))) for name in names] for row in self.found[:PRINTED]]

    def period(self) -> str:
        """The days that the list is about, in words; empty for all."""
        first, last = self.choice.first, self.choice.last
        if first and last:
            said = _("text_period", default="${first} to ${last}", mapping={"first": first, "last": last})
        elif first:
            said = _("text_period_from", default="from ${day}", mapping={"day": first})
        elif last:
            said = _("text_period_until", default="until ${day}", mapping={"day": last})
        else:
            return ""
        return self.words.text(said)

    def narrowed(self) -> list[str]:
        """What else narrows the list down, in words."""
        choice, words = self.choice, self.words
        coded = {"attribute": choice.attribute, "kind": choice.kind, "grounds": choice.ground, "state": choice.state}
        found = [words.title(name, code) for name, code in coded.items() if code]
        return [*found, *([f"“{choice.q}”"] if choice.q else [])]

    def printed(self) -> dict:
        """Who prints it, and when: dict {by, on}."""
        return {"by": person(api.user.get_current().getId() or ""), "on": now().strftime("%Y-%m-%d %H:%M")}
