"""The grounds on the drafting sheet: article by article, each with an example of a reason that would hold."""

from opengov.disclosure.attribute.interfaces import IGroundExamples
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.i18n import _
from plone.app.z3cform.widgets.checkbox import CheckBoxWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import getUtility
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


class GroundsWidget(CheckBoxWidget):
    """Checkboxes in the order of the law."""

    template_of_articles = ViewPageTemplateFile("templates/grounds.pt")

    def render(self) -> str:
        """The input; every other mode as any checkboxes."""
        return self.template_of_articles() if self.mode == "input" else super().render()

    def articles(self) -> list[dict]:
        """The articles with their grounds: dicts {title, grounds}; a ground: {item, clause, example}."""
        items, examples = {item["value"]: item for item in self.items}, getUtility(IGroundExamples)
        return [
            {
                "title": self._said(title),
                "grounds": [
                    {"item": items[code], "clause": citation(ground), "example": self._said(examples.example(code))}
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
