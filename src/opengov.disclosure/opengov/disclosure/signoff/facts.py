"""Gather what a decision about a step rests on: document, actor, record, reviews (core.signoff.Facts)."""

from AccessControl import getSecurityManager
from dataclasses import replace
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import signoff
from opengov.disclosure.core.ledger import Entry
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff import numbers
from opengov.disclosure.signoff.integrity import role_map_problems
from opengov.disclosure.signoff.interfaces import IStepCondition
from plone import api
from zope.component import getAdapters


WORKFLOW = "opengov_document_workflow"


def state_of(context) -> str:
    """Workflow state of a governed document; the initial one before it has any."""
    status = api.portal.get_tool("portal_workflow").getStatusOf(WORKFLOW, context)
    return status["review_state"] if status else signoff.INITIAL


def recorded_state(entries: tuple[Entry, ...]) -> str:
    """State that the record of a document says it is in; the initial one before any step."""
    return next((entry.codes["to"] for entry in reversed(entries) if "to" in entry.codes), signoff.INITIAL)


def gather(context, step: signoff.Step, data: dict | None = None) -> signoff.Facts:
    """The facts for one step of one document by the present user.

    :param step: the step asked for; only what it needs is gathered.
    :param data: its values, as far as they bear on the facts (R-A10).
    """
    user = getSecurityManager().getUser()
    state = state_of(context)
    dossier = IDossier(context)
    opinions = IReviews(context).opinions()
    facts = signoff.Facts(
        state=state,
        actor=user.getId() or "system",
        roles=frozenset(user.getRolesInContext(context)),
        authors=ILedger(context).authors(),
        opinions=opinions,
        digest=IReviewedContent(context).digest(),
        signed_digest=(dossier.signed or {}).get("digest", ""),
        attribute=getattr(context, "disclosure_attribute", None) or "",
        proposal=tuple(proposal_problems(context, step, data)),
        office_size=IIssuingAgency(context).office_size,
        important=bool(getattr(context, "important", False)),
        came_from=dossier.came_from,
        questioned=dossier.questioned,
        submitted_at=dossier.submitted_at,
        acted=any(opinion.at >= dossier.submitted_at for opinion in opinions),
        findings=IScan(context).item_ids() if step.id == "approve" else frozenset(),
        conditions=tuple(conditions(context, step)),
    )
    return _with_deputy(context, facts, step)


def proposal_problems(context, step: signoff.Step, data: dict | None) -> list[Problem]:
    """Problems of the attribute for a step; the reviewer's explanation counts from his own turn on (R-A10)."""
    if step.id not in ("submit", "endorse", "approve", "sign"):
        return []
    if step.id == "approve":
        explanation = str((data or {}).get("reviewer_explanation") or "")
    elif step.id == "sign":
        notes = IDossier(context).notes()
        explanation = next((note["explanation"] for note in reversed(notes) if note.get("explanation")), "")
    else:
        explanation = None
    return IDisclosureProposal(context).problems(required=True, reviewer_explanation=explanation)


def conditions(context, step: signoff.Step) -> list[Problem]:
    """What the site and the domains above hold against a step."""
    found = role_map_problems()
    if step.id == "sign":
        found += numbers.problems(context)
    for _name, condition in getAdapters((context,), IStepCondition):
        found += condition.problems(step)
    return found


def _with_deputy(context, facts: signoff.Facts, step: signoff.Step) -> signoff.Facts:
    role = signoff.capacity(step, facts)
    if not role:
        return facts
    return replace(facts, on_behalf_of=IIssuingAgency(context).acts_for(facts.actor, role) or "")
