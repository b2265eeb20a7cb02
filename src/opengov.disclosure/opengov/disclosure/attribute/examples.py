"""How a reason for not disclosing reads, ground by ground: a help for drafters, never put into a document."""

from opengov.disclosure.attribute.interfaces import IGroundExamples
from opengov.disclosure.attribute.settings import PREFIX
from opengov.disclosure.i18n import _
from plone import api
from zope.interface import implementer


EXAMPLES = {
    "state_secret": _(
        "ground_example_state_secret", default="Determined as a state secret by document X of the originating body."
    ),
    "law_prohibits": _(
        "ground_example_law_prohibits",
        default="Article 25 of the Statistics Law: data that identify a single respondent are not given to anybody.",
    ),
    "three_security_one_stability": _(
        "ground_example_three_security",
        default="Contains the guarding plan of the water works; disclosure would endanger public security.",
    ),
    "trade_secret": _(
        "ground_example_trade_secret", default="Contains the bidder's process parameters; the bidder does not agree."
    ),
    "personal_privacy": _(
        "ground_example_personal_privacy",
        default="Contains names, addresses and incomes of families that are supported.",
    ),
    "third_party_other": _(
        "ground_example_third_party", default="Contains unpublished design drawings of a company that does not agree."
    ),
    "personnel": _(
        "ground_example_personnel",
        default="On the annual assessment of staff; of no effect on anybody outside the office.",
    ),
    "logistics": _(
        "ground_example_logistics", default="On the canteen and duty cars of the office; of no effect outside."
    ),
    "workflow": _(
        "ground_example_workflow", default="On the internal order of circulating documents; of no effect outside."
    ),
    "discussion_record": _(
        "ground_example_discussion_record", default="Record of a meeting that discussed several plans; none is decided."
    ),
    "draft": _("ground_example_draft", default="Draft for comments; the text that is decided will be disclosed."),
    "consultation_letter": _(
        "ground_example_consultation_letter",
        default="Asks the finance bureau for its opinion; the matter is not decided.",
    ),
    "request_report": _(
        "ground_example_request_report", default="Asks the city government for instructions; there is no reply yet."
    ),
    "enforcement_file": _(
        "ground_example_enforcement_file", default="Records of questioning in a case file of administrative punishment."
    ),
}


@implementer(IGroundExamples)
class GroundExamples:
    """See ``IGroundExamples``."""

    def example(self, code: str):
        """See ``IGroundExamples``."""
        own = api.portal.get_registry_record(f"{PREFIX}.example_reasons", default=None) or {}
        return (own.get(code) or "").strip() or EXAMPLES[code]

    def delivered(self, code: str):
        """See ``IGroundExamples``."""
        return EXAMPLES[code]
