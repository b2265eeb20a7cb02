"""What forbids a step of a governed document: one question (:func:`problems`) for every door.

Form, REST, script, import and edited workflow all ask it. The steps themselves are in :mod:`.steps`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import END_STATES
from opengov.disclosure.core.steps import FROZEN
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.core.steps import INITIAL
from opengov.disclosure.core.steps import SIGNERS
from opengov.disclosure.core.steps import STATES
from opengov.disclosure.core.steps import Step
from opengov.disclosure.core.steps import step_between
from opengov.disclosure.core.steps import STEPS
from opengov.disclosure.core.steps import WITHDRAWAL_CAUSES


__all__ = [
    "END_STATES",
    "FROZEN",
    "INITIAL",
    "IN_REVIEW",
    "SIGNERS",
    "STATES",
    "STEPS",
    "WITHDRAWAL_CAUSES",
    "Facts",
    "Step",
    "capacity",
    "data_problems",
    "person_problems",
    "problems",
    "standing_problems",
    "step_between",
]

CLAUSE_REVIEW = "政府信息公开条例 第十七条"
CLAUSE_SIGN = "党政机关公文处理工作条例 第二十二条"


@dataclass(frozen=True)
class Facts:
    """What a decision about a step rests on, gathered by the caller.

    :param state: present workflow state.
    :param actor: user id of the person who acts.
    :param on_behalf_of: user id of the person a deputy stands in for, else empty.
    :param roles: offices the actor holds for this document.
    :param authors: user ids of everybody who created or changed its content (R-S4).
    :param opinions: all opinions, the oldest first.
    :param digest: digest of the present content.
    :param signed_digest: digest that was signed, empty before.
    :param attribute: the attribute the document carries, empty when unset.
    :param proposal: problems of attribute, grounds and reason, when the attribute is required.
    :param office_size: ``"standard"`` or ``"small"``.
    :param important: whether a Principal Signer must sign.
    :param came_from: state a referral came from.
    :param questioned: whether a signer's question is unanswered (R-S7).
    :param submitted_at: ISO time of the last submission, empty before.
    :param acted: whether anybody has acted on the submitted draft.
    :param findings: ids of the scan's findings and unread places of the present content (R-S5).
    :param conditions: what upper domains and the site's integrity check hold against the step.
    """

    state: str
    actor: str
    on_behalf_of: str = ""
    roles: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    opinions: tuple[secrecy.Opinion, ...] = ()
    digest: str = ""
    signed_digest: str = ""
    attribute: str = ""
    proposal: tuple[Problem, ...] = ()
    office_size: str = "standard"
    important: bool = False
    came_from: str = ""
    questioned: bool = False
    submitted_at: str = ""
    acted: bool = False
    findings: frozenset[str] = frozenset()
    conditions: tuple[Problem, ...] = ()

    @property
    def persons(self) -> frozenset[str]:
        return frozenset({self.actor, self.on_behalf_of} - {""})


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
    return found


def person_problems(step: Step, facts: Facts) -> list[Problem]:
    """Who may not act although he holds the office: four eyes (R-S4), and giving up what others drafted (R-I1).

    A deputy counts with the person he stands in for.
    """
    if step.id in ("recall", "discontinue") and not facts.persons & facts.authors:
        return [Problem("not_own_draft", "R-I1", "", CLAUSE_SIGN, {"step": step.id})]
    if step.id not in ("endorse", "approve", "determine", "sign", "refer", "return", "question"):
        return []
    if step.id in ("sign", "question") and facts.important and "Principal Signer" not in facts.roles:
        return [Problem("principal_signer_required", "R-S4", "", "002 政府信息公开管理制度 第六条")]
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
    return [
        Problem("second_office", "R-S4", "", CLAUSE_REVIEW, {"capacity": capacity}) for capacity in sorted(clashing)
    ]


def capacity(step: Step, facts: Facts) -> str:
    """The office the actor takes the step in: the highest he holds of those the step asks for."""
    held = [role for role in step.offices.get(facts.state, ()) if role in facts.roles]
    return held[-1] if held else ""


def _office(step: Step, facts: Facts) -> str:
    role = capacity(step, facts)
    return "Signer" if role in SIGNERS else role


def _may_coincide(one: str, other: str, office_size: str) -> bool:
    """Whether one person may hold both offices for one document."""
    other = "Signer" if other in SIGNERS else other
    if one == other:
        return True
    small = {"Section Head", "Disclosure Reviewer", "Secrecy Officer"}
    return office_size == "small" and {one, other} <= small


def standing_problems(step: Step, facts: Facts) -> list[Problem]:
    """What the document itself lacks for the step."""
    found: list[Problem] = []
    if step.id in ("submit", "endorse", "approve", "sign"):
        found += facts.proposal
    if step.id == "recall" and facts.acted:
        found.append(Problem("recall_too_late", "R-S1", "", CLAUSE_REVIEW))
    if step.id in ("sign", "publish", "register", "file"):
        found += _review_problems(facts)
    if step.id in ("publish", "register", "file"):
        found += _end_problems(step, facts)
    return found


def _review_problems(facts: Facts) -> list[Problem]:
    if secrecy.positive_review(facts.opinions, facts.digest) is None:
        return [Problem("review_missing", "R-S1", "", secrecy.CLAUSE_FIRST)]
    return []


def _end_problems(step: Step, facts: Facts) -> list[Problem]:
    found = []
    if facts.digest != facts.signed_digest:
        found.append(Problem("differs_from_signed", "R-I2", "", CLAUSE_SIGN))
    if END_STATES.get(Attribute(facts.attribute)) != step.target if facts.attribute else True:
        found.append(
            Problem(
                "wrong_end_state",
                "R-I3",
                "disclosure_attribute",
                "政府信息公开条例 第十三条",
                {"step": step.id, "attribute": facts.attribute or "-"},
            )
        )
    return found


def data_problems(step: Step, facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    """What is wrong with the values given with a step."""
    found = [
        Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in sorted(data) if not step.accepts(name)
    ]
    reason = _text(data, "reason")
    if "reason" in step.data and not reason.strip():
        found.append(Problem("step_reason_required", "R-L1", "reason", CLAUSE_REVIEW, {"step": step.id}))
    if step.id in ("endorse", "approve"):
        found += secrecy.opinion_problems(outcome="agree", checks=_texts(data, "checks"), reason="")
    if step.id == "approve":
        found += secrecy.findings_problems(facts.findings, _texts(data, "handled"))
        if facts.questioned and not _text(data, "consulted").strip():
            found.append(Problem("consulted_required", "R-S7", "consulted", "韶府办明电〔2019〕3号 一(五)"))
    if step.id == "refer":
        found += secrecy.referral_problems(_text(data, "body"))
    if "cause" in step.data and _text(data, "cause") not in WITHDRAWAL_CAUSES:
        found.append(Problem("cause_unknown", "R-I10", "cause", "", {"causes": ", ".join(WITHDRAWAL_CAUSES)}))
    return found


def _text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _texts(data: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = data.get(name)
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
