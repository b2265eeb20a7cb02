"""Bodies that no service can read, which Plone's own reader answers as a fault of the server: a fault of the request (400)."""

from AccessControl import getSecurityManager
from opengov.disclosure.edge.hidden import answer
from opengov.disclosure.edge.hidden import ErrorPage
from opengov.disclosure.edge.hidden import governed
from opengov.disclosure.edge.hidden import sign_in
from opengov.disclosure.edge.hidden import WEBDAV
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from zExceptions import BadRequest
from zExceptions import NotFound


TOO_DEEP = "The JSON of the body is nested too deeply."


class Unreadable(BrowserView):
    """Answer to a body that is no JSON object."""

    def __call__(self):
        return refuse(self.context.msg, self.request)


class TooDeep(BrowserView):
    """Answer to JSON nested deeper than Python reads; every other endless recursion stays a fault of the server."""

    def __call__(self):
        if "JSON" in str(self.context):
            return refuse(TOO_DEEP, self.request)
        factory = ErrorHandling if IAPIRequest.providedBy(self.request) else ErrorPage
        view = factory(self.context, self.request)
        view.__parent__ = getattr(self, "__parent__", None)
        return view()


def refuse(message: str, request):
    """Answer 400, and 404 where the request ended at something hidden from who asks (R-X1)."""
    # who asks is looked for in the body, too, and nobody can read this one
    request.set("BODY", b"")
    sign_in(request)
    # Zope makes something of a missing address when a method of WebDAV asks for it, and gets as far as reading the body
    target = None if request.method in WEBDAV and not IAPIRequest.providedBy(request) else governed(request)
    if target is not None and not getSecurityManager().checkPermission("View", target):
        return answer(NotFound(request.get("ACTUAL_URL", "")), request)
    return answer(BadRequest(message), request)
