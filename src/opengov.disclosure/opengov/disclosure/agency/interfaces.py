"""Contracts of agencies, their offices (roles held through groups) and deputies."""

from zope.interface import Attribute
from zope.interface import Interface


#: Plone role -> the slug its group ids end in. The order is the order of the walk through the offices.
OFFICES = {
    "Drafter": "drafter",
    "Section Head": "section-head",
    "Disclosure Reviewer": "disclosure-reviewer",
    "Secrecy Officer": "secrecy-officer",
    "Signer": "signer",
    "Principal Signer": "principal-signer",
    "Disclosure Officer": "disclosure-officer",
    "Web Editor": "web-editor",
    "Transfer Clerk": "transfer-clerk",
    "Co-Issuer": "co-issuer",
    "Archivist": "archivist",
    "Supervisor": "supervisor",
}


class IAgencyContent(Interface):
    """Marker of the ``Agency`` content type (its fields are in ``agency.content.IAgency``)."""


class IOffices(Interface):
    """Who holds which office of an agency. ``IOffices(agency)``."""

    def group_id(role):
        """Id of the agency's group for a role of ``OFFICES``: ``"<agency UID>-<slug>"``."""

    def holders(role):
        """User ids that are members of the group themselves (deputies left out), as a frozenset."""

    def acts_for(user_id, role):
        """On whose behalf a user holds the role now.

        :returns: ``""`` when the user is a member of the group himself, or holds the role of an enclosing agency that
            a section inherits; the user id of the person he stands in for when he holds it by a current deputy
            appointment only; None when he does not hold it at all.
        """


class IIssuingAgency(Interface):
    """The agency a governed object belongs to. ``IIssuingAgency(obj)``; TypeError outside any agency.

    A section (内设机构, kind ``section``) is part of the agency around it: number, clock and jurisdiction are the agency's,
    Drafter and Section Head may be the section's own (R-A8).
    """

    agency = Attribute("The nearest enclosing Agency that is not a section.")
    section = Attribute("The nearest enclosing Agency of any kind: where it is drafted.")
    uid = Attribute("UID of ``agency`` (text).")
    jurisdiction = Attribute("core.jurisdictions.Jurisdiction in force for the agency.")
    calendar = Attribute("core.calendar.WorkingCalendar in force, with the site's announced years.")
    issuer_codes = Attribute("The agency's 机关代字, the default first (tuple of text).")
    office_size = Attribute("'standard' or 'small' (R-S4).")

    def groups(role):
        """Ids of all groups that give the role here: the section's and those it inherits (tuple)."""

    def acts_for(user_id, role):
        """As ``IOffices.acts_for``, over the section and what it inherits."""
