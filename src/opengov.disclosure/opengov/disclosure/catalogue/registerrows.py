"""What a row of a register says of a document, copied when it takes a step, so that a page wakes no document."""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from opengov.disclosure.catalogue import relations
from opengov.disclosure.catalogue import storage
from opengov.disclosure.core import issuers
from opengov.disclosure.core import registers
from opengov.disclosure.core.attribute import is_stub
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID


#: What rows of earlier versions do not say.
LATER = {"validity": "valid", "revision": 0, "provisional": False, "urgent": False, "began": "", "issuers": []}

#: Register -> the duty whose last day stands in the column 期限.
_DUTIES = {"published": "publish", "withheld": "reassessment"}


def register_of(document) -> str:
    """Name of the register a document belongs to in its present state, mostly that of the state; empty when none.

    What is no government information has a list of its own (R-A1).
    """
    state = ILife(document).state
    if state == "withheld" and document.disclosure_attribute == "not_government_information":
        return "not_government_information"
    return state if state in registers.OF_STATES else ""


def row_of(document, issuer, name: str, day: date, cause: str) -> dict[str, object]:
    """The row of a document in the register of its state.

    :param issuer: its ``IIssuingAgency``.
    :param day: when it came into the register.
    """
    signed = ILife(document).signed() or {}
    urgent = getattr(document.aq_base, "urgency", None) in ("urgent", "extra_urgent")
    began = _began(document, signed)
    due, provisional = due_of(issuer, name, began, day, urgent)
    return {
        **_of_document(document, signed),
        "date": day.isoformat(),
        "due": due,
        "provisional": provisional,
        "began": began,
        "urgent": urgent,
        "validity": relations.validity_of(document)["value"],
        "revision": relations.companion_of(document)["revision"],
        "cause": cause,
    }


def _of_document(document, signed: Mapping[str, object]) -> dict[str, object]:
    """What every row says of the document; of a destroyed one, or a stub, no words (R-A4, R-L3)."""
    site = api.portal.get()
    grounds, state = tuple(document.disclosure_grounds or ()), ILife(document).state
    return {
        "uid": IUUID(document),
        "index_number": storage.read(site).index_numbers.by_uid.get(IUUID(document), ""),
        "number": signed.get("number") or "",
        "title": "" if state == "purged" or is_stub(grounds) else document.title,
        "kind": getattr(document.aq_base, "document_kind", None) or "",
        "issue_date": signed.get("issue_date") or "",
        "attribute": document.disclosure_attribute or "",
        "grounds": list(grounds),
        "state": state,
        "issuers": list(issuers.names(signed)),
        "path": "/".join(document.getPhysicalPath()[len(site.getPhysicalPath()) :]),
    }


def due_of(issuer, name: str, began: str, day: date, urgent: bool) -> tuple[str, bool]:
    """The last day of the register's duty (ISO), and whether it rests on a year not announced yet.

    :param began: ISO day from which the duty to publish counts.
    :param day: when the document came into the register.
    """
    duty = _DUTIES.get(name)
    if not duty or not began:
        return "", False
    first = date.fromisoformat(began)
    found = issuer.deadlines({"created": first, "issued": first, "filed": day}, urgent=urgent)
    return next(((one.due.isoformat(), one.provisional) for one in found if one.key == duty), ("", False))


def _began(document, signed: Mapping[str, str]) -> str:
    """The ISO day from which publication is due: 成文日期, or a later decision to make it public (R-A7, R-D1)."""
    adjusted = IDossier(document).affair("adjusted") or ()
    later = [one["at"][:10] for one in adjusted if one["new"] == "proactive"]
    return max([signed.get("issue_date") or "", *later])


def acts_of(document) -> list[tuple[str, datetime, dict[str, object]]]:
    """The rows of a document in registers of acts, from its record: (register, when, row), the oldest first."""
    entries = ILedger(document).entries()
    base = _of_document(document, ILife(document).signed() or {})
    reasons = _reasons(document, bool(base["title"]))
    found = [("returned", act, _returned(act, reasons)) for act in registers.returns(entries)]
    found += [("attribute_changed", act, _changed(act)) for act in registers.changes(entries)]
    return [(name, datetime.fromisoformat(act.at), {**base, **_of_act(act), **about}) for name, act, about in found]


def _of_act(act: registers.Return | registers.Change) -> dict[str, object]:
    who = {"by": act.actor, "on_behalf_of": act.on_behalf_of, "office": act.office}
    return {"seq": act.seq, "at": act.at, "date": act.at[:10], **who}


def _returned(act: registers.Return, reasons: list[str]) -> dict[str, object]:
    reason = reasons[act.times - 1] if act.times <= len(reasons) else ""
    return {"source": act.source, "times": act.times, "action": act.action, "reason": reason}


def _changed(act: registers.Change) -> dict[str, object]:
    grounds = [] if act.new != "withheld" else list(act.grounds)
    return {"old": act.old, "new": act.new, "why": act.why, "attribute": act.new, "grounds": grounds}


def _reasons(document, named: bool) -> list[str]:
    """The words of each return, in order; none for what may not be named any more."""
    notes = IDossier(document).notes() if named else ()
    return [str(note.get("reason") or "") for note in notes if note.get("step") in registers.RETURNS]
