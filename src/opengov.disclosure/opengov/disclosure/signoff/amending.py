"""The signer's own changes (R-I2): written into the document, and shown as a difference until both others confirm."""

from contextlib import contextmanager
from contextvars import ContextVar
from DateTime import DateTime
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone.app.textfield.interfaces import IRichText
from plone.dexterity.utils import iterSchemata
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFields
from zope.schema.interfaces import ValidationError


_AMENDING: ContextVar[bool] = ContextVar("opengov.disclosure.amending", default=False)

CLAUSE = "党政机关公文处理工作条例 第二十二条"


def amending() -> bool:
    """Whether a signer's changes are just being written: they are on record as such, and make him no drafter (R-I2)."""
    return _AMENDING.get()


@contextmanager
def _declared():
    token = _AMENDING.set(True)
    try:
        yield
    finally:
        _AMENDING.reset(token)


def apply(context, changes: dict[str, str]) -> None:
    """Write a signer's changes; whoever listens to changes is told (marks are refused, the catalogue follows).

    :param changes: field name -> new text, of ``core.quarrels.CHANGEABLE``.
    :raises RuleBroken: when a field does not take its text.
    """
    fields = {name: (schema, field) for schema in iterSchemata(context) for name, field in getFields(schema).items()}
    for name, text in changes.items():
        if name not in fields:
            enforce([Problem("change_not_allowed", "R-I2", name, CLAUSE, {"name": name})])
        schema, field = fields[name]
        try:
            value = field.fromUnicode(text) if IRichText.providedBy(field) else text
            field.validate(value)
        except ValidationError:
            enforce([Problem("change_not_allowed", "R-I2", name, CLAUSE, {"name": name})])
        setattr(schema(context), name, value)
    context.setModificationDate(DateTime())
    with _declared():
        notify(ObjectModifiedEvent(context))
