"""Signed papers from outside (R-S3): how a form takes one in, and ``@@opengov-paper?number=…`` for the agency's people."""

from AccessControl import getSecurityManager
from opengov.disclosure.core import access
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import quote
from zExceptions import NotFound
from ZPublisher.Iterators import filestream_iterator

import base64


#: Longest signed paper that is read at all, in bytes.
MAX_PAPER = 21 * 1024 * 1024


class PaperDownload(BrowserView):
    """The bytes of one paper, always as a download."""

    def __call__(self):
        held = getSecurityManager().getUser().getRolesInContext(self.context)
        papers = {
            str(paper["number"]): paper
            for paper in IDossier(self.context).papers()
            if access.may_read_paper(paper["step"], held)
        }
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


def paper(upload) -> dict | None:
    """An uploaded file as a step takes it: {filename, content-type, data (base64)}; None when there is none."""
    if not getattr(upload, "filename", ""):
        return None
    upload.seek(0)
    content = upload.read(MAX_PAPER)
    return {
        "filename": upload.filename.replace("\\", "/").rpartition("/")[2],
        "content-type": upload.headers.get("content-type", "application/octet-stream"),
        "data": base64.b64encode(content).decode("ascii"),
    }
