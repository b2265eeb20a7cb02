"""The opinion on opening of a document, kept in its dossier (``IOpeningOpinion``, R-T3).

Affair ``opening_opinion``: {opinion, reason, by, on_behalf_of, at}. The reason is purged with the dossier (R-L3); the ledger
holds the code of the opinion alone.
"""

from AccessControl import getSecurityManager
from dataclasses import replace
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import opening
from opengov.disclosure.core import transfer
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer


#: Index of the catalogue; its values are those of :meth:`OpeningOpinion.standing`.
INDEX = "opening_opinion"
AWAITED = "awaited"
#: Of what was transferred before there were opinions.
NONE = "none"
REASON = _("label_opening_reason", default="Reason")
SEAL = "opengov.disclosure: Seal hand-over"
_OFFICE = "Transfer Clerk"


@implementer(IOpeningOpinion)
@adapter(IGoverned)
class OpeningOpinion:
    """See ``IOpeningOpinion``."""

    def __init__(self, context) -> None:
        self.context = context
        self.dossier = IDossier(context)

    def given(self) -> dict | None:
        return self.dossier.affair(opening.FIELD)

    def awaited(self) -> bool:
        lacking = self._is_transferred() and bool(opening.transfer_problems(self._value(), self._attribute))
        return lacking and not self._went_without()

    def suggestion(self) -> opening.Suggestion | None:
        return opening.suggestion(IDisclosureProposal(self.context).proposal())

    def problems(self, opinion: str, reason: str = "") -> list[Problem]:
        wrong = opening.value_problems(opinion, reason)
        wrong = wrong or opening.document_problems(opinion, reason, self._standing())
        return wrong or [self._in_reason(mark) for mark in IScan(self.context).marks_in({"reason": reason})]

    def give(self, opinion: str, reason: str = "") -> dict:
        reason = reason.strip()
        enforce(self.problems(opinion, reason))
        who = self._who()
        plain = {"opinion": opinion, "reason": reason, **who}
        self.dossier.set_affair(opening.FIELD, plain)
        told = {"at": who["at"], "actor": who["by"], "on_behalf_of": who["on_behalf_of"]}
        if reason:
            self.dossier.note(step=opening.GIVEN, reason=reason, **told)
        ILedger(self.context).record(opening.GIVEN, codes={"opinion": opinion}, on_behalf_of=who["on_behalf_of"])
        self.context.reindexObject(idxs=[INDEX])
        if self._is_transferred():
            IHandovers(api.portal.get()).look_again(IUUID(self.context), IIssuingAgency(self.context).uid)
        return plain

    def standing(self) -> str:
        """How it stands in the lists of its agency: ``awaited``, ``none`` for what went without, or the opinion it has; empty
        for what no transfer takes."""
        if not self._is_transferred():
            return ""
        return AWAITED if self.awaited() else self._value() or NONE

    @property
    def _attribute(self) -> str:
        return IDisclosureProposal(self.context).proposal().attribute or ""

    def _value(self) -> str:
        return (self.given() or {}).get("opinion", "")

    def _standing(self) -> opening.Standing:
        given = self.given() or {}
        state, signed = ILife(self.context).state, self.dossier.signed is not None
        return opening.Standing(signed, state, self._attribute, given.get("opinion", ""), given.get("reason", ""))

    def _is_transferred(self) -> bool:
        """Whether the document is one that a transfer takes, as it stands; what a body outside leads is not (R-J5)."""
        state = ILife(self.context).state
        if self.dossier.signed is None or state not in transfer.STATES[transfer.TRANSFER]:
            return False
        return not IArrangement(self.context).lead_body

    def _went_without(self) -> bool:
        """Whether its present content was transferred before there were opinions, and nobody is to be given it now: what was
        given is not sent again unless somebody gives an opinion."""
        kept, uid, digest = store(api.portal.get()), IUUID(self.context), self.dossier.signed["digest"]
        shelf = kept.shelves.get(IIssuingAgency(self.context).uid)
        if self._value() or (shelf is not None and uid in shelf.held):
            return False
        return any(
            not handover.destroyed_at
            for sealed in kept.sealed_of(uid)
            if sealed.facts["purpose"] == transfer.TRANSFER and sealed.facts["digest"] == digest
            for handover in kept.holding(sealed.id)
        )

    @staticmethod
    def _in_reason(mark: Problem) -> Problem:
        return replace(mark, params={**mark.params, "place": translate(REASON, context=getRequest())})

    def _who(self) -> dict[str, str]:
        user = getSecurityManager().getUser().getId() or "system"
        stood_for = IIssuingAgency(self.context).acts_for(user, _OFFICE) or ""
        return {"by": user, "on_behalf_of": stood_for, "at": now().isoformat()}
