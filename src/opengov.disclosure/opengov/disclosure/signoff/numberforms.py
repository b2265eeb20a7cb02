"""The forms of a site's document numbers, and the number that would be given next (R-I1)."""

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
        series = IAnnotations(self.place.agency).get(KEY, {}).get(key)
        given = (series.last or None, series.start, series.reserved) if series is not None else (None, 1, ())
        return numbering.format_number(form, code=chosen, year=year, serial=numbering.next_serial(*given))
