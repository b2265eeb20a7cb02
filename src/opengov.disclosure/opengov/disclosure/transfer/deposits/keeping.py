"""``IDeposits``: what one agency deposits (R-T1, R-T2)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import deposits as rules
from opengov.disclosure.core.deposits import Act
from opengov.disclosure.core.deposits import Duty
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.deposits import letters
from opengov.disclosure.transfer.deposits import registers
from opengov.disclosure.transfer.deposits.acts import Acts
from opengov.disclosure.transfer.deposits.standing import near
from opengov.disclosure.transfer.deposits.standing import Standings
from opengov.disclosure.transfer.deposits.store import DepositShelf
from opengov.disclosure.transfer.deposits.store import shelf_of
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from plone import api
from zope.component import adapter
from zope.interface import implementer


_UNITS = {"day_of_month": "month", "day_of_half_month": "half_month"}
_CHOICES = ("transfer_recipients", "deposit_copies", "deposit_formats", "nil_returns", "notices_acknowledged")


@implementer(IDeposits)
@adapter(IAgencyContent)
class Deposits:
    """See ``IDeposits``."""

    def __init__(self, agency) -> None:
        self.place = IIssuingAgency(agency)
        self.today = now().date()
        # an unstored one for an agency that the upgrade has not reached: reading never writes
        kept = shelf_of(api.portal.get(), self.place.uid)
        self.shelf = kept if kept is not None else DepositShelf(self.today.replace(day=1).isoformat())

    @property
    def since(self) -> str:
        """See ``IDeposits``."""
        return self.shelf.since

    def asks(self) -> dict[str, object]:
        """See ``IDeposits``."""
        profile = self.place.jurisdiction
        paper = profile.periods.get(Duty.PAPER.value)
        return {
            "receivers": list(profile.transfer_recipients),
            "copies": profile.deposit_copies,
            "formats": list(profile.deposit_formats),
            "unit": _UNITS.get(paper.unit, "") if paper is not None else "",
            "nil_returns": profile.nil_returns,
            "notices_acknowledged": profile.notices_acknowledged,
            "sources": {name: profile.sources[name] for name in _CHOICES},
        }

    def due(self, on: date | None = None, limit: int = 200) -> dict[str, object]:
        """See ``IDeposits``."""
        standings = Standings(self.place, self.shelf, on or self.today)
        counts: dict[str, int] = {"due": 0, "overdue": 0}
        documents = []
        for row in standings.documents():
            counts[row["standing"]] += 1
            if len(documents) < limit:
                documents.append(row)
        periods, told, yearly = standings.periods(), list(standings.notices(done=False)), standings.yearly()
        for row in (*periods, *told, *yearly):
            if row["standing"] in counts:
                counts[row["standing"]] += 1
        more = sum(counts.values()) > limit and len(documents) == limit
        found = {"documents": documents, "periods": periods, "notices": told[:limit], "yearly": yearly}
        return {**found, "counts": counts, "more": more}

    def pressing(self, days: int) -> list[dict]:
        """What somebody is to be reminded of: rows of ``due`` whose last day is over, or at most so many working days away."""
        standings = Standings(self.place, self.shelf, self.today)
        rows = [*standings.documents(), *standings.periods(), *standings.notices(done=False), *standings.yearly()]
        return [row for row in rows if near(row, self.place, self.today, days)]

    def of_document(self, uid: str) -> list[dict]:
        """See ``IDeposits``."""
        return Standings(self.place, self.shelf, self.today).of_document(uid)

    def register(self, period: str, receiver: str = "", viewer: bool = True) -> list[registers.Line]:
        """See ``IDeposits``."""
        span = rules.span(period)
        return registers.lines(self.place, self.shelf, span, receiver, viewer)

    def lines(self, act: int) -> list[registers.Line]:
        """See ``IDeposits``."""
        return registers.lines_of(self.place, self.shelf, act)

    def acts(self, period: str = "", what: Sequence[str] = ()) -> list[dict]:
        """See ``IDeposits``."""
        if period:
            rules.span(period)
        known = self.shelf.acts(period)
        gone = rules.undone(known)
        confirmed = {act.of: act.on for act in rules.standing_acts(known) if act.what == "confirm"}
        return [
            {**_plain(act), "undone": act.number in gone, "confirmed": confirmed.get(act.number, "")}
            for act in known
            if not what or act.what in what
        ]

    def notices(self, done: bool = False, limit: int = 200) -> list[dict]:
        """See ``IDeposits``."""
        return list(islice(Standings(self.place, self.shelf, self.today).notices(done), limit))

    def notice(self, number: int) -> dict:
        """See ``IDeposits``."""
        if self.shelf.notice(number) is None:
            raise RuleBroken(Problem("deposit_notice_unknown", "R-X2", "notice", rules.CLAUSE_LAPSE))
        return Standings(self.place, self.shelf, self.today).notice(number)

    def hand_in(self, period: str, receiver: str, copies: int, pages: int = 0, on: str = "") -> dict:
        """See ``IDeposits``."""
        return _plain(Acts(self.place).hand_in(period, receiver, copies, pages, on))

    def nil_return(self, period: str, receiver: str, on: str = "") -> dict:
        """See ``IDeposits``."""
        return _plain(Acts(self.place).nil_return(period, receiver, on))

    def record_copy(self, documents: Sequence[str], on: str = "") -> dict:
        """See ``IDeposits``."""
        return _plain(Acts(self.place).record_copy(documents, on))

    def correct(self, act: int, reason: str) -> dict:
        """See ``IDeposits``."""
        return _plain(Acts(self.place).correct(act, rules.OFFICE_ACTS, reason))

    def confirm(self, act: int, receiver: str) -> dict:
        """See ``IDeposits``."""
        return _plain(Acts(self.place).confirm(act, receiver))

    def acknowledge(self, notice: int, receiver: str) -> dict:
        """See ``IDeposits``."""
        return _plain(Acts(self.place).acknowledge(notice, receiver))

    def take_back(self, act: int, receiver: str, reason: str) -> dict:
        """See ``IDeposits``."""
        return _plain(Acts(self.place).correct(act, ("confirm", "acknowledge"), reason, receiver))

    def letter(self, notice: int) -> letters.Letter:
        """See ``IDeposits``."""
        return letters.letter(self.place, self.notice(notice))


def _plain(act: Act) -> dict:
    """An act as callers see it: its kind is that of the receiver."""
    told = asdict(act)
    return {"receiver": told.pop("kind"), **told}
