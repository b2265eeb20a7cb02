"""``POST @verify-handovers``: small batches that a command repeats until all was compared with what was sealed."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.services.asking import number
from opengov.disclosure.transfer.services.asking import posted
from opengov.disclosure.transfer.verifying import verify
from plone.restapi.services import Service


class VerifyHandoversPost(Service):
    """Compare the next hand-overs, going on after an id."""

    def reply(self) -> dict:
        data = posted(self.request, ("after", "limit"))
        after = data.get("after") or ""
        if not isinstance(after, str):
            raise RuleBroken(Problem("transfer_cursor", "R-X2", "after"))
        return verify(self.context, after, number(data.get("limit", 10), "limit", 1, 100))
