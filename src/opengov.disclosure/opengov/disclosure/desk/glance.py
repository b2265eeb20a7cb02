"""How a document stands, at one glance: attribute, review, other agencies, deadlines, scan."""

from datetime import date
from functools import cached_property
from opengov.disclosure.core import secrecy
from opengov.disclosure.desk import difference
from opengov.disclosure.desk import words
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import ILife


#: Agencies shown by name; the rest are counted.
SHOWN = 4
#: Colour of a badge per standing of an asked agency; the words say the same.
_COLOURS = {"agreed": "success", "ruled": "success", "objecting": "danger", "lapsed": "danger", "stale": "warning"}


class Glance:
    """The short form of what the panel tells.

    :param facts: of the REST component ``disclosure``, for the agency's people.
    """

    def __init__(self, context, titles: Titles, facts: dict) -> None:
        self.context = context
        self.titles = titles
        self.facts = facts

    def attribute(self) -> str:
        """Title of the attribute; empty when none is chosen."""
        return self.titles.attribute(self.facts["attribute"] or "")

    def grounds(self) -> list[str]:
        """The grounds with their clauses."""
        return [self.titles.ground(code) for code in self.facts["grounds"]]

    def suggestion(self) -> dict | None:
        """What the rules would suggest, where the choice is another one; dict {attribute, source}."""
        suggestion = self.facts["suggestion"]
        if suggestion["attribute"] == self.facts["attribute"]:
            return None
        return {"attribute": self.titles.attribute(suggestion["attribute"]), "source": suggestion["source"]}

    @cached_property
    def _newest(self) -> secrecy.Opinion | None:
        """The newest opinion that still counts or is only outdated."""
        standing = [opinion for opinion in IReviews(self.context).opinions() if not opinion.voided]
        return standing[-1] if standing else None

    def review(self) -> dict:
        """Where the review stands: dict {standing, office, by, at}.

        ``standing``: ``none``; ``purged``; ``stale`` (the content was changed since); ``current`` (a positive review of this
        content); ``given`` (an opinion, but no positive review of the attribute yet).
        """
        newest = self._newest
        if newest is None:
            return {"standing": "none", "office": "", "by": "", "at": ""}
        stale = newest.digest != self.facts["digest"]
        positive = self.facts["review"]["positive"]
        standing = "current" if positive else "stale" if stale else "given"
        if ILife(self.context).state == "purged":
            standing = "purged"
        return {
            "standing": standing,
            "office": self.titles.office(newest.capacity),
            "by": person(newest.reviewer),
            "at": moment(newest.at),
        }

    @cached_property
    def changes(self) -> dict | None:
        """What was changed since the newest opinion: dict {fields, files, shown}; None when it is about the present content.

        ``shown`` is False when that version was not kept: then nobody can tell.
        """
        if self.review()["standing"] != "stale" or self._newest is None:
            return None
        return difference.since(self.context, self._newest.digest, self.titles)

    @cached_property
    def positions(self) -> dict | None:
        """Where the asked agencies stand: dict {rows, more, open, url}; None when nobody was asked.

        ``rows``: dicts {title, standing, colour, due, overdue}; ``more``: how many are not named here.
        """
        seen = IPositionsSeen(self.context)
        rows = [row for row in seen.rows() if row["standing"] != "removed"] if seen.allowed() else []
        if not rows:
            return None
        rows.sort(key=lambda row: row["standing"] in ("agreed", "ruled"))
        return {
            "rows": [self._position(row) for row in rows[:SHOWN]],
            "more": max(0, len(rows) - SHOWN),
            "open": sum(row["standing"] not in ("agreed", "ruled") for row in rows),
            "count": len(rows),
            "url": f"{self.context.absolute_url()}/@@positions",
        }

    def _position(self, row: dict) -> dict:
        return {
            "title": row["title"],
            "standing": self.titles.of(words.STANDINGS, row["standing"]),
            "colour": _COLOURS.get(row["standing"], "secondary"),
            "due": (row["due"] or "")[:10] if row["standing"] in ("open", "lapsed", "stale") else "",
        }

    def deadlines(self) -> list[dict]:
        """The running clocks, the most urgent first; ``days`` is the number of working days left, or of days over."""
        today = now().date()
        found = [
            {
                "title": self.titles.deadline(clock["key"]),
                "due": clock["due"],
                "days": (today - date.fromisoformat(clock["due"])).days if clock["overdue"] else clock["days_left"],
                "overdue": clock["overdue"],
                "last_day": clock["days_left"] == 0 and not clock["overdue"],
                "provisional": clock["provisional"],
                "source": clock["source"],
            }
            for clock in self.facts["deadlines"]
        ]
        return sorted(found, key=lambda clock: clock["due"])

    def found(self) -> int:
        """How many findings and unread places of the scan there are."""
        return len(self.facts["scan"]["to_handle"])
