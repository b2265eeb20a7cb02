"""What the services of this domain have in common: who may ask, and how bodies are read."""

from AccessControl import getSecurityManager
from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


#: Longest text of one value, in characters; the rules ask for less of some.
MAX_TEXT = 5000

#: Type of a value in JSON, where it is not text.
_TYPES: dict[str, type] = {"paper": dict, "notice": dict, "reasonable": bool}


@implementer(IPublishTraverse)
class InsiderService(Service):
    """A service for the people of the document's agency; for who does not see the document it does not exist (R-X1)."""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.steps: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        """Take what follows the service's name in the address."""
        self.steps = (*self.steps, name)
        return self

    def render(self):
        """Answer only somebody who may see the document."""
        if not getSecurityManager().checkPermission("View", self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return super().render()

    def missing(self) -> NotFound:
        """What is raised where the address leads nowhere."""
        return NotFound(self.request.get("ACTUAL_URL", ""))


def asked(request, *names: str) -> dict:
    """Read a JSON object with exactly the keys named (``?`` behind an optional one), each of its type.

    :raises RuleBroken: naming each key that is missing, unknown or of a wrong type.
    """
    data = {name: value for name, value in read_json(request).items() if value is not None}
    known = {name.rstrip("?") for name in names}
    missing = {name for name in names if not name.endswith("?")} - set(data)
    found = [Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in sorted(set(data) - known)]
    found += [Problem("value_missing", "R-X1", name, "", {"name": name}) for name in sorted(missing)]
    wrong = sorted(name for name in set(data) & known if not _fits(name, data[name]))
    found += [Problem("value_type", "R-X1", name, "", {"name": name}) for name in wrong]
    if found:
        raise RuleBroken(*found)
    return data


def _fits(name: str, value: object) -> bool:
    kind = _TYPES.get(name, str)
    return isinstance(value, kind) and (not isinstance(value, str) or len(value) <= MAX_TEXT)
