"""The steps of the sealer, each small enough for one transaction; which comes next is read from what is stored."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.transfer import DEPOSIT
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.deposits.store import shelf_of
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.sealing.collecting import close
from opengov.disclosure.transfer.sealing.collecting import forget
from opengov.disclosure.transfer.sealing.collecting import leave_out
from opengov.disclosure.transfer.sealing.entering import enter
from opengov.disclosure.transfer.sealing.entering import notify
from opengov.disclosure.transfer.sealing.finishing import finish
from opengov.disclosure.transfer.sealing.laying import lay_out
from opengov.disclosure.transfer.sealing.sealer import plain_problem
from opengov.disclosure.transfer.sealing.sealer import Sealer
from opengov.disclosure.transfer.sealing.spool import BytesChanged
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import HandoverStore


class Steps:
    """One batch of ``IHandovers.work``. Each public method returns what it did, or None when it found nothing to do."""

    def __init__(self, site, kept: HandoverStore, limit: int) -> None:
        self.site = site
        self.kept = kept
        self.limit = limit
        self.done: dict = {"sealed": [], "held": [], "laid_out": [], "offered": [], "failed": [], "notices": 0}

    def collected(self, agencies: list[str]) -> dict | None:
        """Seal the records of waiting documents, and collect them."""
        count = 0
        for agency in agencies:
            sealer = Sealer(self.site, self.kept, agency)
            for id in list(sealer.shelf.again):
                if count < self.limit:
                    count += sealer.seal_again(id, self.limit - count)
            waiting = IReceivers(self.site).of_agency(agency) and [*sealer.shelf.ready][: max(self.limit - count, 0)]
            for uid in waiting or ():
                sealer.seal(uid)
                count += 1
            self.done["sealed"] += sealer.sealed
            self.done["held"] += sealer.held
        return self.done if count else None

    def advanced(self, agencies: list[str]) -> dict | None:
        """Bring the oldest open hand-over one step further."""
        for agency in agencies:
            shelf = self.kept.shelves[agency]
            if shelf.open:
                handover = self.kept.handovers[shelf.open[shelf.open.minKey()]]
                self._advance(agency, handover)
                return self.done
        return None

    def notified(self, agencies: list[str]) -> dict | None:
        """Tell receivers what waits to be told them."""
        for agency in agencies:
            if self.kept.shelves[agency].notices:
                self.done["notices"] = notify(self.kept, agency, self.limit, now().isoformat())
                return self.done
        return self.done

    def _advance(self, agency: str, handover: Handover) -> None:
        if not handover.sealed_at:
            close(self.kept.shelves[agency], handover, now().isoformat())
        if handover.dealt < handover.last_collected:
            self._lay_out(agency, handover)
        elif not handover.done:
            forget(self.kept, handover)
        elif fallen := self._fallen(agency, handover):
            self._without(agency, handover, fallen)
        elif handover.listing is None:
            self._finish(agency, handover)
        else:
            enter(self.kept, handover, now().isoformat())
            self.done["offered"].append(handover.id)

    def _lay_out(self, agency: str, handover: Handover) -> None:
        sealer = Sealer(self.site, self.kept, agency)
        for record, problems in lay_out(self.kept, handover, self.limit, sealer.standing).items():
            self._leave_out(sealer, handover, record, problems)
        told = {"handover": handover.id, "done": handover.done, "records": handover.count}
        self.done["laid_out"].append(told)

    def _fallen(self, agency: str, handover: Handover) -> list[str]:
        """Records that were laid out and whose documents are not handed over any more: withdrawn, voided, adjusted."""
        sealer, shelf = Sealer(self.site, self.kept, agency), shelf_of(self.site, agency)
        deposited = handover.about["purpose"] == DEPOSIT and shelf is not None
        found = []
        for row in handover.rows(0, handover.done):
            facts = self.kept.records[row.record].facts
            # nobody is asked of whom it is plain that nothing has changed
            stands = row.document in shelf.days if deposited else sealer.untouched(facts)
            if not stands and sealer.standing(facts) != []:
                found.append(row.record)
        return found

    def _without(self, agency: str, handover: Handover, records: list[str]) -> None:
        """Let it be laid out again without some records."""
        sealer = Sealer(self.site, self.kept, agency)
        self._drop_package(handover)
        for record in records:
            self._leave_out(sealer, handover, record, tuple(sealer.standing(self.kept.records[record].facts) or ()))
        handover.reset()

    def _finish(self, agency: str, handover: Handover) -> None:
        try:
            finish(handover, Spool(spool_folder()))
        except RuleBroken as error:
            self._fail(handover, error.problems)
        except BytesChanged as error:
            problem = Problem("handover_bytes_changed", "R-T4", params={"path": error.path})
            kind, _slash, rest = error.source.partition("/")
            if kind != "record":
                self._fail(handover, (problem,))
                return
            # the one record is held back, the others are laid out again without it
            self._drop_package(handover)
            self._leave_out(Sealer(self.site, self.kept, agency), handover, rest.partition("/")[0], (problem,))
            handover.reset()

    def _leave_out(self, sealer: Sealer, handover: Handover, record: str, problems: tuple[Problem, ...]) -> None:
        leave_out(self.kept, handover, record)
        if problems:
            sealer.hold(self.kept.records[record].facts["document"], problems)
            self.done["held"] += sealer.held
            sealer.held = []

    def _fail(self, handover: Handover, problems: tuple[Problem, ...]) -> None:
        """Not offered; the office sees why."""
        checks = handover.checks
        self._drop_package(handover)
        handover.reset()
        handover.checks, handover.problems = checks, tuple(plain_problem(problem) for problem in problems)
        del self.kept.shelves[handover.about["agency"]["uid"]].open[handover.number]
        self.done["failed"].append({"handover": handover.id, "problems": [problem.code for problem in problems]})

    @staticmethod
    def _drop_package(handover: Handover) -> None:
        """What will not be offered does not stay in the spool."""
        if handover.package:
            Spool(spool_folder()).destroy([handover.package["sha256"]])
