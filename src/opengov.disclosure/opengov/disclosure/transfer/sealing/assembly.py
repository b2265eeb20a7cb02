"""Puts a gathered record together as the sealed list of one hand-over, with the tag files of a bag."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core.bags import bag_files
from opengov.disclosure.core.bags import BagInfo
from opengov.disclosure.core.ledger import ENTRY_FORMAT
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.transfer.records.metadata import metadata_xml
from opengov.disclosure.transfer.records.record import Record
from opengov.disclosure.transfer.records.rendition import document_html
from opengov.disclosure.transfer.store import WRITTEN

import json


DOCUMENT = "data/document.html"


@dataclass(frozen=True)
class Assembly:
    """A sealed list and the bytes that were written for it.

    :param entries: the sealed list, in the order of the package.
    :param written: bytes of everything that is not an attachment, one after the other.
    """

    entries: tuple[Entry, ...]
    written: bytes


def assemble(record: Record, public: bool, identifier: str, sealed_on: date) -> Assembly:
    """Write the metadata and the tag files of one hand-over.

    :param public: for a reading room: nothing but what everybody may read (R-X1).
    :param identifier: id of the hand-over.
    :param sealed_on: day of the seal.
    """
    files = _payload(record, public)
    attachments = [file.entry for file in record.files(public)]
    payload = [*(entry_of(path, data, WRITTEN) for path, data in files.items()), *attachments]
    agency = record.agency
    info = BagInfo(agency["title"], identifier, agency["fonds"] or agency["uid"], sealed_on)
    files = {**bag_files(payload, info), **files}
    return Assembly((*_placed(files), *attachments), b"".join(files.values()))


def _payload(record: Record, public: bool) -> dict[str, bytes]:
    page = document_html(record)
    document = entry_of(DOCUMENT, page, WRITTEN)
    files = {DOCUMENT: page, "data/metadata.xml": metadata_xml(record, document, public)}
    if public:
        return files
    chain = {"format": ENTRY_FORMAT, "subject": record.uid, "entries": list(record.acts)}
    reviews = {
        "digest": record.signed["digest"],
        "opinions": list(record.opinions),
        "reasons": list(record.reasons),
    }
    files |= {"data/reviews.json": _json(reviews), "data/ledger.json": _json(chain)}
    return files if record.joint is None else {**files, "data/joint.json": _json(_joint(record))}


def _joint(record: Record) -> dict[str, object]:
    """The joint record with the place, size and digests of each file it names by its key."""
    told = {}
    for file in record.enclosures:
        entry = file.entry
        about = {"path": entry.path, "name": file.name, "media_type": file.media_type, "size": entry.size}
        told[file.uid] = {**about, "sha256": entry.sha256, "sm3": entry.sm3}
    return {**(record.joint or {}), "entry_format": ENTRY_FORMAT, "files": told}


def _placed(files: Mapping[str, bytes]) -> list[Entry]:
    entries, offset = [], 0
    for path, data in files.items():
        entries.append(entry_of(path, data, WRITTEN, offset))
        offset += len(data)
    return entries


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
