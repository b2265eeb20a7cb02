"""``@publication``: what is said of a document besides its content."""

from opengov.disclosure.bodies import read_json
from opengov.disclosure.catalogue.interfaces import IPublication
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from plone import api
from plone.restapi.interfaces import IExpandableElement
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.component import adapter
from zope.interface import implementer


@implementer(IExpandableElement)
@adapter(IGoverned, IOpengovDisclosureLayer)
class PublicationComponent:
    """For everybody who sees the document; other documents in it only as far as he sees them."""

    def __init__(self, context, request) -> None:
        self.context = context

    def __call__(self, expand: bool = False) -> dict:
        answer: dict = {"@id": f"{self.context.absolute_url()}/@publication"}
        return {"publication": answer | IPublication(self.context).facts() if expand else answer}


class _Visible(Service):
    def render(self):
        """Answer only somebody who may see the document (R-X1)."""
        if not api.user.has_permission("View", obj=self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return super().render()


class PublicationGet(_Visible):
    """``GET <document>/@publication``."""

    def reply(self):
        return PublicationComponent(self.context, self.request)(expand=True)["publication"]


class PublicationPost(_Visible):
    """``POST <document>/@publication``: set or take away the last day of a notice (R-I10)."""

    def reply(self):
        body = read_json(self.request)
        found = [
            Problem("value_unknown", "R-X1", key, "", {"name": key}) for key in sorted(set(body) - {"publish_until"})
        ]
        if "publish_until" not in body:
            found.append(Problem("value_missing", "R-X1", "publish_until", "", {"name": "publish_until"}))
        day = body.get("publish_until")
        if day is not None and not isinstance(day, str):
            found.append(Problem("value_type", "R-X1", "publish_until", "", {"name": "publish_until"}))
        enforce(found)
        IPublication(self.context).set_until(day)
        return PublicationComponent(self.context, self.request)(expand=True)["publication"]
