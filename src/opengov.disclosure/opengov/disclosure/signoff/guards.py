"""The guard of the workflow's transitions: it hides a button, it enforces nothing."""

from opengov.disclosure.core import countersigning
from opengov.disclosure.core import signoff
from opengov.disclosure.signoff.facts import gather
from opengov.disclosure.signoff.life import is_taking
from Products.Five.browser import BrowserView


#: Steps whose way is decided by what is entered, so that no button can know it.
_DECIDED_BY_VALUES = ("decide_adjustment", "make_up", "record_countersignature")


class May(BrowserView):
    """``object/@@opengov-may``: may the present user's office take a step here, four eyes considered?"""

    def __call__(self, step_id: str, leads_to: str = "") -> bool:
        """Answer for a step id of ``core.signoff.STEPS``.

        :param leads_to: for a step that forks: the state this transition leads to.
        """
        step = signoff.STEPS.get(str(step_id))
        if step is None:
            return False
        if is_taking(self.context, step.id):
            return True
        facts = gather(self.context, step)
        if step.id in countersigning.COUNTERSIGNING and not facts.unsigned:
            return False
        if leads_to and step.id not in _DECIDED_BY_VALUES and signoff.target(step, facts) != leads_to:
            return False
        return bool(signoff.capacity(step, facts)) and not signoff.person_problems(step, facts)
