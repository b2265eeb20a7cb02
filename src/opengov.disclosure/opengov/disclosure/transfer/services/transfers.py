"""``@archive-transfers``: what an archive's machine account was offered, and the packages (packaging: pull)."""

from AccessControl import getSecurityManager
from opengov.disclosure.ledger.interfaces import IAccessLog
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.pull import download
from opengov.disclosure.transfer.services.asking import number
from opengov.disclosure.transfer.store import Handover
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.restapi.services import Service
from zExceptions import Forbidden
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import json


PULL = "opengov.disclosure: Pull hand-over"
MOST = 500
LAST = 2**31 - 2


@implementer(IPublishTraverse)
class ArchiveTransfersGet(Service):
    """``GET @archive-transfers``, ``…/<id>`` and ``…/<id>/package``. Reading changes nothing."""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        """Take the id, and what of it."""
        self.path.append(name)
        return self

    def render(self):
        """The package is a file, everything else JSON."""
        if self.path[1:] != ["package"]:
            return super().render()
        self.check_permission()
        sealed = self.sealed()
        return self.gone() if sealed.destroyed_at else self.package(sealed)

    def gone(self) -> str:
        """Nothing of a purged package is served (R-L3): 410, also to whoever says that he has it already."""
        response = self.request.response
        response.setStatus(410, lock=1)
        response.setHeader("Cache-Control", "private, no-cache")
        response.setHeader("Content-Type", "application/json")
        return json.dumps({"type": "Gone", "message": "This hand-over was destroyed. Destroy every copy of it."})

    def reply(self) -> dict:
        """The list, or the manifest of one."""
        if not self.path:
            return self.listing()
        if len(self.path) > 1:
            raise NotFound(self.request["URL"])
        return self.manifest(self.sealed())

    def receiver(self) -> dict | None:
        """The receiver behind the account, with those of its fonds where it holds the office of archivist now."""
        user = getSecurityManager().getUser()
        if user.getId() is None:
            raise Unauthorized("Log in as the account of an archive or library.")
        receiver = IReceivers(self.context).of_account(user.getId())
        if receiver is None:
            return None
        return {**receiver, "fonds": [uid for uid in receiver["fonds"] if _may_pull(uid)]}

    def sealed(self) -> Handover:
        """The hand-over that is asked for; what was not offered to this account does not exist for it."""
        receiver = self.receiver()
        sealed = IHandovers(self.context).get(receiver, self.path[0]) if receiver else None
        if sealed is None:
            raise NotFound(self.request["URL"])
        return sealed

    def listing(self) -> dict:
        """A page of the feed after a number."""
        receiver = self.receiver()
        if receiver is None:
            raise Forbidden("This account is no receiver of hand-overs.")
        form = self.request.form
        after = number(form.get("after", 0), "after", 0, LAST)
        limit = number(form.get("limit", 100), "limit", 1, MOST)
        page = IHandovers(self.context).page(receiver, after, limit)
        handovers = IHandovers(self.context)
        items = [
            {**item, **summary(handovers.find(item["handover"])), **self._addresses(item["handover"])}
            for item in page["items"]
        ]
        return {"@id": self._address(), "receiver": receiver["id"], "items": items, "next": page["next"]}

    def manifest(self, sealed: Handover) -> dict:
        """Every file of a hand-over with its size and digests."""
        files = [
            {
                "path": entry.path,
                "size": entry.size,
                "crc32": f"{entry.crc32:08x}",
                "sha256": entry.sha256,
                "sm3": entry.sm3,
                "name": name,
            }
            for entry, _place, name, _media_type in sealed.placed()
        ]
        return {**summary(sealed), **self._addresses(sealed.id), "files": files}

    def package(self, sealed: Handover):
        """The bytes; who took them goes to the access log (R-L2)."""
        found = download.answer(self.request, sealed)
        if found is None:
            return b""
        start, stop = found
        body = download.body(self.request, sealed, start, stop)
        getUtility(IAccessLog).log(
            sealed.facts["agency"], "downloaded_package", handover=sealed.id, start=start, stop=stop
        )
        return body

    def _addresses(self, id: str) -> dict[str, str]:
        address = f"{self._address()}/{id}"
        return {"@id": address, "manifest": address, "package": f"{address}/package"}

    def _address(self) -> str:
        # with ++api++ the address answers whatever the client accepts
        return f"{self.context.absolute_url()}/++api++/@archive-transfers"


class ArchiveTransfersHead(ArchiveTransfersGet):
    """``HEAD …/<id>/package``: length, digest and ETag without the bytes."""

    def package(self, sealed: Handover):
        """The headers alone."""
        if download.answer(self.request, sealed) is not None:
            self.request.response.setHeader("Content-Length", str(sealed.package["size"]))
        return b""


def summary(handover: Handover) -> dict:
    """A hand-over as lists show it; no title, no name."""
    package, facts = handover.package, handover.facts
    item = {key: facts[key] for key in ("agency", "purpose", "scope", "sealed_at", "supersedes", "records")}
    item.update(id=handover.id, state=handover.state, size=package["size"], etag=f'"{package["sha256"]}"')
    if handover.destroyed_at:
        item["purged_at"] = handover.destroyed_at
    item["digests"] = {"sha-256": package["sha256"], "sm3": package["sm3"]}
    return item


def _may_pull(uid: str) -> bool:
    agency = uuidToObject(uid, unrestricted=True)
    return agency is not None and bool(api.user.has_permission(PULL, obj=agency))
