"""What every answer about a governed object carries: never stale, and noted when withheld."""

from opengov.disclosure.edge.hidden import governed
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.ledger.interfaces import IAccessLog
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.signoff.interfaces import ILife
from plone.uuid.interfaces import IUUID
from zope.component import getUtility


def finish(event) -> None:
    """Before an answer leaves: caches must ask again each time, and who opened a withheld document is logged (R-L2)."""
    request = event.request
    if not IOpengovDisclosureLayer.providedBy(request):
        return
    target = governed(request)
    if target is None:
        return
    document = target if IGoverned.providedBy(target) else target.__parent__
    state = ILife(document).state if IGoverned.providedBy(document) else ""
    response = request.response
    shared = "no-cache, must-revalidate"
    # what a page wants kept nowhere, such as a form with words typed into it, is kept nowhere
    if "no-store" not in (response.getHeader("Cache-Control") or ""):
        response.setHeader("Cache-Control", shared if state == "published" else f"private, {shared}")
    if request.method not in ("GET", "HEAD") or response.getStatus() >= 300:
        return
    _tell_etag(target, request)
    if state == "withheld":
        getUtility(IAccessLog).log(IUUID(document), "opened_withheld")


def _tell_etag(target, request) -> None:
    """The bytes of a file have a name: their digest. Who has them already need not fetch them again."""
    if not IDocumentAttachment.providedBy(target) or "/@@download" not in request["PATH_INFO"]:
        return
    etag = f'"{IFileDigest(target).get().sha256}"'
    request.response.setHeader("ETag", etag)
    asked = [tag.strip().removeprefix("W/") for tag in request.getHeader("If-None-Match", "").split(",")]
    if etag in asked:
        request.response.setStatus(304, lock=1)
        request.response.body = b""
        for name in ("content-type", "content-length", "content-disposition"):
            request.response.headers.pop(name, None)
