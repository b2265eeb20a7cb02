"""A joint document is amended, repealed or voided only after all who issued it were asked again (R-J5, R-I9).

The lead proposes exactly what it wants to mark; each co-issuer answers about that proposal and no other. What is changed
about it afterwards is another proposal, about which everybody is asked anew. Nobody signs a repeal, so that agreeing is
answering, whatever the profile says of the first issue; silence never stands for consent (R-J2: deemed consent covers the
attribute only).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core import joint
from opengov.disclosure.core.afterwards import CLAUSE_VALIDITY
from opengov.disclosure.core.afterwards import validity_problems
from opengov.disclosure.core.digest import canonical
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.positions import MAX_NAME
from opengov.disclosure.core.positions import MAX_WORDS
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import SIGNED

import hashlib


#: What the ledger says that the slots of a repeal are about.
ABOUT = "repeal"

#: Voiding beside the values of validity: the document counts as never issued (作废).
VOIDED = "voided"

#: What is done to a joint document only after its co-issuers were asked. That it lapsed by itself, or is in force after
#: all, nobody decides.
ASKED_FOR = ("amended", "partly_repealed", "repealed", VOIDED)

#: State -> office of the lead that proposes and asks; in no other state an agency answers.
ASKING: Mapping[str, tuple[str, ...]] = dict.fromkeys(sorted(SIGNED), ("Disclosure Officer",))

#: Steps that carry a proposal out.
STEPS = ("mark_validity", "void")

#: Acts of lead and agencies on the slots of a proposal.
ACTS = ("ask", "receive", "draft", "release", "record", "decide")


@dataclass(frozen=True)
class Proposal:
    """What the lead wants to do to a joint document.

    :param validity: one of :data:`ASKED_FOR`.
    :param validity_date: ISO day from which; empty for voiding.
    :param reason: why; the co-issuers read it.
    :param validity_document: number or UID of the document that amends or repeals it.
    """

    validity: str
    validity_date: str = ""
    reason: str = ""
    validity_document: str = ""


@dataclass(frozen=True)
class Standing:
    """How a document stands for a proposal.

    :param state: workflow state.
    :param validity: its present validity.
    :param joint: whether its own agency leads it and others have signed it.
    :param open: whether a proposal waits already.
    """

    state: str
    validity: str = "valid"
    joint: bool = True
    open: bool = False


def digest(proposal: Proposal, content: str) -> str:
    """Digest that the answers about a proposal are bound to.

    :param content: digest of the signed content.
    """
    plain = {"content": content, **asdict(proposal)}
    return f"sha256:{hashlib.sha256(canonical(plain)).hexdigest()}"


def proposal_problems(proposal: Proposal, stands: Standing) -> list[Problem]:
    """What forbids to ask the co-issuers about a proposal."""
    if not stands.joint:
        return [_problem("repeal_not_joint")]
    if stands.state not in ASKING:
        return [_problem("repeal_not_here", state=stands.state)]
    if stands.open:
        return [_problem("repeal_proposed_already")]
    if proposal.validity not in ASKED_FOR:
        return [_problem("validity_unknown", "validity", values=", ".join(ASKED_FOR))]
    found = []
    if proposal.validity != VOIDED:
        found += validity_problems(stands.validity, asdict(proposal))
    if not proposal.reason.strip():
        found.append(Problem("step_reason_required", "R-L1", "reason", CLAUSE_VALIDITY, {"step": "mark_validity"}))
    limits = {"reason": MAX_WORDS, "validity_document": MAX_NAME}
    return found + [
        Problem("position_words_too_long", "R-X2", name, "", {"length": str(length)})
        for name, length in limits.items()
        if len(getattr(proposal, name)) > length
    ]


def is_asked_for(step_id: str, data: Mapping[str, object]) -> bool:
    """Whether a step with these values waits for the co-issuers."""
    return step_id == "void" or (step_id == "mark_validity" and text(data, "validity") in ASKED_FOR)


def step_problems(
    step_id: str,
    data: Mapping[str, object],
    proposal: Proposal | None,
    slots: Iterable[joint.Slot],
    asked_about: str,
    today: date,
) -> list[Problem]:
    """What the co-issuers of a joint document hold against a step, named per agency (R-J4).

    :param proposal: the one that waits, or None.
    :param slots: what they answered about it.
    :param asked_about: its digest.
    """
    if not is_asked_for(step_id, data):
        return []
    wanted = VOIDED if step_id == "void" else text(data, "validity")
    if proposal is None or proposal.validity != wanted:
        return [_problem("repeal_not_proposed", "validity")]
    names = () if step_id == "void" else ("validity_date", "validity_document")
    other = [name for name in names if text(data, name).strip() != getattr(proposal, name)]
    if other:
        return [_problem("repeal_differs", name, value=getattr(proposal, name) or "-") for name in other]
    rule = joint.JointRule("confirm", joint.CLAUSE_CO_ISSUER)
    # as strictly as before the first signature
    return joint.problems("settle", slots, asked_about, today, rule)


def silence(told: str) -> str:
    """What silence does here, by what the profile says: consent is never deemed, the competent authority decides."""
    return joint.Silence.ESCALATE.value if told == joint.Silence.DEEMED_CONSENT else told


def _problem(code: str, field: str = "", **params: str) -> Problem:
    return Problem(code, "R-J5", field, CLAUSE_VALIDITY, params)
