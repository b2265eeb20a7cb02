"""Find what does not hold in the stored record: in entries, heads and anchors."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from opengov.disclosure.core import ledger
from opengov.disclosure.ledger.anchoring import covered
from opengov.disclosure.ledger.chains import Chain
from opengov.disclosure.ledger.chains import Store


#: Chains after which what was read may leave the memory again.
PAUSE = 500


class CoveredHeads(Sequence):
    """The heads of each anchor, loaded one anchor at a time."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __len__(self) -> int:
        return len(self.store.anchors)

    def __getitem__(self, index: int) -> Mapping[str, ledger.Head]:
        return covered(self.store, index + 1)


def one(store: Store, uid: str) -> ledger.Break | None:
    """Return the first break of one chain: among its entries, against its head, against the anchors."""
    heads = [ledger.Head(*heads[uid]) for heads in store.anchor_heads.values() if uid in heads]
    found = _chain(store, uid) or next(filter(None, (_anchored(store, uid, head) for head in heads)), None)
    return found or _mark(store, uid, heads[-1].seq if heads else 0)


def page(store: Store, after: str, limit: int) -> tuple[list[ledger.Break], str | None]:
    """Return the breaks of the next chains and where to go on; with the last chains, anchors and lost chains too."""
    uids = list(islice(store.chains.keys(after), limit))
    breaks = [found for found in (one(store, uid) for uid in uids) if found]
    if len(uids) == limit:
        return breaks, uids[-1]
    known = {uid for heads in store.anchor_heads.values() for uid in heads} | set(store.changed.keys())
    lost = [ledger.Break(uid, 1, "cut") for uid in sorted(known) if uid not in store.chains]
    return breaks + lost + [found for found in [_anchor_chain(store)] if found], None


def whole(store: Store) -> Iterator[ledger.Break]:
    """Yield the first break of the anchors and of each chain, lost chains included."""
    found = _anchor_chain(store)
    if found:
        yield found
    broken = {ledger.ANCHORS}
    for found in _first_of_each(store):
        if found.subject not in broken:
            broken.add(found.subject)
            yield found


def _first_of_each(store: Store) -> Iterator[ledger.Break]:
    for position, uid in enumerate(store.chains.keys()):
        yield from filter(None, [_chain(store, uid)])
        _pause(store, position)
    anchored: dict[str, int] = {}
    for heads in store.anchor_heads.values():
        for position, (uid, head) in enumerate(heads.items()):
            anchored[uid] = head[0]
            yield from filter(None, [_anchored(store, uid, ledger.Head(*head))])
            _pause(store, position)
    for uid in sorted({*store.chains.keys(), *store.changed.keys()}):
        yield from filter(None, [_mark(store, uid, anchored.get(uid, 0))])


def _anchor_chain(store: Store) -> ledger.Break | None:
    malformed = None
    anchors: list[ledger.Anchor] = []
    for position, values in enumerate(store.anchors.values(), 1):
        if not _is_anchor(values):
            malformed = ledger.Break(ledger.ANCHORS, position, "malformed")
            break
        anchors.append(ledger.Anchor(**values))
    return ledger.verify_anchors(anchors, CoveredHeads(store)) or malformed


def _is_anchor(values: object) -> bool:
    kinds = {"seq": int, "at": str, "heads": str, "previous": str, "hash": str}
    return isinstance(values, dict) and {key: type(value) for key, value in values.items()} == kinds


def _chain(store: Store, uid: str) -> ledger.Break | None:
    chain = store.chains.get(uid)
    if chain is None:
        return None
    entries: list[ledger.Entry] = []
    for position, (number, values) in enumerate(chain.entries.items(), 1):
        try:
            entries.append(ledger.entry(values))
        except ValueError:
            return ledger.verify(entries) or ledger.Break(uid, position, "malformed")
        if number != position:
            return ledger.verify(entries[:-1]) or ledger.Break(uid, position, "sequence")
    return ledger.verify(entries) or ledger.verify_head(uid, entries, chain.head)


def _anchored(store: Store, uid: str, head: ledger.Head) -> ledger.Break | None:
    chain: Chain | None = store.chains.get(uid)
    if chain is None:
        return ledger.Break(uid, 1, "cut")
    values = chain.entries.get(head.seq)
    found = values["hash"] if isinstance(values, dict) and "hash" in values else ""
    return ledger.verify_anchored(uid, chain.head, found, head)


def _mark(store: Store, uid: str, anchored: int) -> ledger.Break | None:
    """A chain ends where its last entry has marked it as changed, or where the last anchor has seen it."""
    chain: Chain | None = store.chains.get(uid)
    marked = store.changed.get(uid) if uid in store.changed else anchored
    if chain is None:
        return ledger.Break(uid, 1, "cut") if marked else None
    return None if marked == chain.seq else ledger.Break(uid, min(marked, chain.seq) + 1, "head")


def _pause(store: Store, position: int) -> None:
    # the record of years is larger than the memory
    if position % PAUSE == PAUSE - 1 and store._p_jar is not None:
        store._p_jar.cacheGC()
