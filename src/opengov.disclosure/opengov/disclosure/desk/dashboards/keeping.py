"""The counts of a site: kept as documents take their steps, read for pages, recounted by a routine."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import figures
from opengov.disclosure.core import statistics
from opengov.disclosure.core.figures import Selection
from opengov.disclosure.core.spans import Span
from opengov.disclosure.core.statistics import Counted
from opengov.disclosure.desk.dashboards import reading
from opengov.disclosure.desk.dashboards import storage
from plone import api
from plone.uuid.interfaces import IUUID


def follow(document) -> bool:
    """Count a document as it stands now; whether that changed anything."""
    site, uid = api.portal.get(), IUUID(document)
    place = IIssuingAgency(document, None)
    if place is None:
        return False
    known = storage.read(site).agencies.get(place.uid)
    before = None if known is None else known.get(uid)
    after = reading.counted(document, before)
    if after is None and before is None:
        return False
    return _of(site, place.uid).put(uid, after)


def recount(document) -> bool:
    """As :func:`follow`, and nowhere else: what was signed never moves, but a section may become an agency."""
    place, uid = IIssuingAgency(document, None), IUUID(document)
    agency = place.uid if place is not None else ""
    return forget(uid, but=agency) | follow(document)


def forget(uid: str, but: str = "") -> bool:
    """Count a document no more, in any agency but one; whether it was counted."""
    agencies = storage.read(api.portal.get()).agencies.items()
    found = [kept for agency, kept in agencies if agency != but and uid in kept.rows]
    for kept in found:
        kept.put(uid, None)
    return bool(found)


def _of(site, agency: str) -> storage.AgencyFigures:
    agencies = storage.write(site).agencies
    if agency not in agencies:
        agencies[agency] = storage.AgencyFigures()
    return agencies[agency]


def counts(site, agency: str, span: Span) -> statistics.Counts:
    """The counts of an agency over whole months. Costs the months, however many documents there are."""
    return statistics.total(by_month(site, agency, span).values())


def by_month(site, agency: str, span: Span) -> dict[str, statistics.Counts]:
    """The counts of an agency by month; months without any are left out."""
    kept = storage.read(site).agencies.get(agency)
    if kept is None:
        return {}
    return {month: tally.counts for month, tally in kept.months.items(span.first, span.last)}


def years(site, agencies: Iterable[str]) -> list[str]:
    """The years in which any of the agencies has issued a document, the latest first."""
    stored = storage.read(site).agencies
    found = {month[:4] for uid in agencies if uid in stored for month in stored[uid].months}
    return sorted(found, reverse=True)


def listed(
    site, agency: str, span: Span, selection: Selection, today: str, before: str = ""
) -> Iterator[tuple[str, Counted]]:
    """The documents of an agency that a number counted, the latest day of issue first: pairs (key, row).

    Months whose counts say that they have none are passed over, and a month is left with its last one.

    :param before: ``"<ISO day> <UID>"``: go on behind this one.
    """
    kept = storage.read(site).agencies.get(agency)
    if kept is None:
        return
    months = kept.months.keys(span.first, min(span.last, before[:7] or span.last))
    for month in reversed(list(months)):
        counts = kept.months[month].counts
        if figures.may_have(counts, selection, today):
            most = figures.number(counts, selection, today)
            yield from islice(_listed(kept, month, selection, today, before), most)


def _listed(
    kept: storage.AgencyFigures, month: str, selection: Selection, today: str, before: str
) -> Iterator[tuple[str, Counted]]:
    """Those of one month."""
    last = min(before or "~", f"{month}-31 ~")
    # a set of texts has no order but upwards
    for key in reversed(list(kept.days.keys(f"{month}-01", last, excludemax=last == before))):
        row = kept.get(key.partition(" ")[2])
        if selection.takes(row, today):
            yield key, row


def torn(kept: storage.AgencyFigures) -> Iterator[str]:
    """Months of an agency whose counts are not the sum of its rows."""
    wanted: dict[str, Counter] = {}
    for row in map(storage.counted, kept.rows.values()):
        wanted.setdefault(row.month, Counter()).update(statistics.cells(row))
    for month in sorted({*wanted, *kept.months}):
        tally = kept.months.get(month)
        if dict(wanted.get(month, {})) != (tally.counts if tally is not None else {}):
            yield month


def mend(kept: storage.AgencyFigures) -> list[str]:
    """Make the counts of an agency the sum of its rows again; the months that were not."""
    months = list(torn(kept))
    for month in months:
        tally = kept.months[month] = storage.Tally()
        rows = (kept.get(key.partition(" ")[2]) for key in kept.days.keys(f"{month}-01", f"{month}-31 ~"))
        tally.add(statistics.total(map(statistics.cells, rows)))
    return months
