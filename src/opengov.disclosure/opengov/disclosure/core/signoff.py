"""The life of a governed document: its states, its steps, and what forbids a step.

One table (:data:`STEPS`) and one question (:func:`problems`) for every door: form, REST, script, import, edited workflow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.rules import Problem


CLAUSE_NO_ATTRIBUTE = "国办发〔2016〕80号"
CLAUSE_REVIEW = "政府信息公开条例 第十七条"
CLAUSE_SIGN = "党政机关公文处理工作条例 第二十二条"

#: States in which content, number and dates are fixed for everybody (R-I2).
FROZEN = frozenset({"issued", "published", "registered", "withheld", "withdrawn"})
#: States under review: nobody edits, the document moves only by a step.
IN_REVIEW = frozenset({"section_review", "disclosure_review", "secrecy_consultation", "sign_off"})
STATES = frozenset({"draft", "discontinued"}) | IN_REVIEW | FROZEN
INITIAL = "draft"

#: Why public access is taken away (R-I10).
WITHDRAWAL_CAUSES = ("error", "personal_data", "third_party", "secret", "expired")

SIGNERS = ("Signer", "Principal Signer")


@dataclass(frozen=True)
class Step:
    """One step of the life of a document.

    :param id: transition id.
    :param sources: states it starts from.
    :param target: state it leads to; empty when it leads back to where the document came from.
    :param offices: state it starts from -> roles that may take it.
    :param permission: id of the permission behind it.
    :param data: names of the values the step takes, required ones without, optional ones with a trailing ``?``.
    :param breaks_glass: whether it is an administrator's emergency act.
    """

    id: str
    target: str
    permission: str
    offices: Mapping[str, tuple[str, ...]] = field(hash=False)
    data: tuple[str, ...] = ()
    breaks_glass: bool = False

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(self.offices)

    def accepts(self, name: str) -> bool:
        """Whether the step takes a value of this name."""
        return name in self.data or f"{name}?" in self.data


OPINION = ("checks", "comment?")
_RETURNERS = {
    "section_review": ("Section Head",),
    "disclosure_review": ("Disclosure Reviewer",),
    "sign_off": SIGNERS,
}
_ADMINISTRATORS = ("Manager", "Site Administrator")

STEPS: Mapping[str, Step] = {
    step.id: step
    for step in (
        Step("submit", "section_review", "ProposeAttribute", {"draft": ("Drafter",)}, ("comment?",)),
        Step("recall", "draft", "ProposeAttribute", {"section_review": ("Drafter",)}, ("comment?",)),
        Step("endorse", "disclosure_review", "EndorseDraft", {"section_review": ("Section Head",)}, OPINION),
        Step(
            "approve",
            "sign_off",
            "ReviewDisclosure",
            {"disclosure_review": ("Disclosure Reviewer",)},
            (*OPINION, "handled?", "consulted?", "reviewer_explanation?"),
        ),
        Step("refer", "secrecy_consultation", "ReviewSecrecy", _RETURNERS, ("reason", "body")),
        Step(
            "determine",
            "",
            "DetermineSecrecy",
            {"secrecy_consultation": ("Secrecy Officer",)},
            ("reason", "attribute", "grounds?", "law_citation?", "discretion?", "withholding_reason?", "paper?"),
        ),
        Step("return", "draft", "ReviewSecrecy", _RETURNERS, ("reason",)),
        Step("question", "disclosure_review", "SignDocument", {"sign_off": SIGNERS}, ("reason",)),
        Step("sign", "issued", "SignDocument", {"sign_off": SIGNERS}, ("comment?",)),
        Step(
            "publish",
            "published",
            "PublishDocument",
            {"issued": ("Disclosure Officer", "Web Editor")},
            ("comment?",),
        ),
        Step("register", "registered", "RegisterDocument", {"issued": ("Disclosure Officer",)}, ("comment?",)),
        Step("file", "withheld", "RegisterDocument", {"issued": ("Disclosure Officer",)}, ("comment?",)),
        Step(
            "withdraw",
            "withdrawn",
            "WithdrawDocument",
            {"published": ("Disclosure Officer", "Secrecy Officer", *SIGNERS)},
            ("reason", "cause"),
        ),
        Step(
            "discontinue",
            "discontinued",
            "ProposeAttribute",
            {
                state: ("Drafter",)
                for state in ("draft", "section_review", "disclosure_review", "sign_off")
            },
            ("reason",),
        ),
        Step(
            "break_glass_return",
            "draft",
            "BreakGlass",
            {state: _ADMINISTRATORS for state in sorted(IN_REVIEW)},
            ("reason",),
            breaks_glass=True,
        ),
        Step(
            "break_glass_withdraw",
            "withdrawn",
            "BreakGlass",
            {"published": _ADMINISTRATORS},
            ("reason", "cause"),
            breaks_glass=True,
        ),
    )
}

#: End state that belongs to an attribute (R-I3).
END_STATES = {
    Attribute.PROACTIVE: "published",
    Attribute.ON_REQUEST: "registered",
    Attribute.WITHHELD: "withheld",
    Attribute.NOT_GOVERNMENT_INFORMATION: "withheld",
}


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


def step_between(source: str, target: str, came_from: str = "") -> tuple[Step, ...]:
    """The steps that lead from one state to another; empty when the life of a document knows none (R-S1)."""
    return tuple(
        step for step in STEPS.values() if source in step.sources and (step.target or came_from) == target
    )


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
    """Four eyes (R-S4): who may not act although he holds the office; deputies count with the person they stand in for."""
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
        and opinion.persons & facts.persons and not _may_coincide(office, opinion.capacity, facts.office_size)
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
        found.append(
            Problem("cause_unknown", "R-I10", "cause", "", {"causes": ", ".join(WITHDRAWAL_CAUSES)})
        )
    return found


def _text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _texts(data: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = data.get(name)
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
