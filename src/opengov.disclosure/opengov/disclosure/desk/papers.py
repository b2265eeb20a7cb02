"""``@@opengov-paper?number=…``: a signed paper from outside, for the agency's people (R-S3)."""

from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import quote
from zExceptions import NotFound
from ZPublisher.Iterators import filestream_iterator


class PaperDownload(BrowserView):
    """The bytes of one paper, always as a download."""

    def __call__(self):
        papers = {str(paper["number"]): paper for paper in IDossier(self.context).papers()}
        paper = papers.get(self.request.form.get("number", ""))
        if paper is None or not api.user.has_permission("View", obj=self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        response = self.request.response
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader("Content-Length", str(paper["size"]))
        response.setHeader("Content-Disposition", f"attachment; filename*=UTF-8''{quote(paper['filename'], safe='')}")
        response.setHeader("Cache-Control", "no-cache, private")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return filestream_iterator(IDossier(self.context).paper(paper["number"]).committed(), "rb")
