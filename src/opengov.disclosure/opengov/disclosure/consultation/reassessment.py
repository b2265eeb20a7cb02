"""A ground ends with the matter it belongs to: the attribute is then assessed anew (R-A5, Regulation Art. 18)."""

from opengov.disclosure.consultation import days
from opengov.disclosure.consultation import papers
from opengov.disclosure.consultation import persons
from opengov.disclosure.consultation.changed import tell_changed
from opengov.disclosure.consultation.interfaces import IReassessment
from opengov.disclosure.consultation.interfaces import REASSESS
from opengov.disclosure.core import attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDueDay
from opengov.disclosure.signoff.interfaces import ILife
from zope.component import adapter
from zope.interface import implementer


CLAUSE = "政府信息公开条例 第十八条"

#: States in which a signed document is held back.
_HELD = frozenset({"issued", "registered", "withheld"})


@implementer(IReassessment)
@adapter(IGoverned)
class Reassessment:
    """See ``IReassessment``."""

    def __init__(self, context) -> None:
        self.context = context

    def due(self) -> dict | None:
        return IDossier(self.context).affair(REASSESS)

    def matter_decided(self, decided_on: str, comment: str = "") -> None:
        person = persons.recorder(self.context, drafter_states=_HELD)
        found, day = days.read("decided_on", decided_on, required=True)
        if day is not None and day > now().date():
            found.append(_problem("decided_day_ahead", "decided_on", day=decided_on))
        found += _length("comment", comment)
        if self.due():
            found.append(_problem("reassessment_open", ""))
        elif not self._is_held() or not attribute.ends_with(getattr(self.context, "disclosure_grounds", None) or ()):
            found.append(_problem("nothing_to_reassess", ""))
        papers.refuse(self.context, found, "R-A5", comment=comment)
        who = persons.signature(person)
        cause = attribute.MATTER_DECIDED
        record = {"since": decided_on, "cause": cause, "at": who["at"], "by": person.user_id}
        IDossier(self.context).set_affair(REASSESS, record)
        self._tell("reassess", person, who, {"cause": cause, "since": decided_on}, comment=comment)

    def keep(self, reason: str) -> None:
        person = persons.decider(self.context)
        found = _length("reason", reason)
        if not reason.strip():
            found.append(_problem("reassessment_reason_required", "reason"))
        if not self.due():
            found.append(_problem("nothing_to_reassess", ""))
        papers.refuse(self.context, found, "R-A5", reason=reason)
        IDossier(self.context).set_affair(REASSESS, None)
        self._tell("reassessed", person, persons.signature(person), {"outcome": "kept"}, reason=reason)

    def _is_held(self) -> bool:
        held = getattr(self.context, "disclosure_attribute", None) != attribute.Attribute.PROACTIVE
        return held and ILife(self.context).state in _HELD

    def _tell(self, act: str, person: persons.Person, who: dict[str, str], codes: dict[str, str], **words: str) -> None:
        said = {name: text.strip() for name, text in words.items() if text.strip()}
        if said:
            IDossier(self.context).note(step=act, **who, **said)
        IDueDay(self.context).refresh()
        ILedger(self.context).record(act, codes, actor=person.user_id, on_behalf_of=person.on_behalf_of)
        tell_changed(self.context)


def settled(context, outcome: str) -> None:
    """An adjustment was decided: whatever was decided, the attribute has been assessed anew."""
    if IReassessment(context).due():
        IDossier(context).set_affair(REASSESS, None)
        ILedger(context).record("reassessed", {"outcome": outcome or "adjusted"})


def _length(field: str, text: str) -> list[Problem]:
    if len(text) <= attribute.MAX_REASON:
        return []
    return [
        Problem("reason_too_long", "R-A5", field, "", {"length": str(len(text)), "longest": str(attribute.MAX_REASON)})
    ]


def _problem(code: str, field: str, **params: str) -> Problem:
    return Problem(code, "R-A5", field, CLAUSE, params)
