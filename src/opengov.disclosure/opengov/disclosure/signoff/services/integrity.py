"""``GET <site>/@integrity``: which documents disagree with what was signed and recorded (R-I2, R-L1)."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.signoff.verification import verify_page
from plone import api
from plone.restapi.services import Service
from zope.component import getUtility


MAX_LIMIT = 1000


class IntegrityGet(Service):
    """One page of documents; go on with ``?after=<next>`` until ``next`` is null."""

    def reply(self) -> dict:
        """Whether all holds, and what does not, each with its document's UID and address."""
        form = self.request.form
        limit = str(form.get("limit", MAX_LIMIT))
        if not (limit.isascii() and limit.isdigit() and len(limit) < 7 and 1 <= int(limit) <= MAX_LIMIT):
            raise RuleBroken(Problem("value_type", "R-X2", "limit", "", {"name": "limit"}))
        found, following = verify_page(str(form.get("after", "")), int(limit))
        return {
            "@id": f"{self.context.absolute_url()}/@integrity",
            "holds": not found,
            "items": [self._item(*each) for each in found],
            "next": following,
        }

    def _item(self, uid: str, path: str, problem: Problem) -> dict:
        site = "/".join(api.portal.get().getPhysicalPath())
        address = f"{api.portal.get().absolute_url()}{path.removeprefix(site)}" if path else ""
        return {"uid": uid, "document": address, **getUtility(IWording).as_json(problem, self.request)}
