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
    try:
        whole = _read_through(xml, schema_of(schema))
    except etree.XMLSyntaxError as error:
        raise _refused(path, error.lineno or 0, error.msg or "") from error
    if not whole:
        raise _refused(path, 0, "no root element")


@cache
def schema_of(name: str) -> etree.XMLSchema:
    """A bundled schema; each is read once.

    :param name: name of a file in ``transfer/schemas``.
    """
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(SCHEMAS / name, parser))


def _read_through(xml: bytes | BinaryIO, schema: etree.XMLSchema) -> bool:
    """Whether there was a root element."""
    if isinstance(xml, bytes):
        parser = etree.XMLParser(schema=schema, no_network=True, resolve_entities=False, huge_tree=True)
        return etree.fromstring(xml, parser) is not None
    # not with resolve_entities=False: lxml then takes what is cut in the middle for whole
    events = etree.iterparse(xml, schema=schema, no_network=True, huge_tree=True)
    for _event, element in events:
        # what was checked is forgotten, or the whole file would be kept
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return events.root is not None


def _refused(path: str, line: int, message: str) -> RuleBroken:
    params = {"path": path, "line": str(line), "message": message}
    return RuleBroken(Problem("writer_schema_invalid", "R-T4", path, "", params))
