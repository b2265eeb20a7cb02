"""What forbids a step of a governed document, and where it leads: one question (:func:`problems`) for every door.

Form, REST, script, import and edited workflow all ask it. The steps themselves are in :mod:`.life`; what belongs to one
matter alone is in a module of its own (quarrels, haste, adjustment, afterwards, purge).
"""

from collections.abc import Mapping
from opengov.disclosure.core import access
from opengov.disclosure.core import adjustment
from opengov.disclosure.core import afterwards
from opengov.disclosure.core import countersigning
from opengov.disclosure.core import haste
from opengov.disclosure.core import purge
from opengov.disclosure.core import quarrels
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.afterwards import VALIDITIES
from opengov.disclosure.core.afterwards import WITHDRAWAL_CAUSES
from opengov.disclosure.core.facts import CLAUSE_REVIEW
from opengov.disclosure.core.facts import CLAUSE_SIGN
from opengov.disclosure.core.facts import Facts
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.facts import texts
from opengov.disclosure.core.life import SIGNERS
from opengov.disclosure.core.life import step_between
from opengov.disclosure.core.life import STEPS
from opengov.disclosure.core.life import TRANSITIONS
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import end_state
from opengov.disclosure.core.steps import END_STATES
from opengov.disclosure.core.steps import ENDS
from opengov.disclosure.core.steps import FROZEN
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.core.steps import INITIAL
from opengov.disclosure.core.steps import SIGNED
from opengov.disclosure.core.steps import STATES
from opengov.disclosure.core.steps import STAYS
from opengov.disclosure.core.steps import Step


__all__ = [
    "END_STATES",
    "ENDS",
    "FROZEN",
    "INITIAL",
    "IN_REVIEW",
    "SIGNED",
    "SIGNERS",
    "STATES",
    "STAYS",
    "STEPS",
    "TRANSITIONS",
    "VALIDITIES",
    "WITHDRAWAL_CAUSES",
    "Facts",
    "Step",
    "capacity",
    "data_problems",
    "end_state",
    "person_problems",
    "problems",
    "standing_problems",
    "step_between",
    "target",
    "told_to_co_issuer",
]

#: Steps in which somebody judges what others wrote: he is none of them (R-S4).
_JUDGING = frozenset(
    {
        "endorse",
        "approve",
        "determine",
        "sign",
        "sign_urgently",
        "countersign",
        "refer",
        "return",
        "question",
        "decide_dispute",
        "amend",
        "make_up",
        "review_adjustment",
        "decide_adjustment",
        "review_again",
        "take_up",
    }
)
#: Steps of an important document that a Principal Signer takes (002 管理制度 第六条).
_LEADING = frozenset({"sign", "sign_urgently", "question", "decide_dispute", "amend", "decide_adjustment", "void"})
#: Steps that belong to whoever drafted the document.
_OWN = frozenset({"recall", "discontinue", "uphold", "submit_urgently", "enter_existing"})
#: Steps that put an attribute to the proof.
_PROPOSING = frozenset(
    {"submit", "submit_urgently", "uphold", "endorse", "approve", "sign", "sign_urgently", "take_up"}
)


def target(step: Step, facts: Facts, data: Mapping[str, object] | None = None) -> str:
    """The state a step leads to; what it is now for an act that changes none."""
    if step.stays:
        return facts.state
    if not step.forks:
        return step.targets[0]
    if step.id in countersigning.SIGNING:
        return facts.state if _is_unfinished(step, facts) else "issued"
    on_the_way = _target_before_signing(step, facts)
    if on_the_way:
        return on_the_way
    if step.id == "decide_adjustment":
        return adjustment.target(facts, data)
    if step.id == "make_up":
        refused = capacity(step, facts) == "Disclosure Reviewer" and text(data or {}, "outcome") == "disagree"
        return "withdrawn" if refused and facts.state in ("published", "registered") else facts.state
    return end_state(facts.attribute, facts.led_outside)


def _target_before_signing(step: Step, facts: Facts) -> str:
    if step.id == "submit":
        return "section_review" if facts.section_review else "disclosure_review"
    if step.id == "approve":
        return "joint_consent" if facts.consent_wanted else "sign_off"
    if step.id == "determine":
        return facts.came_from
    if step.id == "uphold":
        if not quarrels.reviewer_has_looked(facts):
            # a section head's or a signer's doubt is no dispute with the reviewer: his word is still to come
            return "disclosure_review"
        return "secrecy_consultation" if facts.dispute_bodies else "sign_off"
    return ""


def _is_unfinished(step: Step, facts: Facts) -> bool:
    """Whether somebody else's signature is missing when this one is there."""
    if step.id not in countersigning.COUNTERSIGNING:
        return bool(facts.unsigned)
    return not facts.lead_signed or bool(facts.unsigned - {facts.signing_as})


def problems(step: Step, facts: Facts, data: Mapping[str, object] | None = None) -> list[Problem]:
    """Everything that forbids the step, the gravest first; an empty list lets it pass.

    :param step: one of :data:`STEPS`.
    :param facts: what is known of document and actor.
    :param data: the step's values; None when only the standing of document and actor is asked for.
    """
    if facts.state not in step.sources:
        return [Problem("step_not_here", "R-S1", "", CLAUSE_REVIEW, {"step": step.id, "state": facts.state})]
    if not facts.roles & set(step.offices[facts.state]):
        return [Problem("office_missing", "R-S4", "", CLAUSE_REVIEW, {"step": step.id})]
    found = [*person_problems(step, facts), *standing_problems(step, facts), *facts.conditions]
    if data is not None:
        found += data_problems(step, facts, data)
    return list(dict.fromkeys(found)) if step.id in countersigning.COUNTERSIGNING else found


def person_problems(step: Step, facts: Facts) -> list[Problem]:
    """Who may not act although he holds the office: four eyes (R-S4), and giving up what others drafted (R-I1).

    A deputy counts with the person he stands in for.
    """
    if step.id in _OWN and not facts.persons & facts.authors:
        return [Problem("not_own_draft", "R-I1", "", CLAUSE_SIGN, {"step": step.id})]
    if step.id == "confirm_changes" and capacity(step, facts) == "Disclosure Reviewer":
        return _four_eyes(step, facts)
    if step.id in _LEADING and facts.important and "Principal Signer" not in facts.roles:
        return [Problem("principal_signer_required", "R-S4", "", "002 政府信息公开管理制度 第六条")]
    if step.id not in _JUDGING:
        return []
    return adjustment.person_problems(step, facts) or _four_eyes(step, facts)


def _four_eyes(step: Step, facts: Facts) -> list[Problem]:
    if facts.persons & facts.authors:
        return [Problem("own_draft", "R-S4", "", CLAUSE_REVIEW, {"step": step.id})]
    office = _office(step, facts)
    # Since the submission, not by digest: a determination changes the attribute and with it the digest.
    clashing = {
        opinion.capacity
        for opinion in facts.opinions
        if opinion.at >= facts.submitted_at
        and opinion.persons & facts.persons
        and not _may_coincide(office, opinion.capacity, facts.office_size)
    }
    if office != "Signer" and facts.persons & (facts.signers | facts.amenders):
        clashing.add("Signer")
    word = secrecy.positive_review(facts.opinions, facts.digest)
    if (
        word is not None
        and word.persons & facts.persons
        and not _may_coincide(office, word.capacity, facts.office_size)
    ):
        # whenever it was given: what is signed rests on it
        clashing.add(word.capacity)
    return [
        Problem("second_office", "R-S4", "", CLAUSE_REVIEW, {"capacity": capacity}) for capacity in sorted(clashing)
    ]


def capacity(step: Step, facts: Facts) -> str:
    """The office the actor takes the step in: the highest he holds of those the step asks for."""
    held = [role for role in step.offices.get(facts.state, ()) if role in facts.roles]
    if step.id == "make_up":
        held = [role for role in held if role in texts(facts.affair("urgent"), "omitted")] or held
    return held[-1] if held else ""


def _office(step: Step, facts: Facts) -> str:
    role = capacity(step, facts)
    return "Signer" if role in SIGNERS or role == access.ASKED else role


def _may_coincide(one: str, other: str, office_size: str) -> bool:
    """Whether one person may hold both offices for one document."""
    other = "Signer" if other in SIGNERS else other
    if one == other:
        return True
    small = {"Section Head", "Disclosure Reviewer", "Secrecy Officer"}
    return office_size == "small" and {one, other} <= small


def standing_problems(step: Step, facts: Facts) -> list[Problem]:
    """What the document itself lacks for the step."""
    if step.id in countersigning.COUNTERSIGNING:
        return _countersigning_problems(facts)
    found: list[Problem] = []
    if step.id in _PROPOSING:
        found += facts.proposal
    if step.id == "recall" and facts.acted:
        found.append(Problem("recall_too_late", "R-S1", "", CLAUSE_REVIEW))
    if step.id in ("sign", "publish", "register", "file"):
        found += _review_problems(facts)
    if step.id in ("publish", "register", "file"):
        found += _end_problems(step, facts)
    for matter in (quarrels, haste, adjustment, afterwards, purge):
        found += matter.standing_problems(step, facts)
    return found


def _countersigning_problems(facts: Facts) -> list[Problem]:
    """A co-issuer signs what the lead could sign; what its office still lacks is the lead's own business (R-J6)."""
    return told_to_co_issuer([*standing_problems(STEPS["sign"], facts)], facts)


def told_to_co_issuer(found: list[Problem], facts: Facts) -> list[Problem]:
    """What somebody from outside the lead's office is told of it: that it is not ready (R-J6)."""
    return [Problem("lead_not_ready", "R-J4", "", countersigning.CLAUSE)] if found and not facts.insider else found


def _review_problems(facts: Facts) -> list[Problem]:
    if secrecy.positive_review(facts.opinions, facts.digest) is None:
        return [Problem("review_missing", "R-S1", "", secrecy.CLAUSE_FIRST)]
    return []


def _end_problems(step: Step, facts: Facts) -> list[Problem]:
    found = []
    if facts.digest != facts.signed_digest:
        found.append(Problem("differs_from_signed", "R-I2", "", CLAUSE_SIGN))
    if end_state(facts.attribute, facts.led_outside) != step.target:
        params = {"step": step.id, "attribute": facts.attribute or "-"}
        found.append(Problem("wrong_end_state", "R-I3", "disclosure_attribute", "政府信息公开条例 第十三条", params))
    return found


def data_problems(step: Step, facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    """What is wrong with the values given with a step."""
    found = [
        Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in sorted(data) if not step.accepts(name)
    ]
    found += [_missing(step, name) for name in step.data if _is_left_out(name, data)]
    if step.id in ("endorse", "approve"):
        found += secrecy.opinion_problems(outcome="agree", checks=texts(data, "checks"), reason="")
    if step.id == "approve":
        found += secrecy.findings_problems(facts.findings, texts(data, "handled"))
        if facts.questioned and not text(data, "consulted").strip():
            found.append(Problem("consulted_required", "R-S7", "consulted", quarrels.CLAUSE_QUESTION))
    if step.id == "refer":
        found += secrecy.referral_problems(text(data, "body"))
    for matter in (quarrels, haste, adjustment, afterwards):
        found += matter.data_problems(step, facts, data)
    return found + purge.data_problems(step, data)


#: Values whose absence a rule of their own names better.
_TOLD_ELSEWHERE = frozenset({"checks", "outcome", "body", "cause", "attribute", "changes", "validity"})


def _is_left_out(name: str, data: Mapping[str, object]) -> bool:
    if name.endswith("?") or name in _TOLD_ELSEWHERE:
        return False
    if name == "paper":
        return not data.get(name)
    return not text(data, name).strip()


def _missing(step: Step, name: str) -> Problem:
    if name == "reason":
        return Problem("step_reason_required", "R-L1", "reason", CLAUSE_REVIEW, {"step": step.id})
    return Problem("value_required", "R-X2", name, "", {"name": name})
