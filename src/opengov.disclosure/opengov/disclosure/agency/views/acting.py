"""A page on which an agency's people act: what is wrong is said beside the field, and what was entered stays (R-X2)."""

from AccessControl import getSecurityManager
from opengov.disclosure.agency.membership import is_member
from opengov.disclosure.agency.settings import PERMISSION
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IWording
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility


class ActingView(BrowserView):
    """For the agency's people only (R-X1); whoever manages settings acts.

    A page names its ``fields`` and carries its act out in ``act()``, which returns the message for success.
    """

    fields: tuple[str, ...] = ()

    def __call__(self):
        """Show the page, or act and come back to it."""
        if not is_member(self.context):
            raise NotFound(self.__name__)
        self.problems: tuple[Problem, ...] = ()
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        try:
            done = self.act()
        except RuleBroken as broken:
            # Nothing was stored; what was entered is shown again with what is wrong about it.
            self.problems = broken.problems
            return self.index()
        api.portal.show_message(done, self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@{self.__name__}")

    def may_act(self) -> bool:
        """Whether the user may change settings here."""
        return bool(getSecurityManager().checkPermission(PERMISSION, self.context))

    def entered(self, name: str) -> str:
        """What the user has entered into a field of the form."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def messages(self, field: str = "") -> list[str]:
        """What is wrong with a field of the form; without a name, what concerns none of them."""
        wording = getUtility(IWording)
        found = [each for each in self.problems if (each.field if each.field in self.fields else "") == field]
        return [wording.sentence(problem, self.request) for problem in found]
