"""Holds XML against the schemas that come with the product, without the network and in constant memory."""

from functools import cache
from lxml import etree
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from pathlib import Path
from typing import BinaryIO


SCHEMAS = Path(__file__).parent.parent / "schemas"


def check(path: str, xml: bytes | BinaryIO, schema: str) -> None:
    """Hold a written file against its schema while it is read through.

    :param path: where it will lie in the package; named when it is refused.
    :param xml: the file, or its bytes.
    :param schema: name of a file in ``transfer/schemas``.
    :raises RuleBroken: ``writer_schema_invalid`` with path, line and the validator's words (R-T4).
    """
    known = schema_of(schema)
    try:
        if isinstance(xml, bytes):
            etree.fromstring(
                xml, etree.XMLParser(schema=known, no_network=True, resolve_entities=False, huge_tree=True)
            )
        else:
            _read_through(etree.iterparse(xml, schema=known, no_network=True, resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        params = {"path": path, "line": str(error.lineno or 0), "message": error.msg or ""}
        raise RuleBroken(Problem("writer_schema_invalid", "R-T4", path, "", params)) from error


@cache
def schema_of(name: str) -> etree.XMLSchema:
    """A bundled schema; each is read once.

    :param name: name of a file in ``transfer/schemas``.
    """
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(SCHEMAS / name, parser))


def _read_through(events: etree.iterparse) -> None:
    for _event, element in events:
        # what was checked is forgotten, or the whole file would be kept
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
