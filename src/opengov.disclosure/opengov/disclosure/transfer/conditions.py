"""Gathers what decides whether a document may be handed over (``core.transfer``)."""

from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import transfer
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.secrecy import positive_review
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import IStepCondition
from zope.component import getAdapters


def facts(obj) -> transfer.Facts:
    """The facts about one governed document, as they are now."""
    life, digest = ILife(obj), IReviewedContent(obj).digest()
    signed = life.signed()
    return transfer.Facts(
        attribute=IDisclosureProposal(obj).proposal().attribute or "",
        state=life.state,
        digest=digest,
        signed_digest=signed["digest"] if signed else "",
        reviewed=positive_review(IReviews(obj).opinions(), digest) is not None,
        conditions=_conditions(obj) if life.state == "issued" else (),
        led_outside=bool(IArrangement(obj).lead_body),
    )


def _conditions(obj) -> tuple[Problem, ...]:
    """What is held against publishing an issued document now."""
    found = (condition.problems(STEPS["publish"], None) for _name, condition in getAdapters((obj,), IStepCondition))
    return tuple(problem for problems in found for problem in problems)
