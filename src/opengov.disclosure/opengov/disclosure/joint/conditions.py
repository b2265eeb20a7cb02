"""What asked agencies, a superior and the drafting agency hold against a step (``signoff.IStepCondition``)."""

from AccessControl import getSecurityManager
from dataclasses import replace
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import approval
from opengov.disclosure.core import countersigning
from opengov.disclosure.core import meetings
from opengov.disclosure.core import settlements
from opengov.disclosure.core.repeal import STEPS as REPEALING
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint.commissioning import CLAUSE as CLAUSE_DRAFTING
from opengov.disclosure.joint.drafting import groups_of
from opengov.disclosure.joint.drafting import OFFICES
from opengov.disclosure.joint.interfaces import IDrafting
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.joint.meetings import settling
from opengov.disclosure.joint.meetings import store as meeting_store
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import IStepCondition
from opengov.disclosure.signoff.interfaces import IStepNeed
from zope.component import adapter
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory


def publishes(context, step, data: dict | None) -> bool:
    """Whether a step makes the document public."""
    if step.id in ("publish", "republish"):
        return True
    if step.id == "take_up":
        return getattr(context, "disclosure_attribute", None) == "proactive"
    if step.id == "decide_adjustment":
        proposed = (IDossier(context).affair("adjustment") or {}).get("attribute")
        return proposed == "proactive" and (data or {}).get("outcome", "agree") == "agree"
    return False


@implementer(IStepCondition)
@adapter(IGoverned)
class AgenciesAnswered:
    """Agencies that were asked have answered (R-I6, R-J4), after the issue about a repeal (R-J5)."""

    def __init__(self, context) -> None:
        self.context = context

    def problems(self, step, data: dict | None = None) -> list[Problem]:
        """See ``IStepCondition``."""
        # a co-issuer's signature waits for what the lead's waits for, and is asked about that step as well
        settles = step.id == "settle" or step.id in countersigning.SIGNING - countersigning.COUNTERSIGNING
        if settles or publishes(self.context, step, data):
            return IPositions(self.context).problems(step.id)
        return IRepeal(self.context).problems(step.id, data) if step.id in REPEALING and data is not None else []


@implementer(IStepCondition)
@adapter(IGoverned)
class MeetingsHeld:
    """A called meeting is held or called off first, and what was agreed on binds (R-J3)."""

    def __init__(self, context) -> None:
        self.context = context

    def problems(self, step, data: dict | None = None) -> list[Problem]:
        """See ``IStepCondition``."""
        called = (record.as_rule() for record in meeting_store.records(self.context))
        return [*meetings.waiting_problems(step.id, called), *self._bound(step, data or {})]

    def _bound(self, step, data: dict) -> list[Problem]:
        if step.id not in settlements.BOUND:
            return []
        bound, now_set = settling.bound(self.context), settling.present(self.context)
        attribute, grounds = now_set.attribute, now_set.grounds
        if step.id in settlements.SETTING:
            if "attribute" not in data:
                # whoever is offered the step has not said yet what he sets
                return []
            attribute, grounds = data["attribute"], data.get("grounds") or ()
        found = settlements.binding_problems(step.id, attribute, grounds, bound)
        return [replace(each, params={**each.params, "attribute": self._title(bound.attribute)}) for each in found]

    def _title(self, code: str) -> str:
        """How the attribute is called here, for the sentence."""
        terms = getUtility(IVocabularyFactory, "opengov.disclosure.attributes")(self.context)
        return translate(terms.getTerm(code).title, context=getRequest())


@implementer(IStepNeed)
@adapter(IGoverned)
class AgenciesToAsk:
    """Agencies that are named and have not answered about this content want ``joint_consent``."""

    def __init__(self, context) -> None:
        self.context = context

    def wanted(self) -> bool:
        """See ``IStepNeed``."""
        return IPositions(self.context).wanted()


@implementer(IStepCondition)
@adapter(IGoverned)
class SuperiorApproved:
    """The superior's approval is there before the publication, on the content that is published (003 第七条(三))."""

    def __init__(self, context) -> None:
        self.context = context

    def problems(self, step, data: dict | None = None) -> list[Problem]:
        """See ``IStepCondition``."""
        if step.id == "record_approval" and data is not None:
            return self._record_problems(data)
        if not publishes(self.context, step, data):
            return []
        kept = IDossier(self.context).affair("approval")
        given = approval.Approval(kept["authority"], kept.get("digest", "")) if kept else None
        required = bool(getattr(self.context, "approval_required", False))
        return approval.problems(required, given, IPositions(self.context).digest()) if required else []

    def _record_problems(self, data: dict) -> list[Problem]:
        authority, approved_on = (str(data.get(name) or "") for name in ("authority", "approved_on"))
        wanted = getattr(self.context, "approving_authority", None) or ""
        return approval.record_problems(authority, approved_on, bool(data.get("paper")), wanted, now().date())


@implementer(IStepCondition)
@adapter(IGoverned)
class DraftedByAnother:
    """The section opinion on a draft from another agency is that agency's, and so is the drafting (R-A8)."""

    def __init__(self, context) -> None:
        self.context = context

    def problems(self, step, data: dict | None = None) -> list[Problem]:
        """See ``IStepCondition``."""
        if not IDrafting(self.context).agency:
            return []
        user = getSecurityManager().getUser()
        offices = step.offices.get(ILife(self.context).state, ())
        held = set(offices) & set(user.getRolesInContext(self.context))
        if not held or held - set(OFFICES) or not self._from_issuer(user, held):
            return []
        return [Problem("draft_of_another_agency", "R-A8", "", CLAUSE_DRAFTING, {"step": step.id})]

    def _from_issuer(self, user, held: set[str]) -> bool:
        """Whether all of these offices are the issuing agency's own, and none the drafting agency's."""
        mine = set(user.getGroups())
        drafting, place = groups_of(self.context), IIssuingAgency(self.context.__parent__)
        return all(not mine & set(drafting[role]) and bool(mine & set(place.groups(role))) for role in held)
