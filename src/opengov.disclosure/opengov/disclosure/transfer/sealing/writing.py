"""Makes one sealed hand-over: list, spool file, and only then the entry."""

from datetime import datetime
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.records.record import Record
from opengov.disclosure.transfer.sealing.assembly import assemble
from opengov.disclosure.transfer.sealing.spool import BytesChanged
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.store import following
from opengov.disclosure.transfer.store import HandoverStore
from opengov.disclosure.transfer.store import Sealed
from opengov.disclosure.transfer.store import WRITTEN
from ZODB.blob import Blob
from ZODB.POSException import POSKeyError

import hashlib


def existing(kept: HandoverStore, record: Record, aim: str, scope: str) -> Sealed | None:
    """The hand-over in which exactly this content was sealed before."""
    wanted = (record.signed["digest"], aim, scope)
    for id in kept.by_document.get(record.uid, ()):
        about = kept.sealed[id].facts
        if (about["digest"], about["purpose"], about["scope"]) == wanted:
            return kept.sealed[id]
    return None


def new(kept: HandoverStore, record: Record, aim: str, scope: str, at: datetime) -> Sealed:
    """Seal, write into the spool, and only then enter."""
    earlier = kept.by_document.get(record.uid, ())
    replaced = [id for id in earlier if kept.sealed[id].facts["scope"] == scope]
    digest = record.signed["digest"]
    seed = "|".join([record.uid, aim, scope, digest, str(len(earlier))])
    # the same attempt has the same id, so that a killed one is repeated and not doubled
    id = hashlib.sha256(seed.encode()).hexdigest()[:32]
    about = {
        "document": record.uid,
        "agency": record.agency["uid"],
        "purpose": aim,
        "scope": scope,
        "digest": digest,
        "sealed_at": at.isoformat(),
        "supersedes": replaced[-1] if replaced else None,
    }
    sealed = _assembled(record, about, id, at)
    _write(sealed)
    kept.sealed[id] = sealed
    kept.by_document[record.uid] = (*earlier, id)
    shelf = kept.shelf(record.agency["uid"])
    shelf.sealed[following(shelf.sealed)] = id
    return sealed


def _assembled(record: Record, about: dict, id: str, at: datetime) -> Sealed:
    assembly = assemble(record, about["scope"] == "public", id, at.date())
    written = Blob()
    with written.open("w") as out:
        out.write(assembly.written)
    files = record.files(about["scope"] == "public")
    blobs = {WRITTEN: written, **{item.entry.source: item.blob for item in files}}
    names = {item.entry.path: item.name for item in files}
    return Sealed(id, about, list(assembly.entries), names, blobs)


def _write(sealed: Sealed) -> None:
    try:
        package = Spool(spool_folder()).write(sealed.plan(), _present_paths(sealed), sealed.id)
    except BytesChanged as error:
        raise RuleBroken(Problem("handover_bytes_changed", "R-T4", params={"path": error.path})) from error
    sealed.package = {"size": package.size, "sha256": package.sha256, "sm3": package.sm3}


def _present_paths(sealed: Sealed) -> dict[str, str]:
    """Where the bytes lie now; those of this transaction are not committed yet."""
    paths = {}
    for source, blob in sealed.blobs.items():
        with blob.open("r") as stream:
            paths[source] = stream.name
    return paths


def rewritten(spool: Spool, sealed: Sealed) -> bool:
    """Write a package into the spool again; False when its files are no longer those that were sealed."""
    try:
        return spool.write(sealed.plan(), sealed.paths(), sealed.id).sha256 == sealed.package["sha256"]
    except (BytesChanged, POSKeyError):
        return False
