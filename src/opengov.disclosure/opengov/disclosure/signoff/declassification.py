"""Declassifying a stub: the originator's decision is attached, and the whole review starts from draft (R-A4; 003 第四条)."""

from Acquisition import aq_base
from Acquisition import aq_parent
from DateTime import DateTime
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import attribute
from opengov.disclosure.core import declassification
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff import papers
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.freezing import BORN_OF
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations


#: What a stub says besides its ground: all of it ends with the declassification.
_STUB_FIELDS = {
    "stub_reference": "",
    "secrecy_level": None,
    "secrecy_years": None,
    "disclosure_attribute": None,
    "disclosure_grounds": (),
}
#: Coded values that a new draft takes over.
_KEPT = ("document_kind", "issuer_code")


def declassify(stub, data: dict):
    """Carry the decision out: lift a stub that is a draft; let a new draft follow one whose record is closed.

    :param data: {decided_by, decided_on (ISO date), reason, paper {filename, content-type, data}}, unchecked.
    :returns: the draft whose review begins.
    :raises RuleBroken: when the record is no stub, stands elsewhere or has a follower, or the decision lacks something.
    """
    is_stub = attribute.is_stub(tuple(getattr(stub, "disclosure_grounds", None) or ()))
    state = state_of(stub)
    enforce(
        [
            *declassification.standing_problems(state, is_stub, _has_follower(stub)),
            *declassification.decision_problems(data, now().date()),
            *papers.problems(data),
            *IScan(stub).marks_in(data),
        ]
    )
    decision = _decision(stub, data)
    draft = stub if state not in declassification.CLOSED else _follower(stub)
    if draft is stub:
        for name, value in _STUB_FIELDS.items():
            setattr(aq_base(stub), name, value)
    else:
        codes = {"document": IUUID(draft)}
        IDossier(stub).set_affair("declassified_to", {**codes, "at": decision["at"], "actor": decision["actor"]})
        ILedger(stub).record("declassified", codes=codes, on_behalf_of=decision["on_behalf_of"])
    _keep(draft, decision, data)
    return draft


def _decision(stub, data: dict) -> dict:
    """What is kept of the decision with the draft; the words of the stub end there, its reference goes along."""
    actor = api.user.get_current().getId()
    return {
        "stub": IUUID(stub),
        "reference": stub.stub_reference,
        "level": stub.secrecy_level,
        "years": stub.secrecy_years,
        "decided_by": data["decided_by"].strip(),
        "decided_on": data["decided_on"],
        "at": now().isoformat(),
        "actor": actor,
        "on_behalf_of": IIssuingAgency(stub).acts_for(actor, "Secrecy Officer") or "",
    }


def _keep(draft, decision: dict, data: dict) -> None:
    dossier = IDossier(draft)
    who = {name: decision[name] for name in ("at", "actor", "on_behalf_of")}
    papers.keep(draft, data, step="declassify", **who)
    paper = dossier.papers()[-1]
    dossier.set_affair("declassified_from", {**decision, "paper": paper["number"]})
    dossier.note(step="declassify", **who, reason=data["reason"].strip(), decided_by=decision["decided_by"])
    codes = {"stub": decision["stub"], "decided_on": decision["decided_on"]}
    digests = {"content": IReviewedContent(draft).digest(), "paper": f"sha256:{paper['sha256']}"}
    ILedger(draft).record("declassified", codes=codes, digests=digests, on_behalf_of=decision["on_behalf_of"])
    draft.setModificationDate(DateTime())
    draft.reindexObject()


def _follower(stub):
    """A new draft beside the stub. The officer has written nothing of it, so he is none of its drafters (R-S4)."""
    kept = {name: getattr(stub, name) for name in _KEPT if getattr(aq_base(stub), name, None)}
    content = createContent(stub.portal_type, title=stub.stub_reference, **kept)
    IAnnotations(content)[BORN_OF] = IUUID(stub)
    return addContentToContainer(aq_parent(stub), content, checkConstraints=False)


def _has_follower(stub) -> bool:
    followed = IDossier(stub).affair("declassified_to")
    if not followed:
        return False
    # a draft that was never submitted may have been deleted since
    catalog = api.portal.get_tool("portal_catalog")
    return bool(catalog.unrestrictedSearchResults(UID=followed["document"]))
