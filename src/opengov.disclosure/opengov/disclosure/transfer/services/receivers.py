"""``@archive-receivers``: the archives and libraries of the site, a setting of its managers."""

from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.receivers import KEYS
from opengov.disclosure.transfer.services.asking import posted
from plone.restapi.services import Service


class ReceiversGet(Service):
    """Every receiver."""

    def reply(self) -> dict:
        return {"items": list(IReceivers(self.context).all().values())}


class ReceiversPost(Service):
    """Add or replace a receiver; all of its keys are given."""

    def reply(self) -> dict:
        receiver = posted(self.request, KEYS)
        IReceivers(self.context).put(receiver)
        return receiver
