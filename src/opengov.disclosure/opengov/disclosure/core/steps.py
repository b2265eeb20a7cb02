"""The steps of a governed document's life: from which state, to which, by whose office, with which values.

This table is the workflow; the definition that Plone runs repeats it, and the integrity check compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.core.attribute import Attribute


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
            dict.fromkeys(("draft", "section_review", "disclosure_review", "sign_off"), ("Drafter",)),
            ("reason",),
        ),
        Step(
            "break_glass_return",
            "draft",
            "BreakGlass",
            dict.fromkeys(sorted(IN_REVIEW), _ADMINISTRATORS),
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


def step_between(source: str, target: str, came_from: str = "") -> tuple[Step, ...]:
    """The steps that lead from one state to another; empty when the life of a document knows none (R-S1)."""
    return tuple(step for step in STEPS.values() if source in step.sources and (step.target or came_from) == target)
