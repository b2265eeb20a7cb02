"""Turns what the version before 20261122003 stored into what this one stores: same ids, same packages, byte for byte.

A hand-over of one document becomes a sealed record and a hand-over with this one record, whose list points to the same blobs.
"""

from collections.abc import Iterator
from datetime import datetime
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.feeds import following
from opengov.disclosure.transfer.receivers import settled
from opengov.disclosure.transfer.sealing.contents import KINDS
from opengov.disclosure.transfer.sealing.finishing import blob_of
from opengov.disclosure.transfer.sealing.finishing import note_digests
from opengov.disclosure.transfer.sealing.laying import media_type
from opengov.disclosure.transfer.sealing.manifest import manifest_pieces
from opengov.disclosure.transfer.store import Feed
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import HandoverStore
from opengov.disclosure.transfer.store import KEY
from opengov.disclosure.transfer.store import Sealed
from opengov.disclosure.transfer.store import SealedRecord
from opengov.disclosure.transfer.stored_part import Part
from opengov.disclosure.transfer.stored_record import WRITTEN
from plone.app.uuid.utils import uuidToObject
from zope.annotation.interfaces import IAnnotations

import json
import transaction


PAYLOAD = "data/"
#: Hand-overs after which memory is given back; everything stays one transaction.
_BATCH = 500


def convert(site) -> None:
    """Convert the store of a site; one that is converted, or has none, stays as it is."""
    kept = IAnnotations(site).get(KEY)
    if kept is None or kept.sealed is None:
        return
    sealed, kept_ids = kept.sealed, kept.by_document
    kept.begin()
    kept.by_document = kept_ids
    for feed in kept.feeds.values():
        feed.begin()
    for number, one in enumerate(_in_order(kept, sealed), start=1):
        _convert(kept, one)
        if number % _BATCH == 0:
            transaction.savepoint(optimistic=True)
            kept._p_jar.cacheGC()
    for feed in kept.feeds.values():
        _convert_feed(kept, feed)
    del kept.sealed


def _in_order(kept: HandoverStore, sealed) -> Iterator[Sealed]:
    """The old hand-overs, agency by agency in the order of sealing; shelves are made anew on the way."""
    for shelf in kept.shelves.values():
        if shelf.sealed is None:
            # of an agency that was made between the new code and this step
            continue
        ids = list(shelf.sealed.values())
        del shelf.sealed
        shelf.begin()
        yield from (sealed[id] for id in ids)


def _convert(kept: HandoverStore, old: Sealed) -> None:
    shelf, facts = kept.shelves[old.facts["agency"]], old.facts
    receivers = [name for name, feed in kept.feeds.items() if old.id in feed.numbers]
    row = _row(old)
    record = SealedRecord(old.id, _facts(old), tuple(_record_files(old)), vars_of(row), (), dict(old.blobs))
    kept.records[old.id] = record
    kept.holders[old.id] = (old.id,)
    shelf.documents.insert(facts["document"])
    shelf.begun = following(shelf.handovers)
    handover = Handover(old.id, shelf.begun, _about(kept, old, receivers), kept.records)
    handover.sealed_at = handover.offered_at = facts["sealed_at"]
    handover.package, handover.destroyed_at = dict(old.package), old.destroyed_at
    handover.collected[1], handover.dealt = old.id, 1
    kept.handovers[old.id] = handover
    shelf.handovers[shelf.begun] = old.id
    if facts["supersedes"] in kept.handovers:
        kept.handovers[facts["supersedes"]].superseded_by = old.id
    if old.destroyed_at:
        record.destroy(old.destroyed_at)
        return
    handover.records[1] = old.id
    handover.parts[0] = Part(0, (tuple(vars_of(row).values()),), tuple(_package_files(old)), old.blobs[WRITTEN])
    handover.files, handover.bytes = len(old.entries), sum(entry[1] for entry in old.entries)
    handover.listing = blob_of(manifest_pieces(handover))
    note_digests(handover)


def _about(kept: HandoverStore, old: Sealed, receivers: list[str]) -> dict:
    facts = old.facts
    obj = uuidToObject(facts["agency"], unrestricted=True)
    agency = {"uid": facts["agency"], "title": getattr(obj, "title", "")}
    agency |= {
        "credit_code": getattr(obj, "credit_code", "") or "",
        "fonds": getattr(obj, "fonds_identifier", "") or "",
    }
    unknown = {"id": receivers[0] if receivers else "", "title": "", "kind": "archive", "account": "", "fonds": []}
    receiver = settled(kept.receivers.get(unknown["id"]) or {**unknown, "takes": []})
    about = {key: facts[key] for key in ("purpose", "scope")}
    about |= {"begun_at": facts["sealed_at"], "supersedes": facts["supersedes"] or "", "count": 1}
    return {**about, "agency": agency, "receiver": {**receiver, "format": "bagit"}}


def _facts(old: Sealed) -> dict:
    facts = {key: old.facts[key] for key in ("document", "agency", "purpose", "scope", "digest", "sealed_at")}
    return {**facts, "archival_code": "", "item_number": 0, "supersedes": old.facts["supersedes"] or ""}


def _row(old: Sealed) -> Row:
    """How it is listed: title and number as the document has them now, which cannot have changed since it was sealed."""
    obj = uuidToObject(old.facts["document"], unrestricted=True)
    signed = (ILife(obj).signed() if obj is not None else None) or {}
    payload = [entry for entry in old.entries if entry[0].startswith(PAYLOAD)]
    authors = IIssuingAgency(obj).agency.title if obj is not None else ""
    texts = {"archival_code": "", "index_number": "", "published_on": "", "classification": "", "genre": ""}
    return Row(
        place=1,
        record=old.id,
        document=old.facts["document"],
        item_number=0,
        number=signed.get("number", ""),
        title=obj.title if obj is not None else "",
        authors=authors,
        issue_date=signed.get("issue_date", ""),
        channels=(),
        retention=getattr(obj, "retention_period", None) or "",
        attribute=getattr(obj, "disclosure_attribute", None) or "",
        pages=getattr(obj, "pages", None) or 0,
        files=len(payload),
        size=sum(entry[1] for entry in payload),
        digest=old.facts["digest"],
        validity="",
        supersedes=old.facts["supersedes"] or "",
        **texts,
    )


def _record_files(old: Sealed) -> Iterator[tuple]:
    for path, *entry in old.entries:
        if path.startswith(PAYLOAD):
            inside = path.removeprefix(PAYLOAD)
            role, kind = KINDS.get(inside) or _role(inside)
            yield inside, *entry, role, old.names.get(path, inside), kind


def _package_files(old: Sealed) -> Iterator[tuple]:
    """Everything in the old order; what was written for the package lies in the blob of its one part."""
    for path, size, crc32, sha256, sm3, source, offset in old.entries:
        place = 1 if path.startswith(PAYLOAD) else 0
        key = "part/0" if source == WRITTEN else f"record/{old.id}/{source}"
        name = old.names.get(path, path.rpartition("/")[2])
        yield path, size, crc32, sha256, sm3, key, offset, place, name, media_type(path)


def _role(path: str) -> tuple[str, str]:
    return ("enclosure" if path.startswith("joint/") else "attachment", media_type(path))


def _convert_feed(kept: HandoverStore, feed: Feed) -> None:
    entered = ""
    for number, entry in list(feed.entries.items()):
        id = entry["id"]
        handover = kept.handovers[id]
        offered = feed.numbers[id] == number
        at = handover.offered_at if offered else entry["at"]
        entered = max(entered or at, at, key=datetime.fromisoformat)
        told = {"kind": "handover" if offered else "tombstone", "at": at, "entered": entered, "handover": id}
        told |= {"agency": handover.about["agency"]["uid"], "about": {}}
        feed.entries[number] = json.dumps(told, ensure_ascii=False, sort_keys=True)
        if not offered:
            feed.ended[id] = number
        elif not handover.destroyed_at:
            feed.note_offered(kept.records[id].facts["document"], id, id, 1)


def vars_of(row: Row) -> dict:
    """A row as a plain dict, its fields in order."""
    return {name: getattr(row, name) for name in Row.__dataclass_fields__}
