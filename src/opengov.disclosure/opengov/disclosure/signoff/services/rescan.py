"""``POST <document>/@rescan-handled``: what the routine scan has newly found was looked at, the document stands (R-S5)."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.core.attribute import MAX_REASON
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.serving import VisibleService


class RescanHandled(VisibleService):
    """{handled, comment?}: those who may withdraw the document confirm all that is new."""

    def reply(self):
        data = exactly(self.request, "handled", "comment?")
        comment = data.get("comment") or ""
        if not isinstance(comment, str) or len(comment) > MAX_REASON:
            raise RuleBroken(Problem("value_type", "R-X2", "comment", "", {"name": "comment"}))
        IScan(self.context).confirm(data["handled"], comment.strip())
        self.context.reindexObject(idxs=["waiting_for"])
        return self.reply_no_content()
