"""Deputies: a plug-in of the user folder that gives the groups of an office for the days of an appointment."""

from AccessControl import ClassSecurityInfo
from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from AccessControl.class_init import InitializeClass
from BTrees.OOBTree import OOBTree
from datetime import date
from opengov.disclosure.agency import groups
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.interfaces import IDeputyAppointed
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.agency.members import members
from opengov.disclosure.agency.members import people
from opengov.disclosure.core import deputies as rules
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.uuid.interfaces import IUUID
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from uuid import uuid4
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


PLUGIN_ID = "opengov_deputies"

_PERMISSION = "opengov.disclosure: Manage deputies"


def as_rule(record: dict) -> rules.Appointment:
    """The core's view of a stored appointment."""
    ended = record.get("ended_on")
    return rules.Appointment(
        record["deputy"],
        record["for"],
        record["role"],
        date.fromisoformat(record["from"]),
        date.fromisoformat(record["until"]),
        date.fromisoformat(ended) if ended else None,
    )


@implementer(IGroupsPlugin)
class DeputyGroups(BasePlugin):
    """Puts a deputy into the group of the office, from the first day to the last; nothing is reindexed for it."""

    meta_type = "Deputy Groups (opengov.disclosure)"
    security = ClassSecurityInfo()

    def __init__(self, id: str = PLUGIN_ID, title: str = "") -> None:
        self._setId(id)
        self.title = title
        self._records = OOBTree()
        self._ids_of_deputy = OOBTree()
        self._ids_of_agency = OOBTree()

    @security.private
    def getGroupsForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        """Groups of the offices that the principal holds today as a deputy."""
        records = self.of_deputy(principal.getId())
        today = now().date() if records else None
        return tuple({record["group"] for record in records if _holds(record, today)})

    @security.private
    def of_deputy(self, user_id: str) -> list[dict]:
        """All appointments of a deputy."""
        return [self._records[key] for key in self._ids_of_deputy.get(user_id, ())]

    @security.private
    def of_agency(self, uid: str) -> list[dict]:
        """All appointments in an agency."""
        return [self._records[key] for key in self._ids_of_agency.get(uid, ())]

    @security.private
    def store(self, record: dict) -> None:
        """Keep a new appointment, or the new version of one."""
        key = record["id"]
        self._records[key] = record
        for index, name in ((self._ids_of_deputy, record["deputy"]), (self._ids_of_agency, record["agency"])):
            if key not in index.get(name, ()):
                index[name] = (*index.get(name, ()), key)


InitializeClass(DeputyGroups)


@implementer(IDeputyAppointed)
class DeputyAppointed(ObjectEvent):
    """See ``IDeputyAppointed``."""

    def __init__(self, agency, record: dict) -> None:
        super().__init__(agency)
        self.record = dict(record)


def _holds(record: dict, today: date) -> bool:
    # The office of whoever is stood for may have ended before the appointment.
    return as_rule(record).in_force(today) and record["for"] in members(record["group"])


def persons_stood_for(user_id: str, group_id: str) -> list[str]:
    """For whom the user is in the group today as a deputy, the longest appointed first."""
    plugin = api.portal.get_tool("acl_users").get(PLUGIN_ID)
    records = plugin.of_deputy(user_id) if plugin is not None else []
    today = now().date() if records else None
    found = [record for record in records if record["group"] == group_id and _holds(record, today)]
    return [record["for"] for record in sorted(found, key=lambda record: (record["from"], record["at"]))]


@implementer(IDeputies)
@adapter(IAgencyContent)
class Deputies:
    """The deputies of an agency's offices."""

    def __init__(self, agency) -> None:
        self.agency = agency
        self._plugin = api.portal.get_tool("acl_users")[PLUGIN_ID]

    def appointments(self) -> tuple[dict, ...]:
        """All appointments, the latest first day first; ``in_force`` tells whether one holds today."""
        today = now().date()
        found = [record | {"in_force": _holds(record, today)} for record in self._plugin.of_agency(IUUID(self.agency))]
        return tuple(sorted(found, key=lambda record: (record["from"], record["at"]), reverse=True))

    def may_appoint(self, person: str) -> bool:
        """Whether the current user may give this person a deputy: a site's manager, or the person himself."""
        return self._manages() or (bool(person) and person == getSecurityManager().getUser().getId())

    def appoint(self, deputy: str, person: str, role: str, first_day: date, last_day: date, reason: str = "") -> dict:
        """See ``IDeputies``."""
        if not self.may_appoint(person):
            raise Unauthorized(_PERMISSION)
        appointment = rules.Appointment(deputy, person, role, first_day, last_day)
        enforce(self._problems(appointment))
        record = self._record(appointment, reason)
        self._plugin.store(record)
        self._enter("deputy_appointed", record)
        return record

    def end(self, appointment_id: str) -> dict:
        """See ``IDeputies``."""
        records = {record["id"]: record for record in self._plugin.of_agency(IUUID(self.agency))}
        record = records[appointment_id]
        if not self.may_appoint(record["for"]):
            raise Unauthorized(_PERMISSION)
        if record.get("ended_on"):
            return record
        ended = record | {"ended_on": now().date().isoformat(), "ended_by": getSecurityManager().getUser().getId()}
        self._plugin.store(ended)
        self._enter("deputy_ended", ended)
        return ended

    def _manages(self) -> bool:
        return bool(getSecurityManager().checkPermission(_PERMISSION, self.agency))

    def _problems(self, appointment: rules.Appointment) -> list[Problem]:
        offices = groups.own_offices(self.agency)
        known = appointment.role in offices
        holders = members(groups.group_id(self.agency, appointment.role)) if known else frozenset()
        found = rules.problems(appointment, now().date(), offices, holders)
        if not self._may_be_deputy(appointment.deputy):
            # One answer for both cases, so that nobody learns here who has an account.
            found.append(Problem("deputy_unknown", "R-S4", "deputy", params={"user": appointment.deputy}))
        return found

    def _may_be_deputy(self, user_id: str) -> bool:
        return user_id in people(self.agency) or (self._manages() and api.user.get(userid=user_id) is not None)

    def _record(self, appointment: rules.Appointment, reason: str) -> dict:
        return {
            "id": uuid4().hex,
            "deputy": appointment.deputy,
            "for": appointment.person,
            "agency": IUUID(self.agency),
            "group": groups.group_id(self.agency, appointment.role),
            "role": appointment.role,
            "from": appointment.first_day.isoformat(),
            "until": appointment.last_day.isoformat(),
            "by": getSecurityManager().getUser().getId(),
            "at": now().isoformat(timespec="seconds"),
            "reason": reason,
        }

    def _enter(self, action: str, record: dict) -> None:
        codes = {name: record[name] for name in ("id", "deputy", "for", "from", "until")}
        ILedger(self.agency).record(action, codes={**codes, "role": OFFICES[record["role"]]})
        notify(DeputyAppointed(self.agency, record))
