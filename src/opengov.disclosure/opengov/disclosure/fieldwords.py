"""The values of fields: as plain JSON, and as people read them (titles of codes, yes and no, lists)."""

from datetime import date
from opengov.disclosure.i18n import _
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedField
from plone.namedfile.interfaces import INamedFile
from z3c.relationfield.interfaces import IRelationValue
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema import getFields
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection

import hashlib


_YES, _NO = _("value_yes", default="yes"), _("value_no", default="no")


def fields_of(context) -> dict:
    """Name -> field, of all schemata of an object."""
    return {name: field for schema in iterSchemata(context) for name, field in getFields(schema).items()}


def title(field, name: str) -> str:
    """What a field is called; its name where there is no such field any more."""
    return _word(field.title) if field is not None else name


def shown(field, context, value: object) -> str:
    """A plain value as people read it.

    :param field: the field it belongs to; None for one that is unknown.
    :param context: the object, for vocabularies that depend on it.
    """
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _word(_YES if value else _NO)
    if isinstance(value, list):
        of = field.value_type if ICollection.providedBy(field) else None
        return "、".join(shown(of, context, item) for item in value)
    if IChoice.providedBy(field):
        return _term(field, context, value)
    return str(value)


def _term(field, context, value: object) -> str:
    try:
        term = field.bind(context).vocabulary.getTerm(value)
    except LookupError:
        return str(value)
    return _word(term.title or str(value))


def _word(message) -> str:
    return translate(message, context=getRequest())


def values(context) -> dict[str, object]:
    """Every field of an object as a plain value, files left out: they have addresses and digests of their own."""
    found: dict[str, object] = {}
    for schema in iterSchemata(context):
        # a behavior without storage of its own (a marker) has nothing to say
        holder = schema(context, None)
        if holder is not None:
            named = getFields(schema).items()
            found |= {
                name: plain(getattr(holder, name, None)) for name, field in named if not INamedField.providedBy(field)
            }
    return found


def plain(value: object) -> object:
    """Turn a field's value into plain JSON that means the same on every machine.

    :raises TypeError: for a value nobody thought of, rather than leaving it out of the digest.
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, RichTextValue):
        return {"raw": value.raw, "type": value.mimeType}
    if INamedFile.providedBy(value):
        return {
            "filename": value.filename,
            "type": value.contentType,
            "sha256": hashlib.sha256(value.data).hexdigest(),
        }
    if IRelationValue.providedBy(value):
        return value.to_path
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(str(plain(item)) for item in value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form")
