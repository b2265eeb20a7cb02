"""When all agencies have answered and nothing is left open."""

from opengov.disclosure.core import notices as rules
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.notices.telling import tell


def tell_when_settled(document) -> None:
    """Tell the lead once that nobody has to answer any more about the present content.

    Two agencies that give the last two answers in the same second do not see each other's: the routine ``remind`` asks again.
    """
    positions = IPositions(document)
    asked = positions.asked()
    # the first agency without an answer ends the look: an answer costs the same however many are asked
    if not asked or not all(slot.positions or slot.decisions for slot in asked):
        return
    if positions.state == "joint_consent" and not positions.wanted():
        tell(document, rules.Kind.SETTLED, positions.digest(), sum(len(slot.asked) for slot in asked))
