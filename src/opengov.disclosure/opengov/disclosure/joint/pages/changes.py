"""What changed since an agency's newest position, told part by part (R-J2)."""

from opengov.disclosure.core import comparison
from opengov.disclosure.core import passages
from opengov.disclosure.i18n import _
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.pages.titles import Titles
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection


_YES, _NO = _("value_yes", default="yes"), _("value_no", default="no")

#: Told by the list of attachments already, when that changed as well.
_WITH_ATTACHMENTS = frozenset({"attachment_titles"})
#: What readers look for first.
_FIRST = ("title", "disclosure_attribute", "disclosure_grounds", "disclosure_reason", "text", "attachments")


def told(differences: list[tuple[str, object, object]], titles: Titles) -> list[dict]:
    """The changes in the order readers look for them: dicts {field, title, lines, files, reshaped}.

    ``lines`` are as ``passages.runs`` gives them; ``files`` dicts {name, kind, title} of attachments; ``reshaped``: the words
    are the same, how they are set is not.

    :param differences: as ``IPositionsSeen.difference`` gives them.
    """
    names = {name for name, _old, _new in differences}
    shown = [one for one in differences if not ("attachments" in names and one[0] in _WITH_ATTACHMENTS)]
    shown.sort(key=lambda one: _FIRST.index(one[0]) if one[0] in _FIRST else len(_FIRST))
    return [_change(name, old, new, titles) for name, old, new in shown]


def _change(name: str, old: object, new: object, titles: Titles) -> dict:
    change = {"field": name, "title": titles.field(name), "lines": [], "files": [], "reshaped": False}
    if name == "attachments":
        return change | {"files": _files(old, new)}
    before, after = _words(name, old, titles), _words(name, new, titles)
    if before == after:
        return change | {"reshaped": True}
    return change | {"lines": passages.runs(before, after)}


def _files(old, new) -> list[dict]:
    """What became of each attachment."""
    sides = [[comparison.File(*file) for file in side or ()] for side in (old, new)]
    return [
        {"name": row.name, "kind": row.kind, "title": labels.FILES[row.kind]}
        for row in comparison.files(*sides)
        if row.kind != "same"
    ]


def _words(name: str, value: object, titles: Titles) -> str:
    """A plain value as people read it."""
    if name in ("disclosure_attribute", "attachment_attributes"):
        codes = value if isinstance(value, list) else [value]
        return "\n".join(titles.attribute(str(code or "")) for code in codes)
    if name == "disclosure_grounds":
        return "\n".join(titles.ground(code) for code in value or ())
    if isinstance(value, bool):
        return translate(_YES if value else _NO, context=getRequest())
    field = titles.fields.get(name)
    if isinstance(value, list) and ICollection.providedBy(field):
        return "\n".join(_choice(field.value_type, one, titles) for one in value)
    return _choice(field, value, titles) if isinstance(value, str) else passages.words_of(value)


def _choice(field, value: object, titles: Titles) -> str:
    """The title of what was chosen; what was written as it is."""
    if not IChoice.providedBy(field):
        return passages.words_of(value)
    vocabulary = field.bind(titles.context).vocabulary
    try:
        return translate(vocabulary.getTermByToken(str(value)).title or str(value), context=getRequest())
    except LookupError:
        return str(value)
