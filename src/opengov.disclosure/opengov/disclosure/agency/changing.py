"""The change of an agency's jurisdiction profile: first shown, then done, and never for what runs already (R-D1)."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IJurisdictionChange
from opengov.disclosure.agency.interfaces import IOpenDuties
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.settings import PERMISSION
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.jurisdictions import comparing
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.succession import reason_problems
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


@implementer(IJurisdictionChange)
@adapter(IAgencyContent)
class JurisdictionChange:
    """See ``IJurisdictionChange``."""

    def __init__(self, agency) -> None:
        self.agency = agency

    def compare(self, to: str) -> dict[str, list]:
        """What the other profile would change."""
        return comparing.compare(jurisdictions.load(self.agency.jurisdiction), self._other(to))

    def documents(self, to: str, start: int = 0, size: int = 50) -> dict:
        """Open documents whose duties would change."""
        other = self._other(to)
        duties = IOpenDuties(self.agency, None)
        return duties.page(other, start, size) if duties is not None else {"items": [], "next": None}

    def apply(self, to: str, reason: str) -> None:
        """Change the profile from today on."""
        if not getSecurityManager().checkPermission(PERMISSION, self.agency):
            raise Unauthorized(PERMISSION)
        other = self._other(to)
        enforce(reason_problems(reason))
        self.agency.jurisdiction = other.key
        ISettingsHistory(self.agency).follow(reason)
        notify(ObjectModifiedEvent(self.agency, Attributes(IAgencyContent, "jurisdiction")))

    def _other(self, to: str) -> jurisdictions.Jurisdiction:
        if self.agency.is_section():
            raise RuleBroken(Problem("jurisdiction_of_section", "R-A8", "jurisdiction"))
        other = jurisdictions.load(to)
        if other.key == self.agency.jurisdiction:
            raise RuleBroken(Problem("jurisdiction_in_force", "R-D1", "to"))
        return other
