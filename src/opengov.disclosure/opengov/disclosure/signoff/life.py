"""The one door through which every step of a document's life goes (``ILife``)."""

from AccessControl import Unauthorized
from contextvars import ContextVar
from dataclasses import dataclass
from opengov.disclosure.core import seen as looking
from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff import determination
from opengov.disclosure.signoff import instructions
from opengov.disclosure.signoff import numbers
from opengov.disclosure.signoff import papers
from opengov.disclosure.signoff.facts import gather
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.component import adapter
from zope.interface import implementer


@dataclass(frozen=True)
class Taking:
    """The step that ``ILife.take`` is carrying out. The guard lets it through unasked: asking the same three times over
    costs more than the step, and the event before the transition judges it whoever comes.

    :param facts: what it found out already, for a step that forks.
    """

    uid: str
    step_id: str
    facts: signoff.Facts | None


_TAKING: ContextVar[Taking | None] = ContextVar("opengov.disclosure.taking", default=None)


@implementer(ILife)
@adapter(IGoverned)
class Life:
    """See ``ILife``."""

    def __init__(self, context) -> None:
        self.context = context

    @property
    def state(self) -> str:
        return state_of(self.context)

    def problems(self, step_id: str, data: dict | None = None) -> list[Problem]:
        step = signoff.STEPS.get(step_id)
        if step is None:
            return [Problem("step_unknown", "R-S1", "step", "", {"step": step_id})]
        return judged(self.context, step, data)[1]

    def steps(self) -> list[signoff.Step]:
        state = self.state
        found = []
        for step in signoff.STEPS.values():
            if state not in step.sources:
                continue
            facts = gather(self.context, step)
            if signoff.capacity(step, facts) and not signoff.person_problems(step, facts):
                found.append(step)
        return found

    def lacking(self, step_id: str = "sign") -> list[Problem]:
        step = signoff.STEPS[step_id]
        facts = gather(self.context, step)
        done = step_id == "sign" and facts.signed_digest
        return [] if done else [*signoff.standing_problems(step, facts), *facts.conditions]

    def mark(self, digest: str = "") -> str:
        state = self.state
        # who judges an adjustment decides about what is proposed; the document stays as it was signed
        proposed = IDossier(self.context).affair("adjustment") if state == "adjustment_review" else None
        if proposed:
            return looking.mark(state, proposed["digest"])
        return looking.mark(state, digest or IReviewedContent(self.context).digest())

    def take(self, step_id: str, seen: str | None = None, **data) -> None:
        step = signoff.STEPS.get(step_id)
        if step is not None and seen is not None:
            enforce(looking.problems(seen, self.mark()))
        if step is None or self.state not in step.sources or not all(map(step.accepts, data)):
            enforce(self.problems(step_id, data))
            return
        facts = gather(self.context, step, data) if step.forks else None
        target = signoff.target(step, facts, data) if facts else step.targets[0]
        if target not in step.targets:
            # an act that may also move the document, and leaves it where it is this time
            target = signoff.STAYS if signoff.STAYS in step.targets else target
        workflow = api.portal.get_tool("portal_workflow")
        taking = _TAKING.set(Taking(IUUID(self.context), step_id, facts))
        try:
            workflow.doActionFor(self.context, step.transition(target), **data)
        except (Unauthorized, WorkflowException):
            # The workflow itself does not offer the step: say why, when the rules know.
            enforce(self.problems(step_id, data))
            raise
        finally:
            _TAKING.reset(taking)

    def reasons(self) -> tuple[dict, ...]:
        return IDossier(self.context).notes()

    def signed(self) -> dict | None:
        return IDossier(self.context).signed


def is_taking(context, step_id: str) -> bool:
    """Whether ``ILife`` is just taking this step of this document: its event judges it, once and wholly."""
    taking = _TAKING.get()
    return taking is not None and (taking.uid, taking.step_id) == (IUUID(context), step_id)


def judged(context, step: signoff.Step, data: dict | None) -> tuple[signoff.Facts, list[Problem]]:
    """The facts of a step, and what they hold against it."""
    taking = _TAKING.get()
    known = taking.facts if taking is not None and is_taking(context, step.id) else None
    facts = known or gather(context, step, data)
    found = signoff.problems(step, facts, data)
    if data is not None and not found:
        found = [*determination.problems(context, step, data), *papers.problems(data)]
        if step.id == "record_instruction":
            found += instructions.problems(context, data)
        if step.id == "enter_existing":
            number, day = str(data.get("number") or ""), str(data.get("issue_date") or "")
            found += numbers.taken_over_problems(context, IUUID(context), number, day)
    return facts, found


def step_of(transition: str) -> signoff.Step | None:
    """The step behind a transition id of ours; None for one that somebody added."""
    return signoff.TRANSITIONS.get(transition)


def choose_step(context, transition: str, source: str, target: str, data: dict) -> tuple[signoff.Step, signoff.Facts]:
    """The step that a transition amounts to, decided by where it leads, whatever it is called; with the facts.

    :raises RuleBroken: when the life of a document knows no such step (R-S1), or the rules forbid it.
    """
    own = step_of(transition)
    candidates = signoff.step_between(source, target) if own is None else (own,)
    refusals: list[Problem] = []
    for step in candidates:
        facts, found = judged(context, step, data)
        if not found and step.leads(source, target) and signoff.target(step, facts, data) == target:
            return step, facts
        refusals = refusals or found
    raise RuleBroken(*(refusals or [Problem("step_not_here", "R-S1", "", "", {"step": transition, "state": source})]))


@implementer(IDocumentNumber)
@adapter(IGoverned)
class DocumentNumber:
    """See ``IDocumentNumber``."""

    def __init__(self, context) -> None:
        self.text = (IDossier(context).signed or {}).get("number", "")
