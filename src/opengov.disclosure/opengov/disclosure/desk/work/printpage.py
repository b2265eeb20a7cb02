"""``@@my-work-print``: the chosen documents one after the other, each on a new page."""

from functools import cached_property
from opengov.disclosure.core import several as rules
from opengov.disclosure.desk.work import several
from opengov.disclosure.ledger.interfaces import IAccessLog
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zope.component import getUtility


class PrintSeveral(BrowserView):
    """Each document as its own page shows it, in the order chosen; what the user may not see is left out and counted."""

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("my-work-print")
        self.request.response.setHeader("Cache-Control", "no-store, private")
        if not self.papers:
            return self.request.response.redirect(f"{self.context.absolute_url()}/@@my-work")
        self._tell_access()
        return self.index()

    def _tell_access(self) -> None:
        """Who reads withheld documents here has opened them: the address of this page is that of the site (R-L2)."""
        for paper in self.papers:
            if ILife(paper["document"]).state == "withheld":
                getUtility(IAccessLog).log(IUUID(paper["document"]), "opened_withheld")

    @cached_property
    def uids(self) -> tuple[str, ...]:
        """The documents asked for."""
        return several.chosen(self.request.form.get("uids", ()))

    @cached_property
    def papers(self) -> list[dict]:
        """Dicts {document, view, macro} of the first ``core.several.MOST``."""
        found = several.documents(self.uids[: rules.MOST]).values()
        views = [(document, getMultiAdapter((document, self.request), name="view")) for document in found]
        return [{"document": each, "view": view, "macro": view.index.macros["paper"]} for each, view in views]

    def left_out(self) -> int:
        """How many were asked for that are not on the page."""
        return len(self.uids) - len(self.papers)
