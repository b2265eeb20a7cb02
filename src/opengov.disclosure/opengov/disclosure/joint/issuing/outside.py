"""What follows for a document that a body outside the site leads (R-J1, R-J5)."""

from opengov.disclosure.core import outside_lead
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.signoff.interfaces import IStepCondition
from zope.component import adapter
from zope.interface import implementer


@implementer(IStepCondition)
@adapter(IGoverned)
class LedElsewhere:
    """Only the lead publishes, and the document ends here when it is issued there."""

    def __init__(self, context) -> None:
        self.context = context

    def problems(self, step, data: dict | None = None) -> list[Problem]:
        """See ``IStepCondition``."""
        if step.id not in outside_lead.HELD:
            return []
        arrangement = IArrangement(self.context)
        recorded = arrangement.lead_issue is not None
        return outside_lead.step_problems(step.id, bool(arrangement.lead_body), recorded)
