"""``@archive-receivers``: the archives and libraries of the site, a setting of its managers."""

from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.receivers import FORM
from opengov.disclosure.transfer.receivers import KEYS
from opengov.disclosure.transfer.receivers import settled
from opengov.disclosure.transfer.services.asking import posted
from plone.restapi.services import Service


class ReceiversGet(Service):
    """Every receiver."""

    def reply(self) -> dict:
        return {"items": list(IReceivers(self.context).all().values())}


class ReceiversPost(Service):
    """Add or replace a receiver; what says how it wants hand-overs may be left out."""

    def reply(self) -> dict:
        receiver = posted(self.request, (*KEYS, *FORM))
        IReceivers(self.context).put(receiver)
        return settled(receiver)
