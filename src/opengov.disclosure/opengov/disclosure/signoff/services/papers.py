"""``GET <document>/@papers/<n>``: a signed paper that came from outside (R-S3)."""

from AccessControl import getSecurityManager
from opengov.disclosure.core import access
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.serving import VisibleService
from urllib.parse import quote
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.Iterators import filestream_iterator


@implementer(IPublishTraverse)
class PapersGet(VisibleService):
    """The bytes of one paper, as a download, for the people of the agency."""

    number = ""

    def publishTraverse(self, request, name):
        """Take the paper's number from the URL."""
        self.number = name
        return self

    def render(self):
        """Answer with the file itself (no JSON)."""
        self.check_permission()
        held = getSecurityManager().getUser().getRolesInContext(self.context)
        papers = {
            str(paper["number"]): paper
            for paper in IDossier(self.context).papers()
            if access.may_read_paper(paper["step"], held)
        }
        paper = papers.get(self.number)
        if paper is None:
            raise NotFound(self.number)
        response = self.request.response
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader("Content-Length", str(paper["size"]))
        response.setHeader("Content-Disposition", f"attachment; filename*=UTF-8''{quote(paper['filename'])}")
        return filestream_iterator(IDossier(self.context).paper(paper["number"]).committed(), "rb")
