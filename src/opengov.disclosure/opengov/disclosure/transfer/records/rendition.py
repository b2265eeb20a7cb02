"""``document.html``: the document as one page in the order of GB/T 9704-2012, which loads nothing from anywhere.

The text comes from an editor: only elements and attributes that cannot run or fetch anything are kept. Pictures are shown
when they are attachments of the document itself, from their place in the package.
"""

from datetime import date
from lxml import etree
from lxml import html
from opengov.disclosure.core.issuers import SIGNATURE_SEPARATOR
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.records.elements import legal
from opengov.disclosure.transfer.records.record import Record

import re


#: Elements that go with everything in them; others that are not in ``KEPT`` leave their content behind.
DROPPED = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "applet",
    "link",
    "meta",
    "base",
    "form",
    "svg",
    "math",
    "audio",
}
DROPPED |= {"video", "template", "noscript", "frame", "frameset", "head", "title"}
KEPT = {
    "p",
    "div",
    "span",
    "br",
    "hr",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "sub",
    "sup",
    "blockquote",
    "pre",
    "a",
    "img",
}
KEPT |= {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "caption", "colgroup", "col"}
KEPT |= {"table", "thead", "tbody", "tfoot", "tr", "th", "td"}
ATTRIBUTES = {"colspan", "rowspan", "align", "start", "span"}
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)

STYLE = (
    "body{max-width:40em;margin:2em auto;font-family:FangSong,STFangsong,serif;line-height:1.8}"
    ".banner,.number,h1{text-align:center}.banner{color:#c00;font-size:2em}.signature,.date{text-align:right}"
    ".imprint{border-top:1px solid;margin-top:2em}table{border-collapse:collapse}td,th{border:1px solid;padding:.2em}"
)


def document_html(record: Record) -> bytes:
    """Return the page, in UTF-8."""
    page = html.Element("html", lang="zh-CN")
    head = html.Element("head")
    head.append(html.Element("meta", charset="utf-8"))
    head.append(_line("title", record.text("title")))
    head.append(_line("style", STYLE))
    body = html.Element("body")
    body.extend(_head(record))
    body.append(_text(record))
    body.extend(_foot(record))
    page.extend([head, body])
    return b"<!DOCTYPE html>\n" + html.tostring(page, encoding="utf-8") + b"\n"


def _head(record: Record) -> list:
    """版头 and title, up to the main recipients."""
    urgency = terms.URGENCIES.get(record.text("urgency"), "") if record.text("urgency") != "normal" else ""
    recipients = "，".join(record.texts("main_recipients"))
    return _lines(
        ("p", urgency, "urgency"),
        *(("p", name, "banner") for name in record.banner or record.issuers),
        ("p", record.signed["number"], "number"),
        ("h1", record.text("title"), ""),
        ("p", f"{recipients}：" if recipients else "", "recipients"),
    )


def _foot(record: Record) -> list:
    """附件说明, signature, date, notes with the mark, and the imprint (版记)."""
    attachments = [f"{number}. {item.name}" for number, item in enumerate(record.attachments, 1)]
    copies = "，".join(record.texts("copy_recipients"))
    day = date.fromisoformat(record.signed["issue_date"])
    notes = record.text("notes")
    return _lines(
        ("p", "附件：" + "　".join(attachments) if attachments else "", "annexes"),
        ("p", SIGNATURE_SEPARATOR.join(record.issuers), "signature"),
        ("p", f"{day.year}年{day.month}月{day.day}日", "date"),
        ("p", f"（{notes}）" if notes else "", "notes"),
        ("p", record.mark, "mark"),
        ("p", f"抄送：{copies}。" if copies else "", "imprint"),
    )


def _lines(*lines: tuple[str, str, str]) -> list:
    return [_line(tag, text, css) for tag, text, css in lines if text]


def _line(tag: str, text: str, css: str = ""):
    element = html.Element(tag)
    element.text = legal(text)
    if css:
        element.set("class", css)
    return element


def _text(record: Record):
    """The body of the document, made harmless."""
    value = record.fields.get("text") or {}
    raw = legal(value.get("raw") or "") if isinstance(value, dict) else ""
    if isinstance(value, dict) and value.get("type") == "text/html":
        root = html.fragment_fromstring(raw, create_parent="div")
    else:
        root = html.Element("div")
        root.extend(_line("p", line) for line in raw.splitlines())
    pictures = {item.uid: item.entry.path for item in record.attachments}
    _harmless(root, pictures)
    root.set("class", "text")
    return root


def _harmless(root, pictures: dict[str, str]) -> None:
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in DROPPED:
            element.drop_tree()
        elif element.tag not in KEPT:
            element.drop_tag()
        else:
            _clean_attributes(element, pictures)


def _clean_attributes(element: etree._Element, pictures: dict[str, str]) -> None:
    old = dict(element.attrib)
    element.attrib.clear()
    for name in sorted(ATTRIBUTES & old.keys()):
        element.set(name, old[name])
    if element.tag == "a" and _LINK.match(old.get("href", "").strip()):
        element.set("href", old["href"].strip())
    if element.tag == "img":
        element.set("alt", old.get("alt", ""))
        found = re.search(r"resolveuid/([0-9a-fA-F]{32})", old.get("src", ""))
        if found and found[1] in pictures:
            element.set("src", pictures[found[1]])
