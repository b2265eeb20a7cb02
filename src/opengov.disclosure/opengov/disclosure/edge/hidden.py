"""What somebody may not see does not exist for him (R-X1): 404 with the same body as a missing page.

So both come from here: Plone's own answer to a missing page tells how far the address led, and that differs.
"""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from Acquisition import aq_chain
from Acquisition import aq_inner
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import IContentish
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zExceptions import NotFound

import os
import Products.CMFPlone.browser


CMFPLONE = os.path.dirname(Products.CMFPlone.browser.__file__)


#: Methods of WebDAV that Zope knows for every object.
WEBDAV = frozenset({"PROPFIND", "PROPPATCH", "LOCK", "UNLOCK", "MKCOL", "PUT", "COPY", "MOVE", "DELETE"})


class MissingJson(ErrorHandling):
    """A missing resource over REST: the address as it was asked, and nothing of how far it led."""

    def render_exception(self, exception) -> dict | None:
        """As plone.rest does it (with its redirects), without address and traceback of what was found on the way."""
        result = super().render_exception(exception)
        if result is not None:
            result["message"] = f"Resource not found: {self.request.get('ACTUAL_URL', '')}"
            result["context"] = nearest_visible(self.request).absolute_url()
            result.pop("traceback", None)
        return result


class ErrorPage(ExceptionView):
    """Plone's own error page for an error that takes the place of another."""

    index = ViewPageTemplateFile("templates/error_message.pt", CMFPLONE)


class Missing(BrowserView):
    """Answer to ``NotFound``."""

    def __call__(self):
        sign_in(self.request)
        return answer(NotFound(self.request.get("ACTUAL_URL", "")), self.request)


class Hidden(BrowserView):
    """Answer to ``Unauthorized``: missing when the object is hidden, else not allowed (401 without, 403 with a login)."""

    def __call__(self):
        sign_in(self.request)
        target = governed(self.request)
        if self.request.method in WEBDAV and not IAPIRequest.providedBy(self.request):
            # Zope answers these methods at a missing address with 401: what is hidden answers the same.
            return self._of_plone()
        if target is not None and not getSecurityManager().checkPermission("View", target):
            return answer(NotFound(self.request.get("ACTUAL_URL", "")), self.request)
        if IAPIRequest.providedBy(self.request) and getSecurityManager().getUser().getId():
            return answer(Forbidden(str(self.context)), self.request)
        return self._of_plone()

    def _of_plone(self):
        factory = ErrorHandling if IAPIRequest.providedBy(self.request) else ErrorPage
        view = factory(self.context, self.request)
        view.__parent__ = getattr(self, "__parent__", None)
        return view()


class Uncopied(BrowserView):
    """Answer to a copy or move that Plone refuses: not allowed, where Plone would answer with a failure of its own."""

    def __call__(self):
        sign_in(self.request)
        return answer(Forbidden("This cannot be copied or moved."), self.request)


def answer(error, request):
    """Answer a request with another error than the one it ended with."""
    response = request.response
    response.setStatus(type(error), lock=1)
    # Without this the publisher would answer 401 or redirect to the login form.
    response._has_challenged = True
    if IAPIRequest.providedBy(request):
        return (MissingJson if isinstance(error, NotFound) else ErrorHandling)(error, request)()
    # A base address would tell how far the address led.
    response.setBase("")
    view = ErrorPage(error, request)
    view.__parent__ = nearest_visible(request)
    # Plone marks a page by what was published; of a missing one that is nothing.
    request.other.pop("PUBLISHED", None)
    return view()


def sign_in(request) -> None:
    """Find out who asks: the publisher forgets a user whose roles did not suffice, before we are asked."""
    if getSecurityManager().getUser().getId():
        return
    site = api.portal.get()
    for folder in (site.acl_users, site.getPhysicalRoot().acl_users):
        plugins = folder.plugins
        for user_id, login in folder._extractUserIds(request, plugins):
            user = folder._findUser(plugins, user_id, login, request=request)
            if user is not None:
                newSecurityManager(request, user.__of__(folder))
                return


def governed(request):
    """The governed object (or its attachment) the request ended at or in; None when there is none."""
    for obj in way(request):
        if IGoverned.providedBy(obj) or IDocumentAttachment.providedBy(obj):
            return obj
    return None


def nearest_visible(request):
    """The innermost object on the way that the user may see; the site when there is none."""
    may = getSecurityManager().checkPermission
    return next((obj for obj in way(request) if IContentish.providedBy(obj) and may("View", obj)), api.portal.get())


def way(request):
    """Objects from where the request ended outwards."""
    for parent in request.get("PARENTS", ()):
        yield from aq_chain(aq_inner(parent.context if isinstance(parent, RESTWrapper) else parent))
