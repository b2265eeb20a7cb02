"""The grounds on the drafting sheet: article by article, each with an example of a reason that would hold."""

from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.i18n import _
from plone.app.z3cform.widgets.checkbox import CheckBoxWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.i18n import translate
from zope.interface import implementer


#: Article -> what it says of its grounds.
ARTICLES = {
    14: _("grounds_article_14", default="Art. 14: must never be disclosed"),
    15: _(
        "grounds_article_15", default="Art. 15: would harm a third party; consent or the public interest can lift it"
    ),
    16: _("grounds_article_16", default="Art. 16: may be withheld; say why this discretion is used"),
}

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


class GroundsWidget(CheckBoxWidget):
    """Checkboxes in the order of the law."""

    template_of_articles = ViewPageTemplateFile("templates/grounds.pt")

    def render(self) -> str:
        """The input; every other mode as any checkboxes."""
        return self.template_of_articles() if self.mode == "input" else super().render()

    def articles(self) -> list[dict]:
        """The articles with their grounds: dicts {title, grounds}; a ground: {item, clause, example}."""
        items = {item["value"]: item for item in self.items}
        return [
            {
                "title": self._said(title),
                "grounds": [
                    {"item": items[code], "clause": citation(ground), "example": self._said(EXAMPLES[code])}
                    for code, ground in GROUNDS.items()
                    if ground.article == article and code in items
                ],
            }
            for article, title in ARTICLES.items()
        ]

    def _said(self, message) -> str:
        return translate(message, context=self.request)


@implementer(IFieldWidget)
def GroundsFieldWidget(field, request) -> GroundsWidget:
    """The widget of one form."""
    return FieldWidget(field, GroundsWidget(request))
