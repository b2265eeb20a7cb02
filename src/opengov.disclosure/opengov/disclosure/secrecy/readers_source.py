"""What every reader shares: the limits, what is gathered, how a refusal is told, and XML that cannot harm.

Files come from strangers. A reader never raises to its caller; inside, :class:`Unreadable` carries a reason code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from lxml import etree
from opengov.disclosure.core.scan import Text

import unicodedata


FILE_MAX = 20 * 1024 * 1024  # bytes; larger files are left to the worker (reason too_large)
TEXT_MAX = 10_000_000  # characters that are kept of one file
NESTED_MAX = 40 * 1024 * 1024  # bytes of all files within one file
NESTED_FILES_MAX = 300
NESTED_DEPTH_MAX = 3
_GARBLED_FROM = 20  # characters
_GARBLED_SHARE = 0.3


class Unreadable(Exception):
    """Something cannot be read.

    :param reason: a code of ``unread_texts.UNREAD_TEXTS``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Nested:
    """A file within a file, still to be read: where it stands, what it is called, its bytes, how deep it lies."""

    place: str
    name: str
    data: bytes
    depth: int


@dataclass
class Harvest:
    """What a reader has gathered from one file, within :data:`TEXT_MAX`."""

    kept: dict[str, tuple[list[str], int]] = field(default_factory=dict)  # place: pieces, lines of the head
    unread: list[tuple[str, str]] = field(default_factory=list)
    nested: list[Nested] = field(default_factory=list)
    depth: int = 0
    nested_files: int = 0
    nested_left: int = NESTED_MAX
    expanded: int = 0  # bytes that packages have become
    left: int = TEXT_MAX

    def add(self, place: str, text: str, head_lines: int = 0) -> None:
        """Keep a text; a garbled one is reported as unread besides.

        :raises Unreadable: ``too_much_text``.
        """
        if not text.strip():
            return
        self.left -= len(text)
        if self.left < 0:
            raise Unreadable("too_much_text")
        self.kept.setdefault(place, ([], head_lines))[0].append(text)
        if is_garbled(text):
            self.miss(place, "garbled")

    def texts(self) -> tuple[Text, ...]:
        """One text for each place: offsets in it are clear."""
        return tuple(Text(place, "\n".join(pieces), head) for place, (pieces, head) in self.kept.items())

    def add_lines(self, place: str, lines: Iterable[str], head_lines: int = 0) -> None:
        """Keep lines as one text."""
        self.add(place, "\n".join(line for line in lines if line.strip()), head_lines)

    def nest(self, place: str, name: str, data: bytes) -> None:
        """Keep a file within the file, to be read after it; too many, too large or too deep ones are reported."""
        full = self.is_full
        self.nested_left -= len(data)
        if full or self.nested_left < 0:
            self.miss(place, "too_many_files")
            return
        self.nested_files += 1
        self.nested.append(Nested(f"{place}:{self.nested_files}", name, data, self.depth + 1))

    @property
    def is_full(self) -> bool:
        """Whether no file within the file would be taken any more."""
        return self.nested_files >= NESTED_FILES_MAX or self.nested_left < 0 or self.depth >= NESTED_DEPTH_MAX

    def miss(self, place: str, reason: str) -> None:
        """Note that something is there which was not read."""
        if (place, reason) not in self.unread:
            self.unread.append((place, reason))


def is_garbled(text: str) -> bool:
    """Whether the characters are mostly none: a font without a mapping, a wrong charset."""
    sample = [char for char in text[:5000] if not char.isspace()]
    odd = sum(char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs") for char in sample)
    return len(sample) >= _GARBLED_FROM and odd > _GARBLED_SHARE * len(sample)


def words(text: str) -> frozenset[str]:
    """A set of names, written as one string: long lists stay readable."""
    return frozenset(text.split())


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """Name of an element or attribute without its namespace: strict and transitional files use different ones."""
    return tag.rpartition("}")[2]


class XmlTarget:
    """Receives an XML file piece by piece; no tree is built. A document type declaration is refused at once."""

    def doctype(self, name: str, public: str, system: str) -> None:
        """Refuse: entities are what XML bombs and reads of foreign files are made of."""
        raise Unreadable("xml_doctype")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters; one text may come in several pieces."""

    def comment(self, text: str) -> None:
        """An XML comment."""

    def close(self) -> None:
        """The file ends."""


def parse_xml(chunks: Iterable[bytes], target: XmlTarget) -> None:
    """Feed an XML file to a target.

    :raises Unreadable: ``xml_doctype`` or ``broken``.
    """
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False
    )
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise Unreadable("broken") from error


class Lines(XmlTarget):
    """All text of an XML file in lines, and what attributes say to people.

    A line ends with a block element, and with any element that holds text itself; only runs of text (one number may be spread
    over several) stay together.
    """

    BLOCKS = frozenset({"p", "h", "tr", "row", "si", "item", "text", "comment", "TextObject"})
    RUNS = frozenset({"t", "delText", "instrText", "delInstrText", "TextCode"})
    TELLING = words(
        "descr title alt string tooltip prompt promptTitle error errorTitle display location instr displayText value name"
    )
    TELLING_BY_VALUE = frozenset(
        {"docVar", "tag", "alias", "statusText", "helpText", "default", "s", "n", "d", "result"}
    )

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.said: list[str] = []  # by attributes and comments
        self.buffer: list[str] = []  # of the line that has begun
        self._size = 0
        self._run = False
        self._direct = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self._run, self._direct = name in self.RUNS, False
        self.listen(name, attributes)
        if name in self.BLOCKS:
            self.flush()

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in self.BLOCKS or (self._direct and name not in self.RUNS):
            self.flush()
        self._run = self._direct = False

    def data(self, text: str) -> None:
        if not self._run and text.isspace() and not self._direct:
            return  # between elements
        self._direct = True
        self.count(text)
        self.buffer.append(text)

    def comment(self, text: str) -> None:
        self.say(text)

    def close(self) -> None:
        self.flush()

    def listen(self, element: str, attributes: dict[str, str]) -> None:
        """Keep the attributes that hold words or values."""
        for name, value in attributes.items():
            if local(name) in self.TELLING or (element in self.TELLING_BY_VALUE and local(name) in ("val", "v")):
                self.say(value)

    def say(self, text: str) -> None:
        """Keep what does not stand in the text."""
        self.count(text)
        self.said.append(text)

    def count(self, text: str) -> None:
        """Stop when it is too much.

        :raises Unreadable: ``too_much_text``.
        """
        self._size += len(text)
        if self._size > TEXT_MAX:
            raise Unreadable("too_much_text")

    def flush(self) -> None:
        """End the line."""
        if self.buffer:
            self.lines.append("".join(self.buffer))
            self.buffer.clear()


class Properties(Lines):
    """Document properties: one line ``name: value`` for each."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        name = attributes.get("name") or attributes.get("Name")
        self._name = name or (self._name if tag.startswith("{") and "docPropsVTypes" in tag else local(tag))

    def end(self, tag: str) -> None:
        self.flush()
        super().end(tag)

    def flush(self) -> None:
        if self.buffer:
            self.lines.append(f"{self._name}: {''.join(self.buffer)}")
            self.buffer.clear()
