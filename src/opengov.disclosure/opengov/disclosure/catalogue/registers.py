"""The registers of an agency (台账): what was published, registered, withheld, withdrawn, voided.

Rows are copied from the document when it takes a step, so that a page of a register wakes no document and asks no
catalog. They lie under the agency's UID at the site; two agencies never write the same object.
"""

from AccessControl import getSecurityManager
from BTrees.OOBTree import OOTreeSet
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from itertools import islice
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import relations
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.interfaces import REGISTERS
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import rank_of
from opengov.disclosure.core.access import VIEWERS
from opengov.disclosure.core.attribute import is_stub
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


#: What rows of earlier versions do not say.
_LATER = {"validity": "valid", "revision": 0, "provisional": False, "urgent": False, "began": ""}

#: Register -> the duty whose last day stands in the column 期限.
_DUTIES = {"published": "publish", "withheld": "reassessment"}


def register_of(document) -> str:
    """Name of the register a document belongs to in its present state, mostly that of the state; empty when none.

    What is no government information has a list of its own (R-A1).
    """
    state = ILife(document).state
    if state == "withheld" and document.disclosure_attribute == "not_government_information":
        return "not_government_information"
    return state if state in REGISTERS else ""


def entered(site, agency: str, uid: str) -> Mapping[str, object]:
    """The row of one document in the registers of the agency it lies with (UIDs); empty when it has none."""
    store = storage.read(site).registers.get(agency)
    name, rank = ("", 0) if store is None else store.places.get(uid, ("", 0))
    return {**_LATER, **store.lists[name][rank]} if name else {}


@implementer(IRegister)
@adapter(IAgencyContent)
class Register:
    """Reads and writes the registers of one agency."""

    def __init__(self, agency) -> None:
        self.agency = agency
        self.issuer = IIssuingAgency(agency)
        self.site = api.portal.get()

    def page(self, name: str, after: str | None = None, size: int = 50) -> dict[str, object]:
        """One page of a register, the newest first: dict {items, next}; titles only for those who may see them."""
        if name not in REGISTERS:
            raise RuleBroken(Problem("register_unknown", "R-X2", "name", params={"names": ", ".join(REGISTERS)}))
        start = None if after is None else parse_key(after)
        store = storage.read(self.site).registers.get(self.issuer.uid)
        rows_of = None if store is None else store.lists.get(name)
        listed = () if rows_of is None else rows_of.items(start, excludemin=start is not None)
        rows = list(islice(listed, size + 1))
        roles = frozenset(getSecurityManager().getUser().getRolesInContext(self.issuer.agency))
        items = [self._shown(rank, row, roles) for rank, row in rows[:size]]
        return {"items": items, "next": items[-1]["key"] if len(rows) > size else None}

    def _shown(self, rank: int, row: Mapping[str, object], roles: frozenset[str]) -> dict[str, object]:
        shown = {"key": key_of(rank), **_LATER, **row, "title_hidden": False}
        viewers = VIEWERS[row["state"]]
        if "Anonymous" not in viewers and not roles.intersection(viewers):
            shown.update(title="", title_hidden=True)
        return shown

    def record(self, document, moment: datetime, data: Mapping[str, object]) -> None:
        """Put a document into the register of its state, and out of the one it was in.

        An act that changes no state leaves it in its place, with what it says anew.
        """
        uid, name = IUUID(document), register_of(document)
        before = self._place(uid)
        if before[0] == name:
            if name:
                self._say_anew(document, name, before[1])
            return
        self.forget(uid)
        if name:
            self._enter(document, name, moment, data)

    def _place(self, uid: str) -> tuple[str, int]:
        store = storage.read(self.site).registers.get(self.issuer.uid)
        return ("", 0) if store is None else store.places.get(uid, ("", 0))

    def _say_anew(self, document, name: str, rank: int) -> None:
        rows = storage.write(self.site).registers[self.issuer.uid].lists[name]
        old = rows[rank]
        row = self._row(document, name, date.fromisoformat(old["date"]), {"cause": old["cause"]})
        # the last day is that of the step that set it off, whatever has changed in the profile since (R-D1)
        row |= {part: old[part] for part in ("due", "provisional") if part in old}
        if row != old:
            rows[rank] = row

    def _enter(self, document, name: str, moment: datetime, data: Mapping[str, object]) -> None:
        uid = IUUID(document)
        registers = storage.write(self.site).registers
        if self.issuer.uid not in registers:
            registers[self.issuer.uid] = storage.RegisterStore()
        store = registers[self.issuer.uid]
        rows = store.list(name)
        rank = rank_of(moment, uid)
        while rank in rows:
            rank += 1
        rows[rank] = self._row(document, name, moment.date(), data)
        store.places[uid] = (name, rank)
        if rows[rank]["provisional"]:
            if store.provisional is None:
                store.provisional = OOTreeSet()
            store.provisional.add(uid)

    def forget(self, uid: str) -> None:
        """Take a document out of the registers."""
        store = storage.read(self.site).registers.get(self.issuer.uid)
        if store is not None and uid in store.places:
            name, rank = store.places.pop(uid)
            del store.lists[name][rank]
            if store.provisional is not None and uid in store.provisional:
                store.provisional.remove(uid)

    def settle(self, uid: str) -> bool:
        """Compute the last day of a row anew that rested on a year not announced; whether it now stands (R-D2)."""
        store = storage.write(self.site).registers[self.issuer.uid]
        name, rank = store.places[uid]
        row = store.lists[name][rank]
        due, provisional = self._due(name, row["began"], date.fromisoformat(row["date"]), row.get("urgent", False))
        if provisional:
            return False
        store.lists[name][rank] = {**row, "due": due, "provisional": False}
        store.provisional.remove(uid)
        return True

    def _row(self, document, name: str, day: date, data: Mapping[str, object]) -> dict[str, object]:
        signed = ILife(document).signed() or {}
        grounds = tuple(document.disclosure_grounds or ())
        urgent = getattr(document.aq_base, "urgency", None) in ("urgent", "extra_urgent")
        began = _began(document, signed)
        due, provisional = self._due(name, began, day, urgent)
        destroyed = ILife(document).state == "purged"
        return {
            "uid": IUUID(document),
            "index_number": storage.read(self.site).index_numbers.by_uid.get(IUUID(document), ""),
            "number": signed.get("number") or "",
            "title": "" if destroyed or is_stub(grounds) else document.title,
            "kind": getattr(document.aq_base, "document_kind", None) or "",
            "issue_date": signed.get("issue_date") or "",
            "attribute": document.disclosure_attribute or "",
            "grounds": list(grounds),
            "state": ILife(document).state,
            "date": day.isoformat(),
            "due": due,
            "provisional": provisional,
            "began": began,
            "urgent": urgent,
            "validity": relations.validity_of(document)["value"],
            "revision": relations.companion_of(document)["revision"],
            "cause": str(data.get("cause") or ""),
            "path": "/".join(document.getPhysicalPath()[len(self.site.getPhysicalPath()) :]),
        }

    def _due(self, name: str, began: str, day: date, urgent: bool) -> tuple[str, bool]:
        """The last day of the register's duty (ISO), and whether it rests on a year not announced yet.

        :param began: ISO day from which the duty to publish counts.
        :param day: when the document came into the register.
        """
        duty = _DUTIES.get(name)
        if not duty or not began:
            return "", False
        first = date.fromisoformat(began)
        found = self.issuer.deadlines({"created": first, "issued": first, "filed": day}, urgent=urgent)
        return next(((one.due.isoformat(), one.provisional) for one in found if one.key == duty), ("", False))


def _began(document, signed: Mapping[str, str]) -> str:
    """The ISO day from which publication is due: 成文日期, or a later decision to make it public (R-A7, R-D1)."""
    adjusted = IDossier(document).affair("adjusted") or ()
    later = [one["at"][:10] for one in adjusted if one["new"] == "proactive"]
    return max([signed.get("issue_date") or "", *later])
