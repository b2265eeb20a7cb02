"""Seals the record of one document for one scope: the first of two stages, the same for every receiver of the scope."""

from collections.abc import Mapping
from datetime import datetime
from opengov.disclosure.core import archival_codes
from opengov.disclosure.core import issuers
from opengov.disclosure.core import opening
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.core.transfer import TRANSFER
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.records.plain import record_json
from opengov.disclosure.transfer.records.record import Attachment
from opengov.disclosure.transfer.records.record import Record
from opengov.disclosure.transfer.sealing.contents import contents
from opengov.disclosure.transfer.sealing.contents import KINDS
from opengov.disclosure.transfer.store import HandoverStore
from opengov.disclosure.transfer.store import SealedRecord
from opengov.disclosure.transfer.store import Shelf
from opengov.disclosure.transfer.stored_record import WRITTEN
from ZODB.blob import Blob

import hashlib
import json


def same_content(
    kept: HandoverStore, document: str, digest: str, aim: str, scope: str, opinion: str = ""
) -> list[SealedRecord]:
    """The sealed records of exactly this content, the newest first.

    :param opinion: the opinion on opening that they carry, as :func:`carried` tells it.
    """
    wanted = {"digest": digest, "purpose": aim, "scope": scope}
    found = [one for one in kept.sealed_of(document) if not one.destroyed_at and wanted.items() <= one.facts.items()]
    return [one for one in found[::-1] if one.facts.get("opening", "") == opinion]


def carried(given: Mapping[str, str] | None, aim: str) -> str:
    """The opinion on opening that a record must carry to be the present one: none but that of a transfer is asked for.

    Records of before there were opinions carry none, and so does what everybody was given then.
    """
    return opening.token(given) if aim == TRANSFER else ""


def seal_record(kept: HandoverStore, record: Record, aim: str, scope: str, at: datetime) -> SealedRecord:
    """Write the record's files, list them with their digests, number it, and keep it."""
    public, earlier = scope == "public", kept.by_document.get(record.uid, ())
    written = contents(record, public)
    gathered = record_json(record)
    files = (*_written_files(written), *_taken_files(record, public))
    shelf = kept.shelf(record.agency["uid"])
    code, item_number = _numbered(kept, shelf, record)
    seed = "|".join([record.uid, aim, scope, record.signed["digest"], str(len(earlier))])
    # the same attempt has the same id, so that a killed one is repeated and not doubled
    id = hashlib.sha256(seed.encode()).hexdigest()[:32]
    opinion = carried(record.opening, aim)
    before = [
        one.id
        for one in kept.sealed_of(record.uid)
        if one.facts["scope"] == scope and one.id in kept.holders and not _falls(kept, one, opinion)
    ]
    facts = {
        "document": record.uid,
        "agency": record.agency["uid"],
        "purpose": aim,
        "scope": scope,
        "digest": record.signed["digest"],
        "sealed_at": at.isoformat(),
        "state": record.state,
        "acts": len(record.acts),
        "archival_code": code,
        "item_number": item_number,
        "supersedes": before[-1] if before else "",
        "opening": opinion,
    }
    places = (sum(map(len, written.values())), len(gathered), hashlib.sha256(gathered).hexdigest())
    blobs = {WRITTEN: _blob([*written.values(), gathered])}
    blobs |= {item.entry.source: item.blob for item in record.files(public)}
    sealed = SealedRecord(id, facts, files, _row(record, id, facts, files).plain(), places, blobs)
    kept.records[id] = sealed
    kept.by_document[record.uid] = (*earlier, id)
    shelf.documents.insert(record.uid)
    return sealed


def _falls(kept: HandoverStore, sealed: SealedRecord, opinion: str) -> bool:
    """Whether a record leaves the hand-over it was collected for before anybody is offered it: with another opinion."""
    offered = any(handover.offered_at for handover in kept.holding(sealed.id))
    return not offered and sealed.facts.get("opening", "") != opinion


def list_digest(sealed: SealedRecord) -> str:
    """Digest of the list of a record's files, for the ledger."""
    plain = [[file[0], file[1], file[3], file[4]] for file in sealed.files]
    return "sha256:" + hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


def _written_files(written: dict[str, bytes]) -> list[tuple]:
    files, offset = [], 0
    for path, data in written.items():
        role, media_type = KINDS[path]
        files.append((*entry_of(path, data, WRITTEN, offset).plain(), role, path, media_type))
        offset += len(data)
    return files


def _taken_files(record: Record, public: bool) -> list[tuple]:
    enclosures = () if public else record.enclosures
    return [
        *(_taken(file, "attachment") for file in record.attachments),
        *(_taken(file, "enclosure") for file in enclosures),
    ]


def _taken(file: Attachment, role: str) -> tuple:
    return (*file.entry.plain(), role, file.name, file.media_type)


def _blob(pieces: list[bytes]) -> Blob:
    blob = Blob()
    with blob.open("w") as out:
        out.writelines(pieces)
    return blob


def _numbered(kept: HandoverStore, shelf: Shelf, record: Record) -> tuple[str, int]:
    """The archival code and item number of the document, drawn when it has none yet, or its retention period was changed
    since; empty without a fonds number."""
    given, retention = shelf.codes.get(record.uid), record.text("retention_period")
    series = archival_codes.series(record.agency["fonds"], record.signed["issue_date"], retention)
    if not series or (given is not None and archival_codes.names_retention(given[0], retention)):
        return given or ("", 0)
    number = kept.item_numbers.get(series, 0) + 1
    kept.item_numbers[series] = number
    shelf.codes[record.uid] = (archival_codes.archival_code(series, number), number)
    return shelf.codes[record.uid]


def _row(record: Record, id: str, facts: dict, files: tuple) -> Row:
    authors = "；".join(str(one["title"]) for one in issuers.leading_first(record.signed)) or record.agency["title"]
    standing, pages = record.standing, record.fields.get("pages")
    return Row(
        place=0,
        record=id,
        document=record.uid,
        archival_code=facts["archival_code"],
        item_number=facts["item_number"],
        number=record.signed["number"],
        index_number=str(standing.get("index_number", "")),
        title=record.text("title"),
        authors=authors,
        issue_date=record.signed["issue_date"],
        published_on=str(standing.get("published_on", "")),
        channels=tuple(standing.get("channels", ())),
        retention=record.text("retention_period"),
        attribute=record.proposal.attribute or "",
        classification=terms.CLASSIFICATIONS.get(record.proposal.attribute, terms.RESTRICTED),
        genre=str(standing.get("genre", "")),
        pages=pages if isinstance(pages, int) else 0,
        files=len(files),
        size=sum(file[1] for file in files),
        digest=facts["digest"],
        validity=str(standing.get("validity", "")),
        supersedes=facts["supersedes"],
    )
