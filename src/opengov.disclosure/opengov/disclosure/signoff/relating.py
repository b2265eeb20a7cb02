"""What documents do to one another's validity, as far as the present user may see them (R-I9, R-X1)."""

from opengov.disclosure.core.companions import numbers_in
from opengov.disclosure.core.steps import SIGNED
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from plone import api
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID

import hashlib


@indexer(IGoverned)
def amended_by(context) -> tuple[str, ...]:
    """UID or number of the document that amended or repealed this one, as it was marked; empty while it is in force."""
    marked = ((IDossier(context).affair("validity") or {}).get("document") or "").strip()
    return tuple(dict.fromkeys(_hidden(name) for name in (marked, *numbers_in(marked)) if name))


def _hidden(name: str) -> str:
    """A name as the index has it: whoever asks the catalogue cannot read from it what he does not know (R-X1)."""
    return hashlib.sha256(name.encode()).hexdigest()


def amends(document) -> list[dict[str, str]]:
    """The documents that this one amended or repealed: dicts of what is told of each."""
    names = [name for name in (IUUID(document), IDocumentNumber(document).text) if name]
    brains = api.portal.get_tool("portal_catalog")(amended_by=[_hidden(name) for name in names], sort_on="created")
    return [_told(brain.getObject()) for brain in brains]


def replaces(document) -> list[dict]:
    """For each document that the field names: what of this site it may be (a suggestion for the officer).

    :returns: dicts {text, numbers, found}.
    """
    named = tuple(getattr(document, "replaced_documents", None) or ())
    return [_named(line, document) for line in named]


def _named(line: str, document) -> dict:
    numbers = list(numbers_in(line))
    catalog = api.portal.get_tool("portal_catalog")
    # a text that was corrected has its number still, and is replaced by nothing any more
    query = {"document_number": numbers, "review_state": [*SIGNED, "adjustment_review"], "sort_on": "created"}
    brains = catalog(**query) if numbers else ()
    found = [brain.getObject() for brain in brains if IUUID(document) != brain.UID]
    return {"text": line, "numbers": numbers, "found": [_told(each) for each in found]}


def _told(document) -> dict[str, str]:
    validity = IDossier(document).affair("validity") or {}
    return {
        "@id": document.absolute_url(),
        "UID": IUUID(document),
        "title": document.title,
        "number": IDocumentNumber(document).text,
        "validity": validity.get("value") or "valid",
        "validity_date": validity.get("on") or "",
    }
