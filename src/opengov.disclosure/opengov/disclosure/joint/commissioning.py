"""Which agencies may draft for another one, and how such a draft begins (R-A8; 003 第七条(二))."""

from collections.abc import Collection
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.drafting import set_drafting_agency
from opengov.disclosure.joint.interfaces import IDraftingAgencies
from opengov.disclosure.joint.places import agency_proper
from opengov.disclosure.ledger.interfaces import ILedger
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.services.content.utils import add
from uuid import uuid4
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.component.interfaces import IFactory
from zope.event import notify
from zope.interface import implementer
from zope.lifecycleevent import ObjectCreatedEvent


KEY = "opengov.disclosure.drafting_agencies"

CLAUSE = "天宁区政府信息公开保密审查办法（试行） 第七条（二）"

#: Most agencies that one names.
MAX_AGENCIES = 500


@implementer(IDraftingAgencies)
@adapter(IAgencyContent)
class DraftingAgencies:
    """See ``IDraftingAgencies``."""

    def __init__(self, agency) -> None:
        self.agency = agency

    def uids(self) -> tuple[str, ...]:
        """See ``IDraftingAgencies``."""
        return IAnnotations(self.agency).get(KEY, ())

    def set(self, uids: Collection[str]) -> None:
        """See ``IDraftingAgencies``."""
        own = IIssuingAgency(self.agency).uid
        wrong = [uid for uid in uids if uid == own or agency_proper(uid) is None]
        enforce(Problem("drafting_agency_unknown", "R-A8", "agencies", CLAUSE, {"agency": uid[:80]}) for uid in wrong)
        if len(uids) > MAX_AGENCIES:
            enforce([Problem("drafting_agencies_too_many", "R-A8", "agencies", CLAUSE, {"count": str(MAX_AGENCIES)})])
        old, new = self.uids(), tuple(dict.fromkeys(uids))
        if new == old:
            return
        IAnnotations(self.agency)[KEY] = new
        # One entry for each change: a list of many would not fit in one (R-L3).
        for action, changed in (
            ("drafting_agency_named", set(new) - set(old)),
            ("drafting_agency_left", set(old) - set(new)),
        ):
            for uid in sorted(changed):
                ILedger(self.agency).record(action, codes={"agency": uid})

    def draft(self, home, request, data: dict):
        """See ``IDraftingAgencies``."""
        drafting = IIssuingAgency(home).uid
        if agency_proper(self.agency.UID()) is None or drafting not in self.uids():
            raise RuleBroken(Problem("drafting_not_allowed", "R-A8", "agency", CLAUSE))
        enforce(
            Problem("value_unknown", "R-X1", name, "", {"name": name})
            for name in ("id", "UID", "@type")
            if name in data
        )
        document = getUtility(IFactory, name="OfficialDocument")(uuid4().hex, title=data.get("title"))
        wrapped = document.__of__(self.agency)
        set_drafting_agency(wrapped, home)
        getMultiAdapter((wrapped, request), IDeserializeFromJson)(validate_all=True, data=data, create=True)
        notify(ObjectCreatedEvent(document))
        created = add(self.agency, document)
        ILedger(created).record("drafted_for_another", codes={"agency": drafting})
        return created
