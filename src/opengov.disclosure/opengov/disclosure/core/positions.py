"""Who may do what with the slots of :mod:`.joint`: name and ask agencies, answer for one, record what came on paper.

Within an asked agency its liaison drafts the position and a leader releases it: two persons, deputies included (R-S4).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.core import joint
from opengov.disclosure.core.rules import Problem


#: Most agencies one document asks; the longest real list has 21.
MAX_SLOTS = 100
MAX_NAME = 120
MAX_WORDS = 5000

#: Offices of the lead that name agencies before the document is approved; they are asked when it is.
NAMING: Mapping[str, tuple[str, ...]] = {
    "draft": ("Drafter",),
    "section_review": ("Section Head",),
    "disclosure_review": ("Disclosure Reviewer",),
}
#: Offices of the lead that ask agencies at once. A document that is signed but not public may still need confirmation.
ASKING: Mapping[str, tuple[str, ...]] = {
    "joint_consent": ("Disclosure Officer", "Disclosure Reviewer"),
    "sign_off": ("Disclosure Reviewer",),
    "issued": ("Disclosure Officer",),
    "registered": ("Disclosure Officer",),
    "withheld": ("Disclosure Officer",),
    "withdrawn": ("Disclosure Officer",),
}

#: States in which agencies still join or leave those who issue; afterwards the names under the document stand (R-I2).
JOINING = (*NAMING, "joint_consent", "sign_off")

#: Office of the asked agency that receives and drafts, and those that release. A leader in charge (分管领导) is the
#: disclosure reviewer in some places (002), a signer in others: any of them may, never the one who drafted.
LIAISONS = ("Co-Issuer",)
RELEASERS = ("Disclosure Reviewer", "Signer", "Principal Signer")

#: Where agreement and authority's word are final: only in ``joint_consent`` an agency still changes what it agreed to.
_FINAL = (joint.Standing.AGREED, joint.Standing.RULED)


@dataclass(frozen=True)
class Actor:
    """Who acts.

    :param user: user id.
    :param roles: offices he holds: of the lead for its acts, of the asked agency for an answer.
    :param on_behalf_of: user id of the person a deputy stands in for, else empty.
    """

    user: str
    roles: frozenset[str] = frozenset()
    on_behalf_of: str = ""

    @property
    def persons(self) -> frozenset[str]:
        """The person who acts and the one acted for."""
        return frozenset({self.user, self.on_behalf_of} - {""})


@dataclass(frozen=True)
class Draft:
    """A position that is not released: what it says, on which content, and who wrote it."""

    stand: str
    reason: str
    digest: str
    persons: frozenset[str] = frozenset()


def office_problems(
    offices: Mapping[str, tuple[str, ...]], state: str, actor: Actor, act: str, role: str = joint.Role.CONCERNED
) -> list[Problem]:
    """Whether an act of the lead is possible in this state, and the actor's office has it (R-J6).

    :param role: why the agency is asked that the act is about.
    """
    clause = joint.clause_for(role)
    if state not in offices:
        return [Problem("position_not_here", joint.rule_for(role), "", clause, {"act": act, "state": state})]
    if not actor.roles & set(offices[state]):
        return [Problem("office_missing", "R-S4", "", clause, {"step": act})]
    return []


@dataclass(frozen=True)
class Candidate:
    """An agency that somebody names.

    :param agency: UID of an agency of this site, or empty.
    :param body: name of an outside body, or empty.
    :param name: what the agency of this site is called; empty when there is none of this UID.
    :param role: a :class:`.joint.Role` value.
    :param known: whether an agency of this site bears the outside body's name.
    :param barred: why the agency of this site cannot be asked: ``section`` or ``abolished``; else empty.
    """

    agency: str = ""
    body: str = ""
    name: str = ""
    role: str = joint.Role.CONCERNED
    known: bool = False
    barred: str = ""


def naming_problems(slots: Iterable[joint.Slot], named: Candidate, lead: str, *lead_names: str) -> list[Problem]:
    """Who cannot be asked: the lead itself, anybody twice, whatever his role, a body without a name (R-J1).

    :param lead: UID of the agency that the document lies in.
    :param lead_names: what that agency and an outside lead are called.
    """
    present = [slot for slot in slots if not slot.removed_at]
    agency, body, clause = named.agency, named.body.strip(), joint.clause_for(named.role)
    field = "agency" if agency else "body"
    if bool(agency) == bool(body):
        return [Problem("position_agency_or_body", "R-J1", "agency", clause)]
    if lead == agency or (body and body in {name.strip() for name in lead_names}):
        return [Problem("position_of_lead", "R-J1", field, clause)]
    if any(_same(slot, named) for slot in present):
        return [Problem("position_twice", "R-J1", field, clause)]
    if named.barred:
        return [Problem(f"position_agency_{named.barred}", "R-J1", "agency", clause, {"agency": named.name})]
    if agency and not named.name:
        return [Problem("position_agency_unknown", "R-J1", "agency", clause)]
    if named.known:
        return [Problem("position_body_is_agency", "R-J1", "body", clause, {"agency": body[:MAX_NAME]})]
    if len(body) > MAX_NAME:
        return [Problem("position_words_too_long", "R-X2", "body", "", {"length": str(MAX_NAME)})]
    if len(present) >= MAX_SLOTS:
        return [Problem("position_too_many", "R-J1", "agency", "", {"count": str(MAX_SLOTS)})]
    return []


def _same(slot: joint.Slot, named: Candidate) -> bool:
    """Whether an agency is named that has a slot: two agencies of this site may bear one name, nobody else may."""
    if slot.agency and named.agency:
        return slot.agency == named.agency
    return slot.name == (named.name or named.body.strip())


def joining_problems(slots: Iterable[joint.Slot], role: str, state: str, reason: str) -> list[Problem]:
    """An agency joins those who issue until they have; with a reason once anybody was asked (R-J1).

    :param state: workflow state of the document.
    """
    if role != joint.Role.CO_ISSUER:
        return []
    clause = joint.clause_for(role)
    if state not in JOINING:
        return [Problem("position_issued", "R-J1", "role", clause)]
    if any(slot.asked for slot in slots) and not reason.strip():
        return [Problem("step_reason_required", "R-L1", "reason", clause, {"step": "add_agency"})]
    return []


def removal_problems(slot: joint.Slot, stands: joint.Standing, reason: str, state: str) -> list[Problem]:
    """An agency leaves with a reason once it was asked; one that objects stays until that is settled (R-J4).

    :param state: workflow state of the document; who has issued it leaves no more (R-I2).
    """
    rule, clause = joint.rule_for(slot.role), joint.clause_for(slot.role)
    if stands == joint.Standing.REMOVED:
        return [Problem("position_removed", rule, "", clause, {"agency": slot.name})]
    if slot.role == joint.Role.CO_ISSUER and state not in JOINING:
        return [Problem("position_issued", "R-J1", "", clause)]
    if stands == joint.Standing.OBJECTING:
        return [Problem("position_objector_stays", "R-J4", "", clause, {"agency": slot.name})]
    if slot.asked and not reason.strip():
        return [Problem("step_reason_required", "R-L1", "reason", clause, {"step": "remove_agency"})]
    return []


def answering_problems(
    slot: joint.Slot, stands: joint.Standing, state: str, asking: Mapping[str, tuple[str, ...]] = ASKING
) -> list[Problem]:
    """Whether the slot takes an answer now: it was asked, the agency is still in it, and nothing is settled (R-J2).

    :param asking: states in which agencies answer.
    """
    params, clause = {"agency": slot.name}, joint.clause_for(slot.role)
    if stands in (joint.Standing.NAMED, joint.Standing.REMOVED):
        return [Problem(f"position_{stands.value}", joint.rule_for(slot.role), "", clause, params)]
    if state not in asking or (state != "joint_consent" and stands in _FINAL):
        return [Problem("position_settled", "R-J2", "", clause, params)]
    return []


def agency_problems(
    actor: Actor, offices: tuple[str, ...], act: str, role: str = joint.Role.CONCERNED
) -> list[Problem]:
    """Whether the actor holds an office of the asked agency that may do this."""
    if actor.roles & set(offices):
        return []
    return [Problem("office_missing", "R-J6", "", joint.clause_for(role), {"step": act})]


def draft_problems(draft: Draft, digest: str, role: str = joint.Role.CONCERNED) -> list[Problem]:
    """What a position lacks: a known stand, words where it needs them, the present content (R-J2)."""
    clause = joint.clause_for(role)
    if draft.stand not in set(joint.Stand):
        values = ", ".join(joint.Stand)
        return [Problem("position_stand_unknown", "R-J2", "stand", clause, {"values": values})]
    found = []
    if draft.stand != joint.Stand.AGREE and not draft.reason.strip():
        found.append(Problem("position_reason_required", "R-J2", "reason", clause))
    if len(draft.reason) > MAX_WORDS:
        found.append(Problem("position_words_too_long", "R-X2", "reason", "", {"length": str(MAX_WORDS)}))
    if draft.digest != digest:
        found.append(Problem("position_on_other_content", "R-J2", "digest", clause))
    return found


def release_problems(
    draft: Draft | None, actor: Actor, authors: frozenset[str], digest: str, role: str = joint.Role.CONCERNED
) -> list[Problem]:
    """Four eyes: a leader releases what another person drafted, and nobody answers about what he wrote himself (R-S4).

    :param authors: user ids of everybody who wrote the document.
    """
    clause = joint.clause_for(role)
    if draft is None:
        return [Problem("position_not_drafted", "R-J2", "", clause)]
    if draft.digest != digest:
        return [Problem("position_on_other_content", "R-J2", "digest", clause)]
    if actor.persons & draft.persons:
        return [Problem("position_own_draft", "R-S4", "", clause)]
    if actor.persons & authors:
        return [Problem("own_draft", "R-S4", "", clause, {"step": "release"})]
    return []


def read_draft_problems(draft_id: str, read_id: str, role: str = joint.Role.CONCERNED) -> list[Problem]:
    """A leader releases the draft he has read: not what the liaison has put in its place meanwhile (R-S4).

    :param draft_id: id of the draft that is there; empty when there is none.
    :param read_id: that of the draft the leader has read; empty when he does not say.
    """
    if not read_id or not draft_id or read_id == draft_id:
        return []
    return [Problem("position_redrafted", "R-S4", "draft_id", joint.clause_for(role))]


def paper_record_problems(slot: joint.Slot, has_paper: bool) -> list[Problem]:
    """Only an outside body's answer is recorded by the lead, with the signed paper (R-J1)."""
    clause = joint.clause_for(slot.role)
    if slot.agency:
        return [Problem("position_agency_answers", "R-J1", "", clause, {"agency": slot.name})]
    return [] if has_paper else [Problem("position_paper_required", "R-J1", "paper", clause)]


def decision_problems(
    stands: joint.Standing,
    silence: str,
    ruling: str,
    authority: str,
    reason: str,
    has_paper: bool,
    role: str = joint.Role.CONCERNED,
) -> list[Problem]:
    """An authority decides on an objection, or on silence where the profile escalates it (002 第十条, R-J3)."""
    clause = joint.clause_for(role)
    lapsed = stands == joint.Standing.LAPSED and silence == joint.Silence.ESCALATE
    if stands != joint.Standing.OBJECTING and not lapsed:
        return [Problem("position_nothing_to_decide", "R-J3", "", clause)]
    found = []
    if ruling not in set(joint.Ruling):
        found.append(Problem("position_ruling_unknown", "R-J3", "ruling", clause, {"values": ", ".join(joint.Ruling)}))
    if not authority.strip():
        found.append(Problem("position_authority_required", "R-J3", "authority", clause))
    if not reason.strip():
        found.append(Problem("step_reason_required", "R-L1", "reason", clause, {"step": "decide_position"}))
    if not has_paper:
        found.append(Problem("position_paper_required", "R-J3", "paper", clause))
    return found
