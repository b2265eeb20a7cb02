"""Which document may be handed over, and as what (R-T1, R-T3).

Deposit (移送) supplies archives and libraries with what is public by decision: it needs a signature and a current positive
review, not the state ``published``, but whatever forbids the publication forbids the deposit, which is a channel too.
Transfer (移交) hands the record of any document over to the archives when it has reached its end state; it waits until the
opinion on opening is given.
"""

from dataclasses import dataclass
from opengov.disclosure.core import opening
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.rules import Problem


DEPOSIT = "deposit"
TRANSFER = "transfer"

#: Purpose -> states in which a document can be handed over.
STATES = {
    DEPOSIT: frozenset({"issued", "published"}),
    TRANSFER: frozenset({"registered", "withheld"}),
}
CLAUSES = {
    DEPOSIT: "政府信息公开条例 第二十五条",
    TRANSFER: "档案法实施条例 第三十条",
}
#: Of a document that several agencies issue the lead hands over, and keeps, the original.
CLAUSE_LEAD = "党政机关公文处理工作条例 第二十七条"
#: Whom the package is for -> what it contains: the record, or what everybody may read.
SCOPES = {"archive": "record", "library": "public"}


@dataclass(frozen=True)
class Facts:
    """What the decision rests on.

    :param attribute: a value of :class:`Attribute`, or empty.
    :param state: workflow state.
    :param digest: digest of the present content.
    :param signed_digest: digest that was signed; empty before signing.
    :param reviewed: whether the present content has a current positive review (R-S1).
    :param conditions: what is held against publishing it now.
    :param led_outside: whether a body outside the site leads the document.
    :param opening: the opinion on opening, a value of :data:`opening.OPINIONS`; empty when none was given.
    """

    attribute: str
    state: str
    digest: str
    signed_digest: str
    reviewed: bool
    conditions: tuple[Problem, ...] = ()
    led_outside: bool = False
    opening: str = ""


def purpose(attribute: str) -> str:
    """As what a document of this attribute is handed over."""
    return DEPOSIT if attribute == Attribute.PROACTIVE else TRANSFER


def problems(facts: Facts) -> list[Problem]:
    """What forbids the hand-over now; empty when it may be sealed."""
    aim = purpose(facts.attribute)
    clause = CLAUSES[aim]
    if facts.led_outside:
        return [Problem("handover_of_lead", "R-J5", "", CLAUSE_LEAD)]
    found = []
    if facts.state not in STATES[aim] or not facts.signed_digest:
        found.append(Problem("handover_state", "R-T1", "", clause, {"state": facts.state}))
    elif facts.digest != facts.signed_digest:
        found.append(Problem("handover_differs_from_signed", "R-I2", "", clause))
    if not facts.reviewed:
        found.append(Problem("handover_unreviewed", "R-S1", "", clause))
    if facts.state == "issued":
        found += facts.conditions
    return found


def opening_problems(facts: Facts) -> list[Problem]:
    """What a transfer waits for besides; a deposit waits for no opinion on opening.

    Asked when somebody is to be given the document: what everybody has already waits for nothing.
    """
    if purpose(facts.attribute) == DEPOSIT:
        return []
    return opening.transfer_problems(facts.opening, facts.attribute)
