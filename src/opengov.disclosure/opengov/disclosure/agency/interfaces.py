"""Contracts of agencies, their offices (roles held through groups) and deputies."""

from opengov.disclosure.i18n import _
from zope import schema
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


class IAgencySettings(Interface):
    """Settings of the whole site, in the registry under ``opengov.disclosure.agency``."""

    announced_years = schema.Dict(
        title=_("setting_announced_years", default="Announced years"),
        description=_(
            "help_announced_years",
            default="The State Council's yearly notices on holidays, for years that this version does not know yet.",
        ),
        key_type=schema.Int(),
        value_type=schema.Text(),
        required=False,
        default={},
        missing_value={},
    )


class IAnnouncedYears(Interface):
    """Years whose working days a site manager has added. ``IAnnouncedYears(site)``. R-D2."""

    def announce(year, notice):
        """Take the State Council's notice for a year; it replaces what was known of it. The site's ledger records it.

        :param year: four digits (int).
        :param notice: the text of 国务院办公厅关于…年部分节假日安排的通知.
        :raises core.rules.RuleBroken: (R-D2) naming the place that is not understood or does not fit.
        :raises AccessControl.Unauthorized: for whoever may not manage settings.
        """

    def years():
        """The years announced here, in order (tuple of int)."""


class IDeputies(Interface):
    """Who stands in for whom in an agency's offices. ``IDeputies(agency)``. R-S4: nobody does without a dated appointment.

    An appointment is a plain dict of text: ``id``, ``deputy`` (user id), ``for`` (user id of the person stood for),
    ``agency`` (UID), ``group`` (id), ``role`` (a key of ``OFFICES``), ``from`` and ``until`` (ISO days, both included,
    Asia/Shanghai), ``by`` (user id), ``at`` (ISO time), ``reason``; when it was ended before its time also ``ended_on``
    (ISO day) and ``ended_by``.
    """

    def may_appoint(person):
        """Whether the current user may give this person a deputy: who manages deputies, or the person himself."""

    def appoint(deputy, person, role, first_day, last_day, reason=""):
        """Appoint a deputy as the current user and record it in the agency's ledger; return the appointment.

        :param first_day: ``datetime.date``; as ``last_day``.
        :raises core.rules.RuleBroken: (R-S4) when the appointment does not hold.
        :raises AccessControl.Unauthorized: unless the current user may manage deputies or is the person himself.
        """

    def end(appointment_id):
        """End an appointment now; the record stays. Return the appointment.

        :raises KeyError: for an id that is none of this agency.
        :raises AccessControl.Unauthorized: as ``appoint``.
        """

    def appointments():
        """All appointments of the agency, past ones included, the latest first day first (tuple of dicts).

        Each has one more key, ``in_force``: whether it gives the office today.
        """
