"""The signer's own changes (R-I2) in a form: the fields as they stand, and which of them were really changed."""

from collections.abc import Iterator
from html.parser import HTMLParser
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
        same = _markup if rich_field(context, name) is not None else _plain
        if same(text) != same(present(context, name)):
            found[name] = text.strip() if name != "title" else " ".join(text.split())
    return found


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _markup(text: str) -> list[tuple[object, ...]]:
    return list(_Marks(text))


class _Marks(HTMLParser):
    """A text as tags and words, whatever way it was written down."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[object, ...]] = []
        self.feed(text)
        self.close()

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return iter(self._found)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self._found.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self._found.append((f"/{tag}",))

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and self._found and self._found[-1][0] == "words":
            words = f"{self._found.pop()[1]}{words}"
        if words:
            self._found.append(("words", words))
