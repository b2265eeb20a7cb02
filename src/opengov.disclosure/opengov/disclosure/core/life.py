"""The life of a governed document (公文): every step, by whose office, with which values.

This table is the workflow. Straight way first, then the detours that offices really take.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from opengov.disclosure.core.access import ASKED
from opengov.disclosure.core.steps import ENDS
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.core.steps import SIGNED
from opengov.disclosure.core.steps import STAYS
from opengov.disclosure.core.steps import Step


SIGNERS = ("Signer", "Principal Signer")
_ADMINISTRATORS = ("Manager", "Site Administrator")

#: The values of an opinion given by agreeing, and of one that may say no.
OPINION = ("checks", "comment?")
VERDICT = ("outcome", "checks?", "handled?", "reason?")
#: The values of an attribute that somebody else than the drafter sets.
ATTRIBUTE = ("attribute", "grounds?", "law_citation?", "discretion?", "withholding_reason?")


def _each(states: Iterable[str], roles: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(sorted(states), roles)


_RETURNERS = {
    "section_review": ("Section Head",),
    "disclosure_review": ("Disclosure Reviewer",),
    "sign_off": SIGNERS,
}
#: Who may ask for a purge, and confirm one that another has asked for: the people who see the document and answer for it.
_PURGERS = {
    **_each(("draft", "section_review"), ("Section Head",)),
    **_each(("disclosure_review", "discontinued", "to_determine"), ("Section Head", "Disclosure Reviewer")),
    **_each(("joint_consent",), ("Section Head", "Disclosure Reviewer", "Disclosure Officer")),
    **_each(("sign_off",), ("Section Head", "Disclosure Reviewer", *SIGNERS)),
    **_each(("secrecy_consultation",), ("Section Head", "Disclosure Reviewer", *SIGNERS, "Secrecy Officer")),
    **_each(
        (*SIGNED, "adjustment_review", "superseded", "voided"),
        ("Section Head", "Disclosure Reviewer", *SIGNERS, "Secrecy Officer", "Disclosure Officer"),
    ),
}
#: Who writes an oral instruction down, and who countersigns his own.
_RECORDERS = ("Drafter", "Section Head", "Disclosure Reviewer", "Secrecy Officer", *SIGNERS, "Disclosure Officer")
INSTRUCTORS = ("Section Head", "Disclosure Reviewer", *SIGNERS, "Disclosure Officer")
_LIVELY = ("draft", *IN_REVIEW, *SIGNED)

_STRAIGHT = (
    Step("submit", ("section_review", "disclosure_review"), "ProposeAttribute", {"draft": ("Drafter",)}, ("comment?",)),
    Step(
        "recall",
        ("draft",),
        "ProposeAttribute",
        {"section_review": ("Drafter",), "to_determine": ("Drafter",)},
        ("comment?",),
    ),
    Step("endorse", ("disclosure_review",), "EndorseDraft", {"section_review": ("Section Head",)}, OPINION),
    Step(
        "approve",
        ("sign_off", "joint_consent"),
        "ReviewDisclosure",
        {"disclosure_review": ("Disclosure Reviewer",)},
        (*OPINION, "handled?", "consulted?", "reviewer_explanation?"),
    ),
    Step("settle", ("sign_off",), "RegisterDocument", {"joint_consent": ("Disclosure Officer",)}, ("comment?",)),
    Step("sign", ("issued", STAYS), "SignDocument", {"sign_off": SIGNERS}, ("comment?",)),
    Step("publish", ("published",), "PublishDocument", {"issued": ("Disclosure Officer", "Web Editor")}, ("comment?",)),
    Step("register", ("registered",), "RegisterDocument", {"issued": ("Disclosure Officer",)}, ("comment?",)),
    Step("file", ("withheld",), "RegisterDocument", {"issued": ("Disclosure Officer",)}, ("comment?",)),
)

#: Signatures of those who issue the document too: whoever signs last issues it (R-J1, R-J4, R-I1).
_JOINT = (
    Step("countersign", ("issued", STAYS), "CountersignDocument", {"sign_off": (ASKED,)}, ("comment?",)),
    Step(
        "record_countersignature",
        ("issued", STAYS),
        "ReviewDisclosure",
        {"sign_off": ("Disclosure Reviewer",)},
        ("slot", "signed_by", "paper"),
    ),
    Step("decline", ("joint_consent",), "CountersignDocument", {"sign_off": (ASKED,)}, ("reason",)),
)

#: Doubts: referral and determination (R-S3, R-S6), 会商, return, question (R-S7), upholding (R-S8).
_DOUBTS = (
    Step("refer", ("secrecy_consultation",), "ReviewSecrecy", _RETURNERS, ("reason", "body")),
    Step(
        "note_receipt",
        (STAYS,),
        "DetermineSecrecy",
        {"secrecy_consultation": ("Secrecy Officer",)},
        ("received_on", "comment?"),
    ),
    Step(
        "consult",
        (STAYS,),
        "DetermineSecrecy",
        {"secrecy_consultation": ("Secrecy Officer",)},
        ("body_name", "opinion", "paper?"),
    ),
    Step(
        "determine",
        ("section_review", "disclosure_review", "sign_off", "joint_consent"),
        "DetermineSecrecy",
        {"secrecy_consultation": ("Secrecy Officer",)},
        ("reason", *ATTRIBUTE, "paper?"),
    ),
    Step(
        "return",
        ("draft",),
        "ReviewSecrecy",
        {**_RETURNERS, "joint_consent": ("Disclosure Officer",), "to_determine": ("Disclosure Reviewer",)},
        ("reason",),
    ),
    Step("question", ("disclosure_review",), "SignDocument", {"sign_off": SIGNERS}, ("reason",)),
    Step(
        "uphold",
        ("secrecy_consultation", "sign_off", "disclosure_review"),
        "ProposeAttribute",
        {"draft": ("Drafter",)},
        ("reason", "body?"),
    ),
    Step(
        "decide_dispute",
        (STAYS,),
        "SignDocument",
        {"sign_off": SIGNERS},
        ("reason", *ATTRIBUTE, "checks", "handled?"),
    ),
    Step(
        "discontinue",
        ("discontinued",),
        "ProposeAttribute",
        _each(("draft", "section_review", "disclosure_review", "joint_consent", "sign_off"), ("Drafter",)),
        ("reason",),
    ),
)

#: The signer's own changes (R-I2); haste and oral instructions (R-I7).
_HASTE = (
    Step("amend", (STAYS,), "SignDocument", {"sign_off": SIGNERS}, ("reason", "changes")),
    Step(
        "confirm_changes",
        (STAYS,),
        "ConfirmChanges",
        {"sign_off": ("Drafter", "Section Head", "Disclosure Reviewer")},
        VERDICT,
    ),
    Step(
        "submit_urgently",
        ("sign_off",),
        "ProposeAttribute",
        _each(("draft", "section_review", "disclosure_review"), ("Drafter",)),
        ("reason",),
    ),
    Step(
        "sign_urgently",
        ("issued", STAYS),
        "SignDocument",
        {"sign_off": SIGNERS},
        (*OPINION, "handled?", "reviewer_explanation?"),
    ),
    Step(
        "make_up",
        (STAYS, "withdrawn"),
        "ReviewSecrecy",
        _each(("issued", *ENDS), ("Section Head", "Disclosure Reviewer")),
        VERDICT,
    ),
    Step(
        "record_instruction",
        (STAYS,),
        "RecordInstruction",
        _each(_LIVELY, _RECORDERS),
        ("instructed_by", "instructed_at", "instruction"),
    ),
    Step("countersign_instruction", (STAYS,), "RecordInstruction", _each(_LIVELY, INSTRUCTORS), ("comment?",)),
)

#: After the signature: approval of the superior (R-I6), adjustment (R-A7), withdrawal (R-I10), validity (R-I9), void (R-I1).
_AFTERWARDS = (
    Step(
        "record_approval",
        (STAYS,),
        "RegisterDocument",
        _each(("joint_consent", "issued"), ("Disclosure Officer",)),
        ("authority", "approved_on", "paper"),
    ),
    Step(
        "adjust",
        ("adjustment_review",),
        "RegisterDocument",
        _each((*ENDS, "withdrawn"), ("Disclosure Officer",)),
        ("reason", *ATTRIBUTE, "public_title?", "paper?"),
    ),
    Step(
        "review_adjustment",
        (STAYS,),
        "ReviewDisclosure",
        {"adjustment_review": ("Disclosure Reviewer",)},
        (*VERDICT, "reviewer_explanation?"),
    ),
    Step(
        "decide_adjustment",
        (*ENDS, "withdrawn"),
        "SignDocument",
        {"adjustment_review": SIGNERS},
        ("outcome", "reason?"),
    ),
    Step(
        "withdraw",
        ("withdrawn",),
        "WithdrawDocument",
        {"published": ("Disclosure Officer", "Secrecy Officer", *SIGNERS)},
        ("reason", "cause"),
    ),
    Step(
        "confirm_withdrawal",
        (STAYS,),
        "ReviewSecrecy",
        {"withdrawn": ("Disclosure Reviewer", *SIGNERS)},
        ("comment?",),
    ),
    Step("review_again", (STAYS,), "ReviewDisclosure", {"withdrawn": ("Disclosure Reviewer",)}, VERDICT),
    Step("republish", ("published",), "RegisterDocument", {"withdrawn": ("Disclosure Officer",)}, ("comment?",)),
    Step("expire", ("withdrawn",), "RunRoutine", {"published": ("Disclosure Officer", *_ADMINISTRATORS)}, ()),
    Step(
        "mark_validity",
        (STAYS,),
        "RegisterDocument",
        _each(SIGNED, ("Disclosure Officer",)),
        ("validity", "validity_date", "reason", "validity_document?"),
    ),
    Step(
        "supersede",
        ("superseded",),
        "PublishDocument",
        _each(SIGNED, ("Disclosure Officer", "Web Editor")),
        (),
    ),
    Step("void", ("voided",), "SignDocument", _each(SIGNED, SIGNERS), ("reason",)),
)

#: Documents on paper (R-I8), and what must be destroyed (R-L3).
_APART = (
    Step(
        "enter_existing",
        ("to_determine",),
        "ProposeAttribute",
        {"draft": ("Drafter",)},
        ("number?", "issue_date", "signer_name", "paper"),
    ),
    Step(
        "propose_existing",
        (STAYS,),
        "ProposeAttribute",
        {"to_determine": ("Drafter",)},
        ATTRIBUTE,
    ),
    Step(
        "take_up",
        ENDS,
        "ReviewDisclosure",
        {"to_determine": ("Disclosure Reviewer",)},
        (*OPINION, "handled?", "reviewer_explanation?"),
    ),
    Step("request_purge", (STAYS,), "PurgeDocument", _PURGERS, ("reason", "cause")),
    Step("purge", ("purged",), "PurgeDocument", _PURGERS, ("reason",)),
    Step(
        "break_glass_return",
        ("draft",),
        "BreakGlass",
        _each(IN_REVIEW, _ADMINISTRATORS),
        ("reason",),
        breaks_glass=True,
    ),
    Step(
        "break_glass_withdraw",
        ("withdrawn",),
        "BreakGlass",
        {"published": _ADMINISTRATORS},
        ("reason", "cause"),
        breaks_glass=True,
    ),
)

STEPS: Mapping[str, Step] = {step.id: step for step in (*_STRAIGHT, *_JOINT, *_DOUBTS, *_HASTE, *_AFTERWARDS, *_APART)}

#: Transition id -> the step behind it.
TRANSITIONS: Mapping[str, Step] = {name: step for step in STEPS.values() for name in step.transitions()}


def step_between(source: str, target: str) -> tuple[Step, ...]:
    """The steps that may lead from one state to another; empty when the life of a document knows none (R-S1).

    An act that changes no state is never meant by somebody else's transition.
    """
    return tuple(step for step in STEPS.values() if source != target and step.leads(source, target))


def targets(state: str) -> frozenset[str]:
    """All states that can follow one, by whatever step."""
    return frozenset(
        target for step in STEPS.values() if state in step.sources for target in step.targets if target != STAYS
    )
