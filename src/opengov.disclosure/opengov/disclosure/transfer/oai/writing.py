"""Answers of OAI-PMH as XML: the frame, headers, Dublin Core, and METS with the addresses and digests of all files."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from lxml import etree
from lxml.etree import SubElement
from opengov.disclosure.core import harvesting
from opengov.disclosure.core.handover_rows import Row

import re


OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
METS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: Format -> (schema, namespace).
FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC),
    "mets": ("http://www.loc.gov/standards/mets/mets.xsd", METS),
}
#: What XML 1.0 cannot say.
UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def said(text: str) -> str:
    """A text as XML can say it."""
    return UNSAYABLE.sub("", text)


def frame(base: str, arguments: Mapping[str, str], moment: str):
    """The beginning of every answer; returns the root.

    :param arguments: attributes of the request; none after a bad verb or argument.
    """
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    add(root, "responseDate", moment)
    request = add(root, "request", base)
    for name, value in arguments.items():
        request.set(name, said(value))
    return root


def add(parent, name: str, text: str = ""):
    """Add an element of the protocol."""
    element = SubElement(parent, f"{{{OAI}}}{name}")
    element.text = said(text)
    return element


def add_all(parent, pairs: Iterable[tuple[str, str]]) -> None:
    """Add elements with text, in order."""
    for name, text in pairs:
        add(parent, name, text)


def header(parent, identifier: str, datestamp: str, spec: str, deleted: bool) -> None:
    """Add the header of an item."""
    element = add(parent, "header")
    if deleted:
        element.set("status", "deleted")
    add_all(element, (("identifier", identifier), ("datestamp", datestamp), ("setSpec", spec)))


def token(parent, text: str, delivered: int) -> None:
    """Add where the list goes on; an empty text says that this was its last part."""
    element = add(parent, harvesting.TOKEN, text)
    element.set("cursor", str(delivered))


def dublin_core(parent, row: Row, publisher: str, source: str) -> None:
    """Add a record as unqualified Dublin Core.

    :param source: address of the hand-over that it lies in.
    """
    root = SubElement(parent, f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {FORMATS['oai_dc'][0]}")
    values = (
        ("title", row.title),
        ("creator", row.authors),
        ("publisher", publisher),
        ("date", row.issue_date),
        ("type", row.genre),
        ("identifier", row.number),
        ("identifier", row.archival_code),
        ("identifier", row.index_number),
        ("identifier", f"urn:uuid:{row.document}" if re.fullmatch("[0-9a-f]{32}", row.document) else row.document),
        ("source", source),
        ("language", "zh"),
        ("relation", row.supersedes),
    )
    for name, text in values:
        if text:
            SubElement(root, f"{{{DC}}}{name}").text = said(text)


def mets(parent, identifier: str, row: Row, about: Mapping[str, str], files: Sequence[Mapping[str, object]]) -> None:
    """Add a record as METS: Dublin Core, and each file with its address, size and SHA-256.

    :param about: plain dict {agency, made, source}: who hands over, when it was sealed (ISO), address of the hand-over.
    :param files: plain dicts {id, use (``record`` or ``manifest``), href, name, media_type, size, sha256}. Ids are unique in
        the whole answer: one document may hold many records.
    """
    root = SubElement(parent, f"{{{METS}}}mets", nsmap={"mets": METS, "xlink": XLINK, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{METS} {FORMATS['mets'][0]}")
    root.set("OBJID", identifier)
    root.set("LABEL", said(row.title))
    made = _mets(root, "metsHdr", CREATEDATE=about["made"])
    agent = _mets(made, "agent", ROLE="CREATOR", TYPE="ORGANIZATION")
    _mets(agent, "name").text = said(about["agency"])
    described = f"{files[0]['id']}.dmd"
    wrapped = _mets(_mets(_mets(root, "dmdSec", ID=described), "mdWrap", MDTYPE="DC"), "xmlData")
    dublin_core(wrapped, row, about["agency"], about["source"])
    listed = _mets(root, "fileSec")
    groups = {use: _mets(listed, "fileGrp", USE=use) for use in dict.fromkeys(file["use"] for file in files)}
    division = _mets(_mets(root, "structMap"), "div", TYPE="record", DMDID=described)
    for file in files:
        _file(groups[file["use"]], file)
        _mets(division, "fptr", FILEID=str(file["id"]))


def _file(group, file: Mapping[str, object]) -> None:
    facts = {"ID": file["id"], "MIMETYPE": file["media_type"], "SIZE": file["size"]}
    facts |= {"CHECKSUM": file["sha256"], "CHECKSUMTYPE": "SHA-256"}
    place = _mets(_mets(group, "file", **facts), "FLocat", LOCTYPE="URL")
    place.set(f"{{{XLINK}}}type", "simple")
    place.set(f"{{{XLINK}}}href", str(file["href"]))
    place.set(f"{{{XLINK}}}title", said(str(file["name"])))


def _mets(parent, name: str, **attributes: object):
    element = SubElement(parent, f"{{{METS}}}{name}")
    for key, value in attributes.items():
        element.set(key, said(str(value)))
    return element


def as_bytes(root) -> bytes:
    """The document, UTF-8."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
