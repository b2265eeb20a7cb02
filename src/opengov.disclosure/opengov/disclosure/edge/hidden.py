"""What somebody may not see does not exist for him (R-X1): 404 with the same body as a missing page."""

from AccessControl import getSecurityManager
from Acquisition import aq_chain
from Acquisition import aq_inner
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zExceptions import NotFound

import os
import Products.CMFPlone.browser


CMFPLONE = os.path.dirname(Products.CMFPlone.browser.__file__)


class Hidden(BrowserView):
    """Answer to ``Unauthorized``: missing when the object is hidden, else not allowed (401 without, 403 with a login)."""

    def __call__(self):
        target = governed(self.request)
        if target is None:
            return self._answer(self.context)
        if not getSecurityManager().checkPermission("View", target):
            return self._answer(NotFound(self.request.get("ACTUAL_URL", "")))
        if IAPIRequest.providedBy(self.request) and getSecurityManager().getUser().getId():
            return self._answer(Forbidden(str(self.context)))
        return self._answer(self.context)

    def _answer(self, error):
        if error is not self.context:
            self.request.response.setStatus(type(error), lock=1)
            # Without this the publisher would answer 401 or redirect to the login form.
            self.request.response._has_challenged = True
        factory = ErrorHandling if IAPIRequest.providedBy(self.request) else ExceptionPage
        view = factory(error, self.request)
        view.__parent__ = getattr(self, "__parent__", None)
        return view()


class ExceptionPage(ExceptionView):
    """Plone's own error page, for an error that takes the place of another."""

    index = ViewPageTemplateFile("templates/error_message.pt", CMFPLONE)


def governed(request):
    """The governed object (or its attachment) the request ended at or in; None when there is none."""
    for parent in request.get("PARENTS", ()):
        for obj in aq_chain(aq_inner(parent)):
            if IGoverned.providedBy(obj) or IDocumentAttachment.providedBy(obj):
                return obj
    return None
