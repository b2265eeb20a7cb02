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
        limit = number(self.request.form.get("limit", 100), "limit", 1, 500)
        found = IHandovers(api.portal.get()).overview(IUUID(self.context), limit)
        return {
            "@id": f"{self.context.absolute_url()}/@handovers",
            "ready": [item for item in (_named({"document": uid}) for uid in found["ready"]) if item],
            "held": [item for item in (_named(self.told(held)) for held in found["held"]) if item],
            "sealed": [item for item in map(_named, found["sealed"]) if item],
        }

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
