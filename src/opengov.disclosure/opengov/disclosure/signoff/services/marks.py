"""``POST <document>/@mark-override``: a Secrecy Officer lets a classification mark stand (R-A4)."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.services.visible import strict_body
from plone import api
from plone.restapi.services import Service


class OverrideMark(Service):
    """{mark, reason}: from now on a text may be saved with exactly this mark, e.g. a quotation from a declassified paper.

    The officer does it before the drafter saves, so he need not see the draft; the permission alone opens it.
    """

    answers_unseen = True

    def reply(self):
        data = strict_body(self.request, "mark", "reason")
        if not all(isinstance(value, str) and value.strip() for value in data.values()):
            raise RuleBroken(Problem("step_reason_required", "R-A4", "reason", "", {"step": "mark_override"}))
        actor, at = api.user.get_current().getId(), now().isoformat()
        dossier = IDossier(self.context)
        dossier.add_override("".join(data["mark"].split()), actor, at)
        dossier.note(step="mark_override", at=at, actor=actor, on_behalf_of="", reason=data["reason"])
        ILedger(self.context).record("mark_override")
        return self.reply_no_content()
