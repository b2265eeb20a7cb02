"""Reads the XML of a package as a receiver would: whether it parses, and which files it names."""

from base64 import b64decode
from dataclasses import dataclass
from dataclasses import field
from lxml import etree
from opengov.disclosure.transfer.writers.eep.encapsulation import NAMESPACE
from opengov.disclosure.transfer.writers.eep.encapsulation import OUTSIDE_KEYWORD
from typing import BinaryIO

import binascii
import hashlib


_CODING = f"{{{NAMESPACE}}}编码"
_ROW = "文件"
_OPTIONS = {"no_network": True, "load_dtd": False, "resolve_entities": False, "huge_tree": False}
#: Bytes of which a whole tree is built.
SMALL = 1 << 18


@dataclass
class Description:
    """What one XML says.

    :ivar readable: whether it parses.
    :ivar sizes: SHA-256 (hex) of each file an EEP names -> the size it tells.
    :ivar inside: SHA-256 of those whose bytes are in it.
    :ivar rows: 文件 elements of a list.
    """

    readable: bool = True
    sizes: dict[str, int] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)
    rows: int = 0

    @property
    def names_files(self) -> bool:
        """Whether it is an EEP: other descriptions leave the files to the package's own lists."""
        return bool(self.sizes)


def read(stream: BinaryIO, size: int) -> Description:
    """Go through an XML in constant memory, without a network, a DTD or entities.

    :param size: its bytes: of a small one a tree is built, which is faster.
    """
    if size <= SMALL:
        found = _read_small(stream.read())
        if found is not None:
            return found
        stream.seek(0)
    return _read_along(stream)


def _read_small(data: bytes) -> Description | None:
    """None when it does not parse: how far one comes with it is told by reading along."""
    found = Description()
    try:
        root = etree.fromstring(data, etree.XMLParser(**_OPTIONS))
        for element in root.iter(_CODING, _ROW):
            # a list stands beside the files that an EEP holds
            if element.tag == _CODING or next(element.iterancestors(_CODING), None) is None:
                _note(element, found)
    except (etree.XMLSyntaxError, binascii.Error, ValueError):
        return None
    return found


def _read_along(stream: BinaryIO) -> Description:
    found, within = Description(), False
    try:
        for event, element in etree.iterparse(stream, events=("start", "end"), **_OPTIONS):
            if element.tag == _CODING:
                within = event == "start"
            if event == "end" and not within:
                _note(element, found)
                # what was seen is forgotten, or the whole file would be kept
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, binascii.Error, ValueError):
        found.readable = False
    return found


def _note(element: etree._Element, found: Description) -> None:
    if element.tag == _CODING:
        _note_file(element, found)
    elif element.tag == _ROW:
        found.rows += 1


def _note_file(coding: etree._Element, found: Description) -> None:
    data = b64decode(coding.findtext(f"{{{NAMESPACE}}}编码数据") or "", validate=True)
    outside = coding.findtext(f"{{{NAMESPACE}}}反编码关键字") == OUTSIDE_KEYWORD
    digest = data.hex() if outside else hashlib.sha256(data).hexdigest()
    found.sizes[digest] = int(coding.findtext(f"{{{NAMESPACE}}}电子属性/{{{NAMESPACE}}}计算机文件大小") or "-1")
    if not outside:
        found.inside.add(digest)
