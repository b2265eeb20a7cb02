"""The documents of an agency by their opinion on opening, from the catalogue alone (``IOpeningList``)."""

from collections.abc import Iterable
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import opening
from opengov.disclosure.core import transfer
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.transfer.interfaces import IOpeningList
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.opening import AWAITED
from opengov.disclosure.transfer.opening import INDEX
from opengov.disclosure.transfer.opening import NONE
from opengov.disclosure.transfer.opening import SEAL
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


_GROUNDS = "disclosure_grounds"
#: Many are of one day.
_ORDER = ("issue_date", "sortable_title")
#: A UID that nothing has.
_NONE = ["-"]
_GOVERNED = "opengov.disclosure.interfaces.IGoverned"


@implementer(IOpeningList)
@adapter(IAgencyContent)
class OpeningList:
    """See ``IOpeningList``."""

    def __init__(self, context) -> None:
        self.context = context
        self.uid = IUUID(context)
        self.catalog = api.portal.get_tool("portal_catalog")

    def count(self) -> int:
        return len(self.catalog(**self._query(False)))

    def page(self, given: bool = False, start: int = 0, size: int = 25) -> dict:
        found = self.catalog(**self._query(given), sort_on=_ORDER, b_start=0, b_size=start + size)
        rows = [self._row(brain) for brain in found[start : start + size]]
        return {"items": rows, "total": found.actual_result_count}

    def taken(self) -> bool:
        receivers = IReceivers(api.portal.get()).of_agency(self.uid)
        return any(transfer.TRANSFER in receiver["takes"] for receiver in receivers)

    def give(self, uids: Iterable[str], opinion: str, reason: str = "") -> list[dict]:
        chosen = tuple(dict.fromkeys(uids))
        enforce([*opening.choice_problems(chosen), *opening.value_problems(opinion, reason)])
        found = self._documents(chosen)
        return [self._give(uid, found.get(uid), opinion, reason) for uid in chosen]

    def _give(self, uid: str, document, opinion: str, reason: str) -> dict:
        if document is None:
            return {"uid": uid, "document": None, "problems": []}
        asked = IOpeningOpinion(document)
        problems = asked.problems(opinion, reason)
        if not problems:
            asked.give(opinion, reason)
        return {"uid": uid, "document": document, "problems": problems}

    def _documents(self, uids: tuple[str, ...]) -> dict[str, object]:
        """UID -> document, of those of this agency that the user sees and is the clerk of."""
        brains = self.catalog(UID=list(uids), object_provides=_GOVERNED, show_inactive=True)
        found = {brain.UID: brain.getObject() for brain in brains}
        return {uid: document for uid, document in found.items() if self._is_his(document)}

    def _is_his(self, document) -> bool:
        place = IIssuingAgency(document, None)
        asked = all(api.user.has_permission(permission, obj=document) for permission in ("View", SEAL))
        return asked and place is not None and place.uid == self.uid

    def _query(self, given: bool) -> dict:
        if INDEX not in self.catalog.indexes():
            # until the upgrade is run a question to an index that is not there would find everything
            return {"UID": _NONE}
        values = [*opening.OPINIONS, NONE] if given else AWAITED
        return {"issuing_agency": self.uid, INDEX: values, "show_inactive": True}

    def _row(self, brain) -> dict:
        attribute, grounds = brain.disclosure_attribute or "", self._grounds(brain)
        opinion = self._indexed(INDEX, brain)
        return {
            "uid": brain.UID,
            "url": brain.getURL(),
            "title": brain.Title,
            "number": brain.document_number or "",
            "issue_date": brain.issue_date or "",
            "attribute": attribute,
            "grounds": grounds,
            "opinion": opinion if opinion in opening.OPINIONS else "",
            "awaited": opinion == AWAITED,
            "suggestion": opening.suggestion(Proposal(attribute, grounds)),
        }

    def _grounds(self, brain) -> tuple[str, ...]:
        return tuple(self._indexed(_GROUNDS, brain) or ())

    def _indexed(self, name: str, brain):
        """What an index holds of a document; none of these has a column, which every search would tell."""
        return self.catalog.Indexes[name].getEntryForObject(brain.getRID(), "")
