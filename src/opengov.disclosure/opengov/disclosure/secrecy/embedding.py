"""What a text embeds belongs to it: only its own attachments, so that the digest covers all a reader sees (R-S2)."""

from lxml import etree
from lxml import html
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IDocumentAttachment
from plone.app.textfield.interfaces import IRichTextValue
from plone.dexterity.utils import iterSchemata
from plone.uuid.interfaces import IUUID
from urllib.parse import urljoin
from zope.schema import getFields

import re
import sys


#: Longest rich text in characters of markup: about 300 printed pages.
MAX_MARKUP = 1_000_000

CLAUSE = "政府信息公开条例 第十七条"

#: Attributes that hold one address each, and those that hold several with commas between them.
_ONE = ("src", "data", "poster", "background")
_SEVERAL = ("srcset", "imagesrcset")

#: What a browser reads otherwise than it is written: backslashes are slashes to it, blanks are dropped, dots decoded.
_MISLEADING = re.compile(r"[\\\s\x00-\x1f]|%2e|%5c", re.IGNORECASE)

#: An address in a style, and a character that is written as an escape there.
_IN_STYLE = re.compile(r"(?:url|src|image|image-set)\s*\(\s*['\"]?([^'\")]*)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE)


def problems(context) -> list[Problem]:
    """What rich texts embed from elsewhere, and texts too long to be reviewed."""
    found = []
    for name, markup in _rich_texts(context):
        if len(markup) > MAX_MARKUP:
            found.append(Problem("text_too_long", "R-S2", name, CLAUSE, {"longest": str(MAX_MARKUP)}))
        else:
            found += [
                Problem("embedded_from_elsewhere", "R-S2", name, CLAUSE, {"address": source[:80]})
                for source in _sources(markup)
                if not _is_own(context, source)
            ]
    return found


def _rich_texts(context):
    for schema in iterSchemata(context):
        for name in getFields(schema):
            value = getattr(context, name, None)
            if IRichTextValue.providedBy(value) and value.raw:
                yield name, value.raw


def _sources(markup: str) -> list[str]:
    if "<" not in markup:
        return []
    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError):
        return []
    return [source for element in tree.iter(etree.Element) for source in _of_element(element)]


def _of_element(element) -> list[str]:
    found = [element.get(name) for name in _ONE if element.get(name)]
    for name in _SEVERAL:
        # An address among several is followed by a blank and how large it is.
        found += [candidate.split()[0] for candidate in (element.get(name) or "").split(",") if candidate.strip()]
    styles = [element.get("style") or "", (element.text or "") if element.tag == "style" else ""]
    styles = [_ESCAPED.sub(_unescaped, style) for style in styles]
    return found + [source for style in styles for source in _IN_STYLE.findall(style) if source]


def _unescaped(escape: re.Match[str]) -> str:
    """The character behind an escape of a style; of one that is none, nothing."""
    code = int(escape[1], 16) if escape[1] else 0
    return escape[2] or (chr(code) if 0 < code <= sys.maxunicode else "")


def _is_own(context, source: str) -> bool:
    """A picture's bytes in the text itself, or an attachment by its address in the document or by UID."""
    if source.startswith("data:image/"):
        return True
    own = {child.getId(): child for child in getattr(context, "objectValues", tuple)()}
    ids = {name for name, child in own.items() if IDocumentAttachment.providedBy(child)}
    base = f"{context.absolute_url()}/"
    path = source.strip().split("?")[0].split("#")[0].removeprefix(base)
    if _MISLEADING.search(path):
        return False
    by_uid = re.fullmatch(r"(?:\.\./|/)?(?:[^:/]+/)*resolveuid/([^:/]+)(?:/(?!\.\.)[^/]*)*", path)
    if by_uid:
        return by_uid[1] in {IUUID(own[name]) for name in ids}
    path = urljoin(base, path)
    return path.startswith(base) and path.removeprefix(base).split("/")[0] in ids
