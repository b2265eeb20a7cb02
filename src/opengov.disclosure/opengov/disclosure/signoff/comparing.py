"""A companion side by side with its original: what a reviewer looks at before he lets a public version pass (R-I12)."""

from AccessControl import getSecurityManager
from lxml import etree
from lxml import html
from opengov.disclosure import fieldwords
from opengov.disclosure.core import comparison
from opengov.disclosure.core.digest import difference
from opengov.disclosure.core.digest import reviewed_fields
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IComparison
from zope.component import adapter
from zope.interface import implementer


_BLOCKS = frozenset({"blockquote", "br", "caption", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"})
_BLOCKS |= {"ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}

#: What the lists of attachments tell better.
_OF_ATTACHMENTS = frozenset({"attachment_titles", "attachment_attributes"})


@implementer(IComparison)
@adapter(IGoverned)
class Comparison:
    """See ``IComparison``."""

    def __init__(self, context) -> None:
        self.context = context
        self._original = ICompanions(context).original()

    def original(self):
        if self._original is None or not getSecurityManager().checkPermission("View", self._original):
            return None
        return self._original

    def fields(self) -> list[dict[str, str]]:
        fields = fieldwords.fields_of(self.context)
        old, new = _said(self._original), _said(self.context)
        return [
            {
                "name": name,
                "title": fieldwords.title(fields.get(name), name),
                "original": fieldwords.shown(fields.get(name), self._original, was),
                "companion": fieldwords.shown(fields.get(name), self.context, now),
            }
            for name, was, now in difference(old, new)
            if name not in _OF_ATTACHMENTS and not (_is_text(was) or _is_text(now)) and (was or now)
        ]

    def rows(self) -> list[comparison.Row]:
        old, new = _said(self._original), _said(self.context)
        names = sorted({name for said in (old, new) for name, value in said.items() if _is_text(value)})
        found: list[comparison.Row] = []
        for name in names:
            found += comparison.rows(_paragraphs(old.get(name)), _paragraphs(new.get(name)))
        return found

    def attachments(self) -> list[comparison.FileRow]:
        return comparison.files(_files(self._original), _files(self.context))


def _said(document) -> dict[str, object]:
    return reviewed_fields(IReviewedContent(document).fields())


def _is_text(value: object) -> bool:
    return isinstance(value, dict) and "raw" in value


def _paragraphs(value: object) -> tuple[str, ...]:
    return comparison.paragraphs(plain_text(str(value["raw"] or ""))) if isinstance(value, dict) else ()


def plain_text(markup: str) -> str:
    """The words of a rich text, a line for each block."""
    if not markup.strip():
        return ""
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return markup
    return "".join(_pieces(root))


def _pieces(element):
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in ("script", "style"):
        return
    edge = "\n" if tag in _BLOCKS else ""
    yield edge
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    yield edge


def _files(document) -> list[comparison.File]:
    children = getattr(document, "objectValues", tuple)()
    held = [child for child in children if IDocumentAttachment.providedBy(child) and child.file is not None]
    return [
        comparison.File(child.title or child.file.filename or "", IFileDigest(child).get().sha256) for child in held
    ]
