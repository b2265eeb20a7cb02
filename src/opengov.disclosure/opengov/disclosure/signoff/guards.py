"""The guard of the workflow's transitions: it hides a button, it enforces nothing."""

from opengov.disclosure.core import signoff
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.facts import gather
from opengov.disclosure.signoff.life import is_taking
from Products.Five.browser import BrowserView


class May(BrowserView):
    """``object/@@opengov-may``: may the present user's office take a step here, four eyes considered?"""

    def __call__(self, step_id: str, back_to: str = "") -> bool:
        """Answer for a step id of ``core.signoff.STEPS``.

        :param back_to: for a step that leads back: the state this transition leads to.
        """
        step = signoff.STEPS.get(str(step_id))
        if step is None:
            return False
        if back_to and IDossier(self.context).came_from != back_to:
            return False
        if is_taking(self.context, step.id):
            return True
        facts = gather(self.context, step)
        return bool(signoff.capacity(step, facts)) and not signoff.person_problems(step, facts)
