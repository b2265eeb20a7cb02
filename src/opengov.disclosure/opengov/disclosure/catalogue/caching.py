"""Answers that a browser keeps but asks about each time, so that a withdrawal is seen at once."""

from AccessControl import getSecurityManager
from hashlib import sha256


def conditional(request, body: str, content_type: str | None = None) -> str:
    """Mark an answer ``no-cache`` with an ETag over its content, and leave it out where the browser has it (304).

    :param content_type: type of the answer; None leaves the one it has.
    """
    response = request.response
    etag = f'"{sha256(body.encode()).hexdigest()[:32]}"'
    # what somebody with a login is told is kept by his own browser only
    visitor = getSecurityManager().getUser().getId() is None
    response.setHeader("Cache-Control", "no-cache" if visitor else "no-cache, private")
    response.setHeader("Vary", "Accept, Accept-Language, Cookie")
    response.setHeader("ETag", etag)
    if content_type:
        response.setHeader("Content-Type", content_type)
    known = [tag.strip().removeprefix("W/") for tag in (request.getHeader("If-None-Match") or "").split(",")]
    if etag in known:
        response.setStatus(304, lock=1)
        return ""
    return body
