"""Elements of descriptions: made where they have something to say, free of what XML cannot hold.

Thousands of records have hundreds of elements each: they are plain objects, written down in one go. They are made without a
namespace; who writes them down says it: ``metadata.xml`` ours, an EEP that of DA/T 48-2009.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from itertools import chain
from itertools import groupby
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

import re


#: Namespace of ``metadata.xml``.
NAMESPACE = "urn:opengov.disclosure:metadata:1"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: What XML 1.0 cannot hold; lxml refuses it.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile("[&<>\r]")
#: Parsers turn it into a line feed unless it is written so.
_RETURN = {"\r": "&#13;"}


@dataclass(frozen=True)
class Place:
    """Where bytes go that are put in when it is written, e.g. those of a file in Base64."""

    number: int


@dataclass(slots=True)
class Element:
    """One element with attributes, text and then children."""

    name: str
    text: str = ""
    children: "list[Element | Place]" = field(default_factory=list)
    attributes: Mapping[str, str] = field(default_factory=dict)


#: What an element may hold besides text.
_CHILDREN = (Element, Place)


def legal(text: str) -> str:
    """The text without control characters, which XML cannot hold."""
    # most texts are printable throughout, and so known at once
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def element(name: str, *content, **attributes: str) -> Element | None:
    """An element with text or children; None, which parents leave out, when it would be empty."""
    if len(content) == 1 and type(content[0]) is str:
        text = legal(content[0]).strip()
        return Element(name, text, [], attributes) if text else None
    children = [child for child in content if isinstance(child, _CHILDREN)]
    text = legal("".join([child for child in content if isinstance(child, str)])).strip()
    return Element(name, text, children, attributes) if children or text else None


def written(root: Element, namespace: str) -> tuple[str | Place, ...]:
    """The whole XML, in pieces between the places where bytes go.

    :param namespace: default namespace of the root.
    """
    parts: list[str | Place] = [DECLARATION]
    _write(root, parts, "\n", f" xmlns={quoteattr(namespace)}")
    joined = (
        (*group,) if is_place else ("".join(group),)
        for is_place, group in groupby([*parts, "\n"], key=lambda part: isinstance(part, Place))
    )
    return tuple(chain.from_iterable(joined))


def _write(one: Element, parts: list[str | Place], margin: str, more: str = "") -> None:
    """Append an element. What stands beside text, or beside bytes, stands in the same line.

    :param margin: line break and indentation of its end; empty inside a line.
    """
    told = "".join([f" {name}={quoteattr(legal(value))}" for name, value in one.attributes.items()])
    text = escape(one.text, _RETURN) if _ESCAPED.search(one.text) else one.text
    if not one.children:
        parts.append(f"<{one.name}{more}{told}>{text}</{one.name}>")
        return
    parts.append(f"<{one.name}{more}{told}>{text}")
    inside = "" if one.text or not margin else f"{margin}  "
    closing = ""
    for child in one.children:
        if isinstance(child, Place):
            parts.append(child)
        else:
            closing = margin if inside else ""
            parts.append(inside)
            _write(child, parts, inside)
    parts.append(f"{closing}</{one.name}>")
