"""``POST <document>/@workflow/<step>``: the steps of a document's life with their data."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from opengov.disclosure import fieldwords
from opengov.disclosure.bodies import exactly
from opengov.disclosure.core import comparison
from opengov.disclosure.core import seen
from opengov.disclosure.core import signoff
from opengov.disclosure.core.digest import difference
from opengov.disclosure.core.digest import reviewed_fields
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.serving import VisibleService
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.life import step_of
from opengov.disclosure.signoff.services import preconditions
from plone.restapi.serializer.converters import json_compatible
from zope.component import getUtility
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound
from zope.security import checkPermission


INSIDERS = "opengov.disclosure: View ledger"


@implementer(IPublishTraverse)
class TakeStep(VisibleService):
    """Take a step; the body holds exactly the step's values."""

    step_id = ""

    def publishTraverse(self, request, name):
        """Take the step's id from the URL."""
        if self.step_id:
            raise NotFound(self, name, request)
        self.step_id = name
        return self

    def reply(self):
        """The new state, as ``plone.restapi`` answers a transition, with the number a signature gave."""
        step = step_of(self.step_id)
        if step is None:
            raise RuleBroken(Problem("step_unknown", "R-S1", "step", "", {"step": self.step_id}))
        if not entitled(self.context, step):
            raise Unauthorized(step.permission)
        data = typed(step, exactly(self.request, *(f"{name.rstrip('?')}?" for name in step.data)))
        life = ILife(self.context)
        if different := self._different(life):
            return different
        life.take(step.id, **data)
        return json_compatible(
            {
                "action": step.id,
                "review_state": life.state,
                "number": IDocumentNumber(self.context).text,
                "@id": self.context.absolute_url(),
            }
        )

    def _different(self, life) -> dict | None:
        """The refusal of a client that names what it has read, when something else is there by now (R-S2)."""
        tags = preconditions.asked(self.request)
        present = life.mark() if tags else ""
        found = [seen.problems(tag, present) for tag in tags]
        if not tags or not all(found):
            return None
        words = getUtility(IWording)
        errors = [words.as_json(problem, self.request) for problem in found[0]]
        message = _("rest_seen_other", default="The document is not what you have read any more. Nothing was recorded.")
        inside = getSecurityManager().checkPermission(INSIDERS, self.context)
        actions = ("edited", "created", *signoff.STEPS) if inside else ()
        more = {"errors": errors, "changed": self._changed(seen.digest_of(tags[0])) if inside else []}
        return preconditions.failed(self.context, self.request, present, message, actions, **more)

    def _changed(self, digest: str) -> list[dict]:
        """The parts that differ from an earlier version; empty when it was not kept."""
        content = IReviewedContent(self.context)
        kept = content.kept(digest)
        if kept is None:
            return []
        fields = fieldwords.fields_of(self.context)
        parts = difference(reviewed_fields(kept["fields"]), reviewed_fields(content.fields()))
        found = [{"field": name, "title": fieldwords.title(fields.get(name), name)} for name, _was, _now in parts]
        sides = [
            [comparison.File(one["name"], one["sha256"]) for one in kept["attachments"]],
            [comparison.File(one.name, one.sha256) for one in content.attachments()],
        ]
        files = [row.name for row in comparison.files(*sides) if row.kind != "same"]
        return [*found, *({"field": "attachments", "title": name} for name in files)]


def entitled(context, step: signoff.Step) -> bool:
    """Whether the user's office takes the step at all, and in this state if it is taken here (R-X1: else 401 or 403)."""
    if not checkPermission(f"opengov.disclosure.{step.permission}", context):
        return False
    offices = step.offices.get(ILife(context).state)
    return offices is None or bool(set(offices) & set(getSecurityManager().getUser().getRolesInContext(context)))


#: Type of a step's value in JSON, where it is not text.
_TYPES: dict[str, type] = {"checks": list, "handled": list, "grounds": list, "paper": dict, "changes": dict}


def typed(step: signoff.Step, data: dict) -> dict:
    """Refuse values of a wrong type before any rule looks at them.

    :raises RuleBroken: naming each such value.
    """
    wrong = [name for name, value in data.items() if value is not None and not _fits(name, value)]
    if wrong:
        raise RuleBroken(*(Problem("value_type", "R-X1", name, "", {"name": name}) for name in wrong))
    return {name: value for name, value in data.items() if value is not None}


def _fits(name: str, value: object) -> bool:
    kind = _TYPES.get(name, str)
    if not isinstance(value, kind):
        return False
    if kind is list:
        return len(value) <= 1000 and all(isinstance(item, str) and len(item) <= 500 for item in value)
    return kind is not str or len(value) <= 5000
