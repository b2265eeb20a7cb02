"""Files that go with an agency's position: kept with its slot, seen as the position is seen (R-J6)."""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from opengov.disclosure.core import position_files as rules
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.store import SlotRecord
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.utils import stream_data
from urllib.parse import quote
from uuid import uuid4

import base64
import binascii
import hashlib


def read(file: object) -> tuple[str, bytes]:
    """Name and bytes of a file {filename, data (base64)}.

    :raises RuleBroken: for one that is malformed, or so large that it is not read at all.
    """
    if not (isinstance(file, dict) and isinstance(file.get("filename"), str) and isinstance(file.get("data"), str)):
        raise RuleBroken(Problem("position_file_malformed", "R-X2", "files"))
    name = rules.file_name(file["filename"])
    if len(file["data"]) > rules.MAX_FILE * 4 // 3 + 4:
        # too large for certain: it is not even decoded
        raise RuleBroken(*rules.file_problems(name, len(file["data"]), 0))
    try:
        return name, base64.b64decode(file["data"], validate=True)
    except (binascii.Error, ValueError):
        raise RuleBroken(Problem("position_file_malformed", "R-X2", "files")) from None


def keep(record: SlotRecord, name: str, content: bytes) -> dict:
    """Keep the bytes of a file with the slot; return what the position says of it."""
    if record.files is None:
        record.files = OOBTree()
    told = {"id": uuid4().hex, "name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    # The type comes from the name: what a browser claims is believed nowhere.
    record.files[told["id"]] = NamedBlobFile(data=content, filename=name)
    return told


def download(response, told: dict, file: NamedBlobFile):
    """The bytes of a file, always as a download and never as a page of this site.

    :param told: {name, …} as the position tells of it.
    """
    response.setHeader("Content-Type", "application/octet-stream")
    response.setHeader("Content-Length", str(told["size"]))
    response.setHeader("Content-Disposition", f"attachment; filename*=UTF-8''{quote(told['name'], safe='')}")
    response.setHeader("Cache-Control", "no-cache, private")
    response.setHeader("X-Content-Type-Options", "nosniff")
    return stream_data(file)


def of(said: dict | None) -> list[dict]:
    """What a draft or position says of its files; those of former versions have none."""
    return list((said or {}).get("files", ()))


def forget_loose(record: SlotRecord) -> None:
    """Let go of bytes that neither the draft nor a released position names any more."""
    named = {file["id"] for said in (record.drafted, *record.positions) for file in of(said)}
    for file_id in set(record.files or ()) - named:
        del record.files[file_id]


def digests(said: dict) -> dict[str, str]:
    """The digests of a position's files, for the record: not their names, which are words (R-L3)."""
    return {f"file_{number}": f"sha256:{file['sha256']}" for number, file in enumerate(of(said), start=1)}


def export(records: Iterable[SlotRecord]) -> dict[str, dict[str, list[str]]]:
    """Slot id -> file id -> [name, bytes in base64]."""
    return {
        record.id: {
            file_id: [file.filename, base64.b64encode(file.data).decode()] for file_id, file in record.files.items()
        }
        for record in records
        if record.files
    }


def restore(record: SlotRecord, plain: dict[str, list[str]]) -> None:
    """Take back the bytes that the slot's positions name, and no others."""
    named = {file["id"]: file["sha256"] for said in (record.drafted, *record.positions) for file in of(said)}
    record.files = OOBTree()
    for file_id, (name, data) in plain.items():
        content = base64.b64decode(data)
        if named.get(file_id) == hashlib.sha256(content).hexdigest():
            record.files[file_id] = NamedBlobFile(data=content, filename=name)
