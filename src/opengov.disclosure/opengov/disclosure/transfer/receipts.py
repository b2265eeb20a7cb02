"""Receipts of archives and libraries: the site's ``IReceipts`` (R-T5, R-T6)."""

from AccessControl import getSecurityManager
from collections import defaultdict
from collections.abc import Iterator
from opengov.disclosure.core import receipts
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceiptGiven
from opengov.disclosure.transfer.interfaces import IReceipts
from opengov.disclosure.transfer.receivers import holds_office
from plone.app.uuid.utils import uuidToObject
from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


#: How the ledger calls a receipt.
ACTION = "receipt_given"
#: Hand-overs looked at in one go.
PAGE = 100


@implementer(IReceiptGiven)
class ReceiptGiven(ObjectEvent):
    """See ``IReceiptGiven``."""

    def __init__(self, agency, handover: str, receiver: str, status: str) -> None:
        super().__init__(agency)
        self.handover = handover
        self.receiver = receiver
        self.status = status


@implementer(IReceipts)
@adapter(IPloneSiteRoot)
class Receipts:
    """See ``IReceipts``."""

    def __init__(self, site) -> None:
        self.site = site

    def give(self, receiver: dict, id: str, receipt: dict) -> dict:
        """Take a receipt; see ``IReceipts.give``."""
        handover = IHandovers(self.site).get(receiver, id)
        if handover is None:
            raise RuleBroken(Problem("receipt_not_offered", "R-T5", "", receipts.CLAUSE))
        agency = handover.facts["agency"]
        _refuse_office(receiver, agency)
        normal = receipts.normal(receipt)
        standing = receipts.Standing(handover.state, handover.package, handover.receipts, _Paths(handover))
        earlier = receipts.repeated(normal, standing)
        if earlier is not None:
            return dict(earlier)
        stored = {**normal, "at": now().isoformat(), "by": receiver["account"]}
        handover.add_receipt(stored)
        self._record(handover, receiver["id"], stored)
        obj = uuidToObject(agency, unrestricted=True)
        if obj is not None:
            notify(ReceiptGiven(obj, id, receiver["id"], stored["status"]))
        return stored

    def altered(self, agency: str) -> list[dict]:
        """Compare with the ledger; see ``IReceipts.altered``."""
        recorded: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in ILedgerStore(self.site).chain(agency).entries():
            if entry.action == ACTION:
                recorded[entry.codes["handover"]][entry.codes["receipt"]] = entry.digests["receipt"]
        stored = {handover.id: handover.receipts for handover in _of_agency(self.site, agency)}
        return [
            {"handover": id, "receipt_id": receipt_id}
            for id in sorted(recorded.keys() | stored.keys())
            for receipt_id in receipts.altered(id, stored.get(id, ()), recorded.get(id, {}))
        ]

    def _record(self, handover: IHandover, receiver: str, stored: dict) -> None:
        codes = {"handover": handover.id, "receipt": stored["receipt_id"], "status": stored["status"]}
        digests = {"receipt": receipts.receipt_digest(handover.id, stored)}
        digests["package"] = f"sha256:{handover.package['sha256']}"
        chain = ILedgerStore(self.site).chain(handover.facts["agency"])
        chain.record(ACTION, codes={**codes, "receiver": receiver}, digests=digests)


class _Paths:
    """Whether a path is one of the hand-over's; its files are gone through only when somebody asks."""

    def __init__(self, handover: IHandover) -> None:
        self._handover = handover
        self._paths: frozenset[str] | None = None

    def __call__(self, path: str) -> bool:
        if self._paths is None:
            self._paths = frozenset(entry.path for entry in self._handover.entries())
        return path in self._paths


def _refuse_office(receiver: dict, uid: str) -> None:
    """Only the receiver's own account answers, and only while it holds no office of who offers."""
    user = getSecurityManager().getUser().getId()
    if user != receiver["account"] or holds_office(user, uuidToObject(uid, unrestricted=True)):
        raise RuleBroken(Problem(receipts.BY_OFFICE, "R-T6", "", receipts.CLAUSE))


def _of_agency(site, agency: str) -> Iterator[IHandover]:
    """All hand-overs of an agency."""
    after = ""
    while True:
        page = IHandovers(site).of_agency(agency, after, PAGE)
        yield from page["items"]
        if page["next"] is None:
            return
        after = page["next"]
