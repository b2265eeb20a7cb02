"""Abolition of an agency, its successor, and taking an abolition back (002 管理制度 第五条)."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from datetime import date
from opengov.disclosure.agency import heirs
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.members import call_back
from opengov.disclosure.agency.members import dismiss
from opengov.disclosure.core import succession as rules
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer

import re


KEY = "opengov.disclosure.agency.abolition"

PERMISSION = "opengov.disclosure: Manage settings"
_UID = re.compile("[0-9a-f]{32}")

#: Offices held by people of other bodies: they stay.
_OUTSIDERS = ("Archivist", "Supervisor")
#: Offices whose people also stay when no agency of this site carries on: they read and hand over what was issued.
_KEEPERS = ("Disclosure Officer", "Transfer Clerk")


@implementer(ISuccession)
@adapter(IAgencyContent)
class Succession:
    """See ``ISuccession``. What is kept of an abolition is one plain dict in an annotation of the agency."""

    def __init__(self, agency) -> None:
        self.agency = agency
        self._kept = IAnnotations(agency).get(KEY) or {}

    @property
    def abolished_on(self) -> str:
        return self._kept.get("day", "")

    @property
    def successor_uid(self) -> str:
        return self._kept.get("successor", "")

    @property
    def successor_name(self) -> str:
        successor = _agency(self.successor_uid)
        return successor.title if successor is not None else self._kept.get("name", "")

    def predecessors(self) -> tuple:
        """The agencies this one directly carries on for."""
        plugin = heirs.plugin()
        found = map(_agency, plugin.predecessors(IUUID(self.agency)) if plugin is not None else ())
        return tuple(agency for agency in found if agency is not None)

    def successors(self) -> tuple:
        """The agencies of this site that carried or carry on, one after the other."""
        found = []
        succession = self
        while (agency := _agency(succession.successor_uid)) is not None:
            found.append(agency)
            succession = Succession(agency)
        return tuple(found)

    def heir(self):
        """The last of the successors, when it exists today."""
        last = self.successors()[-1:]
        return last[0] if last and not Succession(last[0]).abolished_on else None

    def abolish(self, day: str, successor: str, reason: str) -> None:
        """See ``ISuccession``."""
        self._authorize()
        other = _agency(successor)
        asked = rules.Abolition(_day(day), successor, reason)
        enforce(rules.problems(asked, self._standing(other), now().date()))
        self._keep(
            day=day,
            successor=successor if other is not None else "",
            name=other.title if other is not None else successor,
            reason=reason,
            by=getSecurityManager().getUser().getId() or "",
            at=now().isoformat(timespec="seconds"),
            members=dismiss(self.agency, _OUTSIDERS if other is not None else (*_OUTSIDERS, *_KEEPERS)),
        )
        codes = {"abolished_on": day}
        if other is not None:
            heirs.plugin().bind(IUUID(self.agency), successor)
            ILedger(other).record("succeeded", codes={**codes, "predecessor": IUUID(self.agency)})
            codes["successor"] = successor
        ILedger(self.agency).record("abolished", codes=codes)

    def reinstate(self, reason: str) -> None:
        """See ``ISuccession``."""
        self._authorize()
        enforce(rules.reinstatement_problems(self.abolished_on, reason))
        former = self._kept
        other = _agency(former["successor"])
        self._keep()
        call_back(former["members"])
        codes = {"abolished_on": former["day"]}
        if former["successor"]:
            heirs.plugin().release(IUUID(self.agency), former["successor"])
            codes["successor"] = former["successor"]
        if other is not None:
            ILedger(other).record("succession_ended", codes={"predecessor": IUUID(self.agency)})
        ILedger(self.agency).record("reinstated", codes=codes)

    def _authorize(self) -> None:
        if not getSecurityManager().checkPermission(PERMISSION, self.agency):
            raise Unauthorized(PERMISSION)

    def _standing(self, other) -> rules.Standing:
        return rules.Standing(
            uid=IUUID(self.agency),
            section=self.agency.is_section(),
            abolished_on=self.abolished_on,
            successor_known=other is not None,
            successor_is_section=other is not None and other.is_section(),
            successor_abolished_on=ISuccession(other).abolished_on if other is not None else "",
        )

    def _keep(self, **values) -> None:
        IAnnotations(self.agency)[KEY] = self._kept = values


def all_agencies() -> list:
    """Every agency and section of the site, whoever asks."""
    catalog = api.portal.get_tool("portal_catalog")
    return [brain._unrestrictedGetObject() for brain in catalog.unrestrictedSearchResults(portal_type="Agency")]


def bind_again(agency) -> None:
    """Tell the plug-in of an abolition it does not know, because it was taken away meanwhile."""
    successor, uid = Succession(agency).successor_uid, IUUID(agency)
    if successor and uid not in heirs.plugin().predecessors(successor):
        heirs.plugin().bind(uid, successor)


def _agency(uid: str):
    if not _UID.fullmatch(uid):
        return None
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=uid, portal_type="Agency")
    return found[0]._unrestrictedGetObject() if found else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
