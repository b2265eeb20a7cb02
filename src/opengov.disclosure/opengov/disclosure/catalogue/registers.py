"""The registers of an agency (台账): what was published, registered, withheld, withdrawn, voided; what was returned or changed.

Rows are copied from the document when it takes a step, so that a page of a register wakes no document and asks no
catalog. They lie under the agency's UID at the site; two agencies never write the same object.
"""

from BTrees.OOBTree import OOTreeSet
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.interfaces import IRegisterBook
from opengov.disclosure.catalogue.ranks import rank_of
from opengov.disclosure.catalogue.registerrows import acts_of
from opengov.disclosure.catalogue.registerrows import due_of
from opengov.disclosure.catalogue.registerrows import LATER
from opengov.disclosure.catalogue.registerrows import register_of
from opengov.disclosure.catalogue.registerrows import row_of
from opengov.disclosure.catalogue.trees import UidTree
from opengov.disclosure.core.registers import Choice
from opengov.disclosure.core.registers import OF_STATES
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


def entered(site, agency: str, uid: str) -> Mapping[str, object]:
    """The row of one document in the registers of the agency it lies with (UIDs); empty when it has none."""
    store = storage.read(site).registers.get(agency)
    name, rank = ("", 0) if store is None else store.places.get(uid, ("", 0))
    return {**LATER, **store.lists[name][rank]} if name else {}


@implementer(IRegister)
@adapter(IAgencyContent)
class Register:
    """Reads and writes the registers of one agency."""

    def __init__(self, agency) -> None:
        self.agency = agency
        self.issuer = IIssuingAgency(agency)
        self.site = api.portal.get()

    def page(self, name: str, after: str | None = None, size: int = 50) -> dict[str, object]:
        """See ``IRegister``."""
        if name not in OF_STATES:
            raise RuleBroken(Problem("register_unknown", "R-X2", "name", params={"names": ", ".join(OF_STATES)}))
        page = IRegisterBook(self.site).page([self.issuer.agency], Choice(register=name), after, size)
        return {"items": page["items"], "next": page["next"]}

    def record(self, document, moment: datetime, data: Mapping[str, object]) -> None:
        """See ``IRegister``."""
        uid, name = IUUID(document), register_of(document)
        before = self._place(uid)
        if before[0] == name:
            if name:
                self._say_anew(document, name, before[1])
        else:
            self._leave(uid)
            if name:
                self._enter(document, name, moment, str(data.get("cause") or ""))
        self._follow_acts(document)

    def follow(self, document) -> bool:
        """See ``IRegister``."""
        uid, name = IUUID(document), register_of(document)
        store = storage.read(self.site).registers.get(self.issuer.uid)
        known = store is not None and store.acts is not None and uid in store.acts
        if known and self._place(uid)[0] == name:
            return False
        moment, cause = _since(document)
        self.record(document, moment, {"cause": cause})
        return True

    def _place(self, uid: str) -> tuple[str, int]:
        store = storage.read(self.site).registers.get(self.issuer.uid)
        return ("", 0) if store is None else store.places.get(uid, ("", 0))

    def _store(self) -> storage.RegisterStore:
        found = storage.write(self.site).registers
        if self.issuer.uid not in found:
            found[self.issuer.uid] = storage.RegisterStore()
        store = found[self.issuer.uid]
        if store.acts is None:
            store.acts = UidTree()
        return store

    def _say_anew(self, document, name: str, rank: int) -> None:
        store = self._store()
        old = store.lists[name][rank]
        row = row_of(document, self.issuer, name, date.fromisoformat(old["date"]), old["cause"])
        # the last day is that of the step that set it off, whatever has changed in the profile since (R-D1)
        store.change(name, rank, row | {part: old[part] for part in ("due", "provisional") if part in old})

    def _enter(self, document, name: str, moment: datetime, cause: str) -> None:
        uid, store = IUUID(document), self._store()
        row = row_of(document, self.issuer, name, moment.date(), cause)
        store.places[uid] = (name, store.enter(name, rank_of(moment, uid), row))
        if row["provisional"]:
            if store.provisional is None:
                store.provisional = OOTreeSet()
            store.provisional.add(uid)

    def _follow_acts(self, document) -> None:
        """Let the registers of acts say what the document's record says; what stands there already stays in its place."""
        uid, store = IUUID(document), self._store()
        known = {(name, store.lists[name][rank]["seq"]): rank for name, rank in store.acts.get(uid, ())}
        places = []
        for name, moment, row in acts_of(document):
            rank = known.get((name, row["seq"]))
            if rank is None:
                rank = store.enter(name, rank_of(moment, uid), row)
            else:
                store.change(name, rank, row)
            places.append((name, rank))
        if store.acts.get(uid) != tuple(places):
            store.acts[uid] = tuple(places)

    def forget(self, uid: str) -> None:
        """See ``IRegister``."""
        store = storage.read(self.site).registers.get(self.issuer.uid)
        if store is not None:
            forget_in(store, uid)

    def _leave(self, uid: str) -> None:
        store = storage.read(self.site).registers.get(self.issuer.uid)
        if store is not None:
            _leave_state(store, uid)

    def settle(self, uid: str) -> bool:
        """Compute the last day of a row anew that rested on a year not announced; whether it now stands (R-D2)."""
        store = storage.write(self.site).registers[self.issuer.uid]
        name, rank = store.places[uid]
        row = store.lists[name][rank]
        day = date.fromisoformat(row["date"])
        due, provisional = due_of(self.issuer, name, row["began"], day, row.get("urgent", False))
        if provisional:
            return False
        store.change(name, rank, {**row, "due": due, "provisional": False})
        store.provisional.remove(uid)
        return True


def forget_in(store: storage.RegisterStore, uid: str) -> None:
    """Take a document out of all registers of one agency."""
    _leave_state(store, uid)
    if store.acts is not None and uid in store.acts:
        for name, rank in store.acts.pop(uid):
            store.drop(name, rank)


def _leave_state(store: storage.RegisterStore, uid: str) -> None:
    if uid in store.places:
        store.drop(*store.places.pop(uid))
        if store.provisional is not None and uid in store.provisional:
            store.provisional.remove(uid)


def _since(document) -> tuple[datetime, str]:
    """When a document came into its state, as its record tells, and the cause if that was a withdrawal."""
    state = ILife(document).state
    came = [each for each in ILedger(document).entries() if each.codes.get("to") == state != each.codes.get("from")]
    if not came:
        return now(), ""
    cause = "expired" if came[-1].action == "expire" else came[-1].codes.get("cause", "")
    return datetime.fromisoformat(came[-1].at), cause
