"""What services and pages of several domains have in common: whom they answer, the address behind their name, and answers
that a browser keeps but asks about each time, so that a withdrawal is seen at once."""

from AccessControl import getSecurityManager
from hashlib import sha256
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class VisibleService(Service):
    """A service of a governed object: who may not see the object gets the answer of a missing one (R-X1)."""

    def render(self):
        """Answer only somebody who may see the object."""
        if not getSecurityManager().checkPermission("View", self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return super().render()


@implementer(IPublishTraverse)
class AddressedService(Service):
    """A service with an address behind its name, e.g. ``@positions/<slot>/<act>``.

    :ivar path: parts of the address behind the service's name, as they were sent (list of text).
    """

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        """Take the next part of the address."""
        self.path.append(name)
        return self

    def missing(self) -> NotFound:
        """What is raised where the address leads nowhere."""
        return NotFound(self.request.get("ACTUAL_URL", ""))


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
