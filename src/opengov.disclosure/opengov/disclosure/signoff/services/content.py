"""Creating and changing governed content over REST: exactly the keys a type knows, no id of the client's choice."""

from AccessControl import Unauthorized
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.signoff.roundtrip import complete
from opengov.disclosure.signoff.roundtrip import importing
from opengov.disclosure.signoff.roundtrip import take_in
from opengov.disclosure.signoff.settings import governed_types
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.services.content.add import FolderPost
from zope.component import adapter
from zope.interface import implementer
from zope.schema import getFields


#: Keys of plone.restapi that name no field; the serializer's own links come back when a client sends what it got.
_TECHNICAL = frozenset({"@type", "@id", "UID", "layout", "ordering", "title", "parent", "review_state"})


class GovernedPost(FolderPost):
    """``POST <agency>``: ids of governed content are given by the site, so that nobody can ask which are taken (R-X1)."""

    def reply(self):
        data = json_body(self.request)
        governed = ("OfficialDocument", "DocumentAttachment", *governed_types())
        if data.get("@type") in governed:
            problems = [
                Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in ("id", "UID") if name in data
            ]
            if problems:
                raise RuleBroken(*problems)
        answer = super().reply()
        if self.request.response.getStatus() == 403:
            # Raised, not returned: whoever is not logged in is asked for the login.
            raise Unauthorized(str(data.get("@type"))[:80])
        return answer


class _Strict(DeserializeFromJson):
    def __call__(self, validate_all=False, data=None, create=False, mask_validation_errors=True):
        """As plone.restapi does it, after unknown keys were refused."""
        data = json_body(self.request) if data is None else data
        if importing():
            # plone.exportimport brings every key of its export, and swallows what is raised here.
            context = super().__call__(validate_all=validate_all, data=data, create=create)
            self._imported(data)
            return context
        known = {name for schema in iterSchemata(self.context) for name in getFields(schema)}
        unknown = sorted(set(data) - known - _TECHNICAL)
        if unknown:
            raise RuleBroken(*(Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in unknown))
        return super().__call__(
            validate_all=validate_all, data=data, create=create, mask_validation_errors=mask_validation_errors
        )

    def _imported(self, data: dict) -> None:
        """Take what an import brings besides fields."""


@implementer(IDeserializeFromJson)
@adapter(IGoverned, IOpengovDisclosureLayer)
class GovernedDeserializer(_Strict):
    """Of a governed document."""

    def _imported(self, data: dict) -> None:
        take_in(self.context, data)


@implementer(IDeserializeFromJson)
@adapter(IDocumentAttachment, IOpengovDisclosureLayer)
class AttachmentDeserializer(_Strict):
    """Of an attachment."""

    def _imported(self, data: dict) -> None:
        if IGoverned.providedBy(self.context.__parent__):
            complete(self.context.__parent__)
