"""The catalogue and the register of joint documents over REST."""

from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.labels import joint_note
from opengov.disclosure.catalogue.scope import public_entry
from opengov.disclosure.catalogue.scope import scope_of
from plone import api
from plone.restapi.services import Service
from zExceptions import NotFound

import json


class CatalogueGet(Service):
    """``GET @disclosure-catalogue`` of the site or an agency."""

    def reply(self):
        chosen = selection.read(self.request.form, scope_of(self.context), strict=True)
        page = IPublicCatalogue(api.portal.get()).page(
            {**chosen.filters, **chosen.scope}, chosen.text, chosen.after, chosen.size
        )
        return answer(self, "@disclosure-catalogue", {**page, "items": [public_entry(item) for item in page["items"]]})


class JointRegisterGet(Service):
    """``GET <agency>/@joint-register``: for the agency's people; for everybody else there is nothing here (R-X1)."""

    def reply(self):
        register = IJointRegister(self.context)
        if not register.allowed():
            raise NotFound("@joint-register")
        chosen = selection.read(self.request.form, {}, strict=True, names=("state", "year", "sort"))
        page = register.page(**chosen.filters, after=chosen.after, size=chosen.size)
        items = [self._told(item) for item in page["items"]]
        return answer(self, "@joint-register", {**page, "items": items, "years": register.years()})

    def _told(self, item: dict) -> dict:
        rest = {name: value for name, value in item.items() if name not in ("path", "url")}
        return {"@id": item["url"], **rest, "note": joint_note(item["lead"], self.request)}


def answer(service: Service, endpoint: str, content: dict):
    """Put the address into an answer and leave out what the client has already."""
    content = {"@id": f"{service.context.absolute_url()}/{endpoint}", **content}
    if caching.conditional(service.request, json.dumps(content, sort_keys=True)):
        return content
    return service.reply_no_content(status=304)
