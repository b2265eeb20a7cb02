"""``@channels`` of a document (its records) and of an agency (the Web Editor's lists)."""

from AccessControl import Unauthorized
from dataclasses import asdict
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.bodies import read_json
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.acts import act_on
from opengov.disclosure.catalogue.acts import on_the_list
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import WORK
from opengov.disclosure.catalogue.scope import absolute
from opengov.disclosure.catalogue.services.lists import answer
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone import api
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


#: Who may read where a document was put.
READERS = ("opengov.disclosure: View ledger", "opengov.disclosure: Publish document")

VALUES = ("channel", "address", "proof", "on")


def values(request, acts: tuple[str, ...], *more: str) -> dict[str, str]:
    """The body of a request: ``act`` and the values of a record, all of them text.

    :param more: further keys that are needed.
    :raises RuleBroken: (R-X2) naming each key that is unknown, missing or no text.
    """
    body = read_json(request)
    known = (*more, "act", *VALUES)
    found = [Problem("value_unknown", "R-X1", key, "", {"name": key}) for key in sorted(set(body) - set(known))]
    missing = sorted({*more, "act", "channel"} - set(body))
    found += [Problem("value_missing", "R-X1", key, "", {"name": key}) for key in missing]
    wrong = [key for key in known if key in body and not isinstance(body[key], str)]
    found += [Problem("value_type", "R-X1", key, "", {"name": key}) for key in wrong]
    if not found and body["act"] not in acts:
        found.append(Problem("channel_act_unknown", "R-X2", "act", "", {"acts": ", ".join(acts)}))
    enforce(found)
    return body


def told(document) -> dict[str, object]:
    """Everything about the channels of a document, as plain values."""
    held = IChannels(document)
    return {
        "@id": f"{document.absolute_url()}/@channels",
        "planned": list(held.planned()),
        "to_place": list(held.to_place()),
        "to_take_down": list(held.to_take_down()),
        "statutory_channel": IIssuingAgency(document).jurisdiction.statutory_channel,
        "statutory_done": held.statutory_done(),
        "records": [asdict(record) for record in held.records()],
    }


class _OfDocument(Service):
    """A service of a document that whoever may not see it finds missing."""

    def render(self):
        """Answer only somebody who may see the document (R-X1)."""
        if not api.user.has_permission("View", obj=self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return super().render()


class ChannelsGet(_OfDocument):
    """``GET <document>/@channels``."""

    def reply(self):
        if not any(api.user.has_permission(permission, obj=self.context) for permission in READERS):
            raise Unauthorized("channels")
        return told(self.context)


class ChannelsPost(_OfDocument):
    """``POST <document>/@channels``: order a channel, or write down that the document has appeared on one."""

    def reply(self):
        act_on(self.context, values(self.request, ("order", "place")))
        return told(self.context)


class ChannelsPatch(_OfDocument):
    """``PATCH <document>/@channels``: change a record: not after all, other address, gone from there."""

    def reply(self):
        act_on(self.context, values(self.request, ("drop", "correct", "take_down")))
        return told(self.context)


@implementer(IPublishTraverse)
class WorkGet(Service):
    """``GET <agency>/@channels`` (which lists there are) and ``GET <agency>/@channels/<name>`` (one page)."""

    name = ""

    def publishTraverse(self, request, name):
        """Take the name of the list from the address."""
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def reply(self):
        base = f"{self.context.absolute_url()}/@channels"
        chosen = selection.read(self.request.form, {}, strict=True, names=())
        if not self.name:
            return answer(self, "@channels", {"items": [{"@id": f"{base}/{name}", "name": name} for name in WORK]})
        page = IChannelWork(self.context).page(self.name, chosen.after, chosen.size)
        items = [absolute(item) for item in page["items"]]
        return answer(self, f"@channels/{self.name}", {**page, "items": items})


class WorkPatch(Service):
    """``PATCH <agency>/@channels``: confirm that something on the list ``take_down`` is gone.

    For documents that the Web Editor sees no longer: they are on his list, and nothing else of them is told.
    """

    def reply(self):
        body = values(self.request, ("take_down",), "document")
        document = on_the_list(self.context, body.pop("document"), body["channel"])
        act_on(document, body)
        return self.reply_no_content()
