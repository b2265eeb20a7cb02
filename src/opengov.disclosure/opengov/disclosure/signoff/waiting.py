"""Who is waited for with a document: the offices of the next step, and persons in their own right."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import signoff
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import ICoSigners


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


def persons(context) -> set[str]:
    """``user:<id>`` of those who have an instruction of their own to countersign, or whose draft came back."""
    dossier = IDossier(context)
    found = {each["instructed_by"] for each in dossier.affair("instructions") or () if not each["countersigned_at"]}
    entries = ILedger(context).entries() if state_of(context) == "draft" else ()
    steps = [entry for entry in entries if entry.action in signoff.STEPS]
    if steps and steps[-1].action in _CAME_BACK:
        found |= {entry.actor for entry in steps if entry.action in _SENT_ON}
    return {f"user:{user_id}" for user_id in found}


def groups(context) -> set[str]:
    """Ids of the groups that may take the next step, ``asked:<group id>`` included."""
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
