"""Findings of the local scan marked in the text, for the people of the office (R-S5).

Nothing is stored and nothing of it stands in what the public sees: the marks are put in while a page is made. A number may
be spread over several elements; each stretch of it is marked, and no element is opened, closed or moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from lxml import etree
from lxml import html
from opengov.disclosure.core.scan import Finding
from opengov.disclosure.core.scan import scan
from opengov.disclosure.core.scan import Text


#: Elements at which a line ends: what stands in two of them is no one number.
_BLOCKS = frozenset(
    {"address", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2"}
)
_BLOCKS |= {
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
}
#: Between the cells of a row: none is at the head of a line, and two numbers are not one.
_CELLS = frozenset(("td", "th"))
CLASS = "opengov-finding"


@dataclass(frozen=True)
class _Stretch:
    """Characters of one text node; they begin at ``start`` of the whole text.

    :param tail: whether they follow the element, rather than begin inside it.
    """

    start: int
    element: html.HtmlElement
    tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.tail else self.element.text) or ""


def in_markup(markup: str, place: str, key: bytes, titles: dict[str, str]) -> str:
    """Mark what the scan finds in a text with markup.

    :param markup: safe HTML.
    :param place: name of its field, as the scan calls it.
    :param key: the document's salt: ids are those of its report.
    :param titles: kind of finding -> what it is called.
    :returns: the HTML with ``<mark class="opengov-finding" data-finding="…">`` around each stretch; as it was when there is
        nothing to mark.
    """
    root = _parsed(markup)
    if root is None:
        return markup
    stretches, words = _read(root)
    found = _findings(words, place, key)
    if not found:
        return markup
    for stretch in reversed(stretches):
        _mark(stretch, found, titles)
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    return escape(root.text or "", quote=False) + inner


def in_words(words: str, place: str, key: bytes, titles: dict[str, str], head: bool = True) -> str:
    """The same for a plain text, as HTML.

    :param head: whether its first lines are those of a document that could bear a mark; False for a list of names.
    """
    pieces, done = [], 0
    for finding in _findings(words, place, key, head):
        pieces.append(escape(words[done : finding.start]))
        stretch = escape(words[finding.start : finding.end])
        told = escape(titles.get(finding.kind, finding.kind))
        pieces.append(f'<mark class="{CLASS}" data-finding="{finding.id}" title="{told}">{stretch}</mark>')
        done = finding.end
    return "".join(pieces) + escape(words[done:])


def positions(markup: str, place: str, key: bytes) -> list[dict]:
    """Where findings stand in a text with markup, for scripts: dicts {id, kind, line, start, end}.

    :returns: ``line`` is the number of the line (block with words), beginning with 1; ``start`` and ``end`` count its
        characters.
    """
    root = _parsed(markup)
    words = "" if root is None else _read(root)[1]
    return [_position(words, finding) for finding in _findings(words, place, key)]


def _position(words: str, finding: Finding) -> dict:
    begin = words.rfind("\n", 0, finding.start) + 1
    return {
        "id": finding.id,
        "kind": finding.kind,
        "line": sum(bool(line.strip()) for line in words[: finding.end].split("\n")),
        "start": finding.start - begin,
        "end": finding.end - begin,
    }


def _parsed(markup: str) -> html.HtmlElement | None:
    if not markup.strip():
        return None
    try:
        return html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return None


def _findings(words: str, place: str, key: bytes, head: bool = True) -> list[Finding]:
    """What is found, in order; of two that overlap the first."""
    text = Text(place, words) if head else Text(place, words, head_lines=0)
    found: list[Finding] = []
    for finding in sorted(scan([text], key=key).findings, key=lambda one: (one.start, -one.end)):
        if not found or finding.start >= found[-1].end:
            found.append(finding)
    return found


def _read(root: html.HtmlElement) -> tuple[list[_Stretch], str]:
    """The text nodes of a tree in order, and its words: blocks end lines."""
    stretches: list[_Stretch] = []
    pieces: list[str] = []
    size = 0

    def add(text: str) -> None:
        nonlocal size
        pieces.append(text)
        size += len(text)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        ends_line = "\t" if tag in _CELLS else "\n" if tag in _BLOCKS else ""
        if event == "start" and tag:
            add("\n" if ends_line == "\n" and pieces else "")
            stretches.append(_Stretch(size, element, tail=False))
            add(_flat(element.text))
        elif event == "end" and element is not root:
            add(ends_line)
            stretches.append(_Stretch(size, element, tail=True))
            add(_flat(element.tail))
    return stretches, "".join(pieces)


def _flat(text: str | None) -> str:
    """Line ends within a block are no ends of lines; the length stays."""
    return (text or "").replace("\r", " ").replace("\n", " ")


def _mark(stretch: _Stretch, found: Iterable[Finding], titles: dict[str, str]) -> None:
    text, end = stretch.text, stretch.start + len(stretch.text)
    spans = [
        (max(one.start, stretch.start) - stretch.start, min(one.end, end) - stretch.start, one)
        for one in found
        if one.start < end and one.end > stretch.start
    ]
    if not spans or not text:
        return
    marks = []
    for number, (start, stop, finding) in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        mark = html.Element("mark", {"class": CLASS, "data-finding": finding.id})
        mark.set("title", titles.get(finding.kind, finding.kind))
        mark.text, mark.tail = text[start:stop], text[stop:following]
        marks.append(mark)
    _put(stretch, text[: spans[0][0]], marks)


def _put(stretch: _Stretch, before: str, marks: list[html.HtmlElement]) -> None:
    element = stretch.element
    if not stretch.tail:
        element.text = before
        for place, mark in enumerate(marks):
            element.insert(place, mark)
        return
    parent = element.getparent()
    place = parent.index(element) + 1
    element.tail = before
    for offset, mark in enumerate(marks):
        parent.insert(place + offset, mark)
