"""Agencies of this site by UID, and who acts in them."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.core.positions import Actor
from plone import api


#: Kinds of agencies that the Regulations bind themselves (政府信息公开条例 第二条、第五十四条): not organs of the Party, courts …
ADMINISTRATIVE = ("administrative", "authorised")


def agency_of(uid: str):
    """The agency of a UID, whoever asks (agencies are public; names of offices are told by others); None when gone."""
    if not uid:
        return None
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    found = brains[0]._unrestrictedGetObject() if len(brains) == 1 else None
    return found if IAgencyContent.providedBy(found) else None


def agency_proper(uid: str):
    """The same, for what is begun now: no section, since only agencies that stand for themselves are asked or draft for
    others (R-A8), and none that was abolished."""
    found = agency_of(uid)
    return None if found is None or why_barred(found) else found


def why_barred(agency) -> str:
    """Why nothing is begun with an agency: ``section`` or ``abolished``; empty when it can be, or is none."""
    if agency is None:
        return ""
    if agency.is_section():
        return "section"
    return "abolished" if ISuccession(agency).abolished_on else ""


def agency_named(title: str):
    """The agency proper that bears a name, whoever asks; None when there is none."""
    if not title:
        return None
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Agency")
    return next((found for brain in brains if brain.Title == title and (found := agency_proper(brain.UID))), None)


def is_administrative(agency) -> bool:
    """Whether an agency is an administrative one in the sense of the Regulations, by its kind (R-J1)."""
    return agency.kind in ADMINISTRATIVE


def user_id() -> str:
    """Who acts."""
    return getSecurityManager().getUser().getId() or ""


def actor_of(agency, roles: Iterable[str]) -> Actor:
    """The current user as one of an agency's people: which of the offices he holds there today, deputies included."""
    if agency is None:
        return Actor(user_id())
    offices = IOffices(agency)
    held = {role: stood_for for role in roles if (stood_for := offices.acts_for(user_id(), role)) is not None}
    # Who holds one office himself acts in that one, and for nobody else.
    own = frozenset(role for role, stood_for in held.items() if not stood_for)
    on_behalf_of = "" if own else next(iter(held.values()), "")
    return Actor(user_id(), own or frozenset(held), on_behalf_of)
