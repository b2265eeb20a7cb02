"""Finishes a hand-over whose records are all laid out: package, manifest, self-check, signature. Nothing is offered here."""

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from functools import partial
from opengov.disclosure.core.packages import path_problems
from opengov.disclosure.core.packages import pieces
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.transfer.interfaces import ISelfCheck
from opengov.disclosure.transfer.interfaces import ISigner
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.interfaces import Placed
from opengov.disclosure.transfer.sealing.items import about_of
from opengov.disclosure.transfer.sealing.items import items_of
from opengov.disclosure.transfer.sealing.laying import write_down
from opengov.disclosure.transfer.sealing.manifest import manifest_pieces
from opengov.disclosure.transfer.sealing.spool import PackageDigest
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.stored_handover import ENDING
from opengov.disclosure.transfer.stored_part import Part
from ZODB.blob import Blob
from zope.component import getUtility
from zope.component import queryUtility

import hashlib
import transaction


def finish(handover: Handover, spool: Spool) -> None:
    """Write everything that is still missing, the package last but for its manifest and signature.

    :raises RuleBroken: when it may not be offered.
    :raises BytesChanged: when a file is no longer the one that was sealed.
    """
    _complete(handover)
    enforce(path_problems(f"{handover.id}/{entry.path}" for entry in handover.entries()))
    package = write_package(handover, spool)
    handover.package = plain_package(package)
    if package.new:
        # what lay there already, another sealer has committed: the same list has the same bytes
        _withdraw_unless_committed(spool, package.sha256)
    handover.listing = blob_of(manifest_pieces(handover))
    check = queryUtility(ISelfCheck)
    if check is not None:
        handover.checks = tuple(check.check(handover, partial(items_of, handover)))
    enforce(_failure(one) for one in handover.checks if one["result"] == "failed")
    signer = queryUtility(ISigner)
    signature = signer.sign(handover.manifest()) if signer is not None else b""
    handover.signed = blob_of([signature]) if signature else None
    note_digests(handover, signature)


def note_digests(handover: Handover, signature: bytes = b"") -> None:
    """Remember what manifest and signature are, so that altered ones are found."""
    handover.digests = {"manifest": _digest(handover.manifest()), "signature": _digest(signature) if signature else ""}


def write_package(handover: Handover, spool: Spool) -> PackageDigest:
    """Write the package into the spool.

    :raises BytesChanged: see ``Spool.write``.
    """
    path_of = lru_cache(maxsize=16)(handover.path)
    return spool.write(pieces(handover.entries(), handover.id), path_of, handover.id)


def plain_package(package: PackageDigest) -> dict:
    """Size and digests of a package as a hand-over keeps them."""
    return {"size": package.size, "sha256": package.sha256, "sm3": package.sm3}


def blob_of(data: Iterable[bytes]) -> Blob:
    """A blob with these pieces one after the other."""
    blob = Blob()
    with blob.open("w") as out:
        out.writelines(data)
    return blob


def _complete(handover: Handover) -> None:
    """Let the writer write what belongs to the package as a whole."""
    writer, blob = getUtility(IWriter, name=handover.about["receiver"]["format"]), Blob()
    handover.ending = None
    rows = partial(handover.rows, 0, handover.done)
    with blob.open("w") as out:
        written = writer.complete(about_of(handover), rows, partial(placed, handover))
        files = write_down(written, out, ENDING, 0)
    handover.ending = Part(handover.done, (), tuple(files), blob, handover.placed_count)
    sizes = [entry.size for entry in handover.entries()]
    handover.files, handover.bytes = len(sizes), sum(sizes)


def placed(handover: Handover) -> Iterator[Placed]:
    """The files of a hand-over as a writer sees them."""
    for entry, place, name, media_type in handover.placed():
        yield Placed(entry, place, name, media_type, partial(handover.open, entry.source, entry.offset, entry.size))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _failure(check: dict) -> Problem:
    params = {"item": check["item"], "note": check.get("note", "")}
    return Problem("handover_check_failed", "R-T5", "", "DA/T 70-2018", params)


def _withdraw_unless_committed(spool: Spool, sha256: str) -> None:
    """Delete a package whose entry was not committed; after a kill ``rebuild`` does it."""

    def withdraw(committed: bool = False) -> None:
        if not committed:
            spool.destroy([sha256])

    current = transaction.get()
    current.addAfterCommitHook(withdraw)
    current.addAfterAbortHook(withdraw)
