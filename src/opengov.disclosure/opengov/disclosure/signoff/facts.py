"""Gather what a decision about a step rests on: document, actor, record, reviews (core.signoff.Facts)."""

from AccessControl import getSecurityManager
from dataclasses import replace
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import countersigning
from opengov.disclosure.core import signoff
from opengov.disclosure.core.ledger import Entry
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff import numbers
from opengov.disclosure.signoff.integrity import role_map_problems
from opengov.disclosure.signoff.interfaces import ICoSigners
from opengov.disclosure.signoff.interfaces import IStepCondition
from opengov.disclosure.signoff.interfaces import IStepNeed
from plone import api
from zope.component import getAdapters


WORKFLOW = "opengov_document_workflow"

#: Values of the field ``urgency`` that open the short way (R-I7).
URGENT = ("urgent", "extra_urgent")

_PROPOSING = ("submit", "submit_urgently", "uphold", "endorse", "approve", "sign", "sign_urgently", "take_up")


def state_of(context) -> str:
    """Workflow state of a governed document; the initial one before it has any."""
    status = api.portal.get_tool("portal_workflow").getStatusOf(WORKFLOW, context)
    return status["review_state"] if status else signoff.INITIAL


def recorded_state(entries: tuple[Entry, ...]) -> str:
    """State that the record of a document says it is in; the initial one before any step."""
    return next((entry.codes["to"] for entry in reversed(entries) if "to" in entry.codes), signoff.INITIAL)


#: Steps that give a number, and those that fix what the content is.
_NUMBERING = (
    "sign",
    "sign_urgently",
    "countersign",
    "record_countersignature",
    "enter_existing",
    "lead_issue_recorded",
)
_FIXING = (*_NUMBERING, "decide_adjustment", "propose_existing")


def recorded_signature(entries: tuple[Entry, ...]) -> tuple[str, str] | None:
    """Number and content digest that the record says hold now; None when nothing is signed (R-I2, R-A7)."""
    number, digest = "", ""
    for entry in entries:
        if entry.codes.get("to") == "sign_off":
            # one of several signatures; the last one gives the number
            continue
        if entry.action in _NUMBERING:
            number = entry.codes.get("number", "")
        if entry.action in _FIXING:
            digest = entry.digests.get("content", "")
        if entry.action in ("return", "recall") and entry.codes.get("from") == "to_determine":
            number, digest = "", ""
    return (number, digest) if digest else None


def recorded_signers(entries: tuple[Entry, ...]) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Agency (``outside`` for a body of no site) and person of every co-issuer's signature that the record knows of under
    the content that was issued, and the agencies of these that must stand among the signatures: all that have not left.

    The person of an outside body's signature is who recorded it.
    """
    issued = [entry for entry in entries if entry.action in _NUMBERING and entry.codes.get("to") != "sign_off"]
    digest = issued[-1].digests.get("content") if issued else None
    signers = frozenset(
        (entry.codes.get("agency", ""), entry.actor)
        for entry in entries
        if entry.action in countersigning.COUNTERSIGNING and entry.digests.get("content") == digest
    )
    left = {entry.codes.get("agency", "") for entry in entries if entry.action == "agency_removed"}
    return signers, frozenset(agency for agency, _person in signers) - left


def gather(context, step: signoff.Step, data: dict | None = None) -> signoff.Facts:
    """The facts for one step of one document by the present user.

    :param step: the step asked for; only what it needs is gathered.
    :param data: its values, as far as they bear on the facts (R-A10).
    """
    user = getSecurityManager().getUser()
    state = state_of(context)
    dossier = IDossier(context)
    opinions = IReviews(context).opinions()
    place = IIssuingAgency(context)
    rules = place.jurisdiction
    facts = signoff.Facts(
        state=state,
        actor=user.getId() or "system",
        roles=frozenset(user.getRolesInContext(context)),
        authors=_authors(context, dossier),
        opinions=opinions,
        digest=IReviewedContent(context).digest(),
        signed_digest=(signed := dossier.signed or {}).get("digest", ""),
        signers=frozenset({signed.get("signer", ""), signed.get("on_behalf_of", "")} - {""}),
        attribute=getattr(context, "disclosure_attribute", None) or "",
        proposal=tuple(proposal_problems(context, step, data)),
        office_size=place.office_size,
        important=rules.important_needs_principal and bool(getattr(context, "important", False)),
        urgent=rules.urgent_route and getattr(context, "urgency", None) in URGENT,
        section_review=rules.section_review,
        dispute_bodies=rules.dispute_bodies,
        consent_wanted=step.id in ("approve", "uphold") and _consent_wanted(context),
        came_from=dossier.came_from,
        questioned=dossier.questioned,
        submitted_at=dossier.submitted_at,
        acted=any(opinion.at >= dossier.submitted_at for opinion in opinions),
        findings=IScan(context).item_ids() if step.accepts("handled") else frozenset(),
        day=now().date().isoformat(),
        publish_until=until.isoformat() if (until := getattr(context, "publish_until", None)) else "",
        affairs=dossier.affairs(),
        conditions=tuple(conditions(context, step, data)),
    )
    if step.id in countersigning.SIGNING | countersigning.BY_CO_ISSUER:
        return _with_co_signers(context, facts, step, data)
    return _with_deputy(context, facts, step)


def _with_co_signers(context, facts: signoff.Facts, step: signoff.Step, data: dict | None) -> signoff.Facts:
    """Who else signs the document, for whom the actor does, and what stands against his signature."""
    signers = ICoSigners(context, None)
    if signers is None:
        return _with_deputy(context, facts, step)
    lead = facts.affair("lead_signature")
    insider = bool(getSecurityManager().checkPermission("opengov.disclosure: View ledger", context))
    acting = (signers.acting() if step.id in countersigning.BY_CO_ISSUER else None) or {}
    signing_as = str((data or {}).get("slot") or "") if step.accepts("slot") else acting.get("slot", "")
    facts = replace(
        facts,
        unsigned=frozenset(signers.missing()),
        lead_signed=bool(lead) and lead["digest"] == facts.digest and lead["together"] == signers.together(),
        insider=insider,
        signing_as=signing_as,
        on_behalf_of=acting.get("on_behalf_of") or "",
    )
    conditions = signoff.told_to_co_issuer(list(facts.conditions), facts) if acting else list(facts.conditions)
    conditions += signers.problems(step.id, signing_as)
    facts = replace(facts, conditions=tuple(conditions))
    return facts if step.id in countersigning.BY_CO_ISSUER else _with_deputy(context, facts, step)


def _authors(context, dossier) -> frozenset[str]:
    """Everybody who wrote the content; a correction or public version is also what its original's authors wrote (R-S4)."""
    authors = ILedger(context).authors()
    companion = dossier.affair("companion") or {}
    if companion.get("kind") in ("correction", "public_version"):
        authors |= ILedgerStore(api.portal.get()).chain(companion["of"]).authors()
    return authors


def proposal_problems(context, step: signoff.Step, data: dict | None) -> list[Problem]:
    """Problems of the attribute for a step; the reviewer's explanation counts from his own turn on (R-A10)."""
    if step.id in countersigning.COUNTERSIGNING:
        return proposal_problems(context, signoff.STEPS["sign"], None)
    if step.id not in _PROPOSING:
        return []
    if step.accepts("reviewer_explanation"):
        explanation = str((data or {}).get("reviewer_explanation") or "")
    elif step.id == "sign":
        notes = IDossier(context).notes()
        explanation = next((note["explanation"] for note in reversed(notes) if note.get("explanation")), "")
    else:
        explanation = None
    return IDisclosureProposal(context).problems(required=True, reviewer_explanation=explanation)


def conditions(context, step: signoff.Step, data: dict | None = None) -> list[Problem]:
    """What the site and the domains above hold against a step."""
    found = role_map_problems()
    if step.id in countersigning.SIGNING:
        found += [*numbers.problems(context), *_abolition_problems(context)]
    adapters = [condition for _name, condition in getAdapters((context,), IStepCondition)]
    for condition in adapters:
        found += condition.problems(step, data)
    if step.id in countersigning.COUNTERSIGNING:
        # whoever signs, the document must be fit to be signed, in haste if the lead has signed it so (R-I7); who asks for
        # the lead's signature is not meant here
        sign = signoff.STEPS[(IDossier(context).affair("lead_signature") or {}).get("step", "sign")]
        found += [
            problem for condition in adapters for problem in condition.problems(sign, None) if problem not in found
        ]
    return found


def _abolition_problems(context) -> list[Problem]:
    """An agency that is abolished gives no number any more (R-I1; 002 管理制度 第五条)."""
    day = IIssuingAgency(context).abolished_on
    if not day or day > now().date().isoformat():
        return []
    return [Problem("agency_abolished", "R-I1", "", "遵义市政府信息公开管理制度 第五条", {"day": day})]


def _consent_wanted(context) -> bool:
    return any(need.wanted() for _name, need in getAdapters((context,), IStepNeed))


def _with_deputy(context, facts: signoff.Facts, step: signoff.Step) -> signoff.Facts:
    role = signoff.capacity(step, facts)
    if not role:
        return facts
    return replace(facts, on_behalf_of=IIssuingAgency(context).acts_for(facts.actor, role) or "")
