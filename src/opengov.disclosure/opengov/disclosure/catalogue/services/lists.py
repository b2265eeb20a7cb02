"""The catalogue and the register of joint documents over REST."""

from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue import permanent
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.counting import FACETS
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.labels import joint_note
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.scope import public_entry
from opengov.disclosure.catalogue.scope import scope_of
from plone import api
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import json


@implementer(IPublishTraverse)
class CatalogueGet(Service):
    """``GET @disclosure-catalogue`` of the site or an agency, and one entry of it by index number or UID."""

    parts: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        """Take the parts of an index number from the address."""
        if len(self.parts) == permanent.PARTS:
            raise NotFound(name)
        self.parts += (name,)
        return self

    def reply(self):
        if self.parts:
            return self._one("/".join(self.parts))
        form = dict(self.request.form)
        counted = form.pop("facets", "") in ("1", "true")
        chosen = selection.read(form, scope_of(self.context), strict=True)
        catalogue = IPublicCatalogue(api.portal.get())
        page = catalogue.page(chosen.all_filters, chosen.text, chosen.after, chosen.size, chosen.sort or "relevance")
        content = {**page, "items": [public_entry(item) for item in page["items"]]}
        if counted:
            names = [name for name in FACETS if name not in chosen.scope]
            content["facets"] = {name: self._facet(name, chosen) for name in names}
        return answer(self, "@disclosure-catalogue", content)

    def _one(self, name: str):
        entry = permanent.found(name)
        if entry is None or any(entry["facets"].get(facet) != value for facet, value in scope_of(self.context).items()):
            raise NotFound(name)
        return answer(self, f"@disclosure-catalogue/{name}", public_entry(entry))

    def _facet(self, name: str, chosen: selection.Selection) -> list[dict]:
        labels = Labels(self.context, self.request)
        listed = IPublicCatalogue(api.portal.get()).facets(name, chosen.all_filters)
        return [
            {"value": value, "title": label or labels(name, value), "count": count} for value, label, count in listed
        ]


class JointRegisterGet(Service):
    """``GET <agency>/@joint-register``: for the agency's people; for everybody else there is nothing here (R-X1)."""

    def reply(self):
        register = IJointRegister(self.context)
        if not register.allowed():
            raise NotFound("@joint-register")
        chosen = selection.read(self.request.form, {}, strict=True, names=("state", "year", "lead", "sort"))
        page = register.page(**chosen.filters, after=chosen.after, size=chosen.size)
        items = [self._told(item) for item in page["items"]]
        leads = [{"value": lead, "title": title} for lead, title in register.leads().items()]
        return answer(self, "@joint-register", {**page, "items": items, "years": register.years(), "leads": leads})

    def _told(self, item: dict) -> dict:
        rest = {name: value for name, value in item.items() if name not in ("path", "url")}
        return {"@id": item["url"], **rest, "note": joint_note(item["lead"], self.request)}


def answer(service: Service, endpoint: str, content: dict):
    """Put the address into an answer and leave out what the client has already."""
    content = {"@id": f"{service.context.absolute_url()}/{endpoint}", **content}
    if caching.conditional(service.request, json.dumps(content, sort_keys=True)):
        return content
    return service.reply_no_content(status=304)
