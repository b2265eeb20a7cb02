"""The state of the site: what its checks say, and when its routines ran last."""

from datetime import datetime
from datetime import timedelta
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import ISiteCheck
from opengov.disclosure.ledger.interfaces import IRoutineRuns
from opengov.disclosure.ledger.interfaces import now
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


def checks(site) -> list[dict]:
    """What the checks say: dicts {level, title, text}, what asks for something first."""
    order = ("danger", "warning", "info", "success")
    found = [row for _name, check in getAdapters((site,), ISiteCheck) for row in check.state()]
    return sorted(found, key=lambda row: order.index(row["level"]))


def routines(site) -> list[dict]:
    """When each routine ran last: dicts {name, title, at, by, done, held, level}."""
    runs = IRoutineRuns(site)
    return [_routine(name, runs.last(name)) for name in runs.names()]


def _routine(name: str, run: dict | None) -> dict:
    row = {"name": name, "title": ROUTINES.get(name, name), "at": "", "done": 0, "held": 0, "level": "warning"}
    if run is None:
        return row
    late = now() - datetime.fromisoformat(run["at"]) > LATE
    level = "warning" if late or run["held"] or not run["finished"] else "success"
    return {**row, "at": moment(run["at"]), "done": run["done"], "held": run["held"], "level": level}


def faults(site) -> list[str]:
    """Levels of what asks for somebody: of checks, and once for each routine that is late or left something undone."""
    return [row["level"] for row in (*checks(site), *routines(site)) if row["level"] in ("danger", "warning")]
