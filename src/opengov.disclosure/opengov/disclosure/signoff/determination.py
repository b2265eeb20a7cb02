"""An attribute that somebody else than the drafter sets: determination, the signer's decision, adjustment (R-S6, R-S8, R-A7).

Between the values of a step and the proposal a document carries.
"""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import attribute
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import signoff
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent


#: Value of a step -> field of the document it sets.
FIELDS = {
    "attribute": "disclosure_attribute",
    "grounds": "disclosure_grounds",
    "withholding_reason": "disclosure_reason",
    "law_citation": "law_citation",
    "discretion": "discretion",
}
_SETTING = ("determine", "decide_dispute", "adjust", "propose_existing")
#: Steps whose reviewer has his turn later.
_AWAITING = ("adjust", "propose_existing")


def proposal_of(context, data, explanation: str = "") -> attribute.Proposal:
    """The proposal that values of a step make; what the tests of Art. 19 and 20 say stays as drafted."""
    drafted = IDisclosureProposal(context).proposal()
    return attribute.Proposal(
        attribute=text(data, "attribute") or None,
        grounds=tuple(data.get("grounds") or ()),
        reason=text(data, "withholding_reason"),
        law_citation=text(data, "law_citation"),
        discretion=text(data, "discretion"),
        art19=drafted.art19,
        art20_item=drafted.art20_item,
        reviewer_explanation=explanation,
    )


def problems(context, step: signoff.Step, data: dict) -> list[Problem]:
    """What is wrong with an attribute that a step sets or agrees to, or with the paper it rests on (R-A2, R-S3, R-S6)."""
    if step.id == "review_adjustment" and data.get("outcome") == "agree":
        proposed = IDossier(context).affair("adjustment") or {}
        return _proposal_problems(context, proposed, text(data, "reviewer_explanation"))
    if step.id not in _SETTING:
        return []
    # what is only proposed is explained by its reviewer, whose turn is still to come
    found = _proposal_problems(context, data, None if step.id in _AWAITING else text(data, "reason"))
    chosen = attribute.is_stub(tuple(data.get("grounds") or ()))
    if chosen and not attribute.is_stub(IDisclosureProposal(context).proposal().grounds):
        # A text that turns out to be a state secret leaves the system; it is not given that ground and kept.
        found.append(Problem("secret_text_kept", "R-A4", "grounds", "保守国家秘密法 第三十一条"))
    if step.id == "determine":
        found += secrecy.determination_problems(body_asked(context), has_paper=bool(data.get("paper")))
    return found


def _proposal_problems(context, data, explanation: str | None) -> list[Problem]:
    return attribute.problems(
        proposal_of(context, data, explanation or ""),
        IIssuingAgency(context).jurisdiction,
        required=True,
        awaiting_reviewer=explanation is None,
    )


def body_asked(context) -> str:
    """The body the present referral asks."""
    return (IDossier(context).affair("referral") or {}).get("body", "")


def adjusted_digest(context, data) -> str:
    """The digest the content would have with another attribute: what the review of an adjustment is bound to."""
    return IReviewedContent(context).digest(changes=changes(data))


def changes(data) -> dict[str, object]:
    """Field -> plain value, as an adjustment sets them."""
    found = {field: data.get(name) or None for name, field in FIELDS.items()}
    found["disclosure_grounds"] = list(data.get("grounds") or ())
    if data.get("public_title"):
        found["public_title"] = data["public_title"]
    return found


def apply(context, data) -> None:
    """Set the document's attribute as a step decided it."""
    IDisclosureProposal(context).set(proposal_of(context, data))
    if data.get("public_title"):
        context.public_title = data["public_title"]
