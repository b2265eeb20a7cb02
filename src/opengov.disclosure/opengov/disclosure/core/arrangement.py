"""How several agencies issue one document: whose names stand where, who leads, how they sign (R-J1).

Who leads is chosen and never read off the order of the names: in real records the lead is not always named first. The lead
may be a body outside the site; the document's own agency then only signs with the others, registers and states it.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions
from opengov.disclosure.core.rules import Problem


CLAUSE = joint.CLAUSE_CO_ISSUER

#: The document's own agency, and an outside body that leads, among slot ids in the order of the names.
OWN = "lead"
OUTSIDE = "outside"

#: State -> offices of the lead that say how the agencies issue: those that name the agencies, until all have signed.
ARRANGING: Mapping[str, tuple[str, ...]] = {
    state: {**positions.NAMING, **positions.ASKING}[state] for state in positions.JOINING
}

#: Act -> code of the problem that it is not possible in this state.
_NOT_HERE: Mapping[str, str] = {
    "arrangement": "arrangement_not_here",
    "lead_choice": "lead_choice_not_here",
    "lead_issue": "lead_issue_not_here",
}


@dataclass(frozen=True)
class Arrangement:
    """How the agencies issue a document. The defaults are what most offices do: the lead named first and signing first.

    :param countersigning: a :class:`.joint.Countersigning` value.
    :param banner: a :class:`.joint.Banner` value.
    :param order: slot ids, :data:`OWN` and, when an outside body leads, :data:`OUTSIDE`, as they were put in order last;
        agencies that joined later follow, those that left keep their place here.
    :param lead_body: name of the outside body that leads; empty where the document's own agency does.
    :param lead_administrative: whether that body is an administrative agency.
    """

    countersigning: str = joint.Countersigning.IN_ORDER
    banner: str = joint.Banner.ALL
    order: tuple[str, ...] = ()
    lead_body: str = ""
    lead_administrative: bool = True


def co_issuers(slots: Iterable[joint.Slot]) -> list[joint.Slot]:
    """Agencies that issue the document too and have not left, as they are listed."""
    present = [slot for slot in slots if slot.role == joint.Role.CO_ISSUER and not slot.removed_at]
    return sorted(present, key=lambda slot: slot.order)


def names(arranged: Arrangement, slots: Iterable[joint.Slot]) -> tuple[str, ...]:
    """All who issue, in the order of their names: slot ids, :data:`OWN`, and :data:`OUTSIDE` for an outside lead."""
    present = [slot.id for slot in co_issuers(slots)]
    leading = [OUTSIDE, OWN] if arranged.lead_body else [OWN]
    placed = [name for name in arranged.order if name in {*present, *leading}]
    first = [name for name in leading if name not in placed]
    return (*first, *placed, *(name for name in present if name not in placed))


def office_problems(
    offices: Mapping[str, tuple[str, ...]], state: str, roles: Collection[str], act: str
) -> list[Problem]:
    """Whether an act is possible in this state, and the actor holds an office of the lead that takes it.

    :param offices: state -> offices, as :data:`ARRANGING`.
    :param act: ``arrangement``, ``lead_choice`` or ``lead_issue``.
    """
    if state not in offices:
        return [Problem(_NOT_HERE[act], "R-J1", "", CLAUSE, {"state": state})]
    if not set(roles) & set(offices[state]):
        return [Problem("office_missing", "R-J1", "", CLAUSE, {"step": act})]
    return []


def signed_problems(signed: bool) -> list[Problem]:
    """What somebody has signed stays as he saw it: names, order and banner with it.

    :param signed: whether any agency has signed the present content.
    """
    return [Problem("arrangement_signed", "R-J1", "", CLAUSE)] if signed else []


def value_problems(countersigning: object, banner: object) -> list[Problem]:
    """Values that no joint document knows; None for one that stays as it is."""
    asked = (("countersigning", countersigning, joint.Countersigning), ("banner", banner, joint.Banner))
    return [
        Problem("arrangement_value_unknown", "R-J1", name, CLAUSE, {"name": name, "values": ", ".join(values)})
        for name, value, values in asked
        if value is not None and value not in list(values)
    ]


def order_problems(order: object, arranged: Arrangement, slots: Sequence[joint.Slot]) -> list[Problem]:
    """What is wrong with an order: it names all who issue, each once, and nobody else."""
    if not isinstance(order, list | tuple) or not all(isinstance(name, str) for name in order):
        return [Problem("value_type", "R-J1", "order", CLAUSE, {"name": "order"})]
    wanted = names(arranged, slots)
    if len(set(order)) < len(order):
        return [Problem("arrangement_order_twice", "R-J1", "order", CLAUSE)]
    listed = {slot.id: slot for slot in slots}
    if strange := [name for name in order if name not in wanted]:
        slot = listed.get(strange[0])
        return [_strange(slot) if slot else Problem("arrangement_order_unknown", "R-J1", "order", CLAUSE)]
    if missing := [name for name in wanted if name not in order]:
        titles = "、".join(listed[name].name if name in listed else name for name in missing)
        return [Problem("arrangement_order_missing", "R-J1", "order", CLAUSE, {"agencies": titles})]
    return []


def _strange(slot: joint.Slot) -> Problem:
    code = "arrangement_order_left" if slot.removed_at else "arrangement_order_concerned"
    return Problem(code, "R-J1", "order", CLAUSE, {"agency": slot.name})


def moved(order: Sequence[str], name: str, way: str) -> list[str]:
    """An order with one name moved: ``up`` or ``down`` by one place, or to be the ``first``; any other way moves nothing."""
    place, rest = list(order).index(name), [other for other in order if other != name]
    target = {"up": place - 1, "down": place + 1, "first": 0}.get(way, place)
    target = min(max(target, 0), len(rest))
    return [*rest[:target], name, *rest[target:]]
