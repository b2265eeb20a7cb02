"""Reminders of deposits: the Transfer Clerk is told once when something is due soon, and once when it is overdue (R-D4)."""

from itertools import islice
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.core import notices as rules
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.notices.people import by_uid
from opengov.disclosure.notices.posting import announce
from opengov.disclosure.notices.settings import setting
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.notices.store import read_store
from opengov.disclosure.transfer.interfaces import IDeposits
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


#: Most notices for one agency in a batch: where nothing was ever deposited, nobody reads thousands.
MOST = 200
#: The sentence without a duty of its own.
_PLAIN = "transfer_electronic"


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class RemindDeposits:
    """``remind_deposits``: what the agencies owe their archives and libraries."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        shelves = read_store(self.site).shelves
        uids = list(islice(shelves.keys(after, excludemin=bool(after)), limit))
        done = [f"{uid}:{told}" for uid in uids if (told := self._remind(uid))]
        return {"done": done, "held": [], "next": uids[-1] if len(uids) == limit else None}

    def _remind(self, uid: str) -> int:
        agency = by_uid(self.site, uid)
        if not IAgencyContent.providedBy(agency):
            return 0
        pressing = IDeposits(agency).pressing(setting("reminder_days"))
        return sum(islice(filter(None, (self._tell(uid, agency.title, row) for row in pressing)), MOST))

    def _tell(self, uid: str, title: str, row: dict) -> int:
        kind = rules.Kind.DEPOSIT_OVERDUE if row["standing"] == "overdue" else rules.Kind.DEPOSIT_DUE
        duty, about = _duty(row), row.get("period") or row.get("year") or ""
        document = row.get("document", "") if duty != "annual_report" else ""
        step = (duty, row.get("receiver", ""), about or row.get("number") or row.get("day", ""))
        key = rules.key_of(document, kind, *step)
        if key in read_store(self.site).shelves[uid].places:
            return 0
        notice = {"kind": kind.value, "about": "" if duty == _PLAIN else duty, "document": document, "agency": title}
        notice |= {"lead": about, "due": row["due"], "persons": (), "by": ""}
        (party,) = rules.AUDIENCES[kind]
        shelf = open_store(self.site).shelf(uid)
        announce(self.site, uid, shelf.add(now().isoformat(), key, {**notice, "offices": rules.OFFICES[party]}))
        return 1


def _duty(row: dict) -> str:
    """Which duty a row of ``IDeposits.due`` is about."""
    if "period" in row:
        return "nil_return" if row["nil"] else "transfer_paper"
    return row.get("duty") or row.get("kind") or row["genre"]
