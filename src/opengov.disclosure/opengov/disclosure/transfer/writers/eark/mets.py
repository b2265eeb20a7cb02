"""Elements of METS 1.12 as CSIP and SIP 2.1.0 ask for them."""

from contextlib import AbstractContextManager
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.writers.drafts import Draft
from opengov.disclosure.transfer.writers.eark import premis
from opengov.disclosure.transfer.writers.eark.nodes import Node
from opengov.disclosure.transfer.writers.eark.nodes import node
from opengov.disclosure.transfer.writers.eark.nodes import written
from opengov.disclosure.transfer.writers.version import VERSION
from urllib.parse import quote


SCHEMA = "eark-sip.xsd"
CSIP_PROFILE = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"
SIP_PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
#: Category of the content, from the vocabulary of CSIP.
CATEGORY = "Textual works – Digital"
STANDARD = "DA/T 46-2009"
#: What the content keeps to; CSIP63 asks for it at every group of files.
CONTENT = {"csip__CONTENTINFORMATIONTYPE": "OTHER", "csip__OTHERCONTENTINFORMATIONTYPE": STANDARD}
XML = "text/xml"


def mets_file(draft: Draft, id: str, label: str, profile: str) -> AbstractContextManager:
    """Write a METS file around what is put into it."""
    return written(draft.file, "mets:mets", OBJID=id, LABEL=label, TYPE=CATEGORY, PROFILE=profile, **CONTENT)


def header(about: About) -> Node:
    """Who made the package, whose records it holds, and whom it is for."""
    at, agency = about.sealed_at.isoformat(), about.agency
    code, fonds = agency["credit_code"], agency["fonds"]
    return node(
        "mets:metsHdr",
        _agent(premis.SOFTWARE, VERSION, "SOFTWARE VERSION", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE"),
        _agent(agency["title"], code, "IDENTIFICATIONCODE", ROLE="ARCHIVIST", TYPE="ORGANIZATION"),
        _agent(agency["title"], code, "IDENTIFICATIONCODE", ROLE="OTHER", OTHERROLE="SUBMITTER", TYPE="ORGANIZATION"),
        _agent(str(about.receiver["title"]), "", "", ROLE="PRESERVATION", TYPE="ORGANIZATION"),
        node("mets:altRecordID", fonds, TYPE="REFERENCECODE") if fonds else None,
        CREATEDATE=at,
        LASTMODDATE=at,
        RECORDSTATUS="REPLACEMENT" if about.supersedes else "NEW",
        csip__OAISPACKAGETYPE="SIP",
    )


def section(name: str, id: str, at: str, entry: Entry, href: str, standard: str) -> Node:
    """A section that refers to a file of metadata.

    :param name: ``dmdSec``, ``digiprovMD``.
    :param at: ISO time the file was made.
    :param standard: ``DC``, ``PREMIS``, or the name of another.
    """
    kind = {"MDTYPE": standard} if standard in ("DC", "PREMIS") else {"MDTYPE": "OTHER", "OTHERMDTYPE": standard}
    reference = node("mets:mdRef", **kind, **_located(href), **_fixed(entry, at), MIMETYPE=XML)
    return node(f"mets:{name}", reference, ID=id, CREATED=at, STATUS="CURRENT")


def file_node(id: str, at: str, entry: Entry, href: str, name: str, media_type: str) -> Node:
    """A file with its digest and the name it had in the office."""
    place = node("mets:FLocat", **_located(href), xlink__title=name)
    return node("mets:file", place, ID=id, MIMETYPE=media_type, **_fixed(entry, at))


def group(id: str, use: str, *files: Node) -> Node:
    """A group of files."""
    return node("mets:fileGrp", *files, ID=id, USE=use, **CONTENT)


def division(id: str, label: str, *content: Node, **attributes: str) -> Node:
    """A division of the structural map."""
    return node("mets:div", *content, ID=id, LABEL=label, **attributes)


def pointer(id: str) -> Node:
    """A pointer to a file or a group of files."""
    return node("mets:fptr", FILEID=id)


def structure() -> Node:
    """The one structural map that CSIP asks for, without its content."""
    return node("mets:structMap", ID="structure", TYPE="PHYSICAL", LABEL="CSIP")


def link(href: str, title: str) -> Node:
    """A pointer to the METS file of a representation."""
    return node("mets:mptr", **_located(href), xlink__title=title)


def _agent(name: str, note: str, kind: str, **attributes: str) -> Node:
    said = node("mets:note", note, csip__NOTETYPE=kind) if note else None
    return node("mets:agent", node("mets:name", name), said, **attributes)


def _located(href: str) -> dict[str, str]:
    return {"LOCTYPE": "URL", "xlink__type": "simple", "xlink__href": quote(href)}


def _fixed(entry: Entry, at: str) -> dict[str, str]:
    return {"SIZE": str(entry.size), "CREATED": at, "CHECKSUM": entry.sha256, "CHECKSUMTYPE": "SHA-256"}
