"""``POST <document>/@break-glass``: an administrator's emergency act, with a reason."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.signoff import breakglass
from opengov.disclosure.signoff.interfaces import ILife
from plone.restapi.services import Service


class BreakGlass(Service):
    """{act: read | reassign | return | withdraw, reason, user?, until?, cause?}; the permission alone opens it."""

    answers_unseen = True

    def reply(self):
        data = exactly(self.request, "act", "reason", "user?", "until?", "cause?")
        if not all(isinstance(value, str) for value in data.values()):
            raise RuleBroken(Problem("value_type", "R-X1", "reason", "", {"name": "*"}))
        act = data["act"]
        if act == "read":
            breakglass.grant_read(self.context, data.get("user", ""), data.get("until", ""), data["reason"])
        elif act == "reassign":
            breakglass.reassign(self.context, data.get("user", ""), data["reason"])
        elif act == "return":
            ILife(self.context).take("break_glass_return", reason=data["reason"])
        elif act == "withdraw":
            ILife(self.context).take("break_glass_withdraw", reason=data["reason"], cause=data.get("cause", ""))
        else:
            raise RuleBroken(Problem("act_unknown", "R-X1", "act", "", {"act": act[:80]}))
        return self.reply_no_content()
