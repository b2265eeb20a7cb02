"""The signer's own changes (R-I2) in a form: the fields as they stand, and which of them were really changed."""

from opengov.disclosure.core.passages import written
from opengov.disclosure.core.quarrels import CHANGEABLE
from plone.app.textfield.interfaces import IRichText
from plone.dexterity.utils import iterSchemata
from zope.schema import getFields


#: Name of a field's control; other values of the form have names of their own.
PREFIX = "changes_"


def controls(context) -> dict[str, str]:
    """Name of each control -> field it changes, for the fields this document has, in the order of the sheet."""
    has = {name for schema in iterSchemata(context) for name in getFields(schema)}
    return {f"{PREFIX}{name}": name for name in CHANGEABLE if name in has}


def rich_field(context, name: str):
    """The field, when its text has markup; None for a plain one."""
    fields = (getFields(schema).get(name) for schema in iterSchemata(context))
    return next((field for field in fields if field is not None and IRichText.providedBy(field)), None)


def present(context, name: str) -> str:
    """A field's text as it stands."""
    holder = next(schema(context) for schema in iterSchemata(context) if name in getFields(schema))
    value = getattr(holder, name, None)
    return str(getattr(value, "raw", value) or "")


def changed(context, entered: dict[str, object]) -> dict[str, str]:
    """Field -> new text, of what differs from the present text. Browsers and editors write the same text in other ways:
    line ends, spaces between tags, names for signs.

    :param entered: the form's values by name of control; a control that was not sent changes nothing.
    """
    found = {}
    for control, name in controls(context).items():
        text = entered.get(control)
        if not isinstance(text, str):
            continue
        same = written if rich_field(context, name) is not None else _plain
        if same(text) != same(present(context, name)):
            found[name] = text.strip() if name != "title" else " ".join(text.split())
    return found


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
