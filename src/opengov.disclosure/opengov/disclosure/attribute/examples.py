"""How a reason for not disclosing reads, ground by ground: a help for drafters, never put into a document."""

from opengov.disclosure.attribute.interfaces import IGroundExamples
from opengov.disclosure.attribute.settings import PREFIX
from opengov.disclosure.i18n import _
from plone import api
from zope.interface import implementer


#: Ground -> a reason as an office would write it. It shows what has to be said; nobody is meant to copy it.
EXAMPLES = {
    "state_secret": _(
        "example_state_secret",
        default="No reason is written here: a state secret is kept on paper, only its reference, level and period stand here.",
    ),
    "law_prohibits": _(
        "example_law_prohibits",
        default="Contains data of single respondents of a survey; Statistics Law Art. 25 forbids to disclose them.",
    ),
    "three_security_one_stability": _(
        "example_three_security_one_stability",
        default="Gives the guarding of the city's waterworks in detail; its disclosure would endanger public security.",
    ),
    "trade_secret": _(
        "example_trade_secret",
        default="Contains a company's process parameters, which it keeps secret and does not agree to disclose.",
    ),
    "personal_privacy": _(
        "example_personal_privacy",
        default="Names the illnesses and family circumstances of single applicants, who do not agree to disclosure.",
    ),
    "third_party_other": _(
        "example_third_party_other",
        default="Concerns a third party's unpublished design; it was asked and gave reasons against disclosure.",
    ),
    "personnel": _("example_personnel", default="Rotation of staff within the agency; no effect on the public."),
    "logistics": _("example_logistics", default="Use of the agency's own cars and duty vehicles; internal supply."),
    "workflow": _("example_workflow", default="Describes how papers are passed on between the agency's own sections."),
    "discussion_record": _(
        "example_discussion_record",
        default="Records who said what in the discussion; the decision itself is issued as a document of its own.",
    ),
    "draft": _("example_draft", default="A draft for comment inside the office; the final text will be published."),
    "consultation_letter": _(
        "example_consultation_letter",
        default="Exchange of views between two departments on a plan that is not decided yet.",
    ),
    "request_report": _(
        "example_request_report",
        default="The matter asked for is still under study and the superior has not replied; assessed anew on the reply.",
    ),
    "enforcement_file": _(
        "example_enforcement_file",
        default="Record of an inquiry from the file of a penalty; the decision itself is published.",
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
