"""A determination sets attribute and grounds itself (R-S6): between a step's values and the proposal."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import attribute
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews

import base64
import binascii


MAX_PAPER = 20 * 1024 * 1024


def proposal_of(context, data: dict) -> attribute.Proposal:
    """The proposal that a determination sets; what the tests of Art. 19 and 20 say stays as drafted."""
    drafted = IDisclosureProposal(context).proposal()
    return attribute.Proposal(
        attribute=_text(data, "attribute") or None,
        grounds=tuple(data.get("grounds") or ()),
        reason=_text(data, "withholding_reason"),
        law_citation=_text(data, "law_citation"),
        discretion=_text(data, "discretion"),
        art19=drafted.art19,
        art20_item=drafted.art20_item,
        reviewer_explanation=_text(data, "reason"),
    )


def problems(context, data: dict) -> list[Problem]:
    """What is wrong with a determination: the attribute it sets, or the missing signed paper (R-S3, R-S6)."""
    jurisdiction = IIssuingAgency(context).jurisdiction
    found = attribute.problems(proposal_of(context, data), jurisdiction, required=True)
    drafted = IDisclosureProposal(context).proposal()
    if attribute.is_stub(proposal_of(context, data).grounds) and not attribute.is_stub(drafted.grounds):
        # A text that turns out to be a state secret leaves the system; it is not given that ground and kept.
        found.append(Problem("secret_text_kept", "R-A4", "grounds", "保守国家秘密法 第三十一条"))
    found += secrecy.determination_problems(body_asked(context), has_paper=bool(data.get("paper")))
    if data.get("paper"):
        found += paper_problems(data["paper"])
    return found


def body_asked(context) -> str:
    """The body the present referral asks: that of the newest opinion that refers."""
    referrals = [opinion.body for opinion in IReviews(context).opinions() if opinion.outcome == "refer"]
    return referrals[-1] if referrals else ""


def paper_problems(paper: object) -> list[Problem]:
    """The signed paper comes as {filename, content-type, data (base64)} and is at most 20 MB."""
    if not (isinstance(paper, dict) and isinstance(paper.get("filename"), str) and isinstance(paper.get("data"), str)):
        return [Problem("paper_malformed", "R-S3", "paper")]
    if len(paper["data"]) > MAX_PAPER * 4 // 3 + 4:
        return [Problem("paper_too_large", "R-S3", "paper", "", {"megabytes": str(MAX_PAPER >> 20)})]
    try:
        base64.b64decode(paper["data"], validate=True)
    except (binascii.Error, ValueError):
        return [Problem("paper_malformed", "R-S3", "paper")]
    return []


def apply(context, data: dict, step_id: str, **who: str) -> None:
    """Store what was determined: the fields, and the signed paper with the dossier."""
    proposal = proposal_of(context, data)
    IDisclosureProposal(context).set(proposal)
    if data.get("paper"):
        paper = data["paper"]
        IDossier(context).keep_paper(
            paper["filename"],
            str(paper.get("content-type") or "application/octet-stream"),
            base64.b64decode(paper["data"]),
            step=step_id,
            **who,
        )


def _text(data: dict, name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
