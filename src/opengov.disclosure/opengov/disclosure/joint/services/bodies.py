"""What the services of this domain share: who is answered at all, and exactly which keys a body has."""

from AccessControl import getSecurityManager
from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone.restapi.services import Service
from zExceptions import NotFound


class VisibleService(Service):
    """A service of a governed object: who may not see the object gets the answer of a missing one (R-X1)."""

    def render(self):
        """Answer only somebody who may see the object."""
        if not getSecurityManager().checkPermission("View", self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return super().render()


#: Type of a key in JSON, where it is not text.
_TYPES: dict[str, type] = {
    "administrative": bool,
    "agencies": list,
    "attended": list,
    "file": dict,
    "files": list,
    "grounds": list,
    "lead_administrative": bool,
    "order": list,
    "paper": dict,
    "persons": list,
    "settled": list,
}


def strict(request, *names: str) -> dict:
    """The JSON body of a request with exactly these keys (``?`` behind an optional one), each of its type.

    :raises RuleBroken: naming every key that is missing, unknown or of a wrong type.
    """
    data = {name: value for name, value in read_json(request).items() if value is not None}
    known = {name.rstrip("?") for name in names}
    problems = [
        Problem("value_unknown", "R-X1", name[:80], "", {"name": name[:80]}) for name in sorted(set(data) - known)
    ]
    missing = [name for name in names if not name.endswith("?") and name not in data]
    problems += [Problem("value_missing", "R-X1", name, "", {"name": name}) for name in missing]
    wrong = [name for name in sorted(known & set(data)) if not isinstance(data[name], _TYPES.get(name, str))]
    problems += [Problem("value_type", "R-X1", name, "", {"name": name}) for name in wrong]
    enforce(problems)
    return data
