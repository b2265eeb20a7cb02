"""Answers a request for bytes: the whole, a range, or that nothing changed (RFC 9110, RFC 9530)."""

from opengov.disclosure.transfer.pull.ranges import byte_range
from opengov.disclosure.transfer.pull.ranges import Unsatisfiable
from opengov.disclosure.transfer.pull.representations import Representation


#: plone.transformchain would read the body into memory to look for HTML.
NO_TRANSFORM = "plone.transformchain.disable"


def answer(request, found: Representation) -> tuple[int, int] | None:
    """Set status and headers; return the bytes to send as (start, stop), or None when there is no body.

    Also the body of an answer to HEAD is None, with the length that GET would have.
    """
    response, size = request.response, found.size
    request.environ[NO_TRANSFORM] = True
    for name, value in found.headers().items():
        response.setHeader(name, value)
    if _names(request.getHeader("If-None-Match", ""), found.etag):
        response.setStatus(304, lock=1)
        return None
    try:
        wanted = _range(request, found)
    except Unsatisfiable:
        response.setStatus(416, lock=1)
        response.setHeader("Content-Range", f"bytes */{size}")
        return None
    if wanted is not None:
        response.setStatus(206, lock=1)
        response.setHeader("Content-Range", f"bytes {wanted[0]}-{wanted[1] - 1}/{size}")
    start, stop = wanted or (0, size)
    response.setHeader("Content-Length", str(stop - start))
    return None if request.get("REQUEST_METHOD") == "HEAD" else (start, stop)


def _range(request, found: Representation) -> tuple[int, int] | None:
    """The range that is asked for; none when it is asked for another version (If-Range) or by another method."""
    asked = request.getHeader("Range", "")
    version = request.getHeader("If-Range", "")
    if request.get("REQUEST_METHOD") != "GET" or not asked or (version and version.strip() != found.etag):
        return None
    return byte_range(asked, found.size)


def _names(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag; the comparison is the weak one."""
    tags = [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in tags or tag in tags
