"""``@@opengov-controlpanel``: all areas at a glance, what nobody can switch off, and the state of the site."""

from datetime import datetime
from datetime import timedelta
from opengov.disclosure.desk.settings import areas
from opengov.disclosure.desk.settings import recording
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import ISiteCheck
from opengov.disclosure.ledger.interfaces import IRoutineRuns
from opengov.disclosure.ledger.interfaces import now
from Products.Five.browser import BrowserView
from zope.component import getAdapters


#: Routines run each night at least; when one has not for so many hours, somebody should look at the timer.
LATE = timedelta(hours=49)

ROUTINES = {
    "dates": _("routine_dates", default="Compute last days in registers anew"),
    "due-days": _("routine_due_days", default="Compute due days in lists anew"),
    "expire": _("routine_expire", default="Withdraw what was published for a time"),
    "catalogue": _("routine_catalogue", default="Hold the public catalogue against the documents"),
    "existing_imports": _("routine_existing_imports", default="Forget the files of finished imports"),
    "registers": _("routine_registers", default="Enter into the registers what they do not tell of"),
    "prune_notices": _("routine_prune_notices", default="Drop old notices"),
    "remind": _("routine_remind", default="Remind agencies that are asked"),
    "remind_deposits": _("routine_remind_deposits", default="Remind of deposits"),
    "remind_duties": _("routine_remind_duties", default="Remind of duties with documents"),
    "rescan": _("routine_rescan", default="Scan public documents again"),
    "statistics": _("routine_statistics", default="Count the figures of the dashboards anew"),
    "send_notices": _("routine_send_notices", default="Send daily mails and those that wait"),
}


class OverviewPage(BrowserView):
    """See the module."""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "no-store, private")
        return self.index()

    def areas(self) -> list[dict]:
        """The areas: dicts {title, help, law, url, since}; since: the newest change on record, or None."""
        return [
            {
                "title": area.title,
                "help": area.help,
                "law": area.law,
                "url": f"{self.context.absolute_url()}/@@{area.view}",
                "since": next(iter(recording.changes(area.records)), None) if area.records else None,
            }
            for area in areas.AREAS
        ]

    def fixed(self) -> list[dict]:
        """What nobody can switch off: dicts {text, law}."""
        return [{"text": text, "law": law} for text, law in areas.FIXED]

    def checks(self) -> list[dict]:
        """The state of the site: dicts {level, title, text}, what asks for something first."""
        order = ("danger", "warning", "info", "success")
        found = [row for _name, check in getAdapters((self.context,), ISiteCheck) for row in check.state()]
        return sorted(found, key=lambda row: order.index(row["level"]))

    def routines(self) -> list[dict]:
        """When each routine ran last: dicts {name, title, at, by, done, held, level}."""
        runs = IRoutineRuns(self.context)
        return [self._routine(name, runs.last(name)) for name in runs.names()]

    @staticmethod
    def _routine(name: str, run: dict | None) -> dict:
        row = {"name": name, "title": ROUTINES.get(name, name), "at": "", "done": 0, "held": 0, "level": "warning"}
        if run is None:
            return row
        late = now() - datetime.fromisoformat(run["at"]) > LATE
        level = "warning" if late or run["held"] or not run["finished"] else "success"
        return {**row, "at": moment(run["at"]), "done": run["done"], "held": run["held"], "level": level}
