"""Contracts of agencies, their offices (roles held through groups) and deputies."""

from opengov.disclosure.core import jurisdictions
from opengov.disclosure.i18n import _
from zope import schema
from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent
from zope.schema.vocabulary import SimpleVocabulary


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
        """User ids that are members of the group themselves (deputies left out), as a frozenset.

        For an abolished agency also those of its successors' groups.
        """

    def acts_for(user_id, role):
        """On whose behalf a user holds the role now.

        :returns: ``""`` when the user is a member of the group himself, or holds the role of an enclosing agency that
            a section inherits, or of a successor of the abolished agency; the user id of the person he stands in for
            when he holds it by a current deputy appointment only; None when he does not hold it at all.
        """


class IIssuingAgency(Interface):
    """The agency a governed object belongs to. ``IIssuingAgency(obj)``; TypeError outside any agency.

    A section (内设机构, kind ``section``) is part of the agency around it: number, clock and jurisdiction are the agency's,
    Drafter and Section Head may be the section's own (R-A8).
    """

    agency = Attribute("The nearest enclosing Agency that is not a section.")
    section = Attribute("The nearest enclosing Agency of any kind: where it is drafted.")
    uid = Attribute("UID of ``agency`` (text).")
    jurisdiction = Attribute("core.jurisdictions.Jurisdiction in force for the agency today.")
    calendar = Attribute("core.calendar.WorkingCalendar in force, with the site's announced years.")
    issuer_codes = Attribute("The agency's 机关代字, the default first (tuple of text).")
    office_size = Attribute("'standard' or 'small': small when its profile or the agency's own setting says so (R-S4).")
    abolished_on = Attribute("ISO day from which the agency is abolished; empty while it exists (002 管理制度 第五条).")
    successor = Attribute("The IIssuingAgency that carries on for an abolished agency today, or None.")

    def jurisdiction_on(day):
        """The Jurisdiction that was in force on a day (``datetime.date``), in the version of that day (R-D1)."""

    def deadlines(facts, urgent=False):
        """The ``core.deadlines.Deadline`` items that facts set off, each by the profile of its trigger date (R-D1).

        :param facts: name of what happened -> day, see ``core.deadlines.TRIGGERS``.
        """

    def groups(role):
        """Ids of all groups that give the role here: the section's and those it inherits (tuple)."""

    def acts_for(user_id, role):
        """As ``IOffices.acts_for``, over the section and what it inherits."""


class ISettingsHistory(Interface):
    """What the rules of an agency were on which day. ``ISettingsHistory(agency)`` (R-D1, R-L1).

    An entry is a plain dict: ``what`` (``jurisdiction``, ``office_size`` or ``local_holidays``), ``from`` (ISO day from
    which it is in force, that day included; empty: since the agency is known here), ``value`` (text; a list of ISO days
    for holidays), ``version`` (of a profile), ``at`` (ISO time), ``by`` (user id), ``reason``.

    A change of profile binds what begins from its day on; clocks that run keep the profile they began with. A change of
    the agency's own holidays moves the open clocks, as a new holiday does; nothing that is done is judged anew.
    """

    def entries():
        """All entries, the oldest first (tuple of dicts)."""

    def jurisdiction_on(day):
        """The ``core.jurisdictions.Jurisdiction`` in force on a ``datetime.date``."""

    def begin():
        """Start afresh: the present settings hold since ever. For a new agency."""

    def follow(reason=""):
        """Compare the present settings with the last entries; enter what differs here and in the agency's ledger."""


class IJurisdictionChange(Interface):
    """The change of an agency's jurisdiction profile. ``IJurisdictionChange(agency)`` (R-D1)."""

    def compare(to):
        """What another profile would change: dict of lists ``rules``, ``periods`` and ``labels``.

        :param to: key of a profile.
        :returns: items with ``key``, ``old`` and ``new``; each side a dict with the value and its ``source``, or None.
        :raises core.rules.RuleBroken: for an unknown profile, or the one in force.
        """

    def documents(to, start=0, size=50):
        """Open documents whose duties would change, as far as the current user sees them: dict {items, next}."""

    def apply(to, reason):
        """Change the profile from today on, with history and ledger entry.

        :raises core.rules.RuleBroken: for an unknown profile, the one in force, or without a reason.
        :raises AccessControl.Unauthorized: for whoever may not manage settings.
        """


class IOpenDuties(Interface):
    """Question to the domain that knows documents: what their duties would be under other rules (extension point).

    An adapter of the agency; without one a change of profile concerns no document.
    """

    def page(other, start, size):
        """Open documents of the agency whose deadlines differ under another profile from today on.

        :param other: ``core.jurisdictions.Jurisdiction``.
        :param start: number of documents to pass over.
        :param size: at most so many documents are looked at.
        :returns: dict {items: [{uid, url, title, state, deadlines: [{key, expected, old, new}]}], next: number or None}.
            Only documents the current user may see. ``expected``: the clock begins with a signature of today.
        """


class ISuccession(Interface):
    """Abolition of an agency and what becomes of its matters. ``ISuccession(agency)`` (002 管理制度 第五条).

    Who holds an office of the successor holds the same office of the abolished agency, from that moment and without any
    reindexing: the user folder's plug-in puts the one group into the other, through chains of successors too.
    """

    abolished_on = Attribute("ISO day; empty while the agency exists.")
    successor_uid = Attribute("UID of the successor on this site, else empty.")
    successor_name = Attribute("What the successor is called, here or an outside body; empty when there is none.")

    def predecessors():
        """The abolished agencies that this one carries on for, directly (tuple of agencies)."""

    def successors():
        """The agencies of this site that carried or carry on, one after the other (tuple of agencies)."""

    def heir():
        """The agency that carries on today, at the end of the chain; None when there is none on this site."""

    def abolish(day, successor, reason):
        """Abolish the agency.

        :param day: ISO day, today or before.
        :param successor: UID of another agency of the site, the name of an outside body, or empty.
        :raises core.rules.RuleBroken: when it does not hold; nothing is changed then.
        :raises AccessControl.Unauthorized: for whoever may not manage settings.
        """

    def reinstate(reason):
        """Take an abolition back: the agency's people get their offices again.

        :raises core.rules.RuleBroken: when it is not abolished, or without a reason.
        :raises AccessControl.Unauthorized: for whoever may not manage settings.
        """


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
    default_jurisdiction = schema.Choice(
        title=_("setting_default_jurisdiction", default="Profile of a new agency"),
        description=_(
            "help_default_jurisdiction",
            default="Stands in the form of a new agency. Agencies that exist keep theirs; it is changed on their own page.",
        ),
        vocabulary=SimpleVocabulary.fromValues(jurisdictions.keys()),
        required=False,
        default="cn-national-2019",
    )


class IProfileWords(Interface):
    """What jurisdiction profiles say, in the words of an office. ``IProfileWords(request)``."""

    def title(profile):
        """What a ``core.jurisdictions.Jurisdiction`` is called (text)."""

    def changes(changes):
        """Differences of two profiles (``core.jurisdictions.comparing.compare``) in words: dict {rules, periods, labels} of
        lists of dicts {title, old, new, source}."""


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

    def known():
        """All years whose working days are known, those that come with the product included (tuple of int)."""

    def notice(year):
        """The notice entered for a year; empty when there is none."""

    def changes(year, notice):
        """What a notice would change: days that become working days, days that are none any more (tuples of dates).

        :raises core.rules.RuleBroken: (R-D2) as ``announce``.
        """

    def trying(year, notice):
        """Context manager in which every clock counts as if the notice were announced; nothing is stored.

        :raises core.rules.RuleBroken: (R-D2) as ``announce``.
        """


class IDeputyAppointed(IObjectEvent):
    """Somebody was appointed deputy in an office of the agency, or is no more."""

    record = Attribute("The appointment as ``IDeputies`` gives it (dict); ``ended_on`` tells that it was ended.")


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
