"""The lists of My work, each one question to the catalogue: no guard is asked and no document is woken (plone.md 32)."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import signoff
from opengov.disclosure.desk.work import recent
from opengov.disclosure.joint.interfaces import IOpenMatters
from opengov.disclosure.ledger.interfaces import now
from plone import api
from Products.ZCTextIndex.ParseTree import ParseError

import re


#: Lists in the order of the tabs.
NAMES = ("todo", "overdue", "soon", "underway", "drafts", "done")
#: What is due within so many days is due soon.
SOON = 10

#: Further lists, for offices that have something there: what agencies do not agree on, and meetings about it.
OTHERS = ("disputes", "meetings")

#: Offices that are told of coordination meetings.
_MEETING = ("Co-Issuer", "Disclosure Officer", "Disclosure Reviewer", "Signer", "Principal Signer")

#: Lists by the days of what the user answers for -> first and last day, counted from today.
DUE: Mapping[str, tuple[int | None, int | None]] = {"overdue": (None, -1), "soon": (0, SOON)}

#: States in which somebody else has a document in hand.
_WITH_OTHERS = sorted(signoff.IN_REVIEW | {"issued", "adjustment_review", "to_determine"})

#: Columns a list can be ordered by -> indexes.
SORTING = {
    "due": ("due_order", "moved_at"),
    "since": ("moved_at",),
    "title": ("sortable_title",),
    "number": ("document_number",),
}
#: List -> how it is ordered unless asked otherwise.
ORDER = {
    "todo": "due",
    "overdue": "due",
    "soon": "due",
    "underway": "due",
    "drafts": "-since",
    "done": "-since",
} | dict.fromkeys(OTHERS, "-since")

#: Filter -> index.
FILTERS = {
    "kind": "document_kind",
    "agency": "issuing_agency",
    "attribute": "disclosure_attribute",
    "state": "review_state",
    "urgency": "urgency",
}
#: Filter ``due`` -> first and last day, counted from today; None has no such end.
SPANS: Mapping[str, tuple[int | None, int | None]] = {
    "overdue": (None, -1),
    "today": (0, 0),
    "week": (0, 7),
    "month": (0, 31),
}
_BEFORE_ALL, _AFTER_ALL = "1", "9998"
#: A UID that nothing has: an empty question would find everything.
_NONE = ["-"]

_DRAFTERS = f"-{OFFICES['Drafter']}"
#: Signs that mean something to the index of titles.
_MEANING = re.compile(r'[()"*?\-+~\\]+')


class Lists:
    """The lists of the current user.

    :param filters: of ``FILTERS``, ``due`` and ``q``; empty ones do not filter.
    """

    def __init__(self, filters: Mapping[str, str] | None = None) -> None:
        self.filters = filters or {}
        self.catalog = api.portal.get_tool("portal_catalog")
        self.me = api.user.get_current().getId()

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The user's groups, those he is in as a deputy included."""
        return tuple(api.user.get_current().getGroups())

    @cached_property
    def offices(self) -> dict[str, tuple[str, ...]]:
        """Role -> UIDs of the agencies the user holds it in: the ids of their groups begin with them."""
        slugs = {slug: role for role, slug in OFFICES.items()}
        held: dict[str, tuple[str, ...]] = {}
        for group in self.groups:
            role = slugs.get(group[33:]) if group[32:33] == "-" else None
            if role:
                held[role] = (*held.get(role, ()), group[:32])
        return held

    @cached_property
    def agencies(self) -> dict[str, str]:
        """UID -> name of the agencies that issue what the user's offices work on; a section's office works for its agency's."""
        uids = sorted({uid for held in self.offices.values() for uid in held})
        found = self.catalog(portal_type="Agency", UID=uids, show_inactive=True) if uids else ()
        places = [IIssuingAgency(brain.getObject(), None) for brain in found]
        return {place.uid: place.agency.title for place in places if place is not None}

    @cached_property
    def names(self) -> list[str]:
        """The names under which the user is waited for; drafters are so in drafts of their own only."""
        mine = [f"asked:{group}" if group.endswith(_DRAFTERS) else group for group in self.groups]
        return [*mine, f"user:{self.me}"]

    def count(self, name: str) -> int:
        """How many documents a list has, whatever is filtered."""
        return len(self.catalog(**self._query(name), show_inactive=True))

    def page(self, name: str, order: str, reverse: bool, start: int, size: int) -> tuple[list, int]:
        """Brains of one page, and how many there are with the filters.

        :param order: of ``SORTING``.
        :param reverse: the largest first.
        """
        query = self._narrowed(name)
        try:
            if name == "done" and order == "since":
                return self._newest(query, reverse, start, size)
            return self._sorted(query, order, reverse, start, size)
        except ParseError:
            # signs alone, such as 《》, are in no title
            return [], 0

    def _narrowed(self, name: str) -> dict:
        """The question for a list with the filters: they narrow it down, none takes the place of what it is about."""
        query, asked = self._query(name), self._filtering()
        if name in DUE and "due_on" in asked:
            # of what the user answers for himself that day counts
            asked |= self.answered(_both(_days(*DUE[name]), asked.pop("due_on")))
        both = {**query, **asked}
        states = query.get("review_state", ())
        if "review_state" in asked and states and asked["review_state"] not in _texts(states):
            both["UID"] = _NONE
        return both

    def _sorted(self, query: dict, order: str, reverse: bool, start: int, size: int) -> tuple[list, int]:
        found = self.catalog(
            **query,
            sort_on=SORTING[order],
            sort_order="descending" if reverse else "ascending",
            b_start=0,
            b_size=start + size,
            show_inactive=True,
        )
        return list(found[start : start + size]), found.actual_result_count

    def _newest(self, query: dict, reverse: bool, start: int, size: int) -> tuple[list, int]:
        """What was handled last stands in the order in which it was handled."""
        found = {brain.UID: brain for brain in self.catalog(**query, show_inactive=True)}
        ordered = [found[uid] for uid in self.handled if uid in found]
        ordered = ordered if reverse else ordered[::-1]
        return ordered[start : start + size], len(ordered)

    @cached_property
    def handled(self) -> dict[str, str]:
        """UID -> when (ISO) the user has handled it last, the newest first."""
        return recent.latest(api.portal.get(), self.me)

    def answered(self, days: dict, names: Iterable[str] = ()) -> dict:
        """The question for what is due within some days by what somebody answers for, whatever else is due with it.

        :param days: see ``late``.
        :param names: groups, ``asked:`` groups and persons who answer; the user by default.
        """
        index, (first, last) = self.catalog.Indexes["due_for"], days["query"]
        # the index itself knows which days there are: a span for each name is more than one question to it can hold
        found = [
            value for name in names or self.names for value in index._index.keys(f"{name}|{first}", f"{name}|{last}")
        ]
        return {"due_for": found or _NONE}

    @staticmethod
    def late() -> dict:
        """The days before today, for index ``due_on``."""
        return _days(None, -1)

    def _query(self, name: str) -> dict:
        return getattr(self, f"_{name}")()

    def _todo(self) -> dict:
        return {"waiting_for": self.names}

    def _overdue(self) -> dict:
        return self.answered(_days(*DUE["overdue"]))

    def _soon(self) -> dict:
        return self.answered(_days(*DUE["soon"]))

    def _underway(self) -> dict:
        return {"handled_by": self.me, "review_state": _WITH_OTHERS, "waiting_for": {"not": self.names}}

    def _drafts(self) -> dict:
        # every draft waits for all drafters: here for the one who made it
        return {"Creator": self.me, "review_state": "draft", "waiting_for": list(self.groups)}

    def _done(self) -> dict:
        return {"UID": list(self.handled) or _NONE}

    def _disputes(self) -> dict:
        """Documents of supervised agencies, as far as the supervisor sees them: those that are signed (R-X1)."""
        supervised = self.catalog(portal_type="Agency", UID=list(self.offices.get("Supervisor", ())) or _NONE)
        paths = [brain.getPath() for brain in supervised]
        objected = IOpenMatters(api.portal.get()).objected() if paths else []
        return {"UID": objected, "path": paths} if objected else {"UID": _NONE}

    def _meetings(self) -> dict:
        held = {uid for role in _MEETING for uid in self.offices.get(role, ())}
        return {"meetings_with": sorted(held) or _NONE}

    def _filtering(self) -> dict:
        found: dict = {index: self.filters[name] for name, index in FILTERS.items() if self.filters.get(name)}
        if self.filters.get("due") in SPANS:
            found["due_on"] = _days(*SPANS[self.filters["due"]])
        wanted = self.filters.get("q", "")
        if "〔" in wanted:
            found["document_number"] = wanted
        elif words := _MEANING.sub(" ", wanted).lower().split():
            found["Title"] = " ".join(f'"{word}"' for word in words)
        elif wanted:
            found["UID"] = _NONE
        return found


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _days(first: int | None, last: int | None) -> dict:
    today = now().date()
    ends = (
        _BEFORE_ALL if first is None else (today + timedelta(days=first)).isoformat(),
        _AFTER_ALL if last is None else (today + timedelta(days=last)).isoformat(),
    )
    return {"query": ends, "range": "min:max"}


def _both(one: dict, other: dict) -> dict:
    """The days that lie in both spans."""
    pairs = list(zip(one["query"], other["query"], strict=True))
    return {"query": (max(pairs[0]), min(pairs[1])), "range": "min:max"}
