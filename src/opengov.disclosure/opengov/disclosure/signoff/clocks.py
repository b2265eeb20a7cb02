"""The clocks that run for a document (R-D1 to R-D4)."""

from datetime import date
from datetime import datetime
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import deadlines
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.facts import state_of


def running(context) -> tuple[deadlines.Deadline, ...]:
    """The deadlines that wait to be met now: publication after signing, report and decision while referred."""
    place = IIssuingAgency(context)
    urgent = getattr(context, "urgency", None) in ("urgent", "extra_urgent")
    return deadlines.deadlines_for(_facts(context), place.jurisdiction, place.calendar, urgent=urgent)


def _facts(context) -> dict[str, date]:
    """What has happened and is not answered yet: trigger -> date in Shanghai."""
    state = state_of(context)
    signed = IDossier(context).signed
    if state == "issued" and signed and getattr(context, "disclosure_attribute", None) == "proactive":
        day = date.fromisoformat(signed["issue_date"])
        return {"created": day, "issued": day}
    if state == "secrecy_consultation":
        referrals = [opinion.at for opinion in IReviews(context).opinions() if opinion.outcome == "refer"]
        return {"referred": datetime.fromisoformat(referrals[-1]).date()}
    return {}
