"""``GET @problems``: what still blocks a step, by rule and clause (default: signing)."""

from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.serving import VisibleService
from opengov.disclosure.signoff.interfaces import ILife
from zope.component import getUtility


class ProblemsGet(VisibleService):
    """Without ``?step`` what the document lacks for its signature, whoever asks; with it, what keeps *me* from the step."""

    def reply(self):
        step_id = str(self.request.form.get("step", ""))
        if step_id and step_id not in signoff.STEPS:
            raise RuleBroken(Problem("step_unknown", "R-S1", "step", "", {"step": step_id[:80]}))
        life = ILife(self.context)
        problems = life.problems(step_id) if step_id else life.lacking()
        wording = getUtility(IWording)
        return {
            "@id": f"{self.context.absolute_url()}/@problems",
            "step": step_id or "sign",
            "items": [wording.as_json(problem, self.request) for problem in problems],
        }
