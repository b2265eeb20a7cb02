"""Anchors: one chain over the heads of all others, told also to a log outside the database (R-L1)."""

from BTrees.OOBTree import OOBTree
from itertools import islice
from opengov.disclosure.core import ledger
from opengov.disclosure.ledger.actor import current_actor
from opengov.disclosure.ledger.chains import Store
from opengov.disclosure.ledger.interfaces import now

import json
import logging
import transaction


logger = logging.getLogger("opengov.disclosure.anchor")


def anchor(store: Store, limit: int | None) -> ledger.Anchor | None:
    """Anchor at most ``limit`` of the chains that changed since the last anchor; None when there are none.

    Each recorded entry sets the chain's mark in ``store.changed`` anew and an anchor takes the mark away: should both
    happen at once to one chain, the database refuses the second one and it is tried again. So none is missed.
    """
    uids = list(islice(store.changed.keys(), limit))
    if not uids:
        return None
    heads = {uid: store.chains.get(uid).head for uid in uids}
    made = ledger.make_anchor(last_anchor(store), at=now().isoformat(), heads=heads)
    store.anchors[made.seq] = ledger.plain(made)
    store.anchor_heads[made.seq] = OOBTree({uid: (head.seq, head.hash) for uid, head in heads.items()})
    for uid in uids:
        del store.changed[uid]
    _log_on_commit({"event": "anchor", "chains": len(heads), **ledger.plain(made)})
    return made


def last_anchor(store: Store) -> ledger.Anchor | None:
    """The newest anchor, or None."""
    return ledger.Anchor(**store.anchors[store.anchors.maxKey()]) if store.anchors else None


def covered(store: Store, number: int) -> dict[str, ledger.Head]:
    """The heads an anchor covers; none when they are lost."""
    return {uid: ledger.Head(*head) for uid, head in store.anchor_heads.get(number, {}).items()}


def log_discard(store: Store, chains: int) -> None:
    """Tell the log that the record is destroyed, by whom, and where it ended."""
    last = last_anchor(store)
    end = {"last_anchor": last.hash if last else "", "chains": chains}
    _log_on_commit({"event": "discarded", "at": now().isoformat(), "actor": current_actor(), **end})


def _log_on_commit(line: dict) -> None:
    # a line about an anchor that was rolled back would accuse the database of having lost it
    def write(success: bool) -> None:
        if success:
            logger.info("%s", json.dumps(line, sort_keys=True))

    transaction.get().addAfterCommitHook(write)
