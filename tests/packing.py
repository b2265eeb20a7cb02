"""Seals plain items into packages with the product's own writers and layout; needs no site."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from functools import partial
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.core.packages import layout
from opengov.disclosure.core.packages import Literal
from opengov.disclosure.core.packages import payload_name
from opengov.disclosure.core.packages import segments
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.interfaces.writing import Item
from opengov.disclosure.transfer.interfaces.writing import PayloadFile
from opengov.disclosure.transfer.interfaces.writing import Placed
from opengov.disclosure.transfer.records.metadata import metadata_xml
from opengov.disclosure.transfer.records.record import Person
from opengov.disclosure.transfer.records.record import Record
from pathlib import Path
from typing import BinaryIO

import errno
import io
import os


CHINA = timezone(timedelta(hours=8))
CHUNK = 1 << 20
ABOUT = About(
    id="ho0001",
    agency={"uid": "a" * 32, "title": "云溪市教育局", "credit_code": "11440000000000000X", "fonds": "Z001"},
    receiver={"id": "archive", "title": "云溪市档案馆"},
    purpose="transfer",
    scope="record",
    sealed_at=datetime(2026, 11, 22, 9, 0, tzinfo=CHINA),
)
ACTS = (("created", "drafter"), ("approve", "reviewer"), ("sign", "signer"), ("publish", "officer"))


def record(place: int, title: str) -> Record:
    """A gathered record as a site would give it, without its files."""
    acts = [
        {"seq": number, "at": f"2026-11-0{number}T09:00:00+08:00", "actor": actor, "action": action}
        for number, (action, actor) in enumerate(ACTS, 1)
    ]
    return Record(
        uid=f"{place:032x}",
        state="published",
        fields={"title": title, "text": None, "retention_period": "y30", "document_kind": "notice"},
        proposal=Proposal("withheld", ("workflow",), reason="内部事务"),
        mark="（此件不予公开）",
        agency={**ABOUT.agency, "section": "秘书科"},
        signed={
            "digest": "sha256:" + "0" * 64,
            "number": f"云教〔2026〕{place}号",
            "issue_date": "2026-11-03",
            "signer": "signer",
            "at": "2026-11-03T09:00:00+08:00",
        },
        attachments=(),
        people=tuple(Person(actor, f"张{place}", ("Drafter",)) for _action, actor in ACTS),
        opinions=(),
        reasons=(),
        acts=tuple({**act, "on_behalf_of": "", "codes": {}, "digests": {}} for act in acts),
        deadlines=(),
    )


def row(place: int, title: str, files: int, size: int) -> Row:
    """How that record is listed."""
    return Row(
        place=place,
        record=f"rec{place}",
        document=f"{place:032x}",
        archival_code=f"Z001-WS·2026-D30-MSK-{place:04d}",
        item_number=place,
        number=f"云教〔2026〕{place}号",
        index_number=f"Z001-01-2026-{place:05d}",
        title=title,
        authors="云溪市教育局；云溪市财政局",
        issue_date="2026-11-03",
        published_on="",
        channels=(),
        retention="y30",
        attribute="withheld",
        classification="限制",
        genre="通知",
        pages=2,
        files=files,
        size=size,
        digest="sha256:" + "0" * 64,
        validity="valid",
        supersedes="",
    )


def data_file(path: str, data: bytes, role: str, name: str = "", media_type: str = "text/html") -> PayloadFile:
    """A file of a record with its bytes at hand."""
    name = name or path.rpartition("/")[2]
    return PayloadFile(entry_of(path, data, ""), role, name, media_type, lambda: io.BytesIO(data))


def large_file(path: str, source: Path, name: str, entry: Entry | None = None) -> PayloadFile:
    """A file of a record on the disk.

    :param entry: its digests, when they are known.
    """
    if entry is None:
        with source.open("rb") as stream:
            found = digest_stream(path, iter(lambda: stream.read(CHUNK), b""))
        entry = Entry(path, found.size, found.crc32, found.sha256, found.sm3, "")
    return PayloadFile(entry, "attachment", name, "", lambda: source.open("rb"))


def item(
    place: int = 1, attachments: dict[str, bytes] | None = None, title: str = "关于<开学>工作的通知 & 附件"
) -> Item:
    """A sealed record.

    :param attachments: name in the office -> bytes.
    """
    page = f"<!DOCTYPE html><p>第{place}件</p>".encode()
    document = data_file("document.html", page, "document")
    said = record(place, title)
    files = [
        document,
        data_file("metadata.xml", metadata_xml(said, document.entry, False), "metadata", media_type="application/xml"),
        data_file("ledger.json", b"{}\n", "ledger", media_type="application/json"),
        *(
            data_file(f"attachments/{payload_name(number, name)}", data, "attachment", name, "")
            for number, (name, data) in enumerate((attachments or {}).items(), 1)
        ),
    ]
    return Item(row(place, title, len(files), sum(file.entry.size for file in files)), said, tuple(files))


def with_file(one: Item, file: PayloadFile) -> Item:
    """The same record with one more file."""
    return replace(one, files=(*one.files, file))


@dataclass
class Package:
    """A sealed hand-over.

    :param entries: the sealed list.
    :param sources: source key of an entry -> opens its bytes.
    """

    id: str
    entries: list[Entry]
    sources: dict[str, object]

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        entry = next(entry for entry in self.entries if entry.path == path)
        with self._open(entry) as stream:
            return stream.read(entry.size)

    def write(self, out: BinaryIO) -> None:
        """Write it as ZIP; a file that is nothing but a hole becomes one."""
        plan = layout(self.entries, self.id)
        for piece in segments(plan, 0, plan.length):
            if isinstance(piece, Literal):
                out.write(piece.data)
            elif piece.size > CHUNK and self._is_hole(piece.entry):
                out.seek(piece.size, io.SEEK_CUR)
            else:
                out.writelines(self._chunks(piece.entry))

    def save(self, folder: Path) -> Path:
        """Write it into a folder and return the path."""
        path = folder / f"{self.id}.zip"
        with path.open("wb") as out:
            self.write(out)
        return path

    def _open(self, entry: Entry) -> BinaryIO:
        stream = self.sources[entry.source]()
        stream.seek(entry.offset)
        return stream

    def _is_hole(self, entry: Entry) -> bool:
        with self._open(entry) as stream:
            try:
                return os.lseek(stream.fileno(), entry.offset, os.SEEK_DATA) >= entry.offset + entry.size
            except OSError as error:
                return error.errno == errno.ENXIO

    def _chunks(self, entry: Entry) -> Iterator[bytes]:
        with self._open(entry) as stream:
            left = entry.size
            while left:
                chunk = stream.read(min(CHUNK, left))
                left -= len(chunk)
                yield chunk


def sealed(writer, items: Iterable[Item], folder: Path, about: About = ABOUT) -> Package:
    """Let a writer lay out and complete a hand-over as the sealer does: record by record, then the whole.

    :param folder: where the bytes the writer made are put.
    """
    package = Package(about.id, [], {})
    rows, placed = [], []
    with (folder / f"{about.id}.written").open("wb") as out:
        for one in items:
            assert writer.problems(one, about) == []
            laid_out = writer.lay_out(one, about)
            rows.append(one.row)
            for path, file in laid_out.taken.items():
                package.sources[f"{one.row.place}/{file.entry.path}"] = file.open
                entry = replace(file.entry, path=path, source=f"{one.row.place}/{file.entry.path}")
                placed.append(Placed(entry, one.row.place, file.name, file.media_type, file.open))
            for entry in _kept(laid_out.written, out):
                placed.append(Placed(entry, one.row.place, entry.path.rpartition("/")[2], "application/xml", None))
        package.entries = [one.entry for one in placed]
        package.entries += _kept(writer.complete(about, lambda: iter(rows), lambda: iter(placed)), out)
    package.sources["written"] = partial(open, out.name, "rb")
    return package


def _kept(written, out: BinaryIO) -> Iterator[Entry]:
    for path, content in written.items():
        offset = out.tell()
        found = digest_stream(path, _copied([content] if isinstance(content, bytes) else content, out))
        yield Entry(path, found.size, found.crc32, found.sha256, found.sm3, "written", offset)


def _copied(chunks: Iterable[bytes], out: BinaryIO) -> Iterator[bytes]:
    for chunk in chunks:
        out.write(chunk)
        yield chunk
