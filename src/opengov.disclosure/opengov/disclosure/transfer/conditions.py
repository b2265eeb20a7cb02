"""Gathers what decides whether a document may be handed over (``core.transfer``)."""

from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import transfer
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
    conditions = [
        problem
        for _name, condition in getAdapters((obj,), IStepCondition)
        for problem in condition.problems(STEPS["publish"], None)
    ]
    return transfer.Facts(
        attribute=IDisclosureProposal(obj).proposal().attribute or "",
        state=life.state,
        digest=digest,
        signed_digest=signed["digest"] if signed else "",
        reviewed=positive_review(IReviews(obj).opinions(), digest) is not None,
        conditions=tuple(conditions),
        led_outside=bool(IArrangement(obj).lead_body),
    )
