"""Catalogue indexes of a document's life."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import signoff
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from plone.indexer import indexer


#: Steps somebody is waited for to take; giving up and withdrawing wait for nobody.
_WAITED = frozenset(signoff.STEPS) - {"recall", "discontinue", "withdraw", "break_glass_return", "break_glass_withdraw"}


@indexer(IGoverned)
def waiting_for(context) -> tuple[str, ...]:
    """Ids of the groups that may take the next step: My work asks the catalogue, no guard and no object."""
    state = state_of(context)
    place = IIssuingAgency(context, None)
    if place is None:
        return ()
    end = signoff.END_STATES.get(getattr(context, "disclosure_attribute", None) or "")
    roles = {
        role
        for step in signoff.STEPS.values()
        if step.id in _WAITED and (state != "issued" or step.target == end)
        for role in step.offices.get(state, ())
    }
    return tuple(sorted({group for role in roles for group in place.groups(role)}))


@indexer(IGoverned)
def document_number(context) -> str:
    """The number as it is printed (发文字号); empty before signing."""
    return IDocumentNumber(context).text


@indexer(IGoverned)
def document_kind(context) -> str:
    """Kind of document (文种)."""
    return getattr(context, "document_kind", None) or ""
