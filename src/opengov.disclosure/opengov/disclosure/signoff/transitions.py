"""The workflow's events: every transition of a governed document is judged before and told after (R-S1).

Guards of the workflow only hide buttons. A workflow that a site manager edited, another workflow, a script: all of them
fire these events, and the decision goes by the state a transition leads to.
"""

from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.signoff import events
from opengov.disclosure.signoff.facts import WORKFLOW
from opengov.disclosure.signoff.integrity import role_map_problems
from opengov.disclosure.signoff.life import choose_step
from opengov.disclosure.signoff.recording import Recording
from zope.event import notify


#: Where the step that was allowed is kept between the two events of one transition.
STEP = "opengov.disclosure.step"


def judge(context, event) -> None:
    """Let a transition pass or refuse it; write down what it means.

    :raises RuleBroken: nothing is written then.
    """
    if event.workflow.getId() != WORKFLOW:
        enforce([Problem("workflow_foreign", "R-S1", "", "", {"workflow": event.workflow.getId()})])
    if event.transition is None:
        enforce(_birth_problems(context, event))
        return
    if event.kwargs is None:
        # An automatic transition, or a tool that passes no values: nobody decided anything.
        enforce([Problem("step_not_here", "R-S1", "", "", {"step": event.transition.getId(), "state": "-"})])
    data = {name: value for name, value in event.kwargs.items() if value not in ("", None)}
    transition, source, target = event.transition.getId(), event.old_state.getId(), event.new_state.getId()
    step, facts = choose_step(context, transition, source, target, data)
    Recording(context, step, facts, data, target).before_state_changes()
    event.kwargs[STEP] = step.id


def tell(context, event) -> None:
    """Tell whoever stands above that a step was taken."""
    if event.transition is None:
        return
    data = dict(event.kwargs)
    step = signoff.STEPS[data.pop(STEP)]
    notify(events.of(context, step, data, event.old_state.getId(), event.new_state.getId()))


def _birth_problems(context, event) -> list[Problem]:
    """A document begins as a draft, once (DCWorkflow resets the state of whatever is announced as created)."""
    if event.new_state.getId() != signoff.INITIAL or getattr(context, "workflow_history", {}).get(WORKFLOW):
        return [Problem("step_not_here", "R-S1", "", "", {"step": "create", "state": event.new_state.getId()})]
    return role_map_problems()
