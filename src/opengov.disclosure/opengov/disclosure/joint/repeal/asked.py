"""What an agency is asked about the repeal of documents it has signed: the part of its list that is not about new ones."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import joint
from opengov.disclosure.core import repeal as rules
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID


#: How many documents the list shows, the ones that moved last.
MAX_ITEMS = 100

_WAITING = frozenset({joint.Standing.OPEN.value, joint.Standing.LAPSED.value})


def items(agency) -> list[dict]:
    """Documents whose repeal the agency is being asked about and that the current user sees, those that wait first.

    Rows as of ``IPositionsSeen`` with what is told of the document, ``proposal`` and ``waiting``.
    """
    found = api.portal.get_tool("portal_catalog").searchResults(
        asked_agencies=f"{IUUID(agency)}/{rules.ABOUT}",
        review_state=sorted(rules.ASKING),
        sort_on="moved_at",
        sort_order="descending",
        sort_limit=MAX_ITEMS,
    )
    listed = [item for brain in found[:MAX_ITEMS] for item in _of(brain.getObject(), IUUID(agency))]
    return sorted(listed, key=lambda item: (not item["waiting"], item["due"]))


def count(agency: str, uids: list[str]) -> int:
    """How many of some documents, whose repeal an agency is asked about, the current user sees.

    :param agency: its UID.
    """
    query = {"asked_agencies": f"{agency}/{rules.ABOUT}", "review_state": sorted(rules.ASKING)}
    return len(api.portal.get_tool("portal_catalog")(UID=uids, **query)) if uids else 0


def _of(document, uid: str) -> list[dict]:
    place, repeal = IIssuingAgency(document).agency, IRepeal(document)
    seen = repeal.seen()
    told = {"@id": document.absolute_url(), "document": document.title, "UID": IUUID(document)}
    told |= {"lead": IUUID(place), "lead_title": place.title, "review_state": ILife(document).state}
    told |= {"proposal": repeal.proposal()}
    rows = [row for row in seen.rows() if row["agency"] == uid and row["mine"]] if seen is not None else []
    return [{**told, **row, "waiting": row["standing"] in _WAITING} for row in rows]
