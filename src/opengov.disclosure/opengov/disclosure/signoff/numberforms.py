"""The forms of a site's document numbers, and the number that would be given next (R-I1)."""

from dataclasses import dataclass
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import numbering
from opengov.disclosure.core import offering
from opengov.disclosure.signoff.interfaces import INumbering
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


#: As ``numbers.KEY``: the series are read here and never made.
KEY = "opengov.disclosure.numbers"
CHOSEN = "opengov.disclosure.documents.number_templates"


def template(kind: str) -> str | None:
    """The form of a kind's numbers at this site; None for a kind without number."""
    return offering.template_of(kind, api.portal.get_registry_record(CHOSEN, default=None) or {})


@dataclass(frozen=True)
class Counted:
    """How far a series has come.

    :param last: the serial given last, 0 before the first; :param start: the first one.
    :param reserved: serials kept for paper.
    """

    last: int = 0
    start: int = 1
    reserved: frozenset[int] = frozenset()


def kept(agency, key: str) -> list:
    """All series of an agency under a key, for reading: one; several while those of other brackets wait for the next
    number, which takes them in."""
    annotations = IAnnotations(agency).get(KEY, {})
    return [annotations[each] for each in annotations if numbering.standard_key(each) == key]


def together(agency, key: str) -> Counted:
    """How far a series has come, whatever brackets its numbers were printed with."""
    found = kept(agency, key)
    if not found:
        return Counted()
    return Counted(
        max(each.last for each in found),
        max(each.start for each in found),
        frozenset(serial for each in found for serial in each.reserved),
    )


@implementer(INumbering)
@adapter(IAgencyContent)
class Numbering:
    """See ``INumbering``."""

    def __init__(self, agency) -> None:
        self.place = IIssuingAgency(agency)

    def template(self, kind: str) -> str | None:
        """See ``INumbering``."""
        return template(kind)

    def upcoming(self, form: str, year: int, code: str = "") -> str:
        """See ``INumbering``."""
        codes = self.place.issuer_codes
        chosen = (code or (codes[0] if codes else "")) if "{code}" in form else ""
        if "{code}" in form and not chosen:
            return ""
        key = numbering.series_key(self.place.uid, chosen, year if "{year}" in form else None, form)
        counted = together(self.place.agency, key)
        serial = numbering.next_serial(counted.last or None, counted.start, counted.reserved)
        return numbering.format_number(form, code=chosen, year=year, serial=serial)
