"""``@repeal`` of a joint document: its co-issuers are asked again before it is amended, repealed or voided (R-J5)."""

from AccessControl import Unauthorized
from opengov.disclosure.core.repeal import ACTS
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.joint.services import positions
from opengov.disclosure.joint.services.bodies import strict
from opengov.disclosure.serving import AddressedService
from opengov.disclosure.serving import VisibleService
from plone.restapi.serializer.converters import json_compatible
from zExceptions import NotFound


PROPOSED = ("validity", "validity_date?", "reason", "validity_document?")


class _Repeal(VisibleService):
    def check(self) -> None:
        """Let nobody in who is neither of the lead nor of an asked agency."""
        seen = IRepeal(self.context).seen()
        if not (IPositionsSeen(self.context).allowed() or (seen is not None and seen.allowed())):
            raise Unauthorized("@repeal")

    def told(self) -> dict:
        """The proposals, and the slots of the one that waits as the user sees them."""
        repeal = IRepeal(self.context)
        seen = repeal.seen()
        closed = [one for one in repeal.proposals() if one.get("closed")]
        told = {"needed": repeal.needed(), "may_propose": repeal.may_propose(), "proposal": repeal.proposal()}
        told |= {"items": seen.rows() if seen is not None else [], "closed": closed}
        return {"@id": f"{self.context.absolute_url()}/@repeal", **json_compatible(told)}


class RepealGet(_Repeal):
    """``GET @repeal``: what is proposed, who was asked, what each answered; and what was proposed before."""

    def reply(self) -> dict:
        """See ``_Repeal.told``."""
        self.check()
        return self.told()


class RepealPost(AddressedService, _Repeal):
    """``POST @repeal``: propose, and ask all who signed; ``…/give-up``; ``…/<slot>/<act>``: what ``@positions`` has too."""

    def reply(self) -> dict:
        """How it stands now."""
        self.check()
        repeal = IRepeal(self.context)
        if not self.path:
            repeal.propose(**strict(self.request, *PROPOSED))
            self.request.response.setStatus(201)
        elif self.path == ["give-up"]:
            repeal.give_up(**strict(self.request, "reason"))
        elif len(self.path) == 2 and self.path[1] in ACTS:
            self._act(*self.path)
        else:
            raise NotFound("/".join(self.path))
        return self.told()

    def _act(self, slot_id: str, act: str) -> None:
        repeal = IRepeal(self.context)
        seen = repeal.seen()
        if seen is None or slot_id not in {row["slot"] for row in seen.rows()}:
            raise NotFound(slot_id)
        getattr(repeal.answers(), act)(slot_id, **strict(self.request, *positions.ACTS[act]))
