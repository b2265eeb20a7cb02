"""The METS file of the representation: every file of every record, however many there are."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.interfaces.writing import Placed
from opengov.disclosure.transfer.writers.drafts import Draft
from opengov.disclosure.transfer.writers.eark import mets
from opengov.disclosure.transfer.writers.eark import places
from opengov.disclosure.transfer.writers.eark.nodes import Node
from opengov.disclosure.transfer.writers.eark.nodes import node
from opengov.disclosure.transfer.writers.eark.nodes import opened
from opengov.disclosure.transfer.writers.eark.nodes import put


#: Folder -> prefix of the ids of sections, and the standard the files keep to.
DESCRIPTIVE = {places.DUBLIN_CORE: ("dc", "DC"), places.STANDARD: ("metadata", mets.STANDARD)}
PREMIS = {places.PRESERVATION: ("premis", "PREMIS")}
OCTETS = "application/octet-stream"


def representation_mets(
    about: About, rows: Callable[[], Iterable[Row]], placed: Callable[[], Iterable[Placed]]
) -> Draft:
    """Write it, reading the list of files once per section.

    :param rows: as ``IWriter.complete``.
    :param placed: as ``IWriter.complete``.
    """
    draft = Draft(f"{places.REPRESENTATION}/METS.xml")
    with mets.mets_file(draft, "rep1", "rep1", mets.CSIP_PROFILE) as out:
        put(out, mets.header(about))
        for one in _sections("dmdSec", about, placed(), DESCRIPTIVE):
            put(out, one)
        with opened(out, node("mets:amdSec", ID="administrative")):
            for one in _sections("digiprovMD", about, placed(), PREMIS):
                put(out, one)
        with opened(out, node("mets:fileSec", ID="files")), opened(out, mets.group("data", "Data")):
            for one in _files(about, placed()):
                put(out, one)
        with opened(out, mets.structure()), opened(out, mets.division("rep1", "rep1")):
            put(out, mets.division("division-metadata", "Metadata"))
            with opened(out, mets.division("division-data", "Data")):
                put(out, mets.pointer("data"))
                for one in _records(rows(), placed()):
                    put(out, one)
    return draft


def _sections(name: str, about: About, placed: Iterable[Placed], folders: dict[str, tuple[str, str]]) -> Iterator[Node]:
    at = about.sealed_at.isoformat()
    for one in placed:
        folder = one.entry.path.rpartition("/")[0] + "/"
        if folder in folders:
            prefix, standard = folders[folder]
            yield mets.section(name, _id(prefix, one.record), at, one.entry, _href(one), standard)


def _files(about: About, placed: Iterable[Placed]) -> Iterator[Node]:
    at = about.sealed_at.isoformat()
    for number, one in _data(placed):
        media_type = one.media_type or OCTETS
        yield mets.file_node(_id("file", number), at, one.entry, _href(one), one.name, media_type)


def _records(rows: Iterable[Row], placed: Iterable[Placed]) -> Iterator[Node]:
    """A division per record: its title, its metadata, its files."""
    titles = iter(rows)
    numbered = _numbered(placed)
    for place, files in groupby(numbered, key=lambda pair: pair[1].record):
        row = next(titles)
        if row.place != place:
            raise ValueError(f"files of record {place} where those of {row.place} are expected")
        found = list(files)
        folders = {one.entry.path.rpartition("/")[0] + "/" for _number, one in found}
        described = [_id(prefix, place) for folder, (prefix, _) in DESCRIPTIVE.items() if folder in folders]
        pointers = [mets.pointer(_id("file", number)) for number, one in found if number]
        links = {"DMDID": " ".join(described), "ADMID": _id("premis", place), "ORDER": str(place)}
        yield mets.division(_id("record", place), row.title or places.record_name(place), *pointers, **links)


def _numbered(placed: Iterable[Placed]) -> Iterator[tuple[int, Placed]]:
    """Every file; those of the data with their number, the others with 0."""
    number = 0
    for one in placed:
        if one.entry.path.startswith(places.DATA):
            number += 1
            yield number, one
        else:
            yield 0, one


def _data(placed: Iterable[Placed]) -> Iterator[tuple[int, Placed]]:
    return ((number, one) for number, one in _numbered(placed) if number)


def _id(prefix: str, number: int) -> str:
    return f"{prefix}-{number:06d}"


def _href(one: Placed) -> str:
    return one.entry.path.removeprefix(f"{places.REPRESENTATION}/")
