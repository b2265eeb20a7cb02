"""``@routine``: what the command ``opengov-routine`` asks of a site, one small batch after the other."""

from opengov.disclosure.bodies import read_json
from opengov.disclosure.catalogue.running import names
from opengov.disclosure.catalogue.running import run
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone.restapi.services import Service


class RoutineGet(Service):
    """``GET <site>/@routine``: the names of all routines."""

    def reply(self):
        return {"@id": f"{self.context.absolute_url()}/@routine", "items": names(self.context)}


class RoutinePost(Service):
    """``POST <site>/@routine``: one batch of one routine."""

    def reply(self):
        body = read_json(self.request)
        known = ("name", "after", "limit")
        enforce(Problem("value_unknown", "R-X1", key, "", {"name": key}) for key in sorted(set(body) - set(known)))
        name, after, limit = body.get("name"), body.get("after") or "", body.get("limit", 50)
        found = [] if isinstance(name, str) else [Problem("value_type", "R-X2", "name", "", {"name": "name"})]
        if not isinstance(after, str) or len(after) > 200:
            found.append(Problem("value_type", "R-X2", "after", "", {"name": "after"}))
        if type(limit) is not int or not 1 <= limit <= 1000:
            found.append(Problem("query_size", "R-X2", "limit", "", {"max": "1000", "name": "limit"}))
        enforce(found)
        return run(self.context, name, after, limit)
