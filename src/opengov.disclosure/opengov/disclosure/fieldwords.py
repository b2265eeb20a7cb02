"""What the value of a field is called for people: titles of codes, yes and no, lists."""

from opengov.disclosure.i18n import _
from plone.dexterity.utils import iterSchemata
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema import getFields
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection


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
