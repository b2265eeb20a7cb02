"""Compares what lies on the disks with what was sealed and recorded: packages, manifests, signatures, receipts (R-T4, R-T5)."""

from itertools import islice
from opengov.disclosure.transfer.interfaces import IReceipts
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.store import store
from pathlib import Path
from ZODB.POSException import POSKeyError

import hashlib


PACKAGE = "package"
RECEIPT = "receipt"


def verify(site, after: str, limit: int) -> dict:
    """Compare the next hand-overs; with the last of them the receipts of all agencies.

    A package in the spool that is not what was sealed is deleted: until it is rebuilt it is sent from the sealed files.

    :param after: id to go on after; empty to begin.
    :returns: dict {verified: how many, broken: [{handover, what, receipt_id?}], next: id to go on after, or None}.
    """
    kept, spool = store(site), Spool(spool_folder())
    found = list(islice(kept.handovers.values(min=after or None, excludemin=bool(after)), limit + 1))
    broken = [{"handover": one.id, "what": what} for one in found[:limit] for what in _broken(one, spool)]
    if len(found) <= limit:
        receipts = IReceipts(site)
        broken += [{**one, "what": RECEIPT} for agency in kept.shelves for one in receipts.altered(agency)]
    following = found[limit - 1].id if len(found) > limit else None
    return {"verified": len(found[:limit]), "broken": broken, "next": following}


def _broken(handover, spool: Spool) -> list[str]:
    """What of a hand-over is not what was sealed."""
    if not handover.package or handover.state == "purged":
        return []
    found = [] if _package_holds(handover.package["sha256"], spool) else [PACKAGE]
    return found + [what for what in ("manifest", "signature") if not _holds(handover, what)]


def _holds(handover, what: str) -> bool:
    """Whether manifest or signature is the one that was made; there may be no signature."""
    try:
        kept = handover.kept(what)
        return kept is None or _digest(Path(kept[0])) == kept[1]
    except (OSError, POSKeyError):
        return False


def _package_holds(sha256: str, spool: Spool) -> bool:
    """Whether the package in the spool is the sealed one; one that is not there at all can be rebuilt."""
    path = spool.path(sha256)
    if not path.is_file():
        return True
    if _digest(path) == sha256:
        return True
    path.unlink(missing_ok=True)
    return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
