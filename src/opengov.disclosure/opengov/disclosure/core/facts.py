"""What a decision about a step rests on, and how its values are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.rules import Problem


CLAUSE_REVIEW = "政府信息公开条例 第十七条"
CLAUSE_SIGN = "党政机关公文处理工作条例 第二十二条"


@dataclass(frozen=True)
class Facts:
    """What is known of a document and of the person who acts, gathered by the caller.

    :param state: present workflow state.
    :param actor: user id of the person who acts.
    :param on_behalf_of: user id of the person a deputy stands in for, else empty.
    :param roles: offices the actor holds for this document.
    :param authors: user ids of everybody who created or changed its content (R-S4).
    :param opinions: all opinions, the oldest first.
    :param digest: digest of the present content.
    :param signed_digest: digest of the content as it was signed or adjusted, empty before.
    :param signers: user ids of who signed it and whom he stood in for.
    :param attribute: the attribute the document carries, empty when unset.
    :param proposal: problems of attribute, grounds and reason, when the attribute is required.
    :param office_size: ``"standard"`` or ``"small"``.
    :param important: whether a Principal Signer must sign.
    :param urgent: whether the document is marked urgent and the profile knows the short way (R-I7).
    :param section_review: whether the profile has a section head's step.
    :param dispute_bodies: who may end a dispute of drafter and reviewer; empty: the signer does (R-S8).
    :param consent_wanted: whether other agencies must be heard before the signature (R-I6).
    :param unsigned: ids of the co-issuers whose signature under the present content is missing (R-J1).
    :param signing_as: id of the one of them that the step signs for; empty for the lead.
    :param lead_signed: whether the lead has signed the present content and waits for the others.
    :param insider: whether the actor may see what the lead's own office thinks of the document (R-J6).
    :param came_from: state a referral came from.
    :param questioned: whether a signer's question is unanswered (R-S7).
    :param submitted_at: ISO time of the last submission, empty before.
    :param acted: whether anybody has acted on the submitted draft.
    :param findings: ids of the scan's findings and unread places of the present content (R-S5).
    :param day: present ISO day in Shanghai.
    :param publish_until: last ISO day of publication; empty for ever (R-I10).
    :param affairs: what is on record of one matter each, by name: ``adjustment``, ``dispute``, ``urgent`` … (plain values).
    :param conditions: what upper domains and the site's integrity check hold against the step.
    """

    state: str
    actor: str
    on_behalf_of: str = ""
    roles: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    opinions: tuple[secrecy.Opinion, ...] = ()
    digest: str = ""
    signed_digest: str = ""
    signers: frozenset[str] = frozenset()
    attribute: str = ""
    proposal: tuple[Problem, ...] = ()
    office_size: str = "standard"
    important: bool = False
    urgent: bool = False
    section_review: bool = True
    dispute_bodies: tuple[str, ...] = ()
    consent_wanted: bool = False
    unsigned: frozenset[str] = frozenset()
    signing_as: str = ""
    lead_signed: bool = False
    insider: bool = True
    came_from: str = ""
    questioned: bool = False
    submitted_at: str = ""
    acted: bool = False
    findings: frozenset[str] = frozenset()
    day: str = ""
    publish_until: str = ""
    affairs: Mapping[str, object] = field(default_factory=dict, hash=False)
    conditions: tuple[Problem, ...] = ()

    @property
    def amenders(self) -> frozenset[str]:
        """Who has ever written changes into the document as its signer: they review it no more (R-S4, R-I2)."""
        return frozenset(texts(self.affair("amenders"), "persons"))

    @property
    def persons(self) -> frozenset[str]:
        """Both the person who acts and the one acted for."""
        return frozenset({self.actor, self.on_behalf_of} - {""})

    @property
    def led_outside(self) -> bool:
        """Whether a body outside the site leads the document: that body numbers and publishes it (R-J1, R-J5)."""
        return bool(self.affair("joint").get("lead_body"))

    def affair(self, name: str) -> Mapping[str, object]:
        """What is on record of one matter; empty when nothing is."""
        found = self.affairs.get(name)
        return found if isinstance(found, Mapping) else {}

    def records(self, name: str) -> tuple[Mapping[str, object], ...]:
        """The same for a matter that is a list of records."""
        found = self.affairs.get(name)
        return tuple(item for item in found if isinstance(item, Mapping)) if isinstance(found, list | tuple) else ()


def persons_of(record: Mapping[str, object]) -> frozenset[str]:
    """User ids of who did something and whom he stood in for (keys ``by`` and ``on_behalf_of``)."""
    return frozenset(str(record[name]) for name in ("by", "on_behalf_of") if record.get(name))


def text(data: Mapping[str, object], name: str) -> str:
    """A value given as text; empty when it is missing or something else."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def texts(data: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A value given as a list of texts; empty when it is missing or something else."""
    value = data.get(name)
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
