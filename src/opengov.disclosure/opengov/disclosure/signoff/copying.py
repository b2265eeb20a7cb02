"""How the draft of a companion comes to be: as a copy with bytes of its own, or empty (R-I2, R-I4, R-I12).

Nothing of the copy leads back to the original: ids and UIDs of the original and its attachments are replaced in the text.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Callable
from collections.abc import Mapping
from opengov.disclosure.core.companions import INTERPRETATION
from opengov.disclosure.core.digest import AUTHORSHIP_FIELDS
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from plone.app.textfield.interfaces import IRichTextValue
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.dexterity.utils import iterSchemata
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.interfaces import INamed
from plone.uuid.interfaces import IUUID
from z3c.relationfield import RelationValue
from z3c.relationfield.interfaces import IRelationValue
from zope.event import notify
from zope.interface import alsoProvides
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFieldsInOrder

import re
import shutil


#: Fields that belong to the one object: who made it, when it was public, its address.
_LEFT_OUT = AUTHORSHIP_FIELDS | {"changeNote", "effective", "expires", "id", "versioning_enabled"}

#: What an original that is not public says of its attribute; its public version says that it is public (R-I12).
_OPENED: Mapping[str, object] = {
    "disclosure_attribute": "proactive",
    "disclosure_grounds": (),
    "disclosure_reason": None,
    "law_citation": None,
    "discretion": None,
    "public_title": None,
}

_MAX_TITLE = 300


def copied(original, prepare: Callable, changes: Mapping[str, object] | None = None):
    """Put a copy of a document beside it, attachments included, and return it.

    :param prepare: called with the new document before it is announced.
    :param changes: field name -> value that is not the original's.
    """
    new = createContent(original.portal_type)
    alsoProvides(new, IGoverned)
    container = aq_parent(aq_inner(original))
    texts = _copy_fields(original, new.__of__(container), changes or {})
    for override in IDossier(original).overrides():
        # the officer let this mark stand in this text; the draft could not even be stored otherwise (R-A4)
        IDossier(new).add_override(**override)
    prepare(new)
    new = addContentToContainer(container, new, checkConstraints=False)
    replaced = {IUUID(original): IUUID(new), original.getId(): new.getId()}
    for attachment in _attachments(original):
        replaced |= _copy_attachment(attachment, new)
    if texts:
        _set_texts(new, texts, replaced)
    return new


def opened(original, prepare: Callable):
    """A copy that is to become public: everything but the attribute with its grounds (R-I12)."""
    return copied(original, prepare, _OPENED)


def interpreting(original, prepare: Callable):
    """An empty interpretation beside a document; department and telephone are for its drafter to name (R-I4)."""
    room = _MAX_TITLE - len("《》政策解读")
    new = createContent(
        "OfficialDocument",
        title=f"《{original.title[:room]}》政策解读",
        document_kind=INTERPRETATION,
        disclosure_attribute="proactive",
    )
    prepare(new)
    return addContentToContainer(aq_parent(aq_inner(original)), new, checkConstraints=False)


def _attachments(original) -> list:
    children = getattr(original, "objectValues", tuple)()
    return [child for child in children if IDocumentAttachment.providedBy(child)]


def _copy_fields(original, new, changes: Mapping[str, object]) -> dict[str, RichTextValue]:
    """Copy the fields; rich texts are given back, since they can name attachments that are still to come."""
    texts = {}
    for schema in iterSchemata(original):
        source, target = schema(original, None), schema(new, None)
        if source is None or target is None:
            continue
        for name, field in getFieldsInOrder(schema):
            if field.readonly or name in _LEFT_OUT:
                continue
            value = changes[name] if name in changes else getattr(source, name, None)
            if IRichTextValue.providedBy(value):
                texts[name] = value
            else:
                setattr(target, name, _own(value))
    return texts


def _copy_attachment(attachment, document) -> dict[str, str]:
    """Copy one attachment; what of it may be named in a text, with what takes its place."""
    new = createContent(attachment.portal_type)
    _copy_fields(attachment, new.__of__(document), {})
    new = addContentToContainer(document, new, checkConstraints=False)
    return {IUUID(attachment): IUUID(new), attachment.getId(): new.getId()}


def _set_texts(new, texts: Mapping[str, RichTextValue], replaced: Mapping[str, str]) -> None:
    # an id stands in an address: between slashes, quotes, and what may follow an address
    pattern = re.compile("|".join(rf"(?<=[\"'/=]){re.escape(name)}(?=[/\"'?#])" for name in replaced))
    for schema in iterSchemata(new):
        for name, _field in getFieldsInOrder(schema):
            if name in texts:
                value = texts[name]
                raw = pattern.sub(lambda found: replaced[found[0]], value.raw or "")
                setattr(schema(new), name, RichTextValue(raw, value.mimeType, value.outputMimeType, value.encoding))
    notify(ObjectModifiedEvent(new))


def _own(value: object) -> object:
    """The same value with bytes and relations of its own."""
    if INamed.providedBy(value):
        return _own_file(value)
    if IRelationValue.providedBy(value):
        return RelationValue(value.to_id)
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(_own(item) for item in value)
    return dict(value) if isinstance(value, dict) else value


def _own_file(file):
    if not isinstance(file, NamedBlobFile) or type(file) is not NamedBlobFile:
        return type(file)(data=file.data, contentType=file.contentType, filename=file.filename)
    new = NamedBlobFile(contentType=file.contentType, filename=file.filename)
    with file.open() as source, new.open("w") as target:
        shutil.copyfileobj(source, target)
    return new
