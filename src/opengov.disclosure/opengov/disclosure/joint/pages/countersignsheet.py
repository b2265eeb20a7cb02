"""``<document>/@@countersign-sheet``: the countersign sheet (会签单) for the printer, with what is there and room for the rest.

Who sees the positions sees the sheet; drafts and confidential words never stand on it (R-J6).
"""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.pages.coordination import Coordination
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from Products.Five.browser import BrowserView
from zExceptions import NotFound


class CountersignSheet(BrowserView):
    """The sheet: what is to be signed, and one box for each agency."""

    def __call__(self):
        if not self.coordination.seen.allowed():
            raise NotFound(self.__name__)
        self.request.set("disable_plone.leftcolumn", 1)
        return self.index()

    @cached_property
    def coordination(self) -> Coordination:
        return Coordination(self.context, IPositionsSeen(self.context))

    @cached_property
    def _arrangement(self):
        """How the agencies issue it together; None where nobody else does."""
        arrangement = IArrangement(self.context, None)
        return arrangement if arrangement is not None and arrangement.joint else None

    def lead(self) -> str:
        """Name of the lead agency, which may be an outside body (R-J1)."""
        return (self._arrangement and self._arrangement.lead_body) or IIssuingAgency(self.context).agency.title

    def number(self) -> str:
        """发文字号; empty before the last signature."""
        return IDocumentNumber(self.context).text

    def particulars(self) -> list[dict]:
        """What else stands in the head: dicts {title, value}; what the reader may not read of the lead is left out."""
        titles, seen = self.coordination.titles, self.coordination.seen
        found = [(labels.SHEET["attribute"], titles.attribute(self._field("disclosure_attribute")))]
        found.append((labels.SHEET["grounds"], "；".join(map(titles.ground, self._field("disclosure_grounds") or ()))))
        if seen.insider:
            found.append((labels.SHEET["reason"], self._field("disclosure_reason")))
            found.append((labels.SHEET["urgency"], labels.URGENCIES.get(self._field("urgency"), "")))
            found.append((labels.SHEET["drafter"], " ".join(filter(None, map(self._field, _DRAFTING)))))
        if self._arrangement is not None:
            found.append((labels.SHEET["countersigning"], labels.COUNTERSIGNING[self._arrangement.countersigning]))
        found.append((labels.SHEET["asked"], self._first("asked_at")))
        found.append((labels.SHEET["due"], self._first("due")))
        found.append((labels.SHEET["attachments"], "；".join(self._attachments())))
        return [{"title": title, "value": value} for title, value in found if value]

    def boxes(self) -> list[dict]:
        """One box for each who signs or answers, those who issue first and the lead before them all: dicts {title,
        role_title, administrative, opinion, signature}; an empty opinion or signature is room for the pen."""
        rows = [row for row in self.coordination.rows if not row["removed"]]
        rows.sort(key=lambda row: row["role"] != "co_issuer")
        own, lead = IIssuingAgency(self.context).agency.title, self.lead()
        leading = [_blank(lead, labels.SHEET["lead"])] if lead != own else []
        return [*leading, self._own_box(own, lead == own), *map(self._box, rows)]

    def _own_box(self, title: str, leads: bool) -> dict:
        """The box of the agency the document lies in, which countersigns where an outside body leads."""
        signed = self.coordination.signatures.get("lead")
        signature = self.coordination.signature_of(signed, self.coordination.seen.insider) if signed else None
        box = _blank(title, labels.SHEET["lead"] if leads else labels.ROLES["co_issuer"])
        return {**box, "signature": signature if signature and signature["given"] else None}

    def _box(self, row: dict) -> dict:
        said, signature = row["newest"], row["signature"]
        if row["role"] != "co_issuer" and said and not said["stale"]:
            # Who only answers signs with the answer.
            signature = {"at": said["released_at"], "by": said["by_name"], "on_behalf_of": said["for_name"]}
        elif signature and not signature["given"]:
            signature = None
        names = ("title", "role_title", "administrative")
        asks = labels.SHEET["opinion"]
        return {**{name: row[name] for name in names}, "asks": asks, "opinion": said, "signature": signature}

    def _first(self, name: str) -> str:
        """The day that all rows have in common, else the span of them."""
        days = sorted({row[name][:10] for row in self.coordination.rows if row[name] and not row["removed"]})
        return " — ".join([*days[:1], *days[1:][-1:]])

    def _field(self, name: str):
        return getattr(self.context, name, None) or ""

    def _attachments(self) -> list[str]:
        children = getattr(self.context, "objectValues", tuple)()
        return [child.title or child.getId() for child in children if IDocumentAttachment.providedBy(child)]


def _blank(title: str, role_title: str) -> dict:
    """A box of the lead's side, with room for the opinion of whoever signs it."""
    told = {"title": title, "role_title": role_title, "administrative": True, "asks": labels.SHEET["signing_opinion"]}
    return {**told, "opinion": None, "signature": None}


_DRAFTING = ("drafting_section", "drafter_name")
