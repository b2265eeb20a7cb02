"""The clocks that run for a document (R-D1 to R-D4): each is started by what happened and stopped by what was done."""

from collections.abc import Mapping
from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import channels
from opengov.disclosure.core import outside_lead
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import IDuties
from opengov.disclosure.signoff.interfaces import IDutiesDone
from opengov.disclosure.signoff.interfaces import IRunningClocks
from zope.component import adapter
from zope.component import getAdapters
from zope.interface import implementer


@implementer(IRunningClocks)
@adapter(IGoverned)
class RunningClocks:
    """See ``IRunningClocks``."""

    def __init__(self, context) -> None:
        self.context = context

    def running(self) -> tuple[Deadline, ...]:
        """See ``IRunningClocks``."""
        return running(self.context)


def running(context) -> tuple[Deadline, ...]:
    """The deadlines of duties not done yet, the earliest first; law and local target both, each with its clause.

    Each follows the profile that was in force when it began (R-D1).
    """
    place, state = IIssuingAgency(context), state_of(context)
    done = _done(context, place, state)
    found = place.deadlines(_facts(context, state), urgent=is_urgent(context))
    found = tuple(deadline for deadline in found if deadline.key.removesuffix("_statutory") not in done)
    more = [deadline for _name, duties in getAdapters((context,), IDuties) for deadline in duties.deadlines()]
    return tuple(sorted((*found, *more), key=lambda deadline: (deadline.due, deadline.key)))


def is_urgent(context) -> bool:
    """Whether the document is marked urgent."""
    return getattr(context, "urgency", None) in ("urgent", "extra_urgent")


def facts(context) -> dict[str, date]:
    """What has happened and may not be answered yet: trigger -> day in Shanghai."""
    return _facts(context, state_of(context))


def _facts(context, state: str) -> dict[str, date]:
    dossier = IDossier(context)
    return {
        **_issue(context, dossier, state),
        **(_referral(context, dossier) if state == "secrecy_consultation" else {}),
        **_haste(dossier),
        **(_withdrawal(dossier) if state == "withdrawn" else {}),
        **(_filing(context) if state == "withheld" else {}),
        **_matter(dossier),
    }


def expected_facts(context, today: date) -> dict[str, date]:
    """What would happen if a draft were signed today; empty for what is signed or shall not be published."""
    if state_of(context) in ("draft", *IN_REVIEW) and _is_proactive(context) and _is_dated(IDossier(context)):
        return {"created": today, "issued": today}
    return {}


def _is_proactive(context) -> bool:
    return getattr(context, "disclosure_attribute", None) == "proactive"


def _is_dated(dossier) -> bool:
    """Whether the date of issue is known, and sets off the clocks: what a body outside leads has its date from that body, and
    the Regulations bind administrative agencies alone (R-J1, R-D1)."""
    arranged = dossier.affair("joint") or {}
    if not arranged.get("lead_body"):
        return True
    return bool(arranged.get("lead_administrative", True) and dossier.affair("lead_issue"))


def _issue(context, dossier, state: str) -> dict[str, date]:
    """Issue starts the clocks of publishing and sending; a correction, or an adjustment to proactive, restarts them."""
    signed = dossier.signed
    if not signed or state not in ("issued", "published") or not _is_proactive(context) or not _is_dated(dossier):
        return {}
    issued = date.fromisoformat(signed["issue_date"])
    # A correction keeps number and date of what it replaces; what is decided of old paper has the paper's date.
    later = [_day(signed["at"])] if signed.get("at") else []
    later += [_day(each["at"]) for each in dossier.affair("adjusted") or () if each["new"] == "proactive"]
    changed = max(later, default=issued)
    return {"created": issued, "issued": issued} | ({"changed": changed} if changed > issued else {})


def _referral(context, dossier) -> dict[str, date]:
    """The report is due from the referral; once its receipt is noted, the decision is (law.md 1.7)."""
    receipt = dossier.affair("receipt")
    if receipt:
        return {"received": date.fromisoformat(receipt["received_on"])}
    referral = dossier.affair("referral")
    if referral:
        return {"referred": _day(referral["at"])}
    opinions = [opinion.at for opinion in IReviews(context).opinions() if opinion.outcome == "refer"]
    return {"referred": _day(opinions[-1])} if opinions else {}


def _haste(dossier) -> dict[str, date]:
    """Opinions omitted in haste, and instructions nobody has countersigned: of several the oldest is due first (R-I7)."""
    urgent = dossier.affair("urgent") or {}
    told = [_told_on(record) for record in dossier.affair("instructions") or () if not record.get("countersigned_at")]
    return {
        **({"signed_urgently": _day(urgent["at"])} if urgent.get("omitted") else {}),
        **({"instructed_orally": min(told)} if told else {}),
    }


def _told_on(record: Mapping) -> date:
    return _day(record.get("instructed_at") or record["at"])


def _withdrawal(dossier) -> dict[str, date]:
    withdrawal = dossier.affair("withdrawal") or {}
    return {"withdrawn": _day(withdrawal["at"])} if withdrawal and not withdrawal.get("confirmed_at") else {}


def _filing(context) -> dict[str, date]:
    """What is withheld is assessed again; what is no government information is not (R-A1)."""
    if getattr(context, "disclosure_attribute", None) != "withheld":
        return {}
    filed = [
        entry.at
        for entry in ILedger(context).entries()
        if entry.codes.get("to") == "withheld" and entry.codes.get("from") != "withheld"
    ]
    return {"filed": _day(filed[-1])} if filed else {}


def _matter(dossier) -> dict[str, date]:
    """The matter a ground belonged to is decided, and nobody has assessed the attribute anew (R-A5)."""
    reassess = dossier.affair("reassess")
    return {"matter_decided": date.fromisoformat(reassess["since"])} if reassess else {}


def _done(context, place, state: str) -> frozenset[str]:
    """Duties that are met although what started them stands; of another channel than this site its record tells (R-I5)."""
    here = place.jurisdiction.statutory_channel == channels.OWN
    met = {"publish"} if here and state == "published" else set()
    if (IDossier(context).affair("joint") or {}).get("lead_body"):
        met.update(outside_lead.NOT_OURS)
    return frozenset(met.union(*(answer.done() for _name, answer in getAdapters((context,), IDutiesDone))))


def _day(iso_time: str) -> date:
    # The record writes Shanghai time.
    return date.fromisoformat(iso_time[:10])
