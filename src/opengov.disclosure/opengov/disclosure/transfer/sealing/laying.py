"""Lets the writer lay out some records of a hand-over: the second of two stages."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.interfaces import Written
from opengov.disclosure.transfer.sealing.items import about_of
from opengov.disclosure.transfer.sealing.items import item_of
from opengov.disclosure.transfer.sealing.spool import BytesChanged
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import HandoverStore
from opengov.disclosure.transfer.store import SealedRecord
from opengov.disclosure.transfer.stored_part import Part
from typing import BinaryIO
from ZODB.blob import Blob
from ZODB.POSException import POSKeyError
from zope.component import getUtility


MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "txt": "text/plain",
    "xml": "application/xml",
    "xsd": "application/xml",
}
#: Facts of a sealed record -> what forbids its hand-over now; None when another content of its document waits already.
Standing = Callable[[Mapping], "list[Problem] | None"]


def lay_out(kept: HandoverStore, handover: Handover, limit: int, standing: Standing) -> dict[str, tuple]:
    """Lay out at most ``limit`` further records.

    :param standing: asked of each once more.
    :returns: what was left out: id of the record -> problems (none when another content of its document waits).
    """
    writer, about = getUtility(IWriter, name=handover.about["receiver"]["format"]), about_of(handover)
    feed = kept.feeds.get(handover.about["receiver"]["id"])
    first, rows, files, left_out, blob = handover.done, [], [], {}, Blob()
    with blob.open("w") as out:
        for id in list(handover.collected.values(min=handover.dealt + 1))[:limit]:
            handover.dealt += 1
            sealed = kept.records[id]
            if sealed.destroyed_at or id in handover.without:
                continue
            known = feed.latest.get(sealed.facts["document"]) if feed is not None else None
            row = sealed.listed(first + len(rows) + 1, known[0] if known and known[0] != id else "")
            problems, placed = _placed(writer, about, sealed, row, standing, out, f"part/{first}")
            if problems is None:
                rows.append(tuple(row.plain().values()))
                files += placed
                handover.records[row.place] = id
            else:
                left_out[id] = problems
            sealed.forget_loaded()
    if rows:
        handover.parts[first] = Part(first, tuple(rows), tuple(files), blob, handover.placed_count)
    return left_out


def _placed(writer, about, sealed: SealedRecord, row: Row, standing: Standing, out: BinaryIO, source: str) -> tuple:
    """The problems of a record (None when there are none, and it was laid out), and its files."""
    begin, found = out.tell(), standing(sealed.facts)
    if found is None or found:
        return tuple(found or ()), []
    try:
        laid_out = writer.lay_out(item_of(sealed, row), about)
        files = [
            (*replace(file.entry, path=path).plain(), row.place, file.name, file.media_type)
            for path, file in laid_out.taken.items()
        ]
        return None, files + write_down(laid_out.written, out, source, row.place)
    except RuleBroken as error:
        problems = error.problems
    except (BytesChanged, POSKeyError) as error:
        problems = (Problem("handover_bytes_changed", "R-T4", params={"path": str(error)}),)
    # nothing of what was begun stays
    out.seek(begin)
    out.truncate()
    return problems, []


def write_down(written: Mapping[str, Written], out: BinaryIO, source: str, place: int) -> list[tuple]:
    """Write what a writer made to the end of a blob, piece by piece, and list it."""
    files = []
    for path, data in written.items():
        offset = out.tell()
        found = digest_stream(path, _kept([data] if isinstance(data, bytes) else data, out))
        entry = Entry(path, found.size, found.crc32, found.sha256, found.sm3, source, offset)
        files.append((*entry.plain(), place, path.rpartition("/")[2], media_type(path)))
    return files


def media_type(path: str) -> str:
    """The media type of what writers write, by its suffix."""
    return MEDIA_TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def _kept(pieces, out: BinaryIO):
    for piece in pieces:
        out.write(piece)
        yield piece
