"""Empties a governed document (R-L3): fields of every behavior, attachments, annotations, comments of its steps."""

from Acquisition import aq_base
from collections.abc import Iterator
from plone.dexterity.utils import iterSchemata
from zope.annotation.interfaces import IAnnotations
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IList
from zope.schema.interfaces import IMinMaxLen
from zope.schema.interfaces import ITuple

import re


#: Fields that hold enumerated values, as the record does, the address, and one that is set apart.
KEPT = frozenset({"id", "creators", "document_kind", "disclosure_attribute", "disclosure_grounds", "language"})

#: Plone makes whoever looks at a document its author when it has none; who really was is on record.
_NOBODY = ("system",)

#: Annotations that hold ids and codes: the dossier (which empties itself) and the order of what is contained.
_KEPT_ANNOTATIONS = re.compile(r"opengov\.disclosure\.dossier|plone\.folder\..*")

#: Attributes of Zope and Plone that say nothing of the content; every other attribute goes.
_KEPT_ATTRIBUTES = re.compile(
    r"id|portal_type|language|creation_date|modification_date|workflow_history|cmf_uid|__provides__|__parent__|__name__"
    r"|__annotations__|__ac_local_roles__|__ac_local_roles_block__|_owner|_plone\.uuid|_tree|_count|_mt_index|_ordering"
    r"|_\w+_Permission|_p_\w+|_v_\w+"
)

#: What Plone's history of a workflow tells besides words.
_HISTORY = ("action", "actor", "time", "review_state")


def empty(context) -> None:
    """Destroy content and words of the document itself; its dossier and what other domains keep is theirs."""
    for id in list(getattr(context, "objectIds", tuple)()):
        # past Plone's permissions, which forbid it to everybody; with its events, so that every index forgets it
        context._delObject(id)
    for holder, name, field in _fields(context):
        if getattr(holder, name, None) != neutral(field):
            setattr(holder, name, neutral(field))
    context.creators = _NOBODY
    _forget_attributes(context)
    _forget_annotations(context)
    _forget_comments(context)


def remains(context) -> tuple[str, ...]:
    """Names of what :func:`empty` would still destroy."""
    found = ["attachments"] if len(getattr(context, "objectIds", tuple)()) else []
    for holder, name, field in _fields(context):
        value = getattr(holder, name, None)
        if value not in (None, "", (), [], False) and value != neutral(field):
            found.append(name)
    if context.creators != _NOBODY:
        found.append("creators")
    found += _strange_attributes(context)
    found += [key for key in IAnnotations(context) if not _KEPT_ANNOTATIONS.fullmatch(key)]
    if any(set(status) - set(_HISTORY) for status in _statuses(context)):
        found.append("workflow_history")
    return tuple(found)


def neutral(field) -> object:
    """The value of a field that says nothing.

    :param field: a ``zope.schema`` field.
    """
    if field.missing_value is not None:
        return field.missing_value
    if ITuple.providedBy(field):
        return ()
    if IList.providedBy(field):
        return []
    if IBool.providedBy(field):
        return False
    if field.required and IMinMaxLen.providedBy(field) and not IChoice.providedBy(field):
        return ""
    return None


def _fields(context) -> Iterator[tuple]:
    for schema in iterSchemata(context):
        # A behavior without storage of its own (a marker) holds nothing.
        holder = schema(context, None)
        for name, field in getFieldsInOrder(schema) if holder is not None else ():
            if name not in KEPT and not field.readonly:
                yield holder, name, field


def _strange_attributes(context) -> list[str]:
    """Attributes that no schema of today knows: of behaviors taken from the type, of code, of the ZMI."""
    known = {name for _holder, name, _field in _fields(context)} | KEPT
    return [name for name in vars(aq_base(context)) if name not in known and not _KEPT_ATTRIBUTES.fullmatch(name)]


def _forget_attributes(context) -> None:
    for name in _strange_attributes(context):
        delattr(aq_base(context), name)


def _forget_annotations(context) -> None:
    annotations = IAnnotations(context)
    for key in [key for key in annotations if not _KEPT_ANNOTATIONS.fullmatch(key)]:
        del annotations[key]


def _statuses(context) -> Iterator:
    for statuses in (getattr(aq_base(context), "workflow_history", None) or {}).values():
        yield from statuses


def _forget_comments(context) -> None:
    history = getattr(aq_base(context), "workflow_history", None) or {}
    for workflow, statuses in history.items():
        kept = [{name: status[name] for name in _HISTORY if name in status} for status in statuses]
        history[workflow] = type(statuses)(kept)
