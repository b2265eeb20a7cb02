"""``GET <agency>/@handovers``: what waits, what is held back and why, what was offered to whom."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.services.asking import number
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.restapi.services import Service
from plone.uuid.interfaces import IUUID
from zope.component import getUtility


class HandoversGet(Service):
    """The transfer clerk's view of one agency. Documents that the caller may not see are left out (R-X1)."""

    def reply(self) -> dict:
        form, uid = self.request.form, IUUID(self.context)
        limit = number(form.get("limit", 100), "limit", 1, 500)
        handovers = IHandovers(api.portal.get())
        found = handovers.overview(uid, limit)
        page = handovers.of_agency(uid, str(form.get("after", "")), limit)
        return {
            "@id": f"{self.context.absolute_url()}/@handovers",
            "ready": [item for item in (_named({"document": uid}) for uid in found["ready"]) if item],
            "held": [item for item in (_named(self.told(held)) for held in found["held"]) if item],
            "handovers": [self.listed(handover) for handover in page["items"]],
            "next": page["next"],
        }

    def listed(self, handover) -> dict:
        """A hand-over with its state, how far it is, and why it failed; no title of a document."""
        told = {"id": handover.id, "state": handover.state, "done": handover.done, **handover.facts}
        problems = [Problem(**plain) for plain in handover.problems]
        wording = getUtility(IWording)
        told["problems"] = [wording.as_json(problem, self.request) for problem in problems]
        return {**told, "package": dict(handover.package), "receipts": [dict(one) for one in handover.receipts]}

    def told(self, held: dict) -> dict:
        """With the problems in the words of an office."""
        wording = getUtility(IWording)
        problems = [Problem(**plain) for plain in held["problems"]]
        return {**held, "problems": [wording.as_json(problem, self.request) for problem in problems]}


def _named(item: dict) -> dict | None:
    """The item with title and address of its document; None when the caller may not see it."""
    obj = uuidToObject(item["document"], unrestricted=True)
    if obj is None or not api.user.has_permission("View", obj=obj):
        return None
    return {**item, "title": obj.title, "url": obj.absolute_url()}
