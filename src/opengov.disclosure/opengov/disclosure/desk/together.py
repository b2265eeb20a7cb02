"""What the desk tells of work that several agencies share: who issues a document, who has signed, what waits for us."""

from collections.abc import Iterable
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.ledger import Entry
from opengov.disclosure.core.repeal import ABOUT
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IAsked
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.signoff.interfaces import ILife
from plone import api


#: States in which signatures are given or stand.
_SIGNING = frozenset({"sign_off", "issued", "published", "registered", "withheld", "adjustment_review", "withdrawn"})
#: Ends of the ids of groups whose people answer for an agency.
_ANSWERING = tuple(f"-{OFFICES[role]}" for role in (*rules.LIAISONS, *rules.RELEASERS))


def issuers(document) -> dict | None:
    """Who issues a document together; None for one that its agency issues alone.

    Dict {lead, others, signing, signed}: the lead's name; dicts {title, administrative, signed_on} in the order of their
    names; whether the time to sign has come; how many have signed the present content, the lead included.
    """
    arrangement = IArrangement(document, None)
    if arrangement is None or not arrangement.joint:
        return None
    signed = _signed(document)
    listed = arrangement.issuers()
    return {
        "lead": next(issuer["title"] for issuer in listed if issuer["lead"]),
        "others": [
            {**issuer, "signed_on": (signed or {}).get(issuer["slot"] or "lead", "")}
            for issuer in listed
            if not issuer["lead"]
        ],
        "signing": signed is not None,
        "signed": len(signed or ()),
        "count": len(listed),
    }


def _signed(document) -> dict[str, str] | None:
    """Slot id (``lead`` for the lead) -> day of the signature under the present content; None before the time to sign."""
    signatures = ISignatures(document, None) if ILife(document).state in _SIGNING else None
    if signatures is None:
        return None
    return {
        row["slot"]: moment(row["signed"]["at"])[:10] for row in signatures.rows() if row["signed"] and row["current"]
    }


def told_by_agencies(document) -> list[Entry]:
    """What the asked agencies did, from the records of their own; that they were asked stands on the document's already."""
    return [entry for entry in IPositions(document).entries() if entry.action != "position_asked"]


def names(document) -> dict[str, str]:
    """Id of a slot, or UID -> name of the agency."""
    slots = IPositions(document).slots()
    return {key: slot.name for slot in slots for key in (slot.id, slot.agency) if key}


def waiting(groups: Iterable[str]) -> list[dict]:
    """What other agencies ask of those the user answers for: dicts {title, url, count}, none that is asked nothing.

    :param groups: the user's groups, those he is in as a deputy included.
    """
    uids = {group[:32] for group in groups if group.endswith(_ANSWERING)}
    catalog = api.portal.get_tool("portal_catalog")
    found = []
    for brain in catalog(portal_type="Agency", UID=sorted(uids), sort_on="sortable_title"):
        # One look at the index spares most agencies the rest.
        if catalog(asked_agencies=[brain.UID, f"{brain.UID}/{ABOUT}"], sort_limit=1):
            count = IAsked(brain.getObject()).open_count()
            found += [{"title": brain.Title, "url": f"{brain.getURL()}/@@asked", "count": count}] if count else []
    return found
