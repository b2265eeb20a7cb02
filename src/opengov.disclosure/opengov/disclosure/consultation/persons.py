"""Who records and who decides: offices held for a document, and not by its own drafter where the organ decides (R-S4)."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collections.abc import Container
from dataclasses import dataclass
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.core.steps import INITIAL
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import ILife


#: Offices that decide for the organ, the lower first; what they may record a Drafter may as well, for a draft of his own.
DECIDERS = ("Disclosure Officer", "Disclosure Reviewer")
DRAFTER = "Drafter"

#: States in which a drafter still answers for his draft.
OPEN = IN_REVIEW | {INITIAL}

#: States in which nothing is decided any more.
CLOSED = frozenset({"discontinued", "voided", "superseded", "purged"})


@dataclass(frozen=True)
class Person:
    """Who acts now on a document.

    :param role: the office he acts in; empty when he holds none that may.
    :param authored: whether he, or whom he stands in for, drafted or changed the document.
    """

    user_id: str
    on_behalf_of: str
    role: str
    authored: bool

    @property
    def decides(self) -> bool:
        """Whether he may decide for the organ (R-S4: never about his own draft)."""
        return self.role in DECIDERS and not self.authored


def acting(context, drafter_states: Container[str] = OPEN) -> Person:
    """The current user, as far as his office records for this document.

    :param drafter_states: states in which the document's own drafter records as well.
    """
    user = getSecurityManager().getUser()
    user_id = user.getId() or ""
    held = set(user.getRolesInContext(context))
    place = IIssuingAgency(context)
    authors = ILedger(context).authors()
    for role in (*reversed(DECIDERS), DRAFTER):
        stood_for = (place.acts_for(user_id, role) or "") if role in held else ""
        authored = bool({user_id, stood_for} & authors)
        own = authored and ILife(context).state in drafter_states
        if role in held and (role != DRAFTER or own):
            return Person(user_id, stood_for, role, authored)
    return Person(user_id, "", "", user_id in authors)


def recorder(context, drafter_states: Container[str] = OPEN) -> Person:
    """The current user as somebody who records; the parameter is that of ``acting``.

    :raises Unauthorized: when his office does not.
    :raises RuleBroken: when the document's life is over.
    """
    person = acting(context, drafter_states)
    if not person.role:
        raise Unauthorized("opengov.disclosure: Review disclosure")
    _enforce_open(context)
    return person


def decider(context) -> Person:
    """The current user as somebody who decides for the organ.

    :raises Unauthorized: when his office does not.
    :raises RuleBroken: when he drafted the document himself, or its life is over.
    """
    person = acting(context)
    if person.role not in DECIDERS:
        raise Unauthorized("opengov.disclosure: Review disclosure")
    enforce([Problem("decided_by_drafter", "R-S4", "", "政府信息公开条例 第十七条")] if person.authored else [])
    _enforce_open(context)
    return person


def _enforce_open(context) -> None:
    state = ILife(context).state
    enforce([Problem("consultation_closed", "R-I1", "", "", {"state": state})] if state in CLOSED else [])


def signature(person: Person) -> dict[str, str]:
    """Who and when, as notes and papers of a dossier tell it."""
    return {"at": now().isoformat(), "actor": person.user_id, "on_behalf_of": person.on_behalf_of}
