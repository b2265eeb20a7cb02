"""What differs between two versions of a document, field by field and file by file, in words."""

from collections.abc import Iterable
from opengov.disclosure import fieldwords
from opengov.disclosure.core import comparison
from opengov.disclosure.core import passages
from opengov.disclosure.core.digest import difference
from opengov.disclosure.core.digest import reviewed_fields
from opengov.disclosure.desk import words
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.secrecy.interfaces import IReviewedContent


#: What the files tell better.
_OF_FILES = frozenset({"attachment_titles", "attachment_attributes"})


def since(context, digest: str, titles: Titles) -> dict:
    """What is different from an earlier version: dict {fields, files, shown}.

    :param digest: of that version. When it was not kept nobody can tell: ``shown`` is False.
    """
    content = IReviewedContent(context)
    kept = content.kept(digest)
    if kept is None:
        return {"fields": [], "files": [], "shown": False}
    now = [{"name": one.name, "sha256": one.sha256} for one in content.attachments()]
    return {
        "fields": fields(context, kept["fields"], content.fields(), titles),
        "files": files(kept["attachments"], now),
        "shown": True,
    }


def fields(context, before: dict, after: dict, titles: Titles) -> list[dict]:
    """The fields that differ, those a reader looks at first in front.

    Dicts {name, label, lines, reshaped, before, after}: ``lines`` as ``passages.runs`` gives them; ``reshaped``: the words
    are the same, the markup is not; ``before`` and ``after`` are the sources of a text whose markup was changed.
    """
    order = list(words.CHANGEABLE)
    known = fieldwords.fields_of(context)
    found = difference(reviewed_fields(before), reviewed_fields(after))
    found.sort(key=lambda item: order.index(item[0]) if item[0] in order else len(order))
    return [
        _field(context, known.get(name), name, was, now, titles) for name, was, now in found if name not in _OF_FILES
    ]


def _field(context, field, name: str, was: object, now: object, titles: Titles) -> dict:
    old, new = said(context, field, was), said(context, field, now)
    reshaped = passages.markup_of(was) != passages.markup_of(now)
    return {
        "name": name,
        "label": label(field, name, titles),
        "lines": passages.runs(old, new),
        "reshaped": reshaped and old == new,
        "before": was.get("raw", "") if reshaped and isinstance(was, dict) else "",
        "after": now.get("raw", "") if reshaped and isinstance(now, dict) else "",
    }


def label(field, name: str, titles: Titles) -> str:
    """What a field is called: by the desk's word, else as the sheet calls it."""
    return titles.of(words.CHANGEABLE, name) if name in words.CHANGEABLE else fieldwords.title(field, name)


def said(context, field, value: object) -> str:
    """A plain value as text: markup read, codes by their titles."""
    if isinstance(value, dict) or (isinstance(value, str) and field is None):
        return passages.words_of(value)
    return fieldwords.shown(field, context, value)


def files(before: Iterable[dict], after: Iterable[dict]) -> list[dict]:
    """What became of the attachments, those that stayed left out: dicts {name, kind}; kinds of ``core.comparison``.

    :param before: :param after: dicts with {name, sha256}, as reviewed versions are kept.
    """
    sides = [[comparison.File(one["name"], one["sha256"]) for one in side] for side in (before, after)]
    rows = comparison.files(*sides)
    return [{"name": row.name, "kind": row.kind} for row in rows if row.kind != "same"]
