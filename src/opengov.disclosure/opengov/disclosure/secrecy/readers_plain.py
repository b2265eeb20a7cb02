"""Text, CSV, HTML and XML files: find the charset, refuse what is no text."""

from lxml import etree
from opengov.disclosure.core.scan import HEAD_LINES
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import is_garbled
from opengov.disclosure.secrecy.readers_source import Lines
from opengov.disclosure.secrecy.readers_source import local
from opengov.disclosure.secrecy.readers_source import parse_xml
from opengov.disclosure.secrecy.readers_source import Unreadable
from opengov.disclosure.secrecy.readers_source import words

import codecs
import re


_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.I)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


def decode(data: bytes, told: str = "") -> str:
    """Make text of bytes: byte order mark, then UTF-8, the told charset, UTF-16 without mark, GB18030.

    :param told: what the file says of itself.
    :raises Unreadable: ``not_text``.
    """
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    for charset in [marked] if marked else ["utf-8", _CHINESE.get(told.lower(), told), _utf16(data), "gb18030"]:
        text = _try(data, charset)
        if text is not None:
            return text
    raise Unreadable("not_text")


def _try(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(charset) if charset else None
    except (UnicodeError, LookupError):
        return None
    return None if text is None or _CONTROL.search(text) or is_garbled(text) else text


def _utf16(data: bytes) -> str:
    """Digits, spaces and line ends have a zero byte in UTF-16: on the odd places it is little endian."""
    sample = data[:10_000]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if len(data) % 2 or odd == even:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def read_text(data: bytes, place: str, harvest: Harvest) -> None:
    """Read plain text or CSV.

    :raises Unreadable: ``not_text`` or ``too_much_text``.
    """
    harvest.add(place, decode(data), HEAD_LINES)


def read_xml(data: bytes, place: str, harvest: Harvest) -> None:
    """Read an XML file.

    :raises Unreadable: ``xml_doctype`` or ``broken``.
    """
    lines = Values()
    parse_xml([data], lines)
    _keep(lines, place, harvest)


def read_html(data: bytes, place: str, harvest: Harvest) -> None:
    """Read an HTML file with its scripts, comments, attributes and hidden parts.

    :raises Unreadable: ``not_text`` or ``broken``.
    """
    told = _META_CHARSET.search(data[:4096])
    text = decode(data, told[1].decode("ascii") if told else "")
    lines = Html()
    parser = etree.HTMLParser(target=lines, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("broken") from error
    _keep(lines, place, harvest)


def _keep(lines: Lines, place: str, harvest: Harvest) -> None:
    harvest.add_lines(place, lines.lines, HEAD_LINES)
    harvest.add_lines(f"{place}/attributes", lines.said)


class Values(Lines):
    """Any XML: every attribute may hold a value."""

    def listen(self, element: str, attributes: dict[str, str]) -> None:
        for value in attributes.values():
            self.say(value)


class Html(Values):
    """HTML: lines end with blocks, and runs within a line stay together."""

    BLOCKS = words(
        "p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 tr table section article header footer nav main aside pre hr title form "
        "option select textarea blockquote figure figcaption caption script style body head address fieldset legend"
    )

    def doctype(self, name: str, public: str, system: str) -> None:
        """HTML has one, and no entities of its own."""

    def data(self, text: str) -> None:
        self.count(text)
        self.buffer.append(text)

    def end(self, tag: str) -> None:
        if local(tag) in ("td", "th"):
            self.buffer.append("\t")
        elif local(tag) in self.BLOCKS:
            self.flush()
