"""All that an agency is asked: the list of its liaisons and leaders."""

from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.coordination import Next
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
        return sum(item["waiting"] for item in (*self.items(), *self.repeals()))

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
