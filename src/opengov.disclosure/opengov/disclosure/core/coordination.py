"""What is to be done next about one asked agency: as its lead reads it, and as the agency itself does (R-J2 to R-J4)."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from opengov.disclosure.core import joint
from opengov.disclosure.core.joint import Silence
from opengov.disclosure.core.joint import Standing


class Next(StrEnum):
    """What somebody does next."""

    NOTHING = "nothing"
    DONE = "done"
    ASK_LATER = "ask_later"
    ASK = "ask"
    AWAIT_RECEIPT = "await_receipt"
    AWAIT_ANSWER = "await_answer"
    RECORD = "record"
    REMIND = "remind"
    DEEMED = "deemed"
    AUTHORITY = "authority"
    ASK_AGAIN = "ask_again"
    MEET = "meet"
    AWAIT_MEETING = "await_meeting"
    CHANGE = "change"
    RECEIVE = "receive"
    DRAFT = "draft"
    RELEASE = "release"
    CONFIRM = "confirm"
    AWAIT_CHANGE = "await_change"
    AWAIT_SIGNATURE = "await_signature"
    AWAIT_TURN = "await_turn"
    RECORD_SIGNATURE = "record_signature"
    SIGN = "sign"
    SIGNED = "signed"


@dataclass(frozen=True)
class Place:
    """Where one agency stands in the course of a document.

    :param stands: a :class:`.joint.Standing` value.
    :param role: a :class:`.joint.Role` value.
    :param silence: what it was told that silence will do, a :class:`.joint.Silence` value.
    :param asking: whether the document is in a state in which agencies are asked and answer.
    :param outside: whether it is an outside body, for which the lead records what comes on paper.
    :param received: whether its liaison has acknowledged the newest asking.
    :param answered: whether it has given a position before, be it on another text.
    :param drafted: whether a position waits in the agency for its release; known to the agency alone.
    :param told_to_change: whether the authority has decided that the text is to be changed.
    :param meeting: ``called`` while a meeting with it has no outcome, ``failed`` when the last one settled nothing.
    :param signature: ``signed``, ``next`` or ``waiting`` where a signature of its is wanted, else empty.
    """

    stands: str
    role: str = joint.Role.CONCERNED
    silence: str = Silence.NOTHING
    asking: bool = True
    outside: bool = False
    received: bool = False
    answered: bool = False
    drafted: bool = False
    told_to_change: bool = False
    meeting: str = ""
    signature: str = ""


def for_lead(place: Place) -> Next:
    """What the lead does next, or waits for."""
    if place.stands == Standing.REMOVED:
        return Next.NOTHING
    if place.stands == Standing.NAMED:
        return Next.ASK if place.asking else Next.ASK_LATER
    if place.stands == Standing.OBJECTING:
        return _objecting(place)
    if place.stands in (Standing.AGREED, Standing.RULED):
        return _signing(place)
    if not place.asking:
        return Next.NOTHING
    return _lapsed(place) if place.stands == Standing.LAPSED else _open(place)


def for_agency(place: Place) -> Next:
    """What the agency's own people do next, or wait for."""
    if place.stands in (Standing.NAMED, Standing.REMOVED):
        return Next.NOTHING
    if place.stands in (Standing.AGREED, Standing.RULED) and place.signature != "":
        return {"signed": Next.SIGNED, "next": Next.SIGN}.get(place.signature, Next.AWAIT_TURN)
    if not place.asking:
        return Next.NOTHING
    if place.drafted:
        return Next.RELEASE
    if place.stands in (Standing.AGREED, Standing.RULED):
        return Next.DONE
    if place.stands == Standing.STALE:
        return Next.CONFIRM
    if place.stands == Standing.OBJECTING:
        return Next.AWAIT_CHANGE if place.told_to_change else Next.AWAIT_MEETING
    if place.answered:
        return Next.CONFIRM
    return Next.DRAFT if place.received else Next.RECEIVE


def tally(standings: Iterable[str]) -> Mapping[Standing, int]:
    """How many agencies stand where, what asks for something first; none that stands nowhere."""
    found = list(standings)
    order = (Standing.OBJECTING, Standing.LAPSED, Standing.STALE, Standing.OPEN, Standing.NAMED)
    shown = (*order, Standing.AGREED, Standing.RULED, Standing.REMOVED)
    return {stands: found.count(stands) for stands in shown if stands in found}


def _objecting(place: Place) -> Next:
    if place.told_to_change:
        return Next.CHANGE
    return {"called": Next.AWAIT_MEETING, "failed": Next.AUTHORITY}.get(place.meeting, Next.MEET)


def _signing(place: Place) -> Next:
    if place.signature == "":
        return Next.DONE
    if place.signature == "next":
        return Next.RECORD_SIGNATURE if place.outside else Next.AWAIT_SIGNATURE
    return Next.SIGNED if place.signature == "signed" else Next.AWAIT_TURN


def _lapsed(place: Place) -> Next:
    if place.silence == Silence.ESCALATE:
        return Next.AUTHORITY
    if place.silence == Silence.DEEMED_CONSENT and place.role == joint.Role.CO_ISSUER:
        return Next.DEEMED
    return Next.REMIND


def _open(place: Place) -> Next:
    if place.stands == Standing.STALE:
        return Next.ASK_AGAIN
    if place.outside:
        return Next.RECORD
    return Next.AWAIT_ANSWER if place.received else Next.AWAIT_RECEIPT
