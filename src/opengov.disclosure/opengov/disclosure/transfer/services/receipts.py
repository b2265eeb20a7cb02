"""``POST @archive-transfers/<id>/receipts``: what an archive says about a hand-over (R-T5, R-T6)."""

from opengov.disclosure.core.receipts import BY_OFFICE
from opengov.disclosure.core.receipts import CONFLICTS
from opengov.disclosure.core.receipts import KEYS
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IReceipts
from opengov.disclosure.transfer.pull.access import receiver_of_caller
from opengov.disclosure.transfer.services.asking import posted
from opengov.disclosure.transfer.services.pulling import TransferService
from zope.component import getUtility


class ReceiptsPost(TransferService):
    """201 for a new receipt, 200 for the same again; 409 for one that this hand-over cannot take, 400 for a malformed one."""

    def of(self, handover: IHandover) -> str:
        """Take a receipt, with these keys and no others."""
        if self.part != "receipts":
            return self.not_allowed()
        data, before = posted(self.request, KEYS), len(handover.receipts)
        try:
            receipt = IReceipts(self.context).give(receiver_of_caller(self.context), handover.id, data)
        except RuleBroken as error:
            return self.conflict(error)
        if len(handover.receipts) > before:
            self.request.response.setStatus(201)
        return self.told(receipt)

    def conflict(self, error: RuleBroken) -> str:
        """A good receipt at the wrong place: 403 or 409, in the form of a broken rule. Nothing was written.

        :raises RuleBroken: what is malformed (400).
        """
        codes = {problem.code for problem in error.problems}
        if not codes <= CONFLICTS | {BY_OFFICE}:
            raise error
        wording = getUtility(IWording)
        errors = [wording.as_json(problem, self.request) for problem in error.problems]
        self.request.response.setStatus(403 if BY_OFFICE in codes else 409, lock=1)
        message = " ".join(one["message"] for one in errors)
        return self.told({"type": "RuleBroken", "message": message, "errors": errors})
