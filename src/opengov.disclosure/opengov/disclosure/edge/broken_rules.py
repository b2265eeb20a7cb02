"""A broken rule as an answer: 400 with rule, field, sentence and clause, the whole request rolled back."""

from opengov.disclosure.edge.wording import as_json
from plone import api
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import json


class BrokenRule(BrowserView):
    """JSON for REST, a page for browsers. One view for both: a REST request carries our browser layer as well."""

    index = ViewPageTemplateFile("broken_rule.pt")

    def __call__(self) -> str:
        self.request.response.setStatus(400, lock=1)
        self.errors = [as_json(problem, self.request) for problem in self.context.problems]
        if IAPIRequest.providedBy(self.request):
            return self._json()
        # The page's frame belongs to the site, not to the exception.
        self.context = api.portal.get()
        return self.index()

    def _json(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        message = " ".join(error["message"] for error in self.errors)
        return json.dumps({"type": "RuleBroken", "message": message, "errors": self.errors}, ensure_ascii=False)
