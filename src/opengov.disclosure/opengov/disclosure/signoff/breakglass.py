"""Break-glass: what a site administrator may do past the offices, never silently (domain.md "People"; plone.md 10).

It may return to draft, withdraw, hand a draft to another drafter or grant a dated read; never publish, sign, number, alter
the ledger or lift Art. 14. Each act demands a reason, is on the record and shown on the document.
"""

from borg.localrole.interfaces import ILocalRoleProvider
from datetime import date
from datetime import timedelta
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "opengov.disclosure.breakglass"
MAX_DAYS = 30


@implementer(ILocalRoleProvider)
@adapter(IGoverned)
class Granted:
    """The local roles that break-glass gave: a dated read, or a draft handed over."""

    def __init__(self, context) -> None:
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Roles of one principal today."""
        today = now().date().isoformat()
        grants = self._grants()
        return tuple(grant["role"] for grant in grants if grant["user"] == principal_id and grant["until"] >= today)

    def getAllRoles(self):
        """Pairs of principal and roles, for the catalogue: without dated reads, since a date that passes reindexes nothing
        and a search would go on to show the title."""
        return [(grant["user"], (grant["role"],)) for grant in self._grants() if grant["role"] != "Dated Reader"]

    def _grants(self) -> tuple[dict, ...]:
        return IAnnotations(self.context).get(KEY, ())


def grant_read(context, user_id: str, until: str, reason: str) -> None:
    """Let one account read a document until a day (inclusive), at most 30 days from now.

    :raises RuleBroken: when reason, account or day is not acceptable.
    """
    enforce([*_reason_problems(reason), *_user_problems(user_id), *_day_problems(until)])
    _grant(context, user_id, "Dated Reader", until, reason, "break_glass_read")


def reassign(context, user_id: str, reason: str) -> None:
    """Hand a draft to another drafter, when nobody of its agency can go on with it.

    :raises RuleBroken: when reason or account is not acceptable, or the document is no draft.
    """
    problems = [*_reason_problems(reason), *_user_problems(user_id)]
    if api.content.get_state(context) != "draft":
        problems.append(Problem("reassign_draft_only", "R-S1"))
    enforce(problems)
    _grant(context, user_id, "Drafter", "9999-12-31", reason, "break_glass_reassign")


def _grant(context, user_id: str, role: str, until: str, reason: str, action: str) -> None:
    annotations = IAnnotations(context)
    annotations[KEY] = (*annotations.get(KEY, ()), {"user": user_id, "role": role, "until": until})
    actor = api.user.get_current().getId()
    IDossier(context).note(step=action, at=now().isoformat(), actor=actor, on_behalf_of="", reason=reason, user=user_id)
    ILedger(context).record(action, codes={"user": user_id, "until": until})
    context.reindexObjectSecurity()


def _reason_problems(reason: str) -> list[Problem]:
    return [] if reason.strip() else [Problem("step_reason_required", "R-L1", "reason", "", {"step": "break_glass"})]


def _user_problems(user_id: str) -> list[Problem]:
    return [] if api.user.get(userid=user_id) else [Problem("user_unknown", "R-X1", "user", "", {"user": user_id})]


def _day_problems(until: str) -> list[Problem]:
    today = now().date()
    try:
        fits = today <= date.fromisoformat(until) <= today + timedelta(days=MAX_DAYS)
    except ValueError:
        fits = False
    return [] if fits else [Problem("day_out_of_range", "R-X1", "until", "", {"days": str(MAX_DAYS)})]
