"""The METS file at the root of an E-ARK package."""

from collections.abc import Sequence
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.writers.drafts import Draft
from opengov.disclosure.transfer.writers.eark import mets
from opengov.disclosure.transfer.writers.eark import places
from opengov.disclosure.transfer.writers.eark.nodes import Node
from opengov.disclosure.transfer.writers.eark.nodes import node
from opengov.disclosure.transfer.writers.eark.nodes import opened
from opengov.disclosure.transfer.writers.eark.nodes import put


#: Folder -> the label CSIP gives to its group and division.
LABELS = {places.DOCUMENTATION: "Documentation", places.SCHEMAS: "Schemas"}
REPRESENTATION = "Representations/rep1"
MEDIA_TYPES = {"txt": "text/plain", "csv": "text/csv", "xml": mets.XML, "xsd": mets.XML}


def root_mets(about: About, label: str, entries: Sequence[Entry]) -> Draft:
    """Write it.

    :param label: name of the package for people.
    :param entries: everything that was written for the package as a whole, the METS file of the representation last.
    """
    draft, at = Draft("METS.xml"), about.sealed_at.isoformat()
    by_path = {entry.path: entry for entry in entries}
    described, preserved = by_path[places.PACKAGE_DUBLIN_CORE], by_path[places.PACKAGE_PRESERVATION]
    with mets.mets_file(draft, about.id, label, mets.SIP_PROFILE) as out:
        put(out, mets.header(about))
        put(out, mets.section("dmdSec", "dc", at, described, described.path, "DC"))
        premis = mets.section("digiprovMD", "premis", at, preserved, preserved.path, "PREMIS")
        put(out, node("mets:amdSec", premis, ID="administrative"))
        with opened(out, node("mets:fileSec", ID="files")):
            for folder, name in LABELS.items():
                put(out, _group(at, name, [entry for entry in entries if entry.path.startswith(folder)]))
            put(out, _group(at, REPRESENTATION, entries[-1:]))
        with opened(out, mets.structure()):
            put(out, _division(about))
    return draft


def _group(at: str, name: str, entries: Sequence[Entry]) -> Node:
    id = _id(name)
    files = (
        mets.file_node(f"{id}-{number}", at, entry, entry.path, entry.path.rpartition("/")[2], _media_type(entry.path))
        for number, entry in enumerate(entries, 1)
    )
    return mets.group(id, name, *files)


def _division(about: About) -> Node:
    represented = _id(REPRESENTATION)
    link = mets.link(f"{places.REPRESENTATION}/METS.xml", represented)
    return mets.division(
        "division",
        about.id,
        mets.division("division-metadata", "Metadata", DMDID="dc", ADMID="premis"),
        *(mets.division(f"division-{_id(name)}", name, mets.pointer(_id(name))) for name in LABELS.values()),
        mets.division(
            "division-representations",
            "Representations",
            mets.pointer(represented),
            mets.division("division-rep1", REPRESENTATION, link),
        ),
    )


def _id(name: str) -> str:
    return f"group-{name.replace('/', '-').lower()}"


def _media_type(path: str) -> str:
    return MEDIA_TYPES[path.rpartition(".")[2]]
