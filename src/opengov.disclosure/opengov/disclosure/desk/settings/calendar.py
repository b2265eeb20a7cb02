"""``@@opengov-settings-calendar``: the State Council's notices year by year, with what each would change before it is stored."""

from datetime import date
from functools import cached_property
from opengov.disclosure.agency.interfaces import IAnnouncedYears
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings.page import SettingsPage
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.signoff.interfaces import IRunningClocks
from plone import api

import hashlib


#: Documents whose clocks are counted anew for one preview; the others follow page by page.
BATCH = 100
_YEARS = range(2000, 2201)
_WEEKDAYS = "一二三四五六日"


class CalendarPage(SettingsPage):
    """Year and notice are first looked at; what was looked at is stored, and nothing else."""

    fields = ("year", "notice")

    def years(self) -> list[dict]:
        """The years that are known: dicts {year, announced (here, not with the product)}; the newest first."""
        found = IAnnouncedYears(self.context)
        own = found.years()
        return [{"year": str(year), "announced": year in own} for year in sorted(found.known(), reverse=True)[:6]]

    def next_year(self) -> str:
        """The first year that is not known."""
        return str(max(IAnnouncedYears(self.context).known()) + 1)

    def act(self) -> bool:
        """Show what the notice would change; store it when exactly this was shown before."""
        year, notice = self._entered()
        years = IAnnouncedYears(self.context)
        self.shown = years.changes(year, notice)
        if "form.store" in self.request.form and self.text("seen") == self._digest():
            years.announce(year, notice)
            return False
        return True

    #: Days gained and lost, when a notice is looked at.
    shown: tuple | None = None

    def _entered(self) -> tuple[int, str]:
        year, notice = self.text("year").strip(), self.text("notice").strip()
        missing = [name for name, value in (("year", year), ("notice", notice)) if not value]
        if missing:
            raise RuleBroken(*(Problem("value_missing", "R-D2", name, "", {"name": name}) for name in missing))
        if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) in _YEARS):
            raise RuleBroken(Problem("setting_year", "R-D2", "year", "", {"value": year[:20]}))
        try:
            with IAnnouncedYears(self.context).trying(int(year), notice):
                pass
        except RuleBroken as broken:
            # the rules call the notice an arrangement; here it is the field of the notice
            told = [Problem(each.code, each.rule, "notice", each.source, each.params) for each in broken.problems]
            raise RuleBroken(*told) from broken
        return int(year), notice

    def _digest(self) -> str:
        return hashlib.sha256(f"{self.text('year').strip()}|{self.text('notice').strip()}".encode()).hexdigest()

    def preview(self) -> dict | None:
        """What storing would change: dict {gained, lost, replaces, total, moved, agencies, next, seen}; None before a look."""
        if self.shown is None or self.problems:
            return None
        gained, lost = self.shown
        known = IAnnouncedYears(self.context).known()
        return {
            "gained": [_day(day) for day in gained],
            "lost": [_day(day) for day in lost],
            "replaces": int(self.text("year")) in known,
            "seen": self._digest(),
            **self.moved,
        }

    @cached_property
    def moved(self) -> dict:
        """Deadlines that move among the open duties that rest on the year, a batch at a time: dict {total, looked, count,
        rows, next}. Titles of documents the user may not see are left out; their number is told (R-X1)."""
        year, notice = self._entered()
        catalog = api.portal.get_tool("portal_catalog")
        wanted = [value for value in catalog.uniqueValuesFor("due_rests_on") if _rests_on(value, year)]
        query = {"due_rests_on": wanted, "sort_on": "UID"}
        brains = catalog.unrestrictedSearchResults(**query) if wanted else []
        start = self.text("start")
        start = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0
        batch = brains[start : start + BATCH]
        visible = {brain.UID for brain in catalog(UID=[brain.UID for brain in batch])} if batch else set()
        found = [(brain, move) for brain in batch for move in self._moves(brain, year, notice)]
        rows = [self._row(brain, *move) for brain, move in found if brain.UID in visible]
        following = start + BATCH if start + BATCH < len(brains) else None
        told = {"total": len(brains), "first": start + 1, "last": start + len(batch), "count": len(found)}
        return {**told, "rows": rows, "hidden": len(found) - len(rows), "next": following}

    def _moves(self, brain, year: int, notice: str) -> list[tuple[str, date, date]]:
        document = brain._unrestrictedGetObject()
        clocks = IRunningClocks(document)
        before = {each.key: each.due for each in clocks.running()}
        with IAnnouncedYears(self.context).trying(year, notice):
            after = {each.key: each.due for each in clocks.running()}
        document._p_deactivate()
        return [(key, due, after[key]) for key, due in before.items() if key in after and after[key] != due]

    def _row(self, brain, key: str, old: date, new: date) -> dict:
        titles = Titles(self.context, self.request)
        return {
            "title": brain.Title,
            "url": brain.getURL(),
            "duty": titles.deadline(key),
            "old": old.isoformat(),
            "new": new.isoformat(),
        }


def _rests_on(value: str, year: int) -> bool:
    """Whether a value of the index ``due_rests_on`` spans a year, or the turn of the year into it."""
    parts = value.split("|")
    return len(parts) == 4 and int(parts[1]) <= year and year - 1 <= int(parts[2])


def _day(day: date) -> str:
    return f"{day.isoformat()}（周{_WEEKDAYS[day.weekday()]}）"
