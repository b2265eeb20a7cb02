"""The values of a document's fields. What was never set has its default: an attribute of Dexterity looks for it through all
schemata anew, and more than half of the fields of a document were never set. Here the schemata are looked up once."""

from Acquisition import aq_base
from collections.abc import Callable
from plone.dexterity.content import _default_from_schema
from plone.dexterity.content import _marker
from plone.dexterity.content import get_assignable
from plone.dexterity.schema import SCHEMA_CACHE


def values_of(context) -> Callable[[object, str], object]:
    """A function that tells what ``getattr(holder, name, None)`` would of a field's holder.

    It must not be kept longer than nothing is written to the document.

    :param context: the document; a holder is the document itself or an adapter of it.
    """
    base = aq_base(context)
    # of an object that was not loaded yet nothing seems to be set
    base._p_activate()
    kept, known = base.__dict__, type(base)
    schemata = _schemata(base)

    def value(holder, name: str) -> object:
        if aq_base(holder) is base and name not in kept and not hasattr(known, name):
            for schema in schemata:
                found = _default_from_schema(base, schema, name)
                if found is not _marker:
                    return found
        return getattr(holder, name, None)

    return value


def _schemata(base) -> list:
    """Where Dexterity looks for a default, in its order."""
    assignable = get_assignable(base)
    registrations = assignable.enumerateBehaviors() if assignable is not None else ()
    found = [SCHEMA_CACHE.get(base.portal_type), *(one.interface for one in registrations)]
    return [schema for schema in found if schema]
