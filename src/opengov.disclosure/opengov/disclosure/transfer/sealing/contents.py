"""What is written for a sealed record: its text as a page, metadata, and for the archives reviews, ledger, joint record."""

from opengov.disclosure.core.ledger import ENTRY_FORMAT
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.transfer.records.metadata import metadata_xml
from opengov.disclosure.transfer.records.record import Record
from opengov.disclosure.transfer.records.rendition import document_html
from opengov.disclosure.transfer.stored_record import WRITTEN

import json


DOCUMENT = "document.html"
#: Path in the record -> (role, media type) of what is written for it.
KINDS = {
    DOCUMENT: ("document", "text/html"),
    "metadata.xml": ("metadata", "application/xml"),
    "reviews.json": ("reviews", "application/json"),
    "ledger.json": ("ledger", "application/json"),
    "joint.json": ("joint", "application/json"),
}


def contents(record: Record, public: bool) -> dict[str, bytes]:
    """Write the files of a record besides its attachments: path to bytes, in their order.

    :param public: for a reading room: nothing but what everybody may read (R-X1).
    """
    page = document_html(record)
    document = entry_of(DOCUMENT, page, WRITTEN)
    files = {DOCUMENT: page, "metadata.xml": metadata_xml(record, document, public)}
    if public:
        return files
    chain = {"format": ENTRY_FORMAT, "subject": record.uid, "entries": list(record.acts)}
    reviews: dict[str, object] = {
        "digest": record.signed["digest"],
        "opinions": list(record.opinions),
        "reasons": list(record.reasons),
    }
    if record.opening:
        reviews["opening_opinion"] = dict(record.opening)
    files |= {"reviews.json": _json(reviews), "ledger.json": _json(chain)}
    return files if record.joint is None else {**files, "joint.json": _json(_joint(record))}


def _joint(record: Record) -> dict[str, object]:
    """The joint record with the place, size and digests of each file it names by its key."""
    told = {}
    for file in record.enclosures:
        entry = file.entry
        about = {"path": entry.path, "name": file.name, "media_type": file.media_type, "size": entry.size}
        told[file.uid] = {**about, "sha256": entry.sha256, "sm3": entry.sm3}
    return {**(record.joint or {}), "entry_format": ENTRY_FORMAT, "files": told}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
