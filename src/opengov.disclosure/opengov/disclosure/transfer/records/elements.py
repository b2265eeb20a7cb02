"""Elements of descriptions: made where they have something to say, free of what XML cannot hold.

They are made without a namespace. Who writes them down puts them into one: ``metadata.xml`` into ours, an EEP into that of
DA/T 48-2009.
"""

from lxml import etree

import re


#: Namespace of ``metadata.xml``.
NAMESPACE = "urn:opengov.disclosure:metadata:1"
#: What XML 1.0 cannot hold; lxml refuses it.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without control characters, which XML cannot hold."""
    return _ILLEGAL.sub("", text)


def element(name: str, *content, **attributes: str):
    """An element with text or children; None, which parents leave out, when it would be empty."""
    children = [child for child in content if isinstance(child, etree._Element)]
    text = legal("".join(child for child in content if isinstance(child, str))).strip()
    if not children and not text:
        return None
    made = etree.Element(name, attributes)
    made.text = text or None
    made.extend(children)
    return made


def within(namespace: str, root: etree._Element) -> etree._Element:
    """The same tree in a namespace, which is the default one of its root."""
    made = etree.Element(f"{{{namespace}}}{root.tag}", root.attrib, nsmap={None: namespace})
    made.text = root.text
    made.extend(list(root))
    for child in made.iterdescendants(tag=etree.Element):
        child.tag = f"{{{namespace}}}{child.tag}"
    return made
