"""Gathers what decides whether a document may be handed over (``core.transfer``)."""

from opengov.disclosure.core import transfer
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.secrecy import positive_review
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.signoff.interfaces import IStepCondition
from opengov.disclosure.transfer.records.subject import Subject
from zope.component import getAdapters


def facts(subject: Subject) -> transfer.Facts:
    """The facts about one governed document, as they are now."""
    return transfer.Facts(
        attribute=subject.proposal.attribute or "",
        state=subject.state,
        digest=subject.digest,
        signed_digest=subject.signed["digest"] if subject.signed else "",
        reviewed=positive_review(subject.opinions, subject.digest) is not None,
        conditions=_conditions(subject.obj) if subject.state == "issued" else (),
        led_outside=bool(IArrangement(subject.obj).lead_body),
        opening=str((subject.opening or {}).get("opinion", "")),
    )


def _conditions(obj) -> tuple[Problem, ...]:
    """What is held against publishing an issued document now."""
    found = (condition.problems(STEPS["publish"], None) for _name, condition in getAdapters((obj,), IStepCondition))
    return tuple(problem for problems in found for problem in problems)
