"""Putting notices on the shelves of those who are to be told."""

from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import joint
from opengov.disclosure.core import notices as rules
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IDrafting
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.notices.posting import announce
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.notices.store import read_store
from plone import api
from plone.uuid.interfaces import IUUID


def tell(
    document,
    kind: rules.Kind,
    *step: str | int,
    slots: Iterable[joint.Slot] = (),
    about: str = "",
    parties: Iterable[rules.Party] | None = None,
) -> int:
    """Tell everybody whom a kind concerns; who was told of this step already is passed over.

    :param step: what tells this step from others of the kind, see ``core.notices.key_of``.
    :param slots: the agencies it is about.
    :param about: what exactly, for kinds that have more than one sentence.
    :param parties: who is told; everybody whom the kind concerns when it is None.
    :returns: how many agencies were told.
    """
    key = rules.key_of(IUUID(document), kind, *step, *filter(None, [about]))
    site, at, told = api.portal.get(), now().isoformat(), 0
    known = read_store(site)
    for uid, notice in _notices(document, rules.AUDIENCES[kind] if parties is None else parties, tuple(slots)):
        if uid in known.shelves and key in known.shelves[uid].places:
            continue
        place = open_store(site).shelf(uid).add(at, key, {"kind": kind.value, "about": about, **notice})
        announce(site, uid, place)
        told += 1
    return told


def _notices(document, parties: Iterable[rules.Party], slots: tuple[joint.Slot, ...]) -> Iterator[tuple[str, dict]]:
    """Agency that is told, and the notice without kind."""
    place = IIssuingAgency(document)
    arrangement = IArrangement(document, None)
    lead = (arrangement.lead_body if arrangement is not None else "") or place.agency.title
    plain = {"document": IUUID(document), "lead": lead, "by": _actor(), "persons": ()}
    for party in parties:
        offices = rules.OFFICES[party]
        if party == rules.Party.LEAD:
            about = {"agency": slots[0].name, "due": _due(slots[0])} if len(slots) == 1 else {"agency": "", "due": ""}
            yield from _to_lead(document, place, {**plain, **about, "offices": offices})
            continue
        for slot in slots if party == rules.Party.AGENCY else co_issuers(document):
            if slot.agency:
                yield slot.agency, {**plain, "agency": slot.name, "due": _due(slot), "offices": offices}


def _to_lead(document, place, notice: dict) -> Iterator[tuple[str, dict]]:
    """The lead's offices and whoever wrote the document; who wrote it for another agency is told at his own (R-A8)."""
    authors = tuple(sorted(ILedger(document).authors()))
    yield place.uid, {**notice, "persons": authors}
    drafting = IDrafting(document).agency
    if drafting:
        yield drafting, {**notice, "offices": (), "persons": authors}


def co_issuers(document) -> list[joint.Slot]:
    """Agencies that issue the document too, were asked and have not left."""
    return [slot for slot in IPositions(document).asked() if slot.role == joint.Role.CO_ISSUER]


def _due(slot: joint.Slot) -> str:
    return slot.asked[-1].due.isoformat() if slot.asked else ""


def _actor() -> str:
    return "" if api.user.is_anonymous() else api.user.get_current().getId() or ""
