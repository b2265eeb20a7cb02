"""What the lists of the desk have in common: an address that carries filters, order and page, and words for what is found.

A view makes one ``Listing`` from its request and gives what its methods return to the macros of ``@@opengov-lists``:

- ``columns`` (variable ``columns``): the header cells of a table, sortable ones as links, with ``aria-sort``;
- ``filters`` (variable ``filters``): the filter bar, a form that is sent with GET;
- ``count`` (variable ``count``): how much was found;
- ``pager`` (variable ``pager``): links to the pages before and after;
- ``empty`` (variable ``empty``): what is said when there is nothing.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.i18n import _
from Products.Five.browser import BrowserView
from urllib.parse import urlencode


#: Longest value of one key of an address, in characters.
MAX_VALUE = 200
#: Largest number of a first row that an address may name: lists page no deeper (plone.md 29).
MAX_START = 10_000

ASCENDING, DESCENDING = "ascending", "descending"


class ListMacros(BrowserView):
    """``@@opengov-lists/<macro>``: the macros above."""

    def __getitem__(self, name: str):
        return self.index.macros[name]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    :param name: what ``sort`` in the address calls it; also the cell's class, ``is-<name>``.
    :param title: message.
    :param sortable: whether the list may be ordered by it.
    """

    name: str
    title: str
    sortable: bool = False


class Listing:
    """The query of one list.

    :param url: address of the page without its query.
    :param form: of the request.
    :param keys: names of the filters; everything else in the address is dropped, except ``sort``.
    :param fixed: what every link carries besides, e.g. which of several lists is shown.
    """

    def __init__(self, url: str, form: Mapping, keys: Iterable[str], fixed: Mapping[str, str] | None = None) -> None:
        self.url = url
        self.form = form
        self.fixed = dict(fixed or {})
        self.filters = {name: self.value(name) for name in keys}
        self.sort = self.value("sort")

    def value(self, name: str) -> str:
        """A key of the address as text; empty when it is missing, repeated or too long."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) and len(value) <= MAX_VALUE else ""

    @property
    def active(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: value for name, value in self.filters.items() if value}

    def order(self, columns: Iterable[Column], default: str) -> tuple[str, bool]:
        """Name of the column that the list is ordered by, and whether the largest comes first.

        :param default: as in an address: ``due``, or ``-due`` for the largest first.
        """
        asked = (
            self.sort if self.sort.removeprefix("-") in {each.name for each in columns if each.sortable} else default
        )
        return asked.removeprefix("-"), asked.startswith("-")

    def address(self, **changes: str) -> str:
        """Address of the list with other values; an empty one is left out. The page is the first unless named."""
        values = {**self.fixed, **self.filters, "sort": self.sort, **changes}
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{self.url}?{query}" if query else self.url

    def header(self, columns: Iterable[Column], default: str) -> list[dict]:
        """For macro ``columns``: dicts {name, title, url, sort}; ``url`` is empty for a column nobody sorts by."""
        columns = tuple(columns)
        present, reverse = self.order(columns, default)
        return [
            {
                "name": each.name,
                "title": each.title,
                "url": self._sorting(each.name, present, reverse) if each.sortable else "",
                "sort": (DESCENDING if reverse else ASCENDING) if each.name == present else None,
            }
            for each in columns
        ]

    def _sorting(self, name: str, present: str, reverse: bool) -> str:
        return self.address(sort=f"-{name}" if name == present and not reverse else name)

    def bar(self, controls: Iterable[Mapping]) -> dict:
        """For macro ``filters``.

        :param controls: as ``search``, ``choice`` and ``day`` make them.
        """
        controls = [{"primary": False, **control, "value": self.filters[control["name"]]} for control in controls]
        named = {control["name"] for control in controls}
        kept = {**self.fixed, "sort": self.sort, **{name: self.filters[name] for name in set(self.filters) - named}}
        others = [control for control in controls if not control["primary"]]
        return {
            "action": self.url,
            "hidden": [{"name": name, "value": value} for name, value in sorted(kept.items()) if value],
            "first": [control for control in controls if control["primary"]],
            "others": others,
            "open": any(control["value"] for control in others),
            "clear": self.address(**dict.fromkeys(self.filters, "")) if self.active else "",
        }

    def start(self, size: int) -> int:
        """Number of the first row of the page, from 0, for a list that pages by number."""
        value = self.value("start")
        start = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
        start = min(start, MAX_START)
        return start - start % size

    def pages_by_number(self, size: int, more: bool) -> dict:
        """For macro ``pager``: dict {first, previous, next} of addresses, empty where there is none.

        :param more: whether something follows on this page.
        """
        start = self.start(size)
        before = max(0, start - size)
        return {
            "first": self.address() if start > size else "",
            "previous": self.address(start=str(before) if before else "") if start else "",
            "next": self.address(start=str(start + size)) if more and start + size <= MAX_START else "",
        }

    def pages_by_key(self, key: str, following: str) -> dict:
        """For macro ``pager``, of a list that pages by key: back leads to the first page, as one key knows no other.

        :param key: name of the key in the address, e.g. ``after``.
        :param following: the key that the next page goes on after; empty on the last.
        """
        return {
            "first": self.address() if self.value(key) else "",
            "previous": "",
            "next": self.address(**{key: following}) if following else "",
        }


_SEARCH = _("label_filter_search", default="Search in titles")


def search(name: str = "q", label=_SEARCH) -> dict:
    """A field to search with; it stands first in the bar."""
    return {"name": name, "kind": "search", "label": label, "primary": True}


def choice(name: str, label, options: Iterable[tuple[str, str]], primary: bool = False) -> dict:
    """A choice of one value; "all" stands first by itself.

    :param options: value and title.
    """
    found = [{"value": value, "title": title} for value, title in options]
    return {"name": name, "kind": "select", "label": label, "options": found, "primary": primary}


def day(name: str, label, primary: bool = False) -> dict:
    """A day."""
    return {"name": name, "kind": "date", "label": label, "primary": primary}


def found(total: int, start: int = 0, shown: int | None = None):
    """For macro ``count``: how many there are, and which of them are shown, in words.

    :param shown: rows on the page; None for a list that is shown as a whole.
    """
    if shown is None or shown >= total:
        return _("text_found", default="${count} in all", mapping={"count": str(total)})
    mapping = {"count": str(total), "first": str(start + 1), "last": str(start + shown)}
    return _("text_found_part", default="${first} to ${last} of ${count}", mapping=mapping)


def nothing(message, hint=None, url: str = "", link=None, good: bool = False) -> dict:
    """For macro ``empty``.

    :param hint: a second sentence.
    :param url: where a way on leads, with ``link`` as its words.
    :param good: whether it is good news.
    """
    return {"message": message, "hint": hint, "url": url, "link": link, "good": good}
