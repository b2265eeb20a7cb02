"""What a purge destroys of hand-overs (R-L3, R-T4): sealed packages, their lists and bytes. Receivers are told by their feed."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import Sealed
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
        found = [sealed for sealed in self._sealed() if not sealed.destroyed_at]
        for shelf in store(self.site).shelves.values():
            if self.uid in shelf.ready:
                shelf.ready.remove(self.uid)
            shelf.held.pop(self.uid, None)
        for sealed in found:
            self._destroy(sealed)
        if found:
            _unlink_after_commit([sealed.package["sha256"] for sealed in found])

    def remains(self) -> tuple[str, ...]:
        kept = [sealed for sealed in self._sealed() if sealed.blobs or sealed.names or not sealed.destroyed_at]
        spool = Spool(spool_folder())
        return tuple(f"handover {sealed.id}" for sealed in kept) + tuple(
            f"package {sealed.id}" for sealed in self._sealed() if spool.path(sealed.package["sha256"]).exists()
        )

    def _sealed(self) -> list[Sealed]:
        kept = store(self.site)
        return [kept.sealed[id] for id in kept.by_document.get(self.uid, ())]

    def _destroy(self, sealed: Sealed) -> None:
        kept, at = open_store(self.site), now().isoformat()
        sealed.destroy(at)
        kept.note_destroyed(sealed.package["sha256"], at)
        for feed in kept.feeds.values():
            if sealed.id in feed.numbers:
                feed.take_back(sealed.id, at)
        ILedger(self.context).record(
            "handover_destroyed",
            codes={"handover": sealed.id},
            digests={"package": f"sha256:{sealed.package['sha256']}"},
        )


def _unlink_after_commit(packages: list[str]) -> None:
    """Delete files only when the database says so, too; what a killed server leaves, the seal command deletes."""
    folder = spool_folder()

    def unlink(committed: bool) -> None:
        if committed:
            Spool(folder).destroy(packages)

    transaction.get().addAfterCommitHook(unlink)


def sweep(site) -> None:
    """Delete the files of destroyed packages that a killed server left in the spool. The caller holds the spool."""
    Spool(spool_folder()).destroy(store(site).destroyed or ())
