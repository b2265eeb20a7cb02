"""What the public may know of a document (R-I3), read from it once, when it becomes public."""

from collections.abc import Mapping
from lxml import etree
from lxml import html
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import relations
from opengov.disclosure.catalogue.store import PublicEntry
from opengov.disclosure.core import catalogue
from opengov.disclosure.core import issuers
from opengov.disclosure.core.attribute import mark
from opengov.disclosure.core.signoff import END_STATES
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID


_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_UNSEEN = frozenset({"script", "style", "template"})


def entry_of(document, index_number: str, publication_date: str) -> PublicEntry | None:
    """The entry of a document in its present state; None where the public may know nothing of it.

    That its state and its attribute belong together is asked again here: nothing is shown by one alone.

    :param publication_date: ISO date on which it became public.
    """
    chosen = _value(document, "disclosure_attribute") or ""
    state = ILife(document).state
    title = document.title if state == "published" else (_value(document, "public_title") or "").strip()
    if END_STATES.get(chosen) != state or state not in ("published", "registered") or not title:
        return None
    issuer = IIssuingAgency(document)
    allowed = catalogue.public_fields(chosen)
    known = {**_metadata(document, issuer), **_content(document), **_standing(document)}
    known |= {"title": title, "index_number": index_number, "publication_date": publication_date}
    fields = {name: value if name in allowed else type(value)() for name, value in known.items()}
    fields["uid"] = IUUID(document)
    text = plain_text(_value(document, "text")) if "text" in allowed else ""
    return PublicEntry(fields, _facets(fields), _words(fields, text), _head(fields))


def _head(fields: Mapping[str, object]) -> str:
    """By what a document is asked for first: title, numbers."""
    names = ("title", "number", "index_number", "registration_number")
    return "\n".join(str(fields[name]) for name in names if fields[name])


def _words(fields: Mapping[str, object], text: str) -> str:
    """What else a search looks through: what a passage is shown of comes first."""
    lines = [text.strip(), fields["summary"], "、".join(fields["keywords"]), *fields["attachments"]]
    lines += [*(fields["issuers"] or [fields["agency"]]), chinese_day(str(fields["issue_date"])), fields["genre"]]
    return "\n".join(str(line) for line in lines if line)


def chinese_day(day: str) -> str:
    """An ISO day as documents write it (2026年11月22日); empty for none."""
    return "{}年{}月{}日".format(*map(int, day[:10].split("-"))) if day else ""


def _metadata(document, issuer) -> dict[str, object]:
    signed = ILife(document).signed() or {}
    chosen = _value(document, "disclosure_attribute") or ""
    return {
        "number": signed.get("number") or "",
        "kind": _value(document, "document_kind") or "",
        "agency": issuer.agency.title,
        "agency_uid": issuer.uid,
        "issuers": list(issuers.names(signed)),
        "issue_date": signed.get("issue_date") or "",
        "subject": _value(document, "subject_class") or "",
        "genre": (_value(document, "genre_class") or "").strip(),
        "attribute": chosen,
        "mark": mark(chosen),
    }


def _standing(document) -> dict[str, object]:
    """Whether it still applies, and what it is beside another document. UIDs never leave the projection as they are."""
    validity, companion = relations.validity_of(document), relations.companion_of(document)
    return {
        "validity": validity["value"],
        "validity_date": validity["on"],
        "validity_document": validity["document"],
        "validity_uid": validity["uid"],
        "revision": companion["revision"],
        "companion": companion["kind"],
        "companion_of": companion["of"],
    }


def _content(document) -> dict[str, object]:
    site = api.portal.get().getPhysicalPath()
    return {
        "summary": _value(document, "summary") or "",
        "keywords": list(_value(document, "document_keywords") or ()),
        "attachments": attachment_names(document),
        "path": "/".join(document.getPhysicalPath()[len(site) :]),
        "registration_number": _value(document, "registration_number") or "",
        "normative": bool(_value(document, "normative")),
    }


def _facets(fields: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    values = {
        "agency": (fields["agency_uid"], fields["agency"]),
        "kind": (fields["kind"], ""),
        "year": ((fields["issue_date"] or fields["publication_date"])[:4], ""),
        "subject": (fields["subject"], ""),
        "genre": (fields["genre"], ""),
        "attribute": (fields["attribute"], ""),
        "validity": (fields["validity"], ""),
    }
    return {name: pair for name, pair in values.items() if pair[0]}


def _value(document, name: str) -> object:
    """A field of a behavior that not every governed type has; nothing is acquired."""
    return getattr(document.aq_base, name, None)


def attachment_names(document) -> list[str]:
    """Names of the attachments, in their order."""
    contained = document.objectValues() if hasattr(document.aq_base, "objectValues") else ()
    return [item.title or item.file.filename for item in contained if IDocumentAttachment.providedBy(item)]


def plain_text(rich) -> str:
    """The words of a rich text, a line for each block, so that no word is found across two paragraphs."""
    source = (getattr(rich, "raw", None) or "").strip()
    if not source:
        return ""
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except etree.ParserError:
        return ""
    return "".join(_pieces(root))


def _pieces(element):
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag and tag not in _UNSEEN:
        edge = "\n" if tag in _BLOCKS else ""
        yield edge
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
        yield edge
