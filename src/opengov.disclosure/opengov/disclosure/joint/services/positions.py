"""``@positions`` of a document: the agencies that are asked, and what they answer."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from opengov.disclosure.joint import files
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.services.bodies import strict
from opengov.disclosure.serving import AddressedService
from opengov.disclosure.serving import VisibleService
from plone.restapi.serializer.converters import json_compatible
from zExceptions import NotFound


#: Keys of an agency that is named.
NAMED = ("agency?", "body?", "role?", "administrative?", "reason?")

#: Act behind a slot -> its keys.
ACTS = {
    "ask": (),
    "remove": ("reason?",),
    "receive": (),
    "draft": ("stand", "digest", "reason?", "confidential?", "files?"),
    "confirm": ("digest",),
    "attach": ("file",),
    "detach": ("file_id",),
    "release": ("draft_id?",),
    "record": ("stand", "paper", "signed_by", "reason?", "digest?"),
    "decide": ("ruling", "authority", "reason", "paper", "attribute?", "digest?"),
}


class _Positions(VisibleService):
    def check(self) -> None:
        """Let nobody in who is neither of the lead nor of an asked agency."""
        if not IPositionsSeen(self.context).allowed():
            raise Unauthorized("@positions")

    def told(self) -> dict:
        """The slots as the user sees them."""
        rows = IPositionsSeen(self.context).rows()
        return {"@id": f"{self.context.absolute_url()}/@positions", "items": json_compatible(rows)}

    def known(self, slot_id: str) -> str:
        """The id of a slot the user sees.

        :raises NotFound: for any other.
        """
        if slot_id not in {row["slot"] for row in IPositionsSeen(self.context).rows()}:
            raise NotFound(slot_id)
        return slot_id


class PositionsGet(AddressedService, _Positions):
    """``GET @positions``; ``…/<slot>/difference``: what changed since an agency's newest position; ``…/<slot>/files/<id>``."""

    def render(self):
        """A file as it is (no JSON); everything else as a service answers."""
        if len(self.path) != 3 or self.path[1] != "files":
            return super().render()
        found = IPositionsSeen(self.context).file(self.path[0], self.path[2])
        if found is None or not getSecurityManager().checkPermission("View", self.context):
            raise NotFound("/".join(self.path))
        return files.download(self.request.response, *found)

    def reply(self) -> dict:
        """Rows as ``IPositionsSeen`` tells them, or one difference."""
        self.check()
        if not self.path:
            return self.told()
        if len(self.path) != 2 or self.path[1] != "difference":
            raise NotFound("/".join(self.path))
        changes = IPositionsSeen(self.context).difference(self.known(self.path[0]))
        items = [{"field": field, "old": old, "new": new} for field, old, new in changes]
        return {"@id": f"{self.context.absolute_url()}/@positions/{self.path[0]}/difference", "items": items}


class PositionsPost(AddressedService, _Positions):
    """``POST @positions``: name or ask an agency; ``POST @positions/<slot>/<act>``: everything that follows."""

    def reply(self) -> dict:
        """The slots as they stand now."""
        self.check()
        positions = IPositions(self.context)
        if not self.path:
            positions.add(**strict(self.request, *NAMED))
            self.request.response.setStatus(201)
        elif len(self.path) == 2 and self.path[1] in ACTS:
            slot_id, act = self.known(self.path[0]), self.path[1]
            getattr(positions, act)(slot_id, **strict(self.request, *ACTS[act]))
        else:
            raise NotFound("/".join(self.path))
        return self.told()
