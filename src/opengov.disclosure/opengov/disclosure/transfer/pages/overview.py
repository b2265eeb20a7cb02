"""``<agency>/@@handovers``: what is due, what waits, what is held back, what was handed over and what became of it."""

from functools import cached_property
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IOpeningList
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from opengov.disclosure.transfer.pages import listing
from opengov.disclosure.transfer.pages.forms import FormPage
from opengov.disclosure.transfer.pages.telling import told
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.sealing.spool import SpoolBusy
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from zExceptions import NotFound
from zExceptions import Unauthorized


SEAL = "opengov.disclosure: Seal hand-over"
#: Records in one step of the button: short enough for a request, whatever their size.
BATCH = 10
#: Steps without news after which the page no longer presses the button by itself.
QUIET = 3
#: Documents that a list shows; whoever has more to look at goes by the numbers.
SHOWN = 50


class Office(FormPage):
    """What the pages of an agency's hand-overs know."""

    @cached_property
    def url(self) -> str:
        """Address of the agency."""
        return self.context.absolute_url()

    @cached_property
    def uid(self) -> str:
        """UID of the agency."""
        return IUUID(self.context)

    @cached_property
    def handovers(self):
        """``IHandovers`` of the site."""
        return IHandovers(api.portal.get())

    @cached_property
    def may_seal(self) -> bool:
        """Whether the user is the agency's transfer clerk."""
        return bool(api.user.has_permission(SEAL, obj=self.context))

    def check_clerk(self) -> None:
        """:raises Unauthorized: for everybody but the agency's transfer clerk."""
        if not self.may_seal:
            raise Unauthorized(SEAL)

    def handover(self, id: str) -> IHandover | None:
        """A hand-over of this agency; another agency's does not exist here (R-X1)."""
        found = self.handovers.find(id) if id else None
        return found if found is not None and found.facts["agency"] == self.uid else None

    @cached_property
    def _again(self) -> frozenset[str]:
        """Hand-overs whose documents wait to be sealed anew."""
        shelf = store(api.portal.get()).shelves.get(self.uid)
        return frozenset(shelf.again) if shelf is not None else frozenset()

    def is_open(self, row: dict) -> bool:
        """Whether a hand-over failed or was rejected, and nobody has done anything about it yet."""
        return row["state"] in ("failed", "rejected") and not row["superseded_by"] and row["id"] not in self._again

    def retry(self):
        """Seal the documents of a rejected or failed hand-over anew."""
        self.check_clerk()
        handover = self.handover(self.sent("id"))
        if handover is None:
            raise NotFound(self.__name__)
        self.handovers.retry(handover.id)
        return (
            _(
                "message_handover_retried",
                default="Its documents wait to be sealed anew; the old package stays as it is.",
            ),
            f"{self.url}/@@handovers",
        )


class OverviewPage(Office):
    """The page, and the button that seals a little at a time."""

    acts = {"seal": "seal", "retry": "retry"}

    @cached_property
    def sealing(self) -> bool:
        """Whether the button was pressed and there is more: the page then presses it again by itself."""
        return self.sent("sealing") == "1" and self.may_seal and self.more

    @cached_property
    def more(self) -> bool:
        """Whether anything is left to seal, lay out or offer."""
        return bool(self.handovers.waiting([self.uid]))

    @cached_property
    def receivers(self) -> list[dict]:
        """Who takes hand-overs of this agency."""
        return IReceivers(api.portal.get()).of_agency(self.uid)

    @cached_property
    def openings(self) -> int:
        """How many documents that the clerk sees wait for an opinion on opening."""
        return IOpeningList(self.context).count() if self.may_seal else 0

    def due_counts(self) -> dict:
        """How many deposits are due, and how many overdue."""
        return IDeposits(self.context).due(limit=1)["counts"]

    @cached_property
    def found(self) -> dict:
        """What waits and what is held back."""
        return self.handovers.overview(self.uid, SHOWN)

    @cached_property
    def waiting(self) -> dict:
        """Documents that wait for the sealer: dict {items, hidden}."""
        return listing.waiting(self.found["ready"])

    @cached_property
    def held(self) -> dict:
        """What is held back and why: dict {items, hidden}."""
        return listing.held(self.found["held"], self.request)

    @cached_property
    def page(self) -> dict:
        return self.handovers.of_agency(self.uid, after=self.sent("after"), limit=SHOWN)

    @cached_property
    def rows(self) -> list[dict]:
        """The hand-overs in words, the newest first."""
        return [self._row(handover) for handover in self.page["items"]]

    def _row(self, handover: IHandover) -> dict:
        row = told(handover)
        retry = self.may_seal and self.is_open(row)
        return {**row, "url": f"{self.url}/@@handover?id={row['id']}", "may_retry": retry}

    def troubled(self) -> list[dict]:
        """Those on this page that ask for something."""
        return [row for row in self.rows if self.is_open(row)]

    def next_url(self) -> str:
        """Address of older hand-overs; empty when there are none."""
        return f"{self.url}/@@handovers?after={self.page['next']}" if self.page["next"] else ""

    def first_url(self) -> str:
        """Address of the newest; empty when they are shown."""
        return f"{self.url}/@@handovers" if self.sent("after") else ""

    def seal(self):
        """One small batch; the caller comes back for the next."""
        self.check_clerk()
        try:
            with Spool(spool_folder()).writing():
                done = self.handovers.work([self.uid], BATCH)
        except SpoolBusy as error:
            raise RuleBroken(Problem("sealer_busy", "R-T4")) from error
        moved = any(done[name] for name in ("sealed", "held", "laid_out", "offered", "failed", "notices"))
        quiet = 0 if moved else self.number("quiet") + 1
        goes_on = f"?sealing=1&quiet={quiet}#sealing" if done["more"] and quiet < QUIET else ""
        return (None if goes_on else _told(done)), f"{self.url}/@@handovers{goes_on}"


def _told(done: dict):
    """What the last batch came to."""
    if done["failed"]:
        return _("message_handover_failed", default="A hand-over could not be made; see below what is wrong with it.")
    if done["held"]:
        return _("message_handover_held", default="Done. Some documents are held back; see below why.")
    return _("message_handover_done", default="Done. What was ready has been offered to its receivers.")
