"""All that an agency is asked: the list of its liaisons and leaders."""

from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.coordination import Next
from opengov.disclosure.core.life import SIGNERS
from opengov.disclosure.joint import pending
from opengov.disclosure.joint.interfaces import IAsked
from opengov.disclosure.joint.pages.coordination import Coordination
from opengov.disclosure.joint.places import actor_of
from opengov.disclosure.joint.repeal import asked as repeals_asked
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


#: How many documents one list shows, the ones that moved last.
MAX_ITEMS = 200

#: What only the agency itself can do.
_WAITING = frozenset({Next.RECEIVE, Next.DRAFT, Next.RELEASE, Next.CONFIRM, Next.SIGN})


@implementer(IAsked)
@adapter(IAgencyContent)
class Asked:
    """See ``IAsked``."""

    def __init__(self, agency) -> None:
        self.agency = agency

    def allowed(self) -> bool:
        """See ``IAsked``."""
        return bool(actor_of(self.agency, (*rules.LIAISONS, *rules.RELEASERS)).roles)

    def items(self) -> list[dict]:
        """See ``IAsked``."""
        # The catalogue shows what the user may see and nothing else (R-X1).
        found = api.portal.get_tool("portal_catalog").searchResults(
            asked_agencies=IUUID(self.agency),
            review_state=sorted(rules.ASKING),
            sort_on="moved_at",
            sort_order="descending",
            sort_limit=MAX_ITEMS,
        )
        items = [item for brain in found[:MAX_ITEMS] for item in self._items(brain.getObject())]
        return sorted(items, key=lambda item: (not item["waiting"], item["due"]))

    def repeals(self) -> list[dict]:
        """See ``IAsked``."""
        return repeals_asked.items(self.agency)

    def open_count(self) -> int:
        """See ``IAsked``."""
        # nothing is woken: what waits is kept beside the documents, and whose signature is next stands in the catalogue
        uid, catalog = IUUID(self.agency), api.portal.get_tool("portal_catalog")
        keys = pending.read(api.portal.get()).answers.get(uid, ())
        content, repeals = [key for key in keys if "/" not in key], [key[:32] for key in keys if "/" in key]
        asking = {"asked_agencies": uid, "review_state": sorted(rules.ASKING)}
        found = {brain.UID for brain in catalog(UID=content, **asking)} if content else set()
        signers = [f"{uid}-{OFFICES[role]}" for role in SIGNERS]
        found |= {brain.UID for brain in catalog(waiting_for=signers, **{**asking, "review_state": "sign_off"})}
        return len(found) + repeals_asked.count(uid, repeals)

    def _items(self, document) -> list[dict]:
        place = IIssuingAgency(document).agency
        told = {"@id": document.absolute_url(), "document": document.title, "UID": IUUID(document)}
        told |= {"lead": IUUID(place), "lead_title": place.title, "review_state": ILife(document).state}
        coordination = Coordination(document)
        rows = [row for row in coordination.seen.rows(IUUID(self.agency)) if row["mine"]]
        return [{**told, **row, **_following(coordination, row)} for row in rows]


def _following(coordination: Coordination, row: dict) -> dict:
    following = coordination.next(row)
    return {"next": following, "waiting": following in _WAITING}
