"""Document numbers (发文字号): allotted at signing, unique and without a gap in each series (R-I1)."""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import numbering
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff import numberforms
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.numbers"
CLAUSE = "党政机关公文处理工作条例 第九条"
MAX_SERIAL = 999999


class Series(Persistent):
    """One series of numbers: an agency's code in one year.

    Plain attributes on purpose: BTrees.Length would merge two increments into one, and two documents would get the same
    number. Here the second signature conflicts and is done again with the next number.

    :ivar last: the serial given last, 0 before the first.
    :ivar start: the first serial, when an office goes on with a series it began on paper.
    :ivar reserved: serials kept for documents on paper.
    :ivar rows: serial -> plain dict {document, also?}; a row is never removed. ``also``: documents that were given the same
        number in other brackets, before those were one series.
    """

    def __init__(self) -> None:
        self.last = 0
        self.start = 1
        self.reserved: tuple[int, ...] = ()
        self.rows = IOBTree()

    def allot(self, document: str) -> int:
        """Give the next serial to a document, by its UID."""
        serial = numbering.next_serial(self.last or None, self.start, self.reserved)
        self.last = serial
        self.rows[serial] = {"document": document}
        return serial

    def take_in(self, other: "Series") -> None:
        """Go on from what another series has given as well; nothing it gave or keeps for paper is given again."""
        self.last = max(self.last, other.last)
        self.start = max(self.start, other.start)
        self.reserved = tuple(sorted({*self.reserved, *other.reserved}))
        for serial, row in other.rows.items():
            mine = self.rows.get(serial)
            self.rows[serial] = _row([*(_holders(mine) if mine else ()), *_holders(row)])


def series_of(agency, key: str) -> Series:
    """The series of an agency under a key of ``core.numbering.series_key``, made when it has none yet. What an earlier version
    counted apart under other brackets is taken in."""
    annotations = IAnnotations(agency)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    every, key = annotations[KEY], numbering.standard_key(key)
    if key not in every:
        every[key] = Series()
    for other in [each for each in every if each != key and numbering.standard_key(each) == key]:
        every[key].take_in(every.pop(other))
    return every[key]


def _holders(row: dict) -> tuple[str, ...]:
    """The documents that carry the number of a row: one, but for what other brackets gave twice once."""
    return (row["document"], *row.get("also", ()))


def _row(holders: list[str]) -> dict:
    first, *also = dict.fromkeys(holders)
    return {"document": first, "also": also} if also else {"document": first}


def arrange(agency, kind: str, code: str, year: int, start: int | None, reserved: tuple[int, ...]) -> Series:
    """Let a series begin at a serial, or keep serials for paper (R-I1).

    :param agency: an agency that issues (no section).
    :param start: first serial, None to leave it as it is; only serials that are not given yet can be arranged.
    :raises RuleBroken: when kind, code, year or a serial is not acceptable.
    """
    template = numberforms.template(kind) if kind in numbering.KINDS else None
    place = IIssuingAgency(agency)
    if template is None or ("{code}" in template and code not in place.issuer_codes):
        raise RuleBroken(Problem("series_unknown", "R-I1", "code" if template else "kind", CLAUSE))
    key = numbering.series_key(
        place.uid,
        code if "{code}" in template else "",
        year if "{year}" in template else None,
        template,
    )
    series = series_of(place.agency, key)
    asked = [("reserved", serial) for serial in reserved] + ([("start", start)] if start is not None else [])
    enforce(
        Problem("serial_given", "R-I1", name, CLAUSE, {"serial": str(serial), "last": str(series.last)})
        for name, serial in asked
        if not series.last < serial <= MAX_SERIAL
    )
    if start is not None:
        series.start = start
    series.reserved = tuple(sorted({*series.reserved, *reserved}))
    return series


def issuer_code(context) -> str:
    """The code in front of the document's number: its own choice, else the first of the agency."""
    chosen = (getattr(context, "issuer_code", None) or "").strip()
    codes = IIssuingAgency(context).issuer_codes
    return chosen or (codes[0] if codes else "")


def problems(context) -> list[Problem]:
    """What keeps a document from being numbered: no code, or one that is not the agency's (R-I1).

    What has its number from elsewhere, a correction or what another body leads, needs no code.
    """
    template = numberforms.template(context.document_kind)
    if template is None or "{code}" not in template or IDossier(context).affair("keeps_number") is not None:
        return []
    code = issuer_code(context)
    if not code:
        return [Problem("issuer_code_missing", "R-I1", "issuer_code", CLAUSE)]
    if code not in IIssuingAgency(context).issuer_codes:
        return [Problem("issuer_code_foreign", "R-I1", "issuer_code", CLAUSE, {"code": code})]
    return []


def is_given(context, signed: dict | None, uid: str) -> bool:
    """Whether the number an imported document was signed with belongs to another document here (R-I1)."""
    if not signed or not signed.get("serial"):
        return False
    row = series_of(IIssuingAgency(context).agency, signed["series"]).rows.get(signed["serial"])
    return row is not None and _holder(signed, uid) not in _holders(row)


def reserve(context, signed: dict | None, uid: str) -> None:
    """Enter the number of an imported document in its series, so that it is never given again."""
    if not signed or not signed.get("serial"):
        return
    series = series_of(IIssuingAgency(context).agency, signed["series"])
    series.rows.setdefault(signed["serial"], {"document": _holder(signed, uid)})
    series.last = max(series.last, signed["serial"])


def _holder(signed: dict, uid: str) -> str:
    """The document whose row a number has: a correction or public version keeps that of its original (R-I2, R-I12)."""
    return signed.get("holder") or uid


def allot(context, uid: str, year: int) -> dict:
    """Give a document its number.

    :returns: {number, series, serial} for what is signed; number empty, serial 0 for a kind that has none.

    :param uid: UID of the document.
    :param year: year of the signature in Asia/Shanghai.
    """
    template = numberforms.template(context.document_kind)
    if template is None:
        return {"number": "", "series": "", "serial": 0}
    place = IIssuingAgency(context)
    code = issuer_code(context) if "{code}" in template else ""
    series_year = year if "{year}" in template else None
    key = numbering.series_key(place.uid, code, series_year, template)
    serial = series_of(place.agency, key).allot(uid)
    number = numbering.format_number(template, code=code, year=year, serial=serial)
    return {"number": number, "series": key, "serial": serial}


def taken_over_problems(context, uid: str, number: str, issue_date: str) -> list[Problem]:
    """What is wrong with the number of a document on paper: unreadable, another's, or one that is given here (R-I8).

    :param issue_date: ISO day; what is younger than the agency's work here must have a number kept for paper.
    """
    agency = IIssuingAgency(context).agency
    began = agency.created().asdatetime().astimezone(now().tzinfo).date().isoformat()
    if not number:
        return [] if issue_date < began else [Problem("not_existing", "R-I8", "issue_date", CLAUSE, {"day": began})]
    try:
        parsed = numbering.parse(number)
    except RuleBroken as broken:
        return list(broken.problems)
    if _is_another_s(agency, uid, {number, *numbering.spellings(str(parsed))}):
        return [Problem("number_given", "R-I8", "number", CLAUSE, {"number": number})]
    place = _place_of(context, parsed)
    found = numberforms.kept(agency, place[0]) if place else []
    counted = numberforms.together(agency, place[0]) if place else numberforms.Counted()
    serial = place[1] if place else 0
    if any(uid not in _holders(series.rows[serial]) for series in found if serial in series.rows):
        return [Problem("number_given", "R-I8", "number", CLAUSE, {"number": number})]
    reserved = serial in counted.reserved
    if counted.last and serial > counted.last and not reserved:
        return [Problem("number_not_reserved", "R-I8", "number", CLAUSE, {"number": number})]
    if reserved or issue_date < began:
        return []
    return [Problem("not_existing", "R-I8", "issue_date", CLAUSE, {"day": began})]


def _is_another_s(agency, uid: str, numbers: set[str]) -> bool:
    """Whether another document of the agency carries the number, whatever its series."""
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(agency.getPhysicalPath())
    found = catalog.unrestrictedSearchResults(document_number=sorted(numbers), path=path)
    return any(uid != brain.UID for brain in found)


def release(context, signed: dict | None, uid: str) -> None:
    """Give the number of a wrongly entered paper document back: it is kept for paper again, and nobody's (R-I8)."""
    if signed and signed.get("serial"):
        series = series_of(IIssuingAgency(context).agency, signed["series"])
        row = series.rows.get(signed["serial"])
        if row is not None and uid in _holders(row):
            del series.rows[signed["serial"]]
            left = [each for each in _holders(row) if each != uid]
            if left:
                series.rows[signed["serial"]] = _row(left)


def take_over(context, uid: str, number: str) -> dict:
    """Enter the number a document has on paper in its series, so that it is never given again (R-I8).

    A number that belongs to none of the agency's series is kept as it is written.

    :returns: {number, series, serial} for what is signed; serial 0 where no series has it.
    """
    place = _place_of(context, numbering.parse(number)) if number else None
    if place is None:
        return {"number": number, "series": "", "serial": 0}
    key, serial = place
    series = series_of(IIssuingAgency(context).agency, key)
    series.rows.setdefault(serial, {"document": uid})
    if serial > series.last:
        series.reserved = tuple(sorted({*series.reserved, serial}))
    return {"number": number, "series": key, "serial": serial}


def _place_of(context, parsed: numbering.DocumentNumber) -> tuple[str, int] | None:
    """Series key and serial of a number of the agency's own; None for any other."""
    place = IIssuingAgency(context)
    template = numberforms.template(context.document_kind)
    if template is None or not parsed.serial or ("{code}" in template and parsed.code not in place.issuer_codes):
        return None
    code = parsed.code if "{code}" in template else ""
    year = parsed.year if "{year}" in template else None
    if parsed.series != numbering.standard_form(template) or parsed.suffix:
        return None
    return numbering.series_key(place.uid, code, year, template), parsed.serial
