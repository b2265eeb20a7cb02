"""What a purge destroys of hand-overs (R-L3, R-T4): sealed records, packages, lists and bytes. Receivers learn it by their
feed, and the other documents of a destroyed package are collected anew."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.store import enforce_converted
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import is_converted
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import SealedRecord
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import transaction


@implementer(IPurgeable)
@adapter(IGoverned)
class PurgedHandovers:
    """See ``IPurgeable``."""

    keeps = ()

    def __init__(self, context) -> None:
        self.context = context
        self.uid = IUUID(context)
        self.site = api.portal.get()

    def purge(self) -> None:
        enforce_converted(self.site)
        for shelf in store(self.site).shelves.values():
            if self.uid in shelf.ready:
                shelf.ready.remove(self.uid)
            shelf.held.pop(self.uid, None)
        for sealed in self._records():
            if not sealed.destroyed_at:
                self._destroy(sealed)

    def remains(self) -> tuple[str, ...]:
        if not is_converted(self.site):
            return ("handovers of the earlier version",)
        kept = [one for one in self._records() if one.blobs or one.files or one.row or not one.destroyed_at]
        spool = Spool(spool_folder())
        found = [f"record {one.id}" for one in kept]
        for handover in self._handovers():
            if not handover.destroyed_at and self._is_in(handover):
                found.append(f"handover {handover.id}")
            if handover.package and spool.path(handover.package["sha256"]).exists():
                found.append(f"package {handover.id}")
        return tuple(found)

    def _records(self) -> list[SealedRecord]:
        return store(self.site).sealed_of(self.uid)

    def _handovers(self) -> list[Handover]:
        kept = store(self.site)
        return [one for sealed in self._records() for one in kept.holding(sealed.id)]

    def _is_in(self, handover: Handover) -> bool:
        own = {one.id for one in self._records()}
        return any(id in own for id in handover.records.values())

    def _destroy(self, sealed: SealedRecord) -> None:
        kept, at = open_store(self.site), now().isoformat()
        for handover in kept.holding(sealed.id):
            if handover.destroyed_at:
                continue
            if handover.package:
                kept.note_destroyed(handover.package["sha256"], at)
                _unlink_after_commit(handover.package["sha256"])
            if handover.offered_at:
                self._take_back(handover, at)
            else:
                # also what it failed of may name what is destroyed: it is laid out again without it
                handover.reset()
                kept.shelf(handover.about["agency"]["uid"]).open[handover.number] = handover.id
        sealed.destroy(at)

    def _take_back(self, handover: Handover, at: str) -> None:
        shelf, sha256 = open_store(self.site).shelf(handover.about["agency"]["uid"]), handover.package["sha256"]
        handover.destroy(at)
        shelf.announce(at, "tombstone", "", handover.id, {})
        if not handover.superseded_by:
            shelf.again[handover.id] = at
        codes, digests = {"handover": handover.id}, {"package": f"sha256:{sha256}"}
        ILedger(self.context).record("handover_destroyed", codes=codes, digests=digests)


def _unlink_after_commit(sha256: str) -> None:
    """Delete a file only when the database says so, too; what a killed server leaves, the seal command deletes."""
    folder = spool_folder()

    def unlink(committed: bool) -> None:
        if committed:
            Spool(folder).destroy([sha256])

    transaction.get().addAfterCommitHook(unlink)


def sweep(site) -> None:
    """Delete the files of destroyed packages that a killed server left in the spool. The caller holds the spool."""
    Spool(spool_folder()).destroy(store(site).destroyed or ())
