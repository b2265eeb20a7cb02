"""A step of a governed document's life, and which steps lead from one state to another.

The steps themselves are in :mod:`.life`; the definition that Plone runs repeats them (``scripts/workflow.py`` writes it),
and the integrity check compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.core.attribute import Attribute


#: States in which content, number and dates are fixed for everybody (R-I2).
FROZEN = frozenset(
    {
        "to_determine",
        "issued",
        "published",
        "registered",
        "withheld",
        "adjustment_review",
        "withdrawn",
        "superseded",
        "voided",
        "purged",
    }
)
#: States under review: nobody edits, the document moves only by a step.
IN_REVIEW = frozenset({"section_review", "disclosure_review", "secrecy_consultation", "joint_consent", "sign_off"})
STATES = frozenset({"draft", "discontinued"}) | IN_REVIEW | FROZEN
INITIAL = "draft"

#: Where a document ends when its life goes well.
ENDS = ("published", "registered", "withheld")

#: States of a document that was signed, as long as it has not gone for good.
SIGNED = ("issued", *ENDS, "withdrawn")

#: End state that belongs to an attribute (R-I3).
END_STATES = {
    Attribute.PROACTIVE: "published",
    Attribute.ON_REQUEST: "registered",
    Attribute.WITHHELD: "withheld",
    Attribute.NOT_GOVERNMENT_INFORMATION: "withheld",
}


def end_state(attribute: str, led_outside: bool = False) -> str:
    """State in which a document of this attribute ends its life well; empty without one (R-I3).

    :param led_outside: whether a body outside the site leads it: that body publishes, this agency registers it (R-J1, R-J5).
    """
    end = END_STATES.get(Attribute(attribute), "") if attribute else ""
    return "registered" if led_outside and end == "published" else end


#: A step that leaves the state as it is leads here.
STAYS = ""


@dataclass(frozen=True)
class Step:
    """One step of the life of a document.

    :param id: the step's id; also that of the workflow's transition to its first target.
    :param targets: states it may lead to; :data:`STAYS` for an act that changes no state. Where there are several, the
        rules decide (``core.signoff.target``), nobody chooses.
    :param offices: state it starts from -> roles that may take it.
    :param permission: id of the permission behind it.
    :param data: names of the values the step takes, required ones without, optional ones with a trailing ``?``.
    :param breaks_glass: whether it is an administrator's emergency act.
    """

    id: str
    targets: tuple[str, ...]
    permission: str
    offices: Mapping[str, tuple[str, ...]] = field(hash=False)
    data: tuple[str, ...] = ()
    breaks_glass: bool = False

    @property
    def sources(self) -> frozenset[str]:
        """States it starts from."""
        return frozenset(self.offices)

    @property
    def target(self) -> str:
        """The one state it leads to; empty for a step that stays or forks."""
        return self.targets[0] if len(self.targets) == 1 else ""

    @property
    def stays(self) -> bool:
        """Whether it is an act that changes no state."""
        return self.targets == (STAYS,)

    @property
    def forks(self) -> bool:
        """Whether the rules decide where it leads."""
        return len(self.targets) > 1

    def accepts(self, name: str) -> bool:
        """Whether the step takes a value of this name."""
        return name in self.data or f"{name}?" in self.data

    def transition(self, target: str) -> str:
        """Id of the workflow's transition to one of the targets."""
        return self.id if target == self.targets[0] else f"{self.id}_{target or 'stay'}"

    def transitions(self) -> dict[str, str]:
        """Id of each of its transitions -> target."""
        return {self.transition(target): target for target in self.targets}

    def leads(self, source: str, target: str) -> bool:
        """Whether it may lead from one state to another."""
        return source in self.offices and (target in self.targets or (STAYS in self.targets and source == target))
