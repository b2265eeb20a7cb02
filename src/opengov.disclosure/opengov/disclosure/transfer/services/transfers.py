"""``GET`` and ``HEAD @archive-transfers``: what the account of an archive or library was offered, and the bytes of it."""

from opengov.disclosure.ledger.interfaces import IAccessLog
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.pull import representations
from opengov.disclosure.transfer.pull import telling
from opengov.disclosure.transfer.pull.download import answer
from opengov.disclosure.transfer.pull.representations import Representation
from opengov.disclosure.transfer.services.asking import number
from opengov.disclosure.transfer.services.pulling import TransferService
from zope.component import getUtility

import re


MOST = 500
LAST = 2**31 - 2


class ArchiveTransfersGet(TransferService):
    """Reading, also by HEAD. It changes nothing; who took bytes goes to the access log (R-L2)."""

    def root(self) -> str:
        """A page of the feed after a number."""
        receiver = self.feed_owner()
        form = self.request.form
        after = number(form.get("after", 0), "after", 0, LAST)
        limit = number(form.get("limit", 100), "limit", 1, MOST)
        page = IHandovers(self.context).page(receiver, after, limit)
        items = [telling.entry(self.context, item) for item in page["items"]]
        told = {"@id": telling.address(self.context), "receiver": receiver["id"], "items": items}
        return self.told({**told, "next": page["next"]})

    def of(self, handover: IHandover):
        """The hand-over, or one of its parts."""
        if not self.part:
            return self.told(telling.whole(self.context, handover))
        if self.part == "receipts":
            return self.told({"@id": self._address(handover), "items": list(handover.receipts)})
        if self.part == "files":
            return self.file(handover)
        found = getattr(self, f"_{self.part}")(handover)
        return self.sent(found, handover.facts["agency"], f"downloaded_{self.part}", handover=handover.id)

    def file(self, handover: IHandover):
        """One file by its number in the manifest."""
        asked, found = self.path[2], None
        if re.fullmatch(r"[1-9][0-9]{0,8}", asked):
            found = representations.file(handover, int(asked))
        if found is None:
            raise self.missing()
        one, place = found
        row = next(iter(handover.rows(place - 1, place)), None) if place else None
        subject = row.document if row is not None else handover.facts["agency"]
        return self.sent(one, subject, "downloaded_file", handover=handover.id, file=int(asked))

    def sent(self, found: Representation | None, uid: str, what: str, **plain):
        """The bytes, or the part of them that is asked for, with a line in the access log."""
        if found is None:
            raise self.missing()
        wanted = answer(self.request, found)
        if wanted is None:
            return b""
        body = found.open(*wanted)
        getUtility(IAccessLog).log(uid, what, **plain, start=wanted[0], stop=wanted[1])
        return body

    def _address(self, handover: IHandover) -> str:
        return f"{telling.address(self.context)}/{handover.id}/{self.part}"

    _manifest = staticmethod(representations.manifest)
    _signature = staticmethod(representations.signature)
    _package = staticmethod(representations.package)
