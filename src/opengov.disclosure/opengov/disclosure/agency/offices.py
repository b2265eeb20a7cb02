"""Who holds which office, and to which agency a document belongs."""

from Acquisition import aq_chain
from Acquisition import aq_inner
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from opengov.disclosure.agency import groups
from opengov.disclosure.agency.deputies import persons_stood_for
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.members import members
from opengov.disclosure.agency.settings import working_calendar
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.deadlines import deadlines_by_day
from plone.dexterity.interfaces import IDexterityContent
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IOffices)
@adapter(IAgencyContent)
class Offices:
    """The offices of one agency or section."""

    def __init__(self, agency) -> None:
        self.agency = agency

    def group_id(self, role: str) -> str:
        """Id of the agency's group for the role."""
        return groups.group_id(self.agency, role)

    def holders(self, role: str) -> frozenset[str]:
        """User ids of the members of the group themselves, and of the successors' groups."""
        return frozenset().union(*map(members, (self.group_id(role), *_inheriting(self.agency, role))))

    def acts_for(self, user_id: str, role: str) -> str | None:
        """On whose behalf the user holds the role now: ``""`` his own, a user id, or None."""
        role_groups = (*groups.role_groups(self.agency, role), *_inheriting(self.agency, role))
        if any(user_id in members(gid) for gid in role_groups):
            return ""
        return next((person for gid in role_groups for person in persons_stood_for(user_id, gid)), None)


def _inheriting(agency, role: str) -> tuple[str, ...]:
    """Ids of the groups of the successors that hold the role in an abolished agency's place."""
    successors = ISuccession(groups.chain(agency)[-1]).successors()
    return tuple(groups.group_id(successor, role) for successor in successors)


@implementer(IIssuingAgency)
class IssuingAgency:
    """The agency that issues an object, and the section that drafts it."""

    def __init__(self, section, agency) -> None:
        self.section = section
        self.agency = agency

    @cached_property
    def uid(self) -> str:
        """UID of the issuing agency."""
        return IUUID(self.agency)

    @property
    def jurisdiction(self) -> jurisdictions.Jurisdiction:
        """The jurisdiction whose rules the agency follows."""
        return jurisdictions.load(self.agency.jurisdiction)

    @property
    def calendar(self) -> WorkingCalendar:
        """Working days of the agency: the area's local holidays and its own come off."""
        return self.calendar_of(self.jurisdiction)

    def calendar_of(self, jurisdiction: jurisdictions.Jurisdiction) -> WorkingCalendar:
        area = (day.isoformat() for day in jurisdiction.local_holidays)
        return working_calendar((*area, *(self.agency.local_holidays or ())))

    def jurisdiction_on(self, day: date) -> jurisdictions.Jurisdiction:
        """The jurisdiction in force on a day, in the version of that day."""
        return ISettingsHistory(self.agency).jurisdiction_on(day)

    def deadlines(self, facts: Mapping[str, date], urgent: bool = False) -> tuple[Deadline, ...]:
        """What the facts set off, each by the profile of its trigger date."""

        def in_force(day: date) -> tuple[jurisdictions.Jurisdiction, WorkingCalendar]:
            jurisdiction = self.jurisdiction_on(day)
            return jurisdiction, self.calendar_of(jurisdiction)

        return deadlines_by_day(facts, in_force, urgent)

    @property
    def issuer_codes(self) -> tuple[str, ...]:
        """机关代字, the default first."""
        return tuple(self.agency.issuer_codes or ())

    @property
    def office_size(self) -> str:
        """``small`` when profile or agency says so, else ``standard``."""
        return "small" if "small" in (self.jurisdiction.four_eyes, self.agency.office_size) else "standard"

    @property
    def abolished_on(self) -> str:
        """ISO day of the abolition, or empty."""
        return ISuccession(self.agency).abolished_on

    @property
    def successor(self) -> "IssuingAgency | None":
        """Who carries on for an abolished agency."""
        heir = ISuccession(self.agency).heir()
        return IssuingAgency(heir, heir) if heir is not None else None

    def groups(self, role: str) -> tuple[str, ...]:
        """Ids of all groups that give the role here."""
        return groups.role_groups(self.section, role)

    def acts_for(self, user_id: str, role: str) -> str | None:
        """As ``IOffices.acts_for``, seen from the section."""
        return IOffices(self.section).acts_for(user_id, role)


@implementer(IIssuingAgency)
@adapter(IDexterityContent)
def issuing_agency(content) -> IssuingAgency | None:
    """The agency around an object; None (no adapter) where there is none."""
    section = next((parent for parent in aq_chain(aq_inner(content)) if IAgencyContent.providedBy(parent)), None)
    if section is None:
        return None
    agency = groups.chain(section)[-1]
    return None if agency.is_section() else IssuingAgency(section, agency)
