"""The record of a site: chains, anchors, round trips (R-L1)."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core import ledger
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger import anchoring
from opengov.disclosure.ledger import verification
from opengov.disclosure.ledger.chains import Chain
from opengov.disclosure.ledger.chains import Store
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import SITE_UID
from opengov.disclosure.ledger.recording import Ledger
from plone.base.interfaces import IPloneSiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "opengov.disclosure.ledger"


@implementer(ILedgerStore)
@adapter(IPloneSiteRoot)
class LedgerStore:
    """See :class:`ILedgerStore`. Kept as an annotation of the site, made by the first entry."""

    def __init__(self, context) -> None:
        self.context = context

    @property
    def stored(self) -> Store | None:
        """What lies in the database, or None before the first entry."""
        return IAnnotations(self.context).get(KEY)

    def writable(self) -> Store:
        """Return the store, made if there is none. Only writers call this."""
        annotations = IAnnotations(self.context)
        if KEY not in annotations:
            annotations[KEY] = Store()
        return annotations[KEY]

    def find(self, uid: str) -> Chain | None:
        """Return the stored chain of a UID."""
        stored = self.stored
        return stored.chains.get(uid) if stored is not None else None

    def append(self, uid: str, entry: ledger.Entry) -> None:
        """Put an entry at the end of a chain, which is made if there is none, and note the chain as changed."""
        stored = self.writable()
        chain = stored.chains.get(uid)
        if chain is None:
            chain = stored.chains[uid] = Chain()
        chain.append(entry)
        stored.changed[uid] = entry.seq

    def chain(self, uid: str) -> Ledger:
        """Return the record of a UID, empty when there is none."""
        return Ledger(self, uid)

    def uids(self, after: str = "") -> Iterator[str]:
        """Iterate the UIDs that have a chain."""
        stored = self.stored
        return stored.chains.keys(after) if stored is not None else iter(())

    def head(self, uid: str) -> ledger.Head | None:
        """Return the head of a chain."""
        chain = self.find(uid)
        return chain.head if chain is not None else None

    def page(self, uid: str, after: int = 0, limit: int = 100) -> list[dict]:
        """Return some entries of a chain as plain dicts."""
        chain = self.find(uid)
        if chain is None:
            return []
        entries = chain.entries.values(min=after, excludemin=True)
        return [_copy(values) for values, _ in zip(entries, range(limit), strict=False)]

    def export(self, uid: str) -> list[dict]:
        """Return a whole chain as plain dicts."""
        chain = self.find(uid)
        return [_copy(values) for values in chain.entries.values()] if chain is not None else []

    def restore(self, uid: str, entries: Iterable[Mapping]) -> None:
        """Put an exported chain under a UID that has none."""
        if self.find(uid) is not None:
            raise RuleBroken(Problem("ledger_exists", "R-L1", "uid", params={"uid": uid}))
        chain = _read(uid, entries)
        for entry in chain:
            ledger.check_values(entry.action, entry.codes, entry.digests, entry.actor, entry.on_behalf_of)
        for entry in chain:
            self.append(uid, entry)
        codes = {"uid": uid, "entries": str(len(chain))}
        self.chain(SITE_UID).record("ledger_restored", codes=codes, digests={"head": chain[-1].hash})

    def verify(self, uid: str | None = None) -> Iterator[ledger.Break]:
        """Yield what does not hold in one chain or in the whole store."""
        stored = self.stored
        if stored is None:
            return iter(())
        return verification.whole(stored) if uid is None else filter(None, iter([verification.one(stored, uid)]))

    def verify_page(self, after: str = "", limit: int = 500) -> tuple[list[ledger.Break], str | None]:
        """Verify some chains; anchors and lost chains with the last of them."""
        stored = self.stored
        return verification.page(stored, after, limit) if stored is not None else ([], None)

    def anchor(self, limit: int | None = None) -> ledger.Anchor | None:
        """Anchor the chains that changed since the last anchor."""
        stored = self.stored
        return anchoring.anchor(stored, limit) if stored is not None else None

    def exists(self) -> bool:
        """Say whether any chain exists."""
        return next(self.uids(), None) is not None

    def discard(self) -> None:
        """Destroy the record, on the record outside the database."""
        stored = self.stored
        if stored is not None:
            anchoring.log_discard(stored, sum(1 for _ in self.uids()))
            del IAnnotations(self.context)[KEY]


def _copy(values: Mapping) -> dict:
    # what lies in the database must not be changed by whoever reads it
    return {**values, "codes": dict(values["codes"]), "digests": dict(values["digests"])}


def _read(uid: str, entries: Iterable[Mapping]) -> list[ledger.Entry]:
    chain: list[ledger.Entry] = []
    for values in entries:
        try:
            chain.append(ledger.entry(values))
        except ValueError as error:
            raise _broken(len(chain) + 1) from error
    found = ledger.verify(chain)
    if found or not chain or chain[0].subject != uid:
        raise _broken(found.seq if found else 1)
    return chain


def _broken(seq: int) -> RuleBroken:
    return RuleBroken(Problem("ledger_broken", "R-L1", "ledger", params={"seq": str(seq)}))
