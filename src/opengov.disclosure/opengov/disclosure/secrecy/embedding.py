"""What a text embeds belongs to it: only its own attachments, so that the digest covers all a reader sees (R-S2)."""

from lxml import etree
from lxml import html
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IDocumentAttachment
from plone.app.textfield.interfaces import IRichTextValue
from plone.dexterity.utils import iterSchemata
from plone.uuid.interfaces import IUUID
from zope.schema import getFields


#: Longest rich text in characters of markup: about 300 printed pages.
MAX_MARKUP = 1_000_000

CLAUSE = "政府信息公开条例 第十七条"


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
    names = ("src", "srcset", "data", "poster", "background")
    return [element.get(name) for element in tree.iter(etree.Element) for name in names if element.get(name)]


def _is_own(context, source: str) -> bool:
    """Bytes in the text itself, or an attachment by id or UID."""
    if source.startswith("data:"):
        return True
    own = {child.getId(): child for child in getattr(context, "objectValues", tuple)()}
    ids = {name for name, child in own.items() if IDocumentAttachment.providedBy(child)}
    ids |= {IUUID(own[name]) for name in ids}
    path = source.split("?")[0].split("#")[0]
    if "://" in path or path.startswith("//"):
        base = context.absolute_url() + "/"
        if not path.startswith(base):
            return False
        path = path.removeprefix(base)
    return bool(ids & set(path.split("/")))
