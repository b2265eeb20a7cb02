"""The proposal as a document carries it: between the fields and ``core.attribute``."""

from dataclasses import replace
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from zope.component import adapter
from zope.interface import implementer


#: Field name -> name in ``core.attribute.Proposal``.
FIELDS = {
    "disclosure_attribute": "attribute",
    "disclosure_grounds": "grounds",
    "disclosure_reason": "reason",
    "law_citation": "law_citation",
    "discretion": "discretion",
    "art19_tests": "art19",
    "art20_item": "art20_item",
}
_TUPLES = ("grounds", "art19")


@implementer(IDisclosureProposal)
@adapter(IGoverned)
class DisclosureProposal:
    """See ``IDisclosureProposal``."""

    def __init__(self, context) -> None:
        self.context = context

    def proposal(self) -> attribute.Proposal:
        values: dict = {name: getattr(self.context, field, None) for field, name in FIELDS.items()}
        for name in _TUPLES:
            values[name] = tuple(values[name] or ())
        for name in set(values) - set(_TUPLES) - {"attribute"}:
            values[name] = values[name] or ""
        return attribute.Proposal(**values)

    def problems(self, required: bool, reviewer_explanation: str | None = None) -> list[Problem]:
        place = IIssuingAgency(self.context)
        return attribute.problems(
            replace(self.proposal(), reviewer_explanation=reviewer_explanation or ""),
            place.jurisdiction,
            required=required,
            awaiting_reviewer=reviewer_explanation is None,
            level=getattr(place.agency, "level", None) or "",
        )

    def set(self, proposal: attribute.Proposal) -> None:
        for field, name in FIELDS.items():
            # what was left open is None, as in a form: an empty text is no value of a choice
            setattr(self.context, field, getattr(proposal, name) or (() if name in _TUPLES else None))
