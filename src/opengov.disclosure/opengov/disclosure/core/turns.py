"""Whose turn it is with a document, and who hears what became of it: the step notices of item 催办与通知.

A turn is something somebody is waited for to do. It is told once, when it comes up, and is over when it is done or the
document has gone on; a person's own act is told to everybody but himself. Turns are computed from what stands on record, so
nobody has to remember to tell: whatever changes the record changes the turns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.core.life import SIGNERS
from opengov.disclosure.core.life import STEPS


@dataclass(frozen=True)
class Facts:
    """What decides whose turn it is.

    :param state: workflow state.
    :param end: state in which the document ends well (``core.steps.end_state``).
    :param returned: whether a draft came back to its drafters, by a return or by break-glass.
    :param unconfirmed: offices that have not confirmed the signer's changes (R-I2).
    :param principal: whether only the principal signer may sign.
    :param together: roles of the lead that may sign next where several agencies sign; None: nobody else does.
    :param adjustment_reviewed: whether the proposed adjustment has its positive review (R-A7).
    :param withdrawal_open: whether a withdrawal is not confirmed yet (R-I10).
    :param omitted: offices whose opinion, omitted in haste, is still to be made up (R-I7).
    :param instructors: user ids of those who have an oral instruction to countersign (R-I7).
    :param purge_asked: whether somebody asked for the purge, and no second person has confirmed (R-L3).
    :param findings: whether a routine scan has found something new (R-S5).
    :param reassess: whether the attribute is to be assessed anew (R-A5, R-A9).
    """

    state: str
    end: str = ""
    returned: bool = False
    unconfirmed: tuple[str, ...] = ()
    principal: bool = False
    together: tuple[str, ...] | None = None
    adjustment_reviewed: bool = False
    withdrawal_open: bool = False
    omitted: tuple[str, ...] = ()
    instructors: tuple[str, ...] = ()
    purge_asked: bool = False
    findings: bool = False
    reassess: bool = False


@dataclass(frozen=True)
class Turn:
    """Somebody is waited for.

    :param act: what is waited for: a step's id, or ``submit`` for a draft that came back, ``rescan`` for new findings,
        ``reassess`` for an attribute to be assessed anew.
    :param roles: offices any of whose people may do it.
    :param authors: whether it is for those who wrote the document.
    :param person: the one person who has to do it himself.
    """

    act: str
    roles: tuple[str, ...] = ()
    authors: bool = False
    person: str = ""


#: State -> the step it waits for, where its office alone decides. Existing documents come by the thousand and are worked off
#: from a list: nobody is told of each.
_STRAIGHT: Mapping[str, str] = {
    "section_review": "endorse",
    "disclosure_review": "approve",
    "secrecy_consultation": "determine",
    "joint_consent": "settle",
}
#: End state -> the step that leads there from ``issued`` (R-I3).
_ENDING: Mapping[str, str] = {"published": "publish", "registered": "register", "withheld": "file"}


def turns(facts: Facts) -> tuple[Turn, ...]:
    """Everything somebody is waited for, the next step first."""
    return (*_next(facts), *_beside(facts))


def _next(facts: Facts) -> list[Turn]:
    state = facts.state
    if state == "draft":
        return [Turn("submit", authors=True)] if facts.returned else []
    if state in _STRAIGHT:
        return [_step(_STRAIGHT[state], state)]
    if state == "sign_off":
        return _signature(facts)
    if state == "issued" and facts.end in _ENDING:
        return [_step(_ENDING[facts.end], state)]
    if state == "adjustment_review":
        return [_step("decide_adjustment" if facts.adjustment_reviewed else "review_adjustment", state)]
    return []


def _signature(facts: Facts) -> list[Turn]:
    if facts.unconfirmed:
        return [Turn("confirm_changes", (role,)) for role in facts.unconfirmed]
    roles = SIGNERS if facts.together is None else facts.together
    if facts.principal:
        roles = tuple(role for role in roles if role == "Principal Signer")
    return [Turn("sign", tuple(roles))] if roles else []


def _beside(facts: Facts) -> list[Turn]:
    """What is waited for whatever the next step is."""
    found = [Turn("make_up", (role,)) for role in facts.omitted]
    found += [Turn("countersign_instruction", person=person) for person in facts.instructors]
    if facts.state == "withdrawn" and facts.withdrawal_open:
        found.append(_step("confirm_withdrawal", facts.state))
    if facts.purge_asked and facts.state in STEPS["purge"].offices:
        found.append(_step("purge", facts.state))
    if facts.findings and facts.state == "published":
        found.append(Turn("rescan", ("Disclosure Officer",)))
    if facts.reassess:
        found.append(Turn("reassess", ("Disclosure Officer",)))
    return found


def _step(act: str, state: str) -> Turn:
    return Turn(act, STEPS[act].offices[state])


#: Step -> offices that hear of it besides those who wrote the document; what a step asks of somebody is told as his turn.
NEWS: Mapping[str, tuple[str, ...]] = {
    "refer": (),
    "determine": (),
    "question": (),
    "decide_dispute": (),
    "sign": (),
    "sign_urgently": (),
    "publish": (),
    "register": (),
    "file": (),
    "record_approval": ("Web Editor",),
    "adjust": (),
    "decide_adjustment": ("Disclosure Officer",),
    "withdraw": ("Disclosure Officer", "Web Editor"),
    "confirm_withdrawal": ("Disclosure Officer",),
    "break_glass_withdraw": ("Disclosure Officer", "Web Editor"),
    "expire": ("Disclosure Officer", "Web Editor"),
    "republish": (),
    "mark_validity": (),
    "supersede": (),
    "void": ("Disclosure Officer",),
}

#: Steps that are news only when they issue the document, not as one of several signatures.
_ISSUING = frozenset({"sign", "sign_urgently"})


def news(step: str, source: str, target: str) -> tuple[str, ...] | None:
    """Offices that hear of a step besides those who wrote the document; None when it is no news."""
    if step not in NEWS or (step in _ISSUING and source == target):
        return None
    return NEWS[step]
