"""The way of a document through the offices, as it is drawn: what is done, where it is, who is next."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core import signoff
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles


#: The straight way; what comes after the signature is told by the attribute (R-I3).
STRAIGHT = ("draft", "section_review", "disclosure_review", "sign_off", "issued")

#: State -> the step it waits for. Detours are steps, too, but nobody waits for them.
FORWARD = {
    "draft": "submit",
    "section_review": "endorse",
    "disclosure_review": "approve",
    "secrecy_consultation": "determine",
    "sign_off": "sign",
}
_END_STEPS = {"published": "publish", "registered": "register", "withheld": "file"}


class Path:
    """The path of one document.

    :param state: present state.
    :param attribute: present disclosure attribute, empty when unset.
    :param entries: the entries of its record, the oldest first.
    """

    def __init__(self, context, titles: Titles, state: str, attribute: str, entries) -> None:
        self.context = context
        self.titles = titles
        self.state = state
        self.end = signoff.END_STATES.get(attribute or "", "published")
        self.entries = [entry for entry in entries if entry.action in signoff.STEPS or entry.action == "created"]

    def stations(self) -> list[dict]:
        """The stations in order: dicts {state, title, standing (done, here, ahead), by, at}."""
        states = self._states()
        here = states.index(self.state)
        return [self._station(state, place, here) for place, state in enumerate(states)]

    def forward(self) -> str:
        """The step the document waits for; empty when it waits for none."""
        return _END_STEPS[self.end] if self.state == "issued" else FORWARD.get(self.state, "")

    def waits_for(self) -> list[dict]:
        """The offices the next step is waited for from: dicts {office, names}."""
        step = signoff.STEPS.get(self.forward())
        section = IIssuingAgency(self.context).section
        roles = step.offices[self.state] if step else ()
        return [{"office": self.titles.office(role), "names": self._holders(section, role)} for role in roles]

    def since(self) -> str:
        """When the document came to where it is."""
        return moment(self.entries[-1].at) if self.entries else ""

    def _states(self) -> list[str]:
        if self.state == "secrecy_consultation":
            came_from = self.entries[-1].codes.get("from", "section_review")
            place = STRAIGHT.index(came_from) + 1
            return [*STRAIGHT[:place], self.state, *STRAIGHT[place:], self.end]
        if self.state == "discontinued":
            return [*STRAIGHT[: STRAIGHT.index(self.entries[-1].codes.get("from", "draft")) + 1], self.state]
        if self.state == "withdrawn":
            return [*STRAIGHT, "published", self.state]
        return [*STRAIGHT, self.state if self.state in _END_STEPS else self.end]

    def _station(self, state: str, place: int, here: int) -> dict:
        standing = "done" if place < here else "here" if place == here else "ahead"
        left = [entry for entry in self.entries if entry.codes.get("from") == state] if standing == "done" else []
        return {
            "state": state,
            "title": self.titles.state(state),
            "standing": standing,
            "by": person(left[-1].actor) if left else "",
            "at": moment(left[-1].at)[:10] if left else "",
        }

    @staticmethod
    def _holders(section, role: str) -> list[str]:
        units = [section, IIssuingAgency(section).agency]
        return sorted({person(user_id) for unit in units for user_id in IOffices(unit).holders(role)})
