"""What is overdue (逾期), asked from the catalogue by today's date: nothing of it is stored (R-D4)."""

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.registers import Choice
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.uuid.interfaces import IUUID
from Products.ZCTextIndex.ParseTree import ParseError

import re


#: Earliest day that is asked for; the index has an empty text for what is not due.
_BEGINNING = "0001-01-01"
_KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(-?[0-9]{1,20})")
#: Filter -> index of the catalogue.
_INDEXES = {"attribute": "disclosure_attribute", "kind": "document_kind", "state": "review_state"}


class Overdue:
    """Documents of some agencies with a duty whose last day is over, the longest overdue first; only those that the user may
    see (R-X1)."""

    def __init__(self, agencies: Sequence) -> None:
        self.agencies = {IUUID(agency): agency for agency in agencies}
        self.catalog = api.portal.get_tool("portal_catalog")
        self.today = now().date()
        self._clauses: dict[tuple[str, str, str], str] = {}

    def count(self) -> int:
        """How many there are."""
        return self.catalog(**self._query(Choice())).actual_result_count

    def page(self, choice: Choice, after: str | None = None, size: int = 50) -> dict[str, object]:
        """One page: dict {items, next, total}; ``total`` is None behind the first page."""
        if choice.state not in ("", *_states(choice.register)):
            return {"items": [], "next": None, "total": 0}
        try:
            rows, total = self._found(choice, after, size)
        except ParseError:
            # words that are no words, such as a lone bracket
            rows, total = [], 0
        items = [self._row(brain, bool(choice.masked)) for brain in rows[:size]]
        return {"items": items, "next": items[-1]["key"] if len(rows) > size else None, "total": total}

    def _found(self, choice: Choice, after: str | None, size: int) -> tuple[list, int | None]:
        if after is None:
            found = self.catalog(**self._query(choice), sort_on="due_on", sort_limit=size + 1)
            return found[: size + 1], found.actual_result_count
        day, rid = _place(after)
        rest = [brain for brain in self.catalog(**self._query(choice, day, day)) if brain.getRID() > rid]
        rows = sorted(rest, key=lambda brain: brain.getRID())
        following = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        more = self.catalog(**self._query(choice, following), sort_on="due_on", sort_limit=size + 1)
        return [*rows, *more[: size + 1]], None

    def _query(self, choice: Choice, first: str = _BEGINNING, last: str = "") -> dict[str, object]:
        until = last or (self.today - timedelta(days=1)).isoformat()
        query: dict[str, object] = {"issuing_agency": list(self.agencies)}
        query["due_on"] = {"query": (first, until), "range": "min:max"}
        query |= {index: value for name, index in _INDEXES.items() if (value := getattr(choice, name))}
        if states := () if choice.state else _states(choice.register):
            query["review_state"] = list(states)
        if choice.register == "not_government_information":
            query["disclosure_attribute"] = "not_government_information"
        if choice.ground:
            query["disclosure_grounds"] = choice.ground
        if choice.first or choice.last:
            span = (choice.first or _BEGINNING, choice.last or "9999-12-31")
            query["issue_date"] = {"query": span, "range": "min:max"}
        if choice.q:
            numbered = choice.q.endswith("号")
            query |= {"document_number": choice.q} if numbered else {"Title": _quoted(choice.q)}
        return query

    def _row(self, brain, masked: bool) -> dict[str, object]:
        uid, due = brain.issuing_agency, date.fromisoformat(brain.due_on)
        return {
            "key": f"{brain.due_on}-{brain.getRID()}",
            "agency": uid,
            "agency_title": self.agencies[uid].title,
            "uid": brain.UID,
            "title": "" if masked else brain.Title,
            "title_hidden": masked,
            "number": _said(brain.document_number),
            "kind": _said(brain.document_kind),
            "issue_date": _said(brain.issue_date),
            "attribute": _said(brain.disclosure_attribute),
            "state": brain.review_state,
            "duty": _said(brain.due_duty),
            "due": brain.due_on,
            "over": (self.today - due).days,
            "clause": self._clause(uid, _said(brain.due_duty), _said(brain.issue_date)),
            "path": brain.getPath(),
        }

    def _clause(self, uid: str, duty: str, day: str) -> str:
        """Where the duty is laid down, by the profile that was in force on the date of issue (R-D1)."""
        key = (uid, duty, day)
        if key not in self._clauses:
            place = IIssuingAgency(self.agencies[uid])
            since = date.fromisoformat(day) if day else self.today
            period = place.jurisdiction_on(since).periods.get(duty)
            self._clauses[key] = period.source if period is not None else ""
        return self._clauses[key]


def _states(register: str) -> tuple[str, ...]:
    """States that a register is about; empty for all."""
    if register == "not_government_information":
        return ("withheld",)
    return (
        () if register in ("all", "overdue", "joint", "returned", "attribute_changed", "handed_over") else (register,)
    )


def _said(value: object) -> str:
    """A column as text: what the catalogue does not know is none."""
    return value if isinstance(value, str) else ""


def _quoted(words: str) -> str:
    return " AND ".join(f'"{word}"' for word in words.replace('"', " ").split())


def _place(after: str) -> tuple[str, int]:
    """Day and record of the row a page begins behind.

    :raises RuleBroken: when it is the place of no row.
    """
    match = _KEY.fullmatch(after)
    try:
        if match and date.fromisoformat(match[1]) < date.max:
            return match[1], int(match[2])
    except ValueError:
        pass
    raise RuleBroken(Problem("key_invalid", "R-X2", "after"))
