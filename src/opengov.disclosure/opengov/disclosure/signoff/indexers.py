"""Catalogue indexes of a document's life."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.waiting import groups
from opengov.disclosure.signoff.waiting import persons
from plone.indexer import indexer


@indexer(IGoverned)
def waiting_for(context) -> tuple[str, ...]:
    """Who may take the next step: My work asks the catalogue, no guard and no object.

    Ids of groups; ``user:<id>`` for a person who is waited for himself; and ``asked:<group id>`` for drafters who are waited
    for outside their drafts (every draft waits for all drafters).
    """
    return tuple(sorted({*groups(context), *persons(context)}))


@indexer(IGoverned)
def urgency(context) -> str:
    """紧急程度; empty when none is marked."""
    return getattr(context, "urgency", None) or ""


@indexer(IGoverned)
def document_number(context) -> str:
    """The number as it is printed (发文字号); empty before signing."""
    return IDocumentNumber(context).text


@indexer(IGoverned)
def document_kind(context) -> str:
    """Kind of document (文种)."""
    return getattr(context, "document_kind", None) or ""


@indexer(IGoverned)
def issuing_agency(context) -> str:
    """UID of the agency whose document it is; a section's documents are its agency's."""
    place = IIssuingAgency(context, None)
    return place.uid if place is not None else ""


@indexer(IGoverned)
def issue_date(context) -> str:
    """Date of issue (成文日期, ISO): of the signature, of the paper, or as a body outside gave it; empty before."""
    dossier = IDossier(context)
    told = dossier.signed or dossier.affair("existing") or dossier.affair("lead_issue") or {}
    return told.get("issue_date") or ""
