"""Agencies that are asked about a document: what each answered, whether that still counts, and what it holds back.

One slot for each agency. The same slots serve the agencies that the content concerns, who confirm that it is accurate
before it is published (R-I6), and co-issuers (R-J2): they differ by :class:`Role` only. Who may act is in :mod:`.positions`.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from opengov.disclosure.core.rules import Problem


CLAUSE_CONCERNED = "政府信息公开条例 第十一条第一款；遵义市政府信息公开管理制度 第十条"
CLAUSE_CO_ISSUER = (
    "政府信息公开条例 第十条第三款；韶关市政府系统政务公开动态扩展机制 一（六）；遵义市政府信息公开管理制度 第十条"
)


class Role(StrEnum):
    """Why an agency is asked: the content concerns it, or it issues the document too (issue of several agencies)."""

    CONCERNED = "concerned"
    CO_ISSUER = "co_issuer"


def clause_for(role: str) -> str:
    """The clauses behind asking an agency in a :class:`Role`."""
    return CLAUSE_CONCERNED if role == Role.CONCERNED else CLAUSE_CO_ISSUER


def rule_for(role: str) -> str:
    """The rule behind asking an agency in a :class:`Role`: confirmation, or positions of co-issuers."""
    return "R-I6" if role == Role.CONCERNED else "R-J2"


class Stand(StrEnum):
    """What an agency answers. That it did not answer in time is computed and never stored (R-D4)."""

    AGREE = "agree"
    AGREE_WITH_COMMENT = "agree_with_comment"
    OBJECT = "object"


class Silence(StrEnum):
    """What it does when nobody answers in time (R-J4)."""

    NOTHING = "nothing"
    ESCALATE = "escalate"
    DEEMED_CONSENT = "deemed_consent"


class Ruling(StrEnum):
    """What the competent authority decides where agencies do not agree (002 第十条, R-J3)."""

    AS_DRAFTED = "as_drafted"
    TO_CHANGE = "to_change"


class Settler(StrEnum):
    """Who settled what agencies do not agree on (R-J3): the competent authority, or the agencies in a meeting (协调会)."""

    AUTHORITY = "authority"
    MEETING = "meeting"


class Countersigning(StrEnum):
    """How the agencies sign: one after the other, the lead first (党政机关公文处理工作条例 第二十二条), or in any order."""

    IN_ORDER = "in_order"
    PARALLEL = "parallel"


class Banner(StrEnum):
    """Whose names stand in the red head (发文机关标志, GB/T 9704-2012 7.2.4): of all who issue, or of the lead alone."""

    ALL = "all"
    LEAD_ONLY = "lead_only"


class Standing(StrEnum):
    """Where a slot stands now."""

    NAMED = "named"
    OPEN = "open"
    LAPSED = "lapsed"
    STALE = "stale"
    OBJECTING = "objecting"
    AGREED = "agreed"
    RULED = "ruled"
    REMOVED = "removed"


@dataclass(frozen=True)
class Asking:
    """One time an agency was asked.

    :param turn: place among all that happened in the slot; times may be equal.
    :param digest: digest of what it was asked about.
    :param due: last day for the answer.
    :param silence: what it was told that silence will do, a :class:`Silence` value.
    """

    turn: int
    digest: str
    due: date
    silence: str = Silence.NOTHING


@dataclass(frozen=True)
class Position:
    """One released answer, bound to the digest of what was answered.

    :param stand: a :class:`Stand` value.
    :param turn: as of :class:`Asking`.
    :param declined: whether a signer gave it by declining to sign.
    """

    stand: str
    digest: str
    turn: int
    declined: bool = False


@dataclass(frozen=True)
class Decision:
    """The word on one agency's objection or silence; it binds for the content it was given on.

    :param by: a :class:`Settler` value.
    """

    ruling: str
    digest: str
    turn: int
    by: str = Settler.AUTHORITY


@dataclass(frozen=True)
class Slot:
    """All that happened between the lead agency and one agency about one document.

    :param id: opaque id.
    :param name: the agency's name for messages.
    :param agency: UID of an agency of this site; empty for an outside body, for which the lead records the answer.
    :param role: a :class:`Role` value.
    :param order: place in the list, from 1.
    :param asked: every asking, the oldest first; empty while the agency is only named.
    :param received_at: ISO time at which its liaison acknowledged the newest asking, else empty.
    :param positions: released positions, the oldest first.
    :param decisions: what the authority or a meeting has decided, the oldest first.
    :param removed_at: ISO time at which the agency left, else empty.
    :param administrative: whether the Regulations bind it; party organs, courts and others issue too (R-J1).
    """

    id: str
    name: str
    agency: str = ""
    role: str = Role.CONCERNED
    order: int = 1
    asked: tuple[Asking, ...] = ()
    received_at: str = ""
    positions: tuple[Position, ...] = ()
    decisions: tuple[Decision, ...] = ()
    removed_at: str = ""
    administrative: bool = True

    @property
    def position(self) -> Position | None:
        """The newest released position."""
        return self.positions[-1] if self.positions else None


@dataclass(frozen=True)
class JointRule:
    """Which answers the profile waits for, each with its clause (R-I6, R-J2).

    :param co_issuers: ``lead_decides`` or ``confirm``.
    :param concerned: ``confirm_accuracy``, or ``none`` where agencies are only told.
    """

    co_issuers: str = "lead_decides"
    co_issuers_source: str = ""
    concerned: str = "confirm_accuracy"
    concerned_source: str = CLAUSE_CONCERNED


def is_stale(slot: Slot, digest: str) -> bool:
    """Whether the newest position was given on other content than the present one (R-J2)."""
    return slot.position is not None and slot.position.digest != digest


def standing(slot: Slot, digest: str, today: date) -> Standing:
    """Where a slot stands.

    An objection stands until the agency takes it back, or a meeting or the authority decides: changing the text does not
    end it.

    :param digest: digest of the present content.
    """
    if slot.removed_at:
        return Standing.REMOVED
    if not slot.asked:
        return Standing.NAMED
    position, decision = slot.position, slot.decisions[-1] if slot.decisions else None
    if decision and (position is None or decision.turn > position.turn):
        return _ruled(slot, decision, digest, today)
    if position is None:
        return _unanswered(slot, today)
    if position.stand == Stand.OBJECT:
        return Standing.OBJECTING
    if position.digest == digest:
        return Standing.AGREED
    return _changed_since(slot, position.turn, digest, today)


def _ruled(slot: Slot, decision: Decision, digest: str, today: date) -> Standing:
    if decision.digest == digest:
        return Standing.RULED if decision.ruling == Ruling.AS_DRAFTED else Standing.OBJECTING
    return _changed_since(slot, decision.turn, digest, today)


def _changed_since(slot: Slot, turn: int, digest: str, today: date) -> Standing:
    """Stale; open again once the agency has been asked about the present content."""
    newest = slot.asked[-1]
    return _unanswered(slot, today) if newest.turn > turn and newest.digest == digest else Standing.STALE


def _unanswered(slot: Slot, today: date) -> Standing:
    return Standing.LAPSED if today > slot.asked[-1].due else Standing.OPEN


def to_change(slot: Slot) -> bool:
    """Whether the newest word on an agency's objection is that the text is to be changed."""
    position, decision = slot.position, slot.decisions[-1] if slot.decisions else None
    newest = decision is not None and (position is None or decision.turn > position.turn)
    return newest and decision is not None and decision.ruling == Ruling.TO_CHANGE


#: Standings that let a document go on.
_SETTLED = (Standing.AGREED, Standing.RULED, Standing.REMOVED)

#: Steps that wait for agencies -> standings tolerated there besides, for agencies that are only concerned: in haste their
#: confirmation is made up before the publication (R-I7).
GATES: Mapping[str, tuple[Standing, ...]] = {
    "settle": (),
    "sign": (),
    "countersign": (),
    "record_countersignature": (),
    "sign_urgently": (Standing.NAMED, Standing.OPEN, Standing.LAPSED, Standing.STALE),
    "publish": (),
    "republish": (),
    "take_up": (),
    "decide_adjustment": (),
}


def wanted(slots: Iterable[Slot], digest: str, today: date, rule: JointRule) -> bool:
    """Whether any agency must still answer about this content: the document then goes to ``joint_consent``."""
    waiting = [slot for slot in slots if slot.role != Role.CONCERNED or rule.concerned != "none"]
    return any(standing(slot, digest, today) not in _SETTLED for slot in waiting)


def problems(step: str, slots: Iterable[Slot], digest: str, today: date, rule: JointRule) -> list[Problem]:
    """What the asked agencies hold against a step, named per agency (R-I6, R-J4); empty for a step that does not wait.

    :param step: id of a step; of those in :data:`GATES` the last two are asked about only when they publish.
    """
    if step not in GATES:
        return []
    found = []
    for slot in sorted(slots, key=lambda slot: slot.order):
        stands = standing(slot, digest, today)
        if stands not in _SETTLED and not _tolerated(step, slot, stands, rule):
            found.append(_problem(slot, stands, rule))
    return found


def _tolerated(step: str, slot: Slot, stands: Standing, rule: JointRule) -> bool:
    if slot.role == Role.CONCERNED:
        return rule.concerned == "none" or stands in GATES[step]
    if stands in (Standing.OBJECTING, Standing.NAMED):
        return False
    # The lead's attribute holds and countersigning is agreeing (000 一(六)); deemed consent covers the attribute only.
    return rule.co_issuers == "lead_decides" or (stands == Standing.LAPSED and silence(slot) == Silence.DEEMED_CONSENT)


def _problem(slot: Slot, stands: Standing, rule: JointRule) -> Problem:
    code = f"position_{stands.value}"
    if stands == Standing.LAPSED and silence(slot) == Silence.ESCALATE:
        code = "position_escalated"
    if stands == Standing.OBJECTING and to_change(slot):
        code = "position_to_change"
    params = {"agency": slot.name, "due": slot.asked[-1].due.isoformat() if slot.asked else "-"}
    if slot.role == Role.CONCERNED:
        return Problem(code, "R-I6", "", rule.concerned_source, params)
    return Problem(code, "R-J4", "", rule.co_issuers_source, params)


def silence(slot: Slot) -> str:
    """What the agency was told its silence will do; a concerned agency's silence never confirms that a text is right."""
    return slot.asked[-1].silence if slot.asked else Silence.NOTHING
