"""A gathered record as plain JSON, kept with the sealed one, so that a writer can read it whenever it is laid out."""

from collections.abc import Mapping
from dataclasses import astuple
from dataclasses import fields
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer.records.record import Attachment
from opengov.disclosure.transfer.records.record import Person
from opengov.disclosure.transfer.records.record import Record
from ZODB.blob import Blob

import json


#: Fields that are made of other values than JSON has.
_FILES = ("attachments", "enclosures")


def record_json(record: Record) -> bytes:
    """Write a record down; its files without their bytes."""
    plain = {field.name: getattr(record, field.name) for field in fields(Record)}
    plain["proposal"] = {field.name: getattr(record.proposal, field.name) for field in fields(Proposal)}
    plain["people"] = [astuple(person) for person in record.people]
    for name in _FILES:
        plain[name] = [[*file.entry.plain(), file.uid, file.name, file.media_type] for file in plain[name]]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def record_of(data: bytes, blobs: Mapping[str, Blob]) -> Record:
    """Read a record again.

    :param blobs: source key of its files' entries -> blob.
    """
    plain = json.loads(data)
    proposal = {name: tuple(value) if isinstance(value, list) else value for name, value in plain["proposal"].items()}
    plain["proposal"] = Proposal(**proposal)
    plain["people"] = tuple(Person(id, name, tuple(offices)) for id, name, offices in plain["people"])
    for name in _FILES:
        plain[name] = tuple(_attachment(file, blobs) for file in plain[name])
    for name in ("opinions", "reasons", "acts", "deadlines", "banner"):
        plain[name] = tuple(plain[name])
    return Record(**plain)


def _attachment(file: list, blobs: Mapping[str, Blob]) -> Attachment:
    *entry, uid, name, media_type = file
    found = Entry(*entry)
    return Attachment(found, uid, name, media_type, blobs.get(found.source))
