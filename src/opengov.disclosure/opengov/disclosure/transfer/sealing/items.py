"""Sealed records as writers see them (``Item``, ``About``): nothing of it touches the site."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.interfaces import Item
from opengov.disclosure.transfer.interfaces import PayloadFile
from opengov.disclosure.transfer.records.plain import record_of
from opengov.disclosure.transfer.sealing.spool import BytesChanged
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import SealedRecord
from opengov.disclosure.transfer.stored_record import WRITTEN
from typing import BinaryIO

import hashlib
import io


#: Bytes that are read at once.
AT_ONCE = 1 << 20


def about_of(handover: Handover) -> About:
    """What all files of a hand-over may speak of; while it collects, its beginning stands for the day of the seal."""
    about = handover.about
    return About(
        id=handover.id,
        agency=about["agency"],
        receiver=about["receiver"],
        purpose=about["purpose"],
        scope=about["scope"],
        sealed_at=datetime.fromisoformat(handover.sealed_at or about["begun_at"]),
        supersedes=about["supersedes"],
    )


def item_of(sealed: SealedRecord, row: Row) -> Item:
    """A sealed record in its place.

    :raises BytesChanged: when the gathered record is no longer what was kept.
    """
    offset, size, sha256 = sealed.gathered
    # it lies behind everything else that was written for the record: what is small is read in one go
    start = 0 if offset + size <= AT_ONCE else offset
    with sealed.open(WRITTEN, start, offset + size - start) as stream:
        written = stream.read()
    data = written[offset - start :]
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BytesChanged("record.json", f"record/{sealed.id}/{WRITTEN}")
    files = []
    for path, length, crc32, digest, sm3, source, begin, role, name, media_type in sealed.files:
        if source == WRITTEN and not start:
            opening = partial(_opened, written, begin, length)
        else:
            opening = partial(sealed.open, source, begin, length)
        placed = Entry(path, length, crc32, digest, sm3, f"record/{sealed.id}/{source}", begin)
        files.append(PayloadFile(placed, role, name, media_type, opening))
    return Item(row, record_of(data, sealed.blobs), tuple(files))


def _opened(data: bytes, offset: int, size: int) -> BinaryIO:
    return io.BytesIO(data[offset : offset + size])


def items_of(handover: Handover) -> Iterator[Item]:
    """Every record of a hand-over in its place, one after the other."""
    for row in handover.rows(0, handover.done):
        sealed = handover.sealed[row.record]
        yield item_of(sealed, row)
        sealed.forget_loaded()
