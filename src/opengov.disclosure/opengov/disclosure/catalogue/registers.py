"""The registers of an agency (台账): what was published, registered, withheld, withdrawn.

Rows are copied from the document when it takes a step, so that a page of a register wakes no document and asks no
catalog. They lie under the agency's UID at the site; two agencies never write the same object.
"""

from AccessControl import getSecurityManager
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from itertools import islice
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.interfaces import REGISTERS
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import rank_of
from opengov.disclosure.core.access import VIEWERS
from opengov.disclosure.core.attribute import is_stub
from opengov.disclosure.core.deadlines import deadlines_for
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


#: State -> register; what is no government information has a list of its own (R-A1).
_REGISTER = {
    "published": "published",
    "registered": "registered",
    "withheld": "withheld",
    "withdrawn": "withdrawn",
}

#: Register -> the duty whose last day stands in the column 期限.
_DUTIES = {"published": "publish", "withheld": "reassessment"}


def register_of(document) -> str:
    """Name of the register a document belongs to in its present state; empty when none."""
    name = _REGISTER.get(ILife(document).state, "")
    if name == "withheld" and document.disclosure_attribute == "not_government_information":
        return "not_government_information"
    return name


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
        listed = () if store is None else store.lists[name].items(start, excludemin=start is not None)
        rows = list(islice(listed, size + 1))
        roles = frozenset(getSecurityManager().getUser().getRolesInContext(self.issuer.agency))
        items = [self._shown(rank, row, roles) for rank, row in rows[:size]]
        return {"items": items, "next": items[-1]["key"] if len(rows) > size else None}

    def _shown(self, rank: int, row: Mapping[str, object], roles: frozenset[str]) -> dict[str, object]:
        shown = {"key": key_of(rank), **row, "title_hidden": False}
        viewers = VIEWERS[row["state"]]
        if "Anonymous" not in viewers and not roles.intersection(viewers):
            shown.update(title="", title_hidden=True)
        return shown

    def record(self, document, moment: datetime, data: Mapping[str, object]) -> None:
        """Put a document into the register of its state, and out of the one it was in."""
        uid, name = IUUID(document), register_of(document)
        self.forget(uid)
        if not name:
            return
        registers = storage.write(self.site).registers
        if self.issuer.uid not in registers:
            registers[self.issuer.uid] = storage.RegisterStore(REGISTERS)
        store = registers[self.issuer.uid]
        rank = rank_of(moment, uid)
        while rank in store.lists[name]:
            rank += 1
        store.lists[name][rank] = self._row(document, name, moment.date(), data)
        store.places[uid] = (name, rank)

    def forget(self, uid: str) -> None:
        """Take a document out of the registers."""
        store = storage.read(self.site).registers.get(self.issuer.uid)
        if store is not None and uid in store.places:
            name, rank = store.places.pop(uid)
            del store.lists[name][rank]

    def _row(self, document, name: str, day: date, data: Mapping[str, object]) -> dict[str, object]:
        signed = ILife(document).signed() or {}
        grounds = tuple(document.disclosure_grounds or ())
        issue_date = signed.get("issue_date") or ""
        return {
            "uid": IUUID(document),
            "index_number": storage.read(self.site).index_numbers.by_uid.get(IUUID(document), ""),
            "number": signed.get("number") or "",
            "title": "" if is_stub(grounds) else document.title,
            "kind": getattr(document.aq_base, "document_kind", None) or "",
            "issue_date": issue_date,
            "attribute": document.disclosure_attribute or "",
            "grounds": list(grounds),
            "state": ILife(document).state,
            "date": day.isoformat(),
            "due": self._due(name, issue_date, day, getattr(document.aq_base, "urgency", None)),
            "cause": str(data.get("cause") or ""),
            "path": "/".join(document.getPhysicalPath()[len(self.site.getPhysicalPath()) :]),
        }

    def _due(self, name: str, issue_date: str, day: date, urgency: str | None) -> str:
        duty = _DUTIES.get(name)
        if not duty or not issue_date:
            return ""
        issued = date.fromisoformat(issue_date)
        facts = {"created": issued, "issued": issued, "filed": day}
        urgent = urgency in ("urgent", "extra_urgent")
        found = deadlines_for(facts, self.issuer.jurisdiction, self.issuer.calendar, urgent=urgent)
        return next((deadline.due.isoformat() for deadline in found if deadline.key == duty), "")
