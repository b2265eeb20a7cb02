"""The manifest of a hand-over: what the receiver verifies, and what is signed. Written piece by piece."""

from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.transfer.store import Handover

import json


FORMAT = "opengov.disclosure/handover/1"
#: Of each record.
KEYS = (
    "place",
    "record",
    "document",
    "archival_code",
    "number",
    "title",
    "issue_date",
    "digest",
    "supersedes",
    "files",
)
#: Of the receiver: whose account it is, is nobody's business.
RECEIVER = ("id", "title", "kind")


def manifest_pieces(handover: Handover) -> Iterator[bytes]:
    """Yield the manifest (UTF-8 JSON), always the same bytes for the same hand-over."""
    about, facts = handover.about, handover.facts
    head = {"format": FORMAT, "id": handover.id, "purpose": about["purpose"], "scope": about["scope"]}
    head |= {"writer": facts["format"], "sealed_at": handover.sealed_at, "supersedes": about["supersedes"]}
    head |= {"agency": about["agency"], "receiver": {key: about["receiver"][key] for key in RECEIVER}}
    head["package"] = {"name": f"{handover.id}.zip", **handover.package}
    yield _json(head).removesuffix(b"}") + b',\n"records": [\n'
    yield from _lines({key: getattr(row, key) for key in KEYS} for row in handover.rows(0, handover.done))
    yield b'\n],\n"files": [\n'
    yield from _lines(_file(number, placed) for number, placed in enumerate(handover.placed(), 1))
    yield b"\n]}\n"


def _file(number: int, placed: tuple) -> dict:
    entry, place, name, media_type = placed
    told = {"n": number, "path": entry.path, "size": entry.size, "crc32": f"{entry.crc32:08x}"}
    told |= {"sha256": entry.sha256, "sm3": entry.sm3, "name": name, "media_type": media_type}
    return {**told, "record": place}


def _lines(items: Iterable[dict]) -> Iterator[bytes]:
    for number, item in enumerate(items):
        yield (b",\n" if number else b"") + _json(item)


def _json(value: dict) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode()
