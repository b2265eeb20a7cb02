"""The record of one subject: append, read, ask who wrote it."""

from collections.abc import Mapping
from opengov.disclosure.core import ledger
from opengov.disclosure.ledger.actor import current_actor
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.ledger.interfaces import SITE_UID
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(ILedger)
class Ledger:
    """See :class:`ILedger`."""

    def __init__(self, store, uid: str) -> None:
        self.store = store
        self.uid = uid

    def record(
        self,
        action: str,
        codes: Mapping[str, str] | None = None,
        digests: Mapping[str, str] | None = None,
        on_behalf_of: str = "",
        actor: str | None = None,
    ) -> ledger.Entry:
        """Append one entry."""
        entry = ledger.make(
            self.store.head(self.uid),
            at=now().isoformat(),
            subject=self.uid,
            actor=current_actor() if actor is None else actor,
            on_behalf_of=on_behalf_of,
            action=action,
            codes=codes,
            digests=digests,
        )
        self.store.append(self.uid, entry)
        return entry

    def entries(self) -> tuple[ledger.Entry, ...]:
        """All entries."""
        return tuple(ledger.entry(values) for values in self.store.export(self.uid))

    def authors(self) -> frozenset[str]:
        """Who created or changed the content."""
        return ledger.authors(self.entries())

    def verify(self) -> ledger.Break | None:
        """The first break."""
        return next(self.store.verify(self.uid), None)


@implementer(ILedger)
def content_ledger(context) -> Ledger:
    """Adapt a document or agency: its chain goes by its UID, so a copy (with a new UID) starts one of its own."""
    return Ledger(ILedgerStore(api.portal.get()), IUUID(context))


@implementer(ILedger)
@adapter(IPloneSiteRoot)
def site_ledger(context) -> Ledger:
    """Adapt the site: settings, purges and restored chains are on its own chain."""
    return Ledger(ILedgerStore(context), SITE_UID)
