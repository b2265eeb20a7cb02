"""Rows of a register, wherever they are kept, as cells in words or as values for a file."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from opengov.disclosure.catalogue.interfaces import IRegisterBook
from opengov.disclosure.core import issuers
from opengov.disclosure.core.registers import Choice
from opengov.disclosure.core.registers import is_day
from opengov.disclosure.desk.registers.handedover import HandedOver
from opengov.disclosure.desk.registers.overdue import Overdue
from opengov.disclosure.desk.registers.words import DEPOSITED
from opengov.disclosure.desk.registers.words import GONE
from opengov.disclosure.desk.registers.words import HIDDEN
from opengov.disclosure.desk.registers.words import Words
from plone import api
from plone.uuid.interfaces import IUUID


#: Rows that a file asks for at once.
_AT_ONCE = 500
#: Registers -> columns, in the order of the paper register.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "all": ("number", "title", "kind", "issue_date", "attribute", "state", "date"),
    "published": ("number", "title", "kind", "index_number", "issue_date", "date", "due", "validity"),
    "registered": ("number", "title", "kind", "index_number", "issue_date", "date", "validity"),
    "withheld": ("number", "title", "kind", "issue_date", "grounds", "date", "due", "validity"),
    "not_government_information": ("number", "title", "kind", "issue_date", "date"),
    "returned": ("date", "title", "kind", "source", "office", "by", "times", "reason", "state"),
    "overdue": ("number", "title", "kind", "issue_date", "state", "duty", "due", "over", "clause"),
    "joint": ("number", "title", "kind", "issue_date", "issuers", "attribute", "state", "date"),
    "handed_over": ("date", "receiver", "purpose", "records", "receipt", "receipt_date"),
    "attribute_changed": ("date", "number", "title", "old", "new", "grounds", "why", "office", "by"),
    "cosigned": (
        *("number", "title", "kind", "issue_date", "lead", "issuers", "standing", "date", "handed_over", "validity"),
    ),
    "issued": ("number", "title", "kind", "issue_date", "attribute", "grounds", "date"),
    "withdrawn": ("number", "title", "kind", "index_number", "issue_date", "attribute", "date", "cause"),
}
_OTHERS = ("number", "title", "kind", "index_number", "issue_date", "attribute", "date")
#: Columns whose values are codes of a vocabulary or table of the same name.
_CODES = frozenset(
    {
        *("kind", "attribute", "old", "new", "state", "source", "standing"),
        *("validity", "cause", "duty", "receipt", "purpose"),
    }
)
#: Columns that a reader may sort by.
SORTABLE = ("date", "issue_date")
UNSORTED = ("overdue", "handed_over")


def columns(choice: Choice, several: bool) -> tuple[str, ...]:
    """Names of the columns of a register.

    :param several: whether rows of several agencies stand in it.
    """
    named = COLUMNS.get(choice.register, _OTHERS) if not choice.overdue else COLUMNS["overdue"]
    return ("agency_title", *named) if several else named


def page(agencies: Sequence, choice: Choice, after: str | None = None, size: int = 50) -> dict[str, object]:
    """One page of whatever register: dict {items, next, total}."""
    wanted = [agency for agency in agencies if choice.agency in ("", IUUID(agency))]
    if choice.register == "handed_over":
        return HandedOver(wanted).page(choice, after, size)
    if choice.overdue or choice.register == "overdue":
        return Overdue(wanted).page(choice, after, size)
    return IRegisterBook(api.portal.get()).page(wanted, choice, after, size)


def everything(agencies: Sequence, choice: Choice) -> Iterator[dict[str, object]]:
    """All rows of all pages."""
    after: str | None = None
    while True:
        found = page(agencies, choice, after, _AT_ONCE)
        yield from found["items"]
        after = found["next"]
        if after is None:
            return


def counts(agencies: Sequence) -> dict[str, int]:
    """Register -> number of rows the user would find in it; those that would have to be gone through are left out."""
    return {**IRegisterBook(api.portal.get()).counts(agencies), "overdue": Overdue(agencies).count()}


def value(row: Mapping[str, object], name: str, words: Words):
    """What stands in a cell: a text, a day or a number, codes in words."""
    held = row.get(name, "")
    if name == "title":
        return words.text(HIDDEN) if row.get("title_hidden") else held or words.text(GONE)
    if name == "handed_over":
        return words.text(DEPOSITED) if held else ""
    if name in _CODES:
        return words.title(name, str(held)) if held else ""
    if name == "grounds":
        return "；".join(words.title("grounds", ground) for ground in held)
    if name == "issuers":
        return issuers.joined(held)
    if name == "why":
        return words.act(str(held))
    if name == "office":
        return words.office(str(held))
    if name == "by":
        return _person(row, words)
    return date.fromisoformat(held) if isinstance(held, str) and is_day(held) else held


def _person(row: Mapping[str, object], words: Words) -> str:
    name, stood_for = words.person(str(row["by"])), str(row.get("on_behalf_of") or "")
    return f"{name}（{words.person(stood_for)}）" if stood_for else name


def address(row: Mapping[str, object]) -> str:
    """Where a row leads; empty where its title may not be shown, or nothing is behind it."""
    path = str(row.get("path") or "")
    if not path or row.get("title_hidden"):
        return ""
    site = api.portal.get()
    root = "/".join(site.getPhysicalPath())
    return f"{site.absolute_url()}/{path.removeprefix(root).lstrip('/')}"
