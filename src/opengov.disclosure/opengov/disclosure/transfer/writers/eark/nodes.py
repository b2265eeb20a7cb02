"""XML as it is written out: an element with its content at a time, with prefixes declared once, at the root."""

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import AbstractContextManager
from contextlib import contextmanager
from functools import cache
from lxml import etree
from opengov.disclosure.transfer.records.elements import legal
from typing import BinaryIO
from typing import NamedTuple
from typing import Protocol


NAMESPACES = {
    "mets": "http://www.loc.gov/METS/",
    "csip": "https://DILCIS.eu/XML/METS/CSIPExtensionMETS",
    "xlink": "http://www.w3.org/1999/xlink",
    "premis": "http://www.loc.gov/premis/v3",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "dc": "http://purl.org/dc/elements/1.1/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
}
#: Root element -> prefixes its file declares; the empty one stands for names without a prefix.
DECLARED = {
    "mets:mets": {None: "mets", "csip": "csip", "xlink": "xlink"},
    "premis:premis": {None: "premis", "xsi": "xsi"},
    "oai_dc:dc": {"oai_dc": "oai_dc", "dc": "dc"},
}


class Out(Protocol):
    """What ``lxml.etree.xmlfile`` writes with."""

    def element(self, tag: str, attrib: Mapping[str, str], nsmap: object = None) -> AbstractContextManager:
        """Write an element around what is written next."""

    def write(self, content: str) -> None:
        """Write a text."""

    def flush(self) -> None:
        """Hand over to the file what was written."""


class Node(NamedTuple):
    """An element to be written.

    :param name: with its prefix, as in :data:`NAMESPACES`.
    :param content: elements, or one text.
    """

    name: str
    attributes: Mapping[str, str]
    content: tuple["Node | str", ...]


def node(name: str, *content: "Node | str | None", **attributes: str) -> Node:
    """Make an element; content that is None is left out. An attribute with a prefix has ``__`` for the colon."""
    named = {key.replace("__", ":"): value for key, value in attributes.items()} if attributes else attributes
    return Node(name, named, tuple(part for part in content if part is not None))


@contextmanager
def written(file: BinaryIO, root: str, **attributes: str) -> Iterator[Out]:
    """Write a file around what is put into it."""
    known = {prefix: NAMESPACES[name] for prefix, name in DECLARED[root].items()}
    with etree.xmlfile(file, encoding="UTF-8") as out:
        out.write_declaration()
        with _around(out, node(root, **attributes), known):
            out.write("\n")
            yield out


@contextmanager
def opened(out: Out, outer: Node) -> Iterator[Out]:
    """Write an element around what is put into it; afterwards it leaves the memory."""
    with _around(out, outer):
        out.write("\n")
        yield out
    out.write("\n")
    out.flush()


def put(out: Out, one: Node) -> None:
    """Write an element with its content, on a line of its own."""
    _put(out, one)
    out.write("\n")


def whole(root: str, *content: Node, **attributes: str) -> bytes:
    """A small file at once."""
    known = {prefix: NAMESPACES[name] for prefix, name in DECLARED[root].items()}
    made = etree.Element(_qualified(root), attributes, nsmap=known)
    for one in content:
        _grow(made, one)
        made[-1].tail = "\n"
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8")


def _grow(parent: etree._Element, one: Node) -> None:
    element = etree.SubElement(parent, _qualified(one.name))
    for name, value in one.attributes.items():
        element.set(_qualified(name), legal(value))
    for part in one.content:
        if isinstance(part, Node):
            _grow(element, part)
        else:
            element.text = legal(part)


def _put(out: Out, one: Node) -> None:
    with _around(out, one):
        for part in one.content:
            if isinstance(part, Node):
                _put(out, part)
            else:
                out.write(legal(part))


def _around(out: Out, one: Node, known: Mapping[str | None, str] | None = None) -> AbstractContextManager:
    attributes = {_qualified(name): legal(value) for name, value in one.attributes.items()}
    return out.element(_qualified(one.name), attributes, nsmap=known)


@cache
def _qualified(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
