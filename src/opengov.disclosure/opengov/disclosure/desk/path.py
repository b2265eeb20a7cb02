"""The way of a document through the offices, as it is drawn: what is done, where it is, who is next."""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import signoff
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import IStepNeed
from zope.component import getAdapters


#: The straight way to the signature; what comes after it is told by the attribute (R-I3).
STRAIGHT = ("draft", "section_review", "disclosure_review", "joint_consent", "sign_off", "issued")

#: State -> the step it waits for. Detours are steps, too, but nobody waits for them.
FORWARD = {
    "draft": "submit",
    "section_review": "endorse",
    "disclosure_review": "approve",
    "secrecy_consultation": "determine",
    "joint_consent": "settle",
    "sign_off": "sign",
    "to_determine": "take_up",
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
        self.led_outside = bool(IArrangement(context).lead_body)
        self.end = signoff.end_state(attribute or "proactive", self.led_outside)
        self.undecided = not attribute
        self.entries = [entry for entry in entries if entry.action in signoff.STEPS or entry.action == "created"]

    def stations(self) -> list[dict]:
        """The stations in order: dicts {state, title, standing (done, here, ahead), by, at}."""
        done = self._done()
        found = [self._station(state, "done") for state in done]
        found.append(self._station(self.state, "here"))
        return found + [self._station(state, "ahead") for state in self.ahead() if state not in done]

    def forward(self) -> str:
        """The step the document waits for; empty when it waits for none."""
        if self.state == "issued":
            return _END_STEPS[self.end]
        if self.state == "adjustment_review":
            reviewed = secrecy.positive_review(IReviews(self.context).opinions(), self.adjustment.get("digest", ""))
            return "decide_adjustment" if reviewed else "review_adjustment"
        if self.state == "to_determine" and self.undecided:
            return "propose_existing"
        return FORWARD.get(self.state, "")

    def waits_for(self) -> list[dict]:
        """The offices the next step is waited for from: dicts {office, names}."""
        step = signoff.STEPS.get(self.forward())
        section = IIssuingAgency(self.context).section
        roles = self._unconfirmed() or (step.offices[self.state] if step else ())
        return [{"office": self.titles.office(role), "names": self._names(section, role)} for role in roles]

    def _names(self, section, role: str) -> list[str]:
        """Who of an office is meant: the one who drafts a draft; who wrote it judges it nowhere (R-S4)."""
        wrote = ILedger(self.context).authors()
        found = holders(section, role)
        if role == "Drafter":
            return named(found & wrote or found)
        return named(found - wrote if self.state != "issued" else found)

    def _unconfirmed(self) -> list[str]:
        """The offices that have not confirmed the signer's changes yet: he waits for them (R-I2)."""
        amended = IDossier(self.context).affair("amended") if self.state == "sign_off" else None
        confirming = {"unit_confirmed": "Drafter", "reviewer_confirmed": "Disclosure Reviewer"}
        return [role for name, role in confirming.items() if amended and not amended[name]]

    def since(self) -> str:
        """When the document came to where it is."""
        moved = [entry for entry in self.entries if entry.codes.get("to", self.state) == self.state]
        came = [entry for entry in moved if entry.codes.get("from") != self.state]
        return moment(came[-1].at) if came else ""

    @cached_property
    def adjustment(self) -> dict:
        """The adjustment that is proposed now; empty when none is."""
        return IDossier(self.context).affair("adjustment") or {}

    def _done(self) -> list[str]:
        """The states it went through to where it is, without the rounds that led back."""
        found: list[str] = []
        for entry in self.entries:
            state = entry.codes.get("to", "")
            if state in found:
                found = found[: found.index(state)]
            if state:
                found.append(state)
        begins = ["draft", *found] if found[:1] != ["draft"] else found
        return begins[: begins.index(self.state)] if self.state in begins else []

    def ahead(self) -> list[str]:
        """The states that follow when nothing comes between."""
        if self.state == "adjustment_review":
            return [signoff.end_state(self.adjustment.get("attribute", ""), self.led_outside) or self.end]
        if self.state == "to_determine":
            return [self.end]
        came_from = IDossier(self.context).came_from if self.state == "secrecy_consultation" else ""
        if came_from:
            following = STRAIGHT[STRAIGHT.index(came_from) :]
        elif self.state in STRAIGHT:
            following = STRAIGHT[STRAIGHT.index(self.state) + 1 :]
        else:
            return []
        return [*(state for state in following if self._is_gone_through(state)), self.end]

    def _is_gone_through(self, state: str) -> bool:
        if state == "section_review":
            return self.titles.jurisdiction.section_review
        if state == "joint_consent":
            return any(need.wanted() for _name, need in getAdapters((self.context,), IStepNeed))
        return True

    def _station(self, state: str, standing: str) -> dict:
        left = [entry for entry in self.entries if entry.codes.get("from") == state] if standing == "done" else []
        left = [entry for entry in left if entry.codes.get("to") != state]
        return {
            "state": state,
            "title": self.titles.state(state),
            "standing": standing,
            "by": person(left[-1].actor) if left else "",
            "at": moment(left[-1].at)[:10] if left else "",
        }


def holders(section, role: str) -> frozenset[str]:
    """User ids of who holds an office for the documents of a section: its own people and those of its agency."""
    units = [section, IIssuingAgency(section).agency]
    return frozenset(user_id for unit in units for user_id in IOffices(unit).holders(role))


def named(user_ids) -> list[str]:
    """Names of people, sorted."""
    return sorted({person(user_id) for user_id in user_ids})
