"""``@archive-deposits``: lists, copies and notices as their receiver sees them, and what it says about them (R-T5, R-T6).

Nothing here changes what the office recorded: the archives add acts of their own.
"""

from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from opengov.disclosure.transfer.pull.access import receiver_of_caller
from opengov.disclosure.transfer.services.asking import number
from opengov.disclosure.transfer.services.deposits import asked
from opengov.disclosure.transfer.services.deposits import LAST
from opengov.disclosure.transfer.services.deposits import line_as_json
from plone.app.uuid.utils import uuidToObject
from plone.restapi.services import Service
from zExceptions import Forbidden
from zExceptions import NotFound


ARCHIVES = {"confirm": ("act",), "acknowledge": ("notice",), "take_back": ("act", "reason")}
#: Acts of the office that a receiver is told of.
_TOLD = ("hand_in", "nil_return", "record_copy")


class ArchiveDepositsService(Service):
    """What both methods share."""

    def receiver(self) -> dict:
        """The receiver who asks.

        :raises Forbidden: for every other account.
        """
        found = receiver_of_caller(self.context)
        if found is None:
            raise Forbidden("This account is no receiver of hand-overs.")
        return found

    def deposits(self, receiver: dict, agency: str) -> IDeposits:
        """The deposits of an agency of the receiver's fonds; any other does not exist for it (R-X1)."""
        found = uuidToObject(agency, unrestricted=True) if agency in receiver["fonds"] else None
        if found is None:
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return IDeposits(found)


class ArchiveDepositsGet(ArchiveDepositsService):
    """Without ``agency``: what waits in each fonds. With it: its acts and notices; with ``act``, too: the list it handed in."""

    def reply(self) -> dict:
        """See the class."""
        receiver, form = self.receiver(), self.request.form
        told: dict = {"@id": f"{self.context.absolute_url()}/@archive-deposits", "receiver": receiver["id"]}
        if "agency" not in form:
            return {**told, "items": [self._summary(receiver, uid) for uid in receiver["fonds"]]}
        deposits = self.deposits(receiver, str(form["agency"]))
        acts = self._acts(deposits, receiver)
        if "act" in form:
            wanted = number(form["act"], "act", 1, LAST)
            if wanted not in {act["number"] for act in acts}:
                raise NotFound(self.request.get("ACTUAL_URL", ""))
            return {**told, "act": wanted, "items": [line_as_json(line) for line in deposits.lines(wanted)]}
        return {**told, "acts": acts, "notices": self._notices(deposits, receiver)}

    def _summary(self, receiver: dict, uid: str) -> dict:
        deposits = self.deposits(receiver, uid)
        waiting = [act for act in self._acts(deposits, receiver) if not act["undone"] and not act["confirmed"]]
        notices = [each for each in self._notices(deposits, receiver) if not each["acknowledged_on"]]
        return {"agency": uid, "to_confirm": len(waiting), "to_acknowledge": len(notices)}

    def _acts(self, deposits: IDeposits, receiver: dict) -> list[dict]:
        return [act for act in deposits.acts(what=_TOLD) if act["receiver"] == receiver["kind"]]

    def _notices(self, deposits: IDeposits, receiver: dict) -> list[dict]:
        """Those in its feed; of the others, and of what other receivers did, it learns nothing."""
        found = []
        for notice in deposits.notices(done=True):
            own = notice.pop("receivers").get(receiver["kind"])
            if own and own["offered_on"]:
                found.append({**notice, **own})
        return found


class ArchiveDepositsPost(ArchiveDepositsService):
    """``{"do": confirm | acknowledge | take_back, "agency": …}``: the act that was recorded, 201."""

    def reply(self) -> dict:
        """See the class."""
        receiver = self.receiver()
        what, said = asked(self.request, ARCHIVES, "agency")
        deposits = self.deposits(receiver, said.pop("agency"))
        act = getattr(deposits, what)(**said, receiver=receiver["kind"])
        self.request.response.setStatus(201)
        return act
