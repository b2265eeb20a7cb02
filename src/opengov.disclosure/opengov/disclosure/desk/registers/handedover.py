"""What was handed over to archives and libraries (移送移交), hand-over by hand-over, with what the receiver has said."""

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import islice
from opengov.disclosure.core.registers import Choice
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.uuid.interfaces import IUUID

import heapq


_AT_ONCE = 50


class HandedOver:
    """The hand-overs of some agencies, the newest first."""

    def __init__(self, agencies: Sequence) -> None:
        self.agencies = {IUUID(agency): agency for agency in agencies}
        self.handovers = IHandovers(api.portal.get())
        self.receivers = IReceivers(api.portal.get()).all()

    def page(self, choice: Choice, after: str | None = None, size: int = 50) -> dict[str, object]:
        """One page: dict {items, next, total}; ``total`` is not known."""
        last = self.handovers.find(after) if after else None
        if after and (last is None or last.facts["agency"] not in self.agencies):
            raise RuleBroken(Problem("key_invalid", "R-X2", "after"))
        streams = [self._of(uid, last) for uid in self.agencies]
        merged = heapq.merge(*streams, key=_begun, reverse=True)
        found = list(islice((one for one in merged if self._fits(one, choice)), size + 1))
        items = [self._row(one) for one in found[:size]]
        return {"items": items, "next": items[-1]["key"] if len(found) > size else None, "total": None}

    def _of(self, uid: str, last: IHandover | None) -> Iterator[IHandover]:
        """Those of one agency that come after the last one shown."""
        own = last is not None and last.facts["agency"] == uid
        after: str | None = last.id if own else ""
        while after is not None:
            page = self.handovers.of_agency(uid, after, _AT_ONCE)
            yield from (one for one in page["items"] if last is None or own or _begun(one) < _begun(last))
            after = page["next"]

    def _fits(self, one: IHandover, choice: Choice) -> bool:
        day = one.facts["begun_at"][:10]
        named = choice.q.casefold() in self._receiver(one).casefold()
        return named and (choice.first or day) <= day <= (choice.last or day)

    def _receiver(self, one: IHandover) -> str:
        known = self.receivers.get(one.facts["receiver"])
        return str(known["title"]) if known else str(one.facts["receiver"])

    def _row(self, one: IHandover) -> dict[str, object]:
        agency = self.agencies[one.facts["agency"]]
        receipt = one.receipts[-1] if one.receipts else None
        return {
            "key": one.id,
            "agency": one.facts["agency"],
            "agency_title": agency.title,
            "handover": one.id,
            "date": (one.facts["sealed_at"] or one.facts["begun_at"])[:10],
            "receiver": self._receiver(one),
            "purpose": one.facts["purpose"],
            "records": one.facts["records"],
            "receipt": one.state,
            "receipt_date": receipt["at"][:10] if receipt else "",
            "path": f"{'/'.join(agency.getPhysicalPath())}/@@handover?id={one.id}",
        }


def _begun(one: IHandover) -> tuple[str, str]:
    return one.facts["begun_at"], one.id
