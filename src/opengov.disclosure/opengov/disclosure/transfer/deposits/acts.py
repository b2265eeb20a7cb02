"""What is recorded about deposits: lists handed in, nil returns, copies for the record, confirmations, corrections.

Every act is an entry of the agency's ledger, too; what a person wrote stays here (R-L1, R-L3).
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from datetime import timedelta
from opengov.disclosure.core import deposit_acts as act_rules
from opengov.disclosure.core import deposits as rules
from opengov.disclosure.core.deposits import Act
from opengov.disclosure.core.deposits import Duty
from opengov.disclosure.core.digest import canonical
from opengov.disclosure.core.receipts import BY_OFFICE
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.transfer.deposits import index
from opengov.disclosure.transfer.deposits import notices
from opengov.disclosure.transfer.deposits.scope import validity
from opengov.disclosure.transfer.deposits.store import DepositShelf
from opengov.disclosure.transfer.deposits.store import open_shelf
from opengov.disclosure.transfer.deposits.store import owed
from opengov.disclosure.transfer.receivers import holds_office
from plone import api
from plone.app.uuid.utils import uuidToObject

import hashlib


#: Most documents whose copies for the record are sent at once, and most copies of one.
MOST_DOCUMENTS = 500
MOST_COPIES = 99


class Acts:
    """The acts of one agency, by the current user."""

    def __init__(self, place) -> None:
        self.place = place
        self.today = now().date()
        self.shelf: DepositShelf = open_shelf(api.portal.get(), place.uid, self.today)

    def hand_in(self, period: str, receiver: str, copies: int, pages: int, on: str) -> Act:
        """See ``IDeposits.hand_in``."""
        span, on = self._checked(period, receiver, on)
        waiting = list(self._waiting(span, receiver))
        least = self.place.jurisdiction_on(span.last).deposit_copies
        enforce(act_rules.hand_in_problems(len(waiting), copies, least))
        listed = tuple(_listed(day, uid) for day, uid in waiting)
        act = self._act("hand_in", receiver, on, period=span.id, rows=len(listed), copies=copies, pages=pages)
        self.shelf.lists[act.number] = listed
        for day, uid in waiting:
            index.close(self.shelf, owed(Duty.PAPER.value, receiver, day, uid), on, act.number)
        index.refresh(uid for _day, uid in waiting)
        return self._keep(act, digests={"list": _digest(listed)})

    def nil_return(self, period: str, receiver: str, on: str) -> Act:
        """See ``IDeposits.nil_return``."""
        span, on = self._checked(period, receiver, on)
        acts = [act for act in rules.standing_acts(self.shelf.acts(span.id)) if act.kind == receiver]
        documents = sum(1 for day, _uid in self.shelf.between(span.first.isoformat(), span.last.isoformat()))
        documents += sum(act.rows for act in acts if act.what == "hand_in")
        enforce(act_rules.nil_problems(documents, any(act.what == "nil_return" for act in acts)))
        return self._keep(self._act("nil_return", receiver, on, period=span.id))

    def record_copy(self, documents: Sequence[str], on: str) -> Act:
        """See ``IDeposits.record_copy``."""
        on, kind = on or self.today.isoformat(), rules.RECORD_KEEPER
        days = {uid: self.shelf.days.get(uid, "") for uid in documents}
        keys = {uid: owed(Duty.RECORD_COPY.value, kind, day, uid) for uid, day in days.items()}
        if not 0 < len(keys) <= MOST_DOCUMENTS or not all(key in self.shelf.open for key in keys.values()):
            enforce([Problem("deposit_no_record_copy", "R-T1", "documents", "", {"most": str(MOST_DOCUMENTS)})])
        enforce(act_rules.day_problems(on, date.fromisoformat(max(days.values())), self.today))
        act = self._act("record_copy", kind, on, rows=len(keys), copies=1)
        self.shelf.lists[act.number] = tuple(_listed(days[uid], uid) for uid in keys)
        for key in keys.values():
            index.close(self.shelf, key, on, act.number)
        index.refresh(keys)
        return self._keep(act, digests={"list": _digest(self.shelf.lists[act.number])})

    def confirm(self, number: int, receiver: str) -> Act:
        """See ``IDeposits.confirm``."""
        act = self.shelf.act(number)
        related = self._related(act)
        enforce(act_rules.confirm_problems(act, related, receiver, _user()))
        self._refuse_office()
        made = self._act("confirm", receiver, self.today.isoformat(), period=act.period, of=number, rows=act.rows)
        return self._keep(made)

    def acknowledge(self, number: int, receiver: str) -> Act:
        """See ``IDeposits.acknowledge``."""
        key = f"{number}|{receiver}"
        on, answered = self.shelf.answers.get(key, ("", 0))
        if not on or answered:
            code = "deposit_acknowledged" if answered else "deposit_notice_unknown"
            enforce([Problem(code, "R-T6", "notice", rules.CLAUSE_LAPSE)])
        self._refuse_office()
        act = self._act("acknowledge", receiver, self.today.isoformat(), of=number)
        self.shelf.answers[key] = (on, act.number)
        notices.settle(self.shelf, number)
        return self._keep(act)

    def correct(self, number: int, side: tuple[str, ...], reason: str, receiver: str = "") -> Act:
        """See ``IDeposits.correct`` and ``take_back``.

        :param receiver: whose act it must be, for the archives.
        """
        act = self.shelf.act(number)
        if receiver and act is not None and act.kind != receiver:
            act = None
        enforce(act_rules.correct_problems(act, self._related(act), side, reason))
        if receiver:
            self._refuse_office()
        made = self._act("correct", act.kind, self.today.isoformat(), period=act.period, of=number)
        self._undo(act)
        return self._keep(made, reason)

    def _refuse_office(self) -> None:
        """Who was given an office of the agency since does not answer for the archives any more (R-T6)."""
        if holds_office(_user(), self.place.agency):
            enforce([Problem(BY_OFFICE, "R-T6", "", rules.CLAUSE_LIST)])

    def _undo(self, act: Act) -> None:
        if act.what in ("hand_in", "record_copy"):
            duty = Duty.PAPER if act.what == "hand_in" else Duty.RECORD_COPY
            for day, uid, *_more in self.shelf.lists[act.number]:
                index.reopen(self.shelf, owed(duty.value, act.kind, day, uid))
                index.refresh([uid])
        if act.what == "acknowledge":
            key = f"{act.of}|{act.kind}"
            self.shelf.answers[key] = (self.shelf.answers[key][0], 0)
            notices.settle(self.shelf, act.of)

    def _checked(self, period: str, receiver: str, on: str) -> tuple[rules.Span, str]:
        span, on = rules.span(period), on or self.today.isoformat()
        jurisdiction = self.place.jurisdiction_on(span.last)
        enforce(act_rules.kind_problems(receiver, jurisdiction.transfer_recipients))
        enforce(act_rules.over_problems(span, self.today))
        enforce(act_rules.day_problems(on, span.last + timedelta(days=1), self.today))
        return span, on

    def _waiting(self, span: rules.Span, receiver: str):
        """What waits in a span; of a month whose rule changed, what was made under the other rule stands in the other list."""
        for day, uid in self.shelf.waiting(Duty.PAPER.value, receiver, span.first.isoformat(), span.last.isoformat()):
            if span_on(self.place, day) == span:
                yield day, uid

    def _related(self, act: Act | None) -> list[Act]:
        """The acts that can say something of an act: those of its period, or all later ones where it has none."""
        if act is None:
            return []
        if act.period:
            return self.shelf.acts(act.period)
        return [Act(*values) for values in self.shelf.recorded.values(act.number)]

    def _act(self, what: str, kind: str, on: str, **more) -> Act:
        return Act(self.shelf.next_act(), what, kind, more.pop("period", ""), on, _user(), **more)

    def _keep(self, act: Act, reason: str = "", digests=None) -> Act:
        self.shelf.put(act, reason)
        codes = {name: str(value) for name, value in asdict(act).items() if value and name not in ("what", "by")}
        stood_for = self.place.acts_for(act.by, "Transfer Clerk") or ""
        ILedger(self.place.agency).record(f"deposit_{act.what}", codes, digests, on_behalf_of=stood_for)
        return act


def span_on(place, day: str) -> rules.Span:
    """The list a day belongs to, by the profile of that day."""
    known = date.fromisoformat(day)
    return rules.span_of(known, place.jurisdiction_on(known).periods.get(Duty.PAPER.value))


def _listed(day: str, uid: str) -> tuple:
    document = uuidToObject(uid, unrestricted=True)
    pages = getattr(document, "pages", None) or 0
    return (day, uid, IDocumentNumber(document).text, validity(document)["value"], int(pages))


def _digest(listed: tuple) -> str:
    return f"sha256:{hashlib.sha256(canonical([list(row) for row in listed])).hexdigest()}"


def _user() -> str:
    return api.user.get_current().getId() or ""
