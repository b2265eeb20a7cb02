"""Drafting for another agency (R-A8; 003 第七条(二)).

The draft lies in the agency that issues it: reviewer, signer, number and clock are that agency's. Drafters and section heads
are those of the agency that wrote it; wherever the product asks who they are, ``IIssuingAgency`` of the document tells.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Mapping
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint.interfaces import IDrafting
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.secrecy.interfaces import IDossier
from zope.component import adapter
from zope.interface import implementer


#: Affair {agency, home, groups: {role: [group ids]}}: who drafted the document; dropped on copy, purged with the rest.
AFFAIR = "drafting_agency"

#: Offices that the drafting agency has for the document (R-A8).
OFFICES = ("Drafter", "Section Head")


def groups_of(context) -> Mapping[str, list[str]]:
    """Role -> ids of the drafting agency's groups that hold it; empty for a document of the agency's own."""
    return (IDossier(context).affair(AFFAIR) or {}).get("groups", {})


def set_drafting_agency(context, home) -> None:
    """Say that a draft is written by another agency, or a section of it."""
    place = IIssuingAgency(home)
    groups = {role: list(place.groups(role)) for role in OFFICES}
    IDossier(context).set_affair(AFFAIR, {"agency": place.uid, "home": home.UID(), "groups": groups})


@implementer(IDrafting)
@adapter(IGoverned)
class Drafting:
    """See ``IDrafting``."""

    def __init__(self, context) -> None:
        self.agency = (IDossier(context).affair(AFFAIR) or {}).get("agency", "")


@implementer(IIssuingAgency)
class DraftedElsewhere:
    """The issuing agency, with the drafters and section heads of the drafting one.

    :param place: ``IIssuingAgency`` of the folder the document lies in.
    :param drafted: the affair.
    """

    def __init__(self, place, drafted: dict) -> None:
        self.place = place
        self.drafted = drafted

    def __getattr__(self, name: str):
        return getattr(self.place, name)

    def groups(self, role: str) -> tuple[str, ...]:
        """See ``IIssuingAgency``."""
        return tuple(self.drafted["groups"][role]) if role in OFFICES else self.place.groups(role)

    def acts_for(self, user_id: str, role: str) -> str | None:
        """See ``IIssuingAgency``."""
        if role not in OFFICES:
            return self.place.acts_for(user_id, role)
        home = agency_of(self.drafted["home"])
        return None if home is None else IIssuingAgency(home).acts_for(user_id, role)


@implementer(IIssuingAgency)
@adapter(IGoverned)
def issuing_agency(context):
    """The agency of a governed document; None (no adapter) where there is none."""
    place = IIssuingAgency(aq_parent(aq_inner(context)), None)
    drafted = IDossier(context).affair(AFFAIR)
    return DraftedElsewhere(place, drafted) if place is not None and drafted else place
