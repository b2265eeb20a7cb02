"""What REST services of several domains have in common: whom they answer, and the address behind their name."""

from AccessControl import getSecurityManager
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
