"""Answers a request for a package: the whole, a range, or that nothing changed (RFC 9110, RFC 9530)."""

from base64 import b64encode
from opengov.disclosure.transfer.pull.ranges import byte_range
from opengov.disclosure.transfer.pull.ranges import Unsatisfiable
from opengov.disclosure.transfer.pull.stream import package_runs
from opengov.disclosure.transfer.pull.stream import Run
from opengov.disclosure.transfer.pull.stream import RunsBody
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.store import Handover


#: plone.transformchain would read the body into memory to look for HTML.
NO_TRANSFORM = "plone.transformchain.disable"


def headers(sealed: Handover) -> dict[str, str]:
    """Headers that every answer about a package carries."""
    digest = b64encode(bytes.fromhex(sealed.package["sha256"])).decode()
    return {
        "Accept-Ranges": "bytes",
        "ETag": etag(sealed),
        "Repr-Digest": f"sha-256=:{digest}:",
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="{sealed.id}.zip"',
        "Cache-Control": "private, no-cache, no-transform",
    }


def etag(sealed: Handover) -> str:
    """Strong: the same bytes for ever."""
    return f'"{sealed.package["sha256"]}"'


def answer(request, sealed: Handover) -> tuple[int, int] | None:
    """Set status and headers; return the bytes to send as (start, stop), or None when there is no body."""
    response, size = request.response, sealed.package["size"]
    for name, value in headers(sealed).items():
        response.setHeader(name, value)
    if _names(request.getHeader("If-None-Match", ""), etag(sealed)):
        response.setStatus(304)
        return None
    try:
        wanted = _range(request, sealed)
    except Unsatisfiable:
        response.setStatus(416)
        response.setHeader("Content-Range", f"bytes */{size}")
        return None
    if wanted is not None:
        response.setStatus(206)
        response.setHeader("Content-Range", f"bytes {wanted[0]}-{wanted[1] - 1}/{size}")
    return wanted or (0, size)


def body(request, sealed: Handover, start: int, stop: int) -> RunsBody:
    """The bytes as a file that needs the database no more: from the spool, or from the blobs when the spool lost it."""
    request.environ[NO_TRANSFORM] = True
    package = sealed.package
    spool = Spool(spool_folder())
    if spool.holds(package["sha256"], package["size"]):
        return RunsBody([Run(stop - start, path=str(spool.path(package["sha256"])), offset=start)])
    return RunsBody(list(package_runs(sealed.plan(), sealed.paths(), start, stop)))


def _range(request, sealed: Handover) -> tuple[int, int] | None:
    """The range that is asked for; none when it is asked for another version (If-Range) or by another method."""
    asked = request.getHeader("Range", "")
    version = request.getHeader("If-Range", "")
    if request.get("REQUEST_METHOD") != "GET" or not asked or (version and version.strip() != etag(sealed)):
        return None
    return byte_range(asked, sealed.package["size"])


def _names(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag; the comparison is the weak one."""
    tags = [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in tags or tag in tags
