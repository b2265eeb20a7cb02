"""Services of an agency: what it is asked, who drafts for it, drafting for another."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.joint.commissioning import CLAUSE
from opengov.disclosure.joint.interfaces import IAsked
from opengov.disclosure.joint.interfaces import IDraftingAgencies
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.joint.services.bodies import strict
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.component import getMultiAdapter


#: Who names the agencies that draft for this one: a site's manager, or its own disclosure office.
NAMERS = ("opengov.disclosure: Manage settings", "opengov.disclosure: Register document")


class AskedGet(Service):
    """``GET <agency>/@asked``: for its liaisons and leaders; for everybody else there is nothing here (R-X1)."""

    def reply(self) -> dict:
        """What the agency is asked, what waits first."""
        asked = IAsked(self.context)
        if not asked.allowed():
            raise NotFound("@asked")
        items = json_compatible(asked.items())
        repeals = json_compatible(asked.repeals())
        waiting = sum(item["waiting"] for item in (*items, *repeals))
        address = f"{self.context.absolute_url()}/@asked"
        return {"@id": address, "waiting": waiting, "items": items, "repeals": repeals}


class _DraftingAgencies(Service):
    def check(self) -> None:
        """Let nobody in but those who name them."""
        if not any(getSecurityManager().checkPermission(name, self.context) for name in NAMERS):
            raise Unauthorized("@drafting-agencies")

    def told(self) -> dict:
        """The agencies by UID and title."""
        named = [(uid, agency_of(uid)) for uid in IDraftingAgencies(self.context).uids()]
        items = [{"UID": uid, "title": agency.title if agency is not None else ""} for uid, agency in named]
        return {"@id": f"{self.context.absolute_url()}/@drafting-agencies", "items": items}


class DraftingAgenciesGet(_DraftingAgencies):
    """``GET <agency>/@drafting-agencies``."""

    def reply(self) -> dict:
        """The agencies that may draft for this one."""
        self.check()
        return self.told()


class DraftingAgenciesPost(_DraftingAgencies):
    """``POST <agency>/@drafting-agencies`` {agencies: [uid …]}: the list takes the place of the former."""

    def reply(self) -> dict:
        """The list as it is now."""
        self.check()
        uids = strict(self.request, "agencies")["agencies"]
        if not all(isinstance(uid, str) for uid in uids):
            enforce([Problem("value_type", "R-X1", "agencies", "", {"name": "agencies"})])
        IDraftingAgencies(self.context).set(uids)
        return self.told()


class DraftFor(Service):
    """``POST <agency>/@draft-for`` {agency: uid, title, …}: its drafter begins a draft that another agency issues (R-A8)."""

    def reply(self) -> dict:
        """The draft, with its address, as after ``POST <agency>``."""
        data = dict(read_json(self.request))
        uid = data.pop("agency", "")
        issuer = agency_of(uid) if isinstance(uid, str) else None
        if issuer is None:
            # The same answer as for an agency that lets nobody draft.
            enforce([Problem("drafting_not_allowed", "R-A8", "agency", CLAUSE)])
        document = IDraftingAgencies(issuer).draft(self.context, self.request, data)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", document.absolute_url())
        answer = getMultiAdapter((document, self.request), ISerializeToJson)()
        return {**answer, "@id": document.absolute_url()}
