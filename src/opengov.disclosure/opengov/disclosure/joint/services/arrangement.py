"""``@joint`` of a document: who issues it together, in which order of names, how they sign, and who leads."""

from AccessControl import Unauthorized
from opengov.disclosure.core.joint import Banner
from opengov.disclosure.core.joint import Countersigning
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.services.bodies import strict
from opengov.disclosure.serving import AddressedService
from opengov.disclosure.serving import VisibleService
from plone.restapi.serializer.converters import json_compatible
from zExceptions import NotFound


#: Keys of ``PATCH @joint``.
ARRANGED = ("countersigning?", "banner?", "order?", "lead_body?", "lead_administrative?")

#: Keys of ``POST @joint/lead-issue``.
ISSUED = ("number?", "issue_date", "paper", "reason?")

_TOLD = ("joint", "lead_body", "lead_administrative", "lead_place", "countersigning", "banner")


class _Joint(VisibleService):
    def told(self) -> dict:
        """How the document is issued, and what the user may change of it."""
        if not IPositionsSeen(self.context).allowed():
            raise Unauthorized("@joint")
        arrangement = IArrangement(self.context)
        told = {name: getattr(arrangement, name) for name in _TOLD}
        told |= {"issuers": arrangement.issuers(), "may": arrangement.may()}
        issue = arrangement.lead_issue
        # An asked agency reads it too: who recorded it is the lead's own (R-J6).
        told["lead_issue"] = {name: issue[name] for name in ("number", "issue_date")} if issue else None
        told["values"] = {
            "countersigning": [way.value for way in Countersigning],
            "banner": [choice.value for choice in Banner],
        }
        return {"@id": f"{self.context.absolute_url()}/@joint", **json_compatible(told)}


class JointGet(_Joint):
    """``GET @joint``."""

    def reply(self) -> dict:
        """The arrangement."""
        return self.told()


class JointPatch(_Joint):
    """``PATCH @joint``: what is named is changed, all of it or nothing."""

    def reply(self) -> dict:
        """The arrangement as it is now."""
        self.told()
        data = strict(self.request, *ARRANGED)
        arrangement = IArrangement(self.context)
        if "lead_administrative" in data and "lead_body" not in data:
            enforce([Problem("value_missing", "R-X1", "lead_body", "", {"name": "lead_body"})])
        if (body := data.pop("lead_body", None)) is not None:
            same = body.strip() == arrangement.lead_body
            before = arrangement.lead_administrative if same else True
            arrangement.led_by(body, data.pop("lead_administrative", before))
        if data:
            arrangement.arrange(**data)
        return self.told()


class JointPost(AddressedService, _Joint):
    """``POST @joint/lead-issue``: number and date that an outside lead gave, with the issued paper."""

    def reply(self) -> dict:
        """The arrangement as it is now."""
        self.told()
        if self.path != ["lead-issue"]:
            raise NotFound("/".join(self.path))
        IArrangement(self.context).record_lead_issue(**{"number": "", **strict(self.request, *ISSUED)})
        return self.told()
