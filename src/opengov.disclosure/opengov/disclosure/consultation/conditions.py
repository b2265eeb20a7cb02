"""What third parties, forwarded documents and attachments hold against a step (``IStepCondition``)."""

from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.consultation.interfaces import IForwarding
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import Step
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IStepCondition
from zope.component import adapter
from zope.interface import implementer


#: Steps after which the text may be read outside, or that fix by which attribute.
OPENING = frozenset(
    {
        "approve",
        "settle",
        "determine",
        "decide_dispute",
        "sign",
        "sign_urgently",
        "publish",
        "register",
        "decide_adjustment",
        "republish",
        "take_up",
    }
)
#: Steps by which a proposal leaves its drafter's hands.
PROPOSING = frozenset({"submit", "submit_urgently", "uphold", "endorse", "propose_existing"})

#: Steps that bring an attribute with them.
_SETTING = frozenset({"determine", "decide_dispute", "adjust", "propose_existing"})


def attribute_after(context, step_id: str, data: dict | None) -> str | None:
    """The attribute a step would leave the document with; None where that is not known, or nothing is opened by it."""
    if step_id in _SETTING:
        value = (data or {}).get("attribute")
        return value if isinstance(value, str) else None
    if step_id == "decide_adjustment":
        if (data or {}).get("outcome") != "agree":
            return None
        return (IDossier(context).affair("adjustment") or {}).get("attribute")
    return getattr(context, "disclosure_attribute", None)


class _Condition:
    def __init__(self, context) -> None:
        self.context = context


@implementer(IStepCondition)
@adapter(IGoverned)
class ThirdPartiesHeard(_Condition):
    """Nothing of a third party is opened before it was heard or the public interest decided (R-A3)."""

    def problems(self, step: Step, data: dict | None = None) -> list[Problem]:
        """What is still open with third parties."""
        if step.id not in OPENING:
            return []
        return IConsultations(self.context).problems(attribute_after(self.context, step.id, data))


@implementer(IStepCondition)
@adapter(IGoverned)
class NoMoreOpenThanContent(_Condition):
    """A carrier is never more open than what it forwards, a document never more than its attachments (R-A9)."""

    def problems(self, step: Step, data: dict | None = None) -> list[Problem]:
        """What is carried stands against the attribute."""
        if step.id == "adjust":
            return IForwarding(self.context).part_problems(attribute_after(self.context, step.id, data))
        if step.id not in OPENING | PROPOSING:
            return []
        if step.id in (*_SETTING, "decide_adjustment") and data is None:
            # Which attribute it will be is not known before the values are.
            return []
        return IForwarding(self.context).problems(attribute_after(self.context, step.id, data))
