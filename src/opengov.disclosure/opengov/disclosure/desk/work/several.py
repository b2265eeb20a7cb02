"""Take one step with several documents: each as a step of its own, so that a refusal neither stops nor spoils the others."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core import seen as looking
from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife
from plone import api


DONE, REFUSED, MISSING = "done", "refused", "missing"

#: Refusals that say somebody was quicker, when the record shows a step since.
_OVERTAKEN = frozenset({"step_not_here", "office_missing", looking.OTHER_STATE})
_INSIDERS = "opengov.disclosure: View ledger"


@dataclass(frozen=True)
class Result:
    """What became of one document.

    :param uid: as it was chosen.
    :param outcome: :data:`DONE`, :data:`REFUSED` or :data:`MISSING`; what the user may not see is missing (R-X1).
    :param document: the document; None when it is missing.
    :param problems: what forbade the step.
    """

    uid: str
    outcome: str
    document: object = None
    problems: tuple[Problem, ...] = ()


def chosen(uids: object) -> tuple[str, ...]:
    """The documents chosen, each once, in their order; what is no text is left out."""
    found = uids if isinstance(uids, (list, tuple)) else [uids]
    return tuple(dict.fromkeys(uid for uid in found if isinstance(uid, str) and uid))


def documents(uids: Sequence[str]) -> dict[str, object]:
    """UID -> document, of those the current user sees, in the order given."""
    catalog = api.portal.get_tool("portal_catalog")
    asked = {"object_provides": "opengov.disclosure.interfaces.IGoverned", "UID": list(uids), "show_inactive": True}
    brains = {brain.UID: brain for brain in (catalog(**asked) if uids else ())}
    found = {uid: brains[uid].getObject() for uid in uids if uid in brains}
    return {uid: document for uid, document in found.items() if api.user.has_permission("View", obj=document)}


def marks(uids: Sequence[str]) -> dict[str, str]:
    """UID -> mark of what the current user is shown now, of those he sees (R-S2)."""
    return {uid: ILife(document).mark() for uid, document in documents(uids).items()}


def take(
    step_id: str, uids: Sequence[str], data: Mapping[str, object], seen: Mapping[str, str] | None = None
) -> list[Result]:
    """Take a step with each document.

    :param uids: at most ``core.several.MOST``.
    :param data: the step's values, the same for all.
    :param seen: UID -> mark of what was looked at; what is different by now is refused. A document without one was not
        shown to anybody.
    """
    found, seen = documents(uids), seen or {}
    return [_take(step_id, uid, found.get(uid), data, seen.get(uid)) for uid in uids]


def _take(step_id: str, uid: str, document, data: Mapping[str, object], seen: str | None) -> Result:
    if document is None:
        return Result(uid, MISSING)
    problems = taking.take(document, step_id, dict(data), seen)
    if not problems:
        return Result(uid, DONE, document)
    return Result(uid, REFUSED, document, _overtaken(document, problems))


def _overtaken(document, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Who took the last step, in place of a sentence about states, for those who may read the record."""
    if problems[0].code not in _OVERTAKEN or not api.user.has_permission(_INSIDERS, obj=document):
        return problems
    steps = [entry for entry in ILedger(document).entries() if entry.action in signoff.STEPS]
    if not steps:
        return problems
    last = steps[-1]
    params = {"step": last.action, "person": person(last.actor), "at": moment(last.at)}
    return (Problem("several_overtaken", "R-S1", "", "", params),)
