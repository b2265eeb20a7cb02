"""What the services of ``@archive-transfers`` share: the way to a hand-over, who may go it, and how it is answered."""

from opengov.disclosure.serving import AddressedService
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.pull.access import receiver_of_caller
from zExceptions import Forbidden

import json


#: What there is of a hand-over -> the methods it knows.
PARTS = {
    "": "GET, HEAD",
    "manifest": "GET, HEAD",
    "signature": "GET, HEAD",
    "package": "GET, HEAD",
    "files": "GET, HEAD",
    "receipts": "GET, HEAD, POST",
}


class TransferService(AddressedService):
    """All methods; one that is not known here is answered by 405."""

    def render(self):
        """Say nothing that may be kept unasked, and nothing of what a purge destroyed (R-L3)."""
        self.check_permission()
        self.request.response.setHeader("Cache-Control", "private, no-cache")
        if not self.path:
            return self.root()
        handover = self.handover()
        if handover.state == "purged":
            return self.refused(410, "Gone", "This hand-over was destroyed. Destroy every copy of it.")
        return self.of(handover)

    def root(self):
        """What is at the address itself; by a method that it does not know, for whoever may ask."""
        self.feed_owner()
        return self.not_allowed()

    def of(self, handover: IHandover):
        """What is of a hand-over; by a method that it does not know, for whoever it exists."""
        return self.not_allowed()

    def feed_owner(self) -> dict:
        """The receiver who asks.

        :raises Forbidden: for every other account.
        """
        receiver = receiver_of_caller(self.context)
        if receiver is None:
            raise Forbidden("This account is no receiver of hand-overs.")
        return receiver

    def handover(self) -> IHandover:
        """The hand-over that is asked for; what was not offered to this account does not exist for it (R-X1)."""
        receiver = receiver_of_caller(self.context)
        found = IHandovers(self.context).get(receiver, self.path[0]) if receiver is not None else None
        if found is None or not self._leads_somewhere():
            raise self.missing()
        return found

    @property
    def part(self) -> str:
        """What of the hand-over is asked for; empty for itself."""
        return self.path[1] if len(self.path) > 1 else ""

    def refused(self, status: int, kind: str, message: str) -> str:
        """An error in the form of the others."""
        self.request.response.setStatus(status, lock=1)
        return self.told({"type": kind, "message": message})

    def told(self, content: dict) -> str:
        """JSON; of an answer to HEAD the headers alone."""
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        body = json.dumps(content, indent=2, sort_keys=True)
        if self.request.get("REQUEST_METHOD") != "HEAD":
            return body
        response.setHeader("Content-Length", str(len(body)))
        return ""

    def not_allowed(self) -> str:
        """405, with the methods that this address knows."""
        allowed = PARTS[self.part] if self.path else "GET, HEAD"
        self.request.response.setHeader("Allow", allowed)
        return self.refused(405, "MethodNotAllowed", f"Only {allowed} here.")

    def _leads_somewhere(self) -> bool:
        if self.part == "files":
            return len(self.path) == 3
        return self.part in PARTS and len(self.path) <= 2
