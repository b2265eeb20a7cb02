"""When all agencies have answered and nothing is left open."""

from opengov.disclosure.core import notices as rules
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.notices.telling import tell


def tell_when_settled(document) -> None:
    """Tell the lead once that nobody has to answer any more, about the content or about a repeal.

    Two agencies that give the last two answers in the same second do not see each other's: the routine ``remind`` asks again.
    """
    positions, repeal = IPositions(document), IRepeal(document).answers()
    if positions.answered() and positions.state == "joint_consent":
        _tell(document, positions, "")
    if repeal is not None and repeal.answered():
        _tell(document, repeal, "repeal")


def _tell(document, found, about: str) -> None:
    asked = found.asked()
    if asked and not found.wanted():
        tell(document, rules.Kind.SETTLED, found.digest(), sum(len(slot.asked) for slot in asked), about=about)
