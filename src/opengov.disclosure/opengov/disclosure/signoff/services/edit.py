"""``GET`` and ``PATCH`` of governed content: whoever edits names the version he has read, and writes over no other's work."""

from AccessControl import getSecurityManager
from opengov.disclosure import fieldwords
from opengov.disclosure.core import conflicts
from opengov.disclosure.i18n import _
from opengov.disclosure.signoff.services.preconditions import asked
from opengov.disclosure.signoff.services.preconditions import failed
from opengov.disclosure.signoff.services.preconditions import quoted
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services.content.get import ContentGet
from plone.restapi.services.content.update import ContentPatch
from zope.component import getMultiAdapter


EDIT = "Modify portal content"


def etag(context) -> str:
    """The version of an object's fields, as a strong ``ETag``."""
    return quoted(_version(context))


def _version(context) -> str:
    return conflicts.stamp(fieldwords.values(context))


class GovernedGet(ContentGet):
    """As plone.restapi does it; to whoever may edit with the ``ETag`` that he sends back as ``If-Match``.

    Nobody else gets one: a mark of all fields would tell a guesser that he has guessed right.
    """

    def reply(self):
        answer = super().reply()
        if getSecurityManager().checkPermission(EDIT, self.context):
            self.request.response.setHeader("ETag", etag(self.context))
        return answer


class GovernedPatch(ContentPatch):
    """As plone.restapi does it, after ``If-Match`` was compared: 412 with the differing fields, and nothing is stored."""

    def reply(self):
        if not self._matches():
            return self._refuse()
        answer = super().reply()
        if self.request.response.getStatus() < 300:
            self.request.response.setHeader("ETag", etag(self.context))
        return answer

    def _matches(self) -> bool:
        tags = asked(self.request)
        return not tags or _version(self.context) in tags

    def _refuse(self) -> dict:
        words = _("rest_changed_meanwhile", default="The document was changed since you read it. Nothing was stored.")
        actions = ("edited", "created")
        return failed(self.context, self.request, _version(self.context), words, actions, errors=self._differing())

    def _differing(self) -> list[dict]:
        """The fields of the request that are stored otherwise, as far as the user may read them."""
        saved = getMultiAdapter((self.context, self.request), ISerializeToJson)(include_items=False)
        fields = fieldwords.fields_of(self.context)
        return [
            {"field": name, "title": fieldwords.title(fields[name], name), "saved": saved[name], "sent": sent}
            for name, sent in json_body(self.request).items()
            if name in fields and name in saved and not _same(saved[name], sent)
        ]


def _same(saved: object, sent: object) -> bool:
    """Whether a client means the same: codes may come with their titles, texts with markup as one string."""
    saved, sent = _code(saved), _code(sent)
    if isinstance(saved, list) and isinstance(sent, list):
        return [_code(item) for item in saved] == [_code(item) for item in sent]
    return saved == sent or (not saved and not sent)


def _code(value: object) -> object:
    if isinstance(value, dict):
        return value.get("token", value.get("data", value))
    return value
