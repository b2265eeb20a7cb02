"""Catalogue indexes of a document's life."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import signoff
from opengov.disclosure.core.answering import offices as answering_offices
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.duedays import duty
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import ICoSigners
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import IDueDay
from plone.indexer import indexer


#: Steps somebody is waited for to take; what may be done at any time (withdraw, adjust, void …) waits for nobody.
_WAITED = frozenset(
    {
        "submit",
        "endorse",
        "approve",
        "settle",
        "determine",
        "sign",
        "publish",
        "register",
        "file",
        "take_up",
        "review_adjustment",
        "decide_adjustment",
    }
)

#: Steps that bring a draft back to who drafted it, and those by which he sends it on.
_CAME_BACK = frozenset({"return", "break_glass_return"})
_SENT_ON = frozenset({"submit", "submit_urgently", "uphold"})


@indexer(IGoverned)
def waiting_for(context) -> tuple[str, ...]:
    """Who may take the next step: My work asks the catalogue, no guard and no object.

    Ids of groups; ``user:<id>`` for a person who is waited for himself; and ``asked:<group id>`` for drafters who are waited
    for outside their drafts (every draft waits for all drafters).
    """
    return tuple(sorted({*_groups_waited_for(context), *_persons_waited_for(context)}))


def _persons_waited_for(context) -> set[str]:
    """Who has an instruction of his own to countersign, and whose draft came back."""
    dossier = IDossier(context)
    found = {each["instructed_by"] for each in dossier.affair("instructions") or () if not each["countersigned_at"]}
    entries = ILedger(context).entries() if state_of(context) == "draft" else ()
    steps = [entry for entry in entries if entry.action in signoff.STEPS]
    if steps and steps[-1].action in _CAME_BACK:
        found |= {entry.actor for entry in steps if entry.action in _SENT_ON}
    return {f"user:{user_id}" for user_id in found}


def _groups_waited_for(context) -> set[str]:
    state = state_of(context)
    place = IIssuingAgency(context, None)
    if place is None:
        return set()
    led_outside = bool((IDossier(context).affair("joint") or {}).get("lead_body"))
    end = signoff.end_state(getattr(context, "disclosure_attribute", None) or "", led_outside)
    roles = {
        role
        for step in signoff.STEPS.values()
        if step.id in _WAITED and (state != "issued" or step.target in ("", end))
        for role in step.offices.get(state, ())
    }
    roles |= set(_asked_by_affairs(IDossier(context)))
    if state == "to_determine" and not getattr(context, "disclosure_attribute", None):
        # nobody has proposed an attribute yet (R-I8)
        roles = {"Drafter"}
    signers = ICoSigners(context, None) if state == "sign_off" else None
    next_to_sign = signers.groups() if signers is not None else ()
    if next_to_sign:
        # several agencies sign: the lead's own signer waits for his turn like the others
        roles -= set(signoff.SIGNERS)
    if state == "published" and (IDossier(context).affair("rescan") or {}).get("new"):
        # what the routine scan has newly found waits for a person (R-S5)
        roles.add("Disclosure Officer")
    found = {*next_to_sign, *(group for role in roles for group in place.groups(role))}
    return found | (
        {f"asked:{group}" for group in place.groups("Drafter") if group in found} if state != "draft" else set()
    )


def _asked_by_affairs(dossier) -> list[str]:
    """Offices that something on record waits for, besides the next step."""
    roles = list((dossier.affair("urgent") or {}).get("omitted", ()))
    withdrawal = dossier.affair("withdrawal") or {}
    if withdrawal and not withdrawal.get("confirmed_at"):
        roles.append("Disclosure Reviewer")
    amended = dossier.affair("amended") or {}
    if amended and not amended.get("unit_confirmed"):
        roles.append("Drafter")
    if amended and not amended.get("reviewer_confirmed"):
        roles.append("Disclosure Reviewer")
    return roles


@indexer(IGoverned)
def due_for(context) -> tuple[str, ...]:
    """Who answers for what is due first: who is waited for, and the groups of the offices whose duty it is (R-D4)."""
    first = IDueDay(context).first()
    if first is None:
        return ()
    place = IIssuingAgency(context)
    answering = {group for role in answering_offices(first.key) for group in place.groups(role)}
    return tuple(sorted({*_groups_waited_for(context), *_persons_waited_for(context), *answering}))


@indexer(IGoverned)
def due_order(context) -> str:
    """``due_on``, with what is not due at all behind everything else."""
    first = IDueDay(context).first()
    return first.due.isoformat() if first else "9999-12-31"


@indexer(IGoverned)
def urgency(context) -> str:
    """紧急程度; empty when none is marked."""
    return getattr(context, "urgency", None) or ""


@indexer(IGoverned)
def document_number(context) -> str:
    """The number as it is printed (发文字号); empty before signing."""
    return IDocumentNumber(context).text


@indexer(IGoverned)
def document_kind(context) -> str:
    """Kind of document (文种)."""
    return getattr(context, "document_kind", None) or ""


@indexer(IGoverned)
def issuing_agency(context) -> str:
    """UID of the agency whose document it is; a section's documents are its agency's."""
    place = IIssuingAgency(context, None)
    return place.uid if place is not None else ""


@indexer(IGoverned)
def issue_date(context) -> str:
    """Date of issue (成文日期, ISO): of the signature, of the paper, or as a body outside gave it; empty before."""
    dossier = IDossier(context)
    told = dossier.signed or dossier.affair("existing") or dossier.affair("lead_issue") or {}
    return told.get("issue_date") or ""


@indexer(IGoverned)
def due_on(context) -> str:
    """The earliest day by which something is due with the document (ISO); empty when nothing is."""
    first = IDueDay(context).first()
    return first.due.isoformat() if first else ""


@indexer(IGoverned)
def due_duty(context) -> str:
    """Key of the period that ends then."""
    return duty(IDueDay(context).first())


@indexer(IGoverned)
def due_rests_on(context) -> str:
    """What that day rests on, for the routine that computes it anew."""
    return IDueDay(context).rests_on()
