"""Elements of ``metadata.xml``: made where they have something to say, free of what XML cannot hold."""

from lxml import etree

import re


NAMESPACE = "urn:opengov.disclosure:metadata:1"
#: What XML 1.0 cannot hold; lxml refuses it.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without control characters, which XML cannot hold."""
    return _ILLEGAL.sub("", text)


def element(name: str, *content, **attributes: str):
    """An element with text or children; None, which parents leave out, when it would be empty."""
    children = [child for child in content if isinstance(child, etree._Element)]
    text = legal("".join(child for child in content if isinstance(child, str)))
    if not children and not text:
        return None
    made = etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap={None: NAMESPACE})
    made.text = text or None
    made.extend(children)
    return made
