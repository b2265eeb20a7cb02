"""The opinion on opening of a document, kept in its dossier (``IOpeningOpinion``, R-T3).

Affair ``opening_opinion``: {opinion, reason, by, on_behalf_of, at}. The reason is purged with the dossier (R-L3); the ledger
holds the code of the opinion alone.
"""

from AccessControl import getSecurityManager
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import opening
from opengov.disclosure.core import transfer
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


#: Index of the catalogue; its values are those of :meth:`OpeningOpinion.standing`.
INDEX = "opening_opinion"
AWAITED = "awaited"
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
        return self._is_transferred() and bool(opening.transfer_problems(self._value(), self._attribute))

    def suggestion(self) -> opening.Suggestion | None:
        return opening.suggestion(IDisclosureProposal(self.context).proposal())

    def problems(self, opinion: str, reason: str = "") -> list[Problem]:
        wrong = opening.value_problems(opinion, reason)
        wrong = wrong or opening.document_problems(opinion, reason, self._standing())
        return wrong or IScan(self.context).marks_in({"reason": reason})

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
            IHandovers(api.portal.get()).enqueue(IUUID(self.context), IIssuingAgency(self.context).uid)
        return plain

    def standing(self) -> str:
        """How it stands in the lists of its agency: ``awaited``, or the opinion it has; empty for what no transfer takes."""
        if not self._is_transferred():
            return ""
        return AWAITED if self.awaited() else self._value()

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

    def _who(self) -> dict[str, str]:
        user = getSecurityManager().getUser().getId() or "system"
        stood_for = IIssuingAgency(self.context).acts_for(user, _OFFICE) or ""
        return {"by": user, "on_behalf_of": stood_for, "at": now().isoformat()}
