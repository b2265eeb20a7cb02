"""How a third party stands: its record as the rules read it, with its clock, and the grounds it is asked about."""

from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import third_party
from opengov.disclosure.core.companions import CORRECTION
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import ICompanions


#: Where a proposed or decided adjustment tells its grounds (R-A7).
_GROUND_KEYS = ("grounds", "old_grounds", "new_grounds")


def texts(context) -> tuple:
    """The document, and what it corrects: a correction holds the same secrets under a record of its own (R-I2)."""
    found, companion = [context], ICompanions(context, None)
    while companion is not None and companion.kind == CORRECTION:
        original = companion.original()
        if original is None or original in found:
            break
        found.append(original)
        companion = ICompanions(original, None)
    return tuple(found)


def named(document) -> set[str]:
    """The grounds that the present proposal of a document names, or any earlier one on record.

    Steps tell the ledger what they were taken on; a proposal to adjust stands in the opinions and in the dossier.
    """
    codes = set(getattr(document, "disclosure_grounds", None) or ())
    for entry in ILedger(document).entries():
        codes |= set(entry.codes.get("grounds", "").split(","))
    for opinion in IReviews(document).opinions():
        codes |= set(opinion.grounds)
    dossier = IDossier(document)
    for adjustment in (dossier.affair("adjustment") or {}, *(dossier.affair("adjusted") or ())):
        for key in _GROUND_KEYS:
            codes |= set(adjustment.get(key) or ())
    return codes


def due(context, record: dict) -> deadlines.Deadline | None:
    """Last day for the answer: the agency's own number, but never less time than the law gives the third party."""
    if not record["received_on"]:
        return None
    place = IIssuingAgency(context)
    received = date.fromisoformat(record["received_on"])
    rules = place.jurisdiction
    periods = [table[third_party.PERIOD] for table in (rules.periods, rules.statutory) if third_party.PERIOD in table]
    found = [deadlines.due(third_party.PERIOD, period, received, place.calendar) for period in periods]
    return max(found, key=lambda deadline: deadline.due)


def party(context, record: dict) -> third_party.ThirdParty:
    """The record as the rules read it."""
    last = due(context, record)
    return third_party.ThirdParty(
        number=record["number"],
        ground=record["ground"],
        sent_on=_stored(record["sent_on"]),
        received_on=_stored(record["received_on"]),
        due=last.due if last else None,
        answer=record["answer"],
        reasonable=record["reasonable"],
        ruling=record["ruling"],
        basis=record["basis"],
        noticed=bool(record["noticed_on"] and record["papers"].get("noticed")),
    )


def told(context, record: dict, today: date, shows_contact: bool) -> dict:
    """The record as callers get it, with its clock."""
    standing, last = party(context, record), due(context, record)
    left_out = {"salt"} if shows_contact else {"salt", "contact"}
    running = third_party.is_running(standing, today)
    calendar = IIssuingAgency(context).calendar
    return {
        **{key: value for key, value in record.items() if key not in left_out},
        "due": last.due.isoformat() if last else "",
        "provisional": bool(last and last.provisional),
        "source": last.source if last else third_party.CLAUSE_ASKING,
        "days_left": deadlines.days_left(last, today, calendar) if last and running else None,
        "overdue": bool(last and not standing.answer and not standing.ruling and today > last.due),
        "running": running,
        "released": third_party.released(standing),
    }


def _stored(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
