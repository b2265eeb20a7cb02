"""How lists tell by when something is due: the day, what is left in working days, and how grave it is (R-D4)."""

from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.i18n import _
from opengov.disclosure.ledger.interfaces import now
from plone.app.uuid.utils import uuidToObject


#: So many working days before its end a period is shown as ending soon.
SOON = 3


class Dues:
    """Days in words, for the rows of one page: the calendar of each agency is asked for once.

    :param titles: ``titles.Titles`` of the page.
    """

    def __init__(self, titles) -> None:
        self.titles = titles
        self.today = now().date()
        self._calendars: dict[str, WorkingCalendar | None] = {}

    def of(self, due_on: str, agency: str, duty: str = "") -> dict | None:
        """What to show of a day: dict {day, text, duty, level}; None for nothing due.

        :param due_on: ISO day, as the catalogue has it.
        :param agency: UID of the issuing agency.
        :param duty: key of the period.
        :returns: ``level`` is ``overdue``, ``today``, ``soon`` or ``later``.
        """
        if not due_on:
            return None
        level, message = self._words(date.fromisoformat(due_on), agency)
        duty = self.titles.deadline(duty) if duty else ""
        return {"day": due_on, "text": self.titles.text(message), "duty": duty, "level": level}

    def _words(self, due: date, agency: str) -> tuple[str, str]:
        if due < self.today:
            days = {"days": str((self.today - due).days)}
            return "overdue", _("text_days_overdue", default="${days} days overdue", mapping=days)
        if due == self.today:
            return "today", _("text_due_today", default="due today")
        calendar = self._calendar(agency)
        left = calendar.count(self.today, due) if calendar else (due - self.today).days
        message = _("text_working_days_left", default="${days} working days left", mapping={"days": str(left)})
        return "soon" if left <= SOON else "later", message

    def _calendar(self, uid: str) -> WorkingCalendar | None:
        if uid not in self._calendars:
            # only its working days are used: whoever sees the document may know them
            agency = uuidToObject(uid, unrestricted=True) if uid else None
            place = IIssuingAgency(agency, None) if agency is not None else None
            self._calendars[uid] = place.calendar if place else None
        return self._calendars[uid]
