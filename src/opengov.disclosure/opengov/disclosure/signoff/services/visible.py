"""Who may not see a document gets the answer of a missing one from each of its services (R-X1)."""

from AccessControl import getSecurityManager
from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from plone.restapi.services import Service
from zExceptions import NotFound


class VisibleService(Service):
    """A service of a governed object."""

    def render(self):
        """Answer only somebody who may see the object.

        :raises NotFound: for everybody else.
        """
        if not getSecurityManager().checkPermission("View", self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return super().render()


def strict_body(request, *names: str) -> dict:
    """Read a JSON object and take exactly the keys named (``?`` behind an optional one); the request may write.

    :raises RuleBroken: when a key is missing or unknown.
    """
    data = read_json(request)
    known = {name.rstrip("?") for name in names}
    missing = {name for name in names if not name.endswith("?")} - set(data)
    problems = [Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in sorted(set(data) - known)]
    problems += [Problem("value_missing", "R-X1", name, "", {"name": name}) for name in sorted(missing)]
    if problems:
        raise RuleBroken(*problems)
    return data
