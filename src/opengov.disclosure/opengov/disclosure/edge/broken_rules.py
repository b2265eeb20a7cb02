"""A broken rule as an answer: 400 with rule, field, sentence and clause, the whole request rolled back."""

from opengov.disclosure.edge.wording import as_json
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

import json


class BrokenRuleJson(BrowserView):
    """For REST."""

    def __call__(self) -> str:
        response = self.request.response
        response.setStatus(400, lock=1)
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        errors = [as_json(problem, self.request) for problem in self.context.problems]
        body = {"type": "RuleBroken", "message": " ".join(error["message"] for error in errors), "errors": errors}
        return json.dumps(body, ensure_ascii=False)


class BrokenRulePage(BrowserView):
    """For pages: what is wrong, why, and the way back; the browser keeps what was typed on the page before."""

    index = ViewPageTemplateFile("broken_rule.pt")

    def __call__(self) -> str:
        self.request.response.setStatus(400, lock=1)
        return self.index()

    def errors(self) -> list[dict[str, str]]:
        """The problems as the page shows them."""
        return [as_json(problem, self.request) for problem in self.context.problems]

    def translated(self, message) -> str:
        """A message in the language of the request."""
        return translate(message, context=self.request)
