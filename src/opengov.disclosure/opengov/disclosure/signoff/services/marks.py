"""``POST <document>/@mark-override``: a Secrecy Officer lets a classification mark stand (R-A4)."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.bodies import exactly
from opengov.disclosure.core.marks import override_problems
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from plone.restapi.services import Service


class OverrideMark(Service):
    """{mark, reason}: from now on a text may be saved with exactly this mark, e.g. a quotation from a declassified paper.

    The officer does it before the drafter saves, so he need not see the draft; the permission alone opens it.
    """

    answers_unseen = True

    def reply(self):
        data = exactly(self.request, "mark", "reason")
        enforce(override_problems(data["mark"], data["reason"]))
        actor, at = api.user.get_current().getId(), now().isoformat()
        stood_for = IIssuingAgency(self.context).acts_for(actor, "Secrecy Officer") or ""
        dossier = IDossier(self.context)
        dossier.add_override("".join(data["mark"].split()), actor, at)
        dossier.note(step="mark_override", at=at, actor=actor, on_behalf_of=stood_for, reason=data["reason"])
        ILedger(self.context).record("mark_override", on_behalf_of=stood_for)
        return self.reply_no_content()
