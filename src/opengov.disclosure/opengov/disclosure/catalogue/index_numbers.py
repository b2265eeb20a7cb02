"""The index number of a public or registered document (索引号): by the jurisdiction's template, fixed for life."""

from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue.relations import companion_of
from opengov.disclosure.catalogue.settings import index_template
from opengov.disclosure.catalogue.storage import IndexNumbers
from opengov.disclosure.catalogue.storage import Serial
from opengov.disclosure.core import catalogue
from plone.uuid.interfaces import IUUID


def allot(numbers: IndexNumbers, document, day: date) -> str:
    """The document's index number; drawn from the series of its agency and the year of publication the first time.

    Empty while the agency has neither organisation nor credit code: the duty to publish does not wait for it, and a
    number with a made-up code would stay for life. It is drawn when the document is next shown anew.
    """
    uid = IUUID(document)
    companion = companion_of(document)
    if uid not in numbers.by_uid and companion["kind"] == "correction" and companion["of"] in numbers.by_uid:
        # the corrected text is the same item of information (R-I2)
        numbers.by_uid[uid] = numbers.by_uid[companion["of"]]
    issuer = IIssuingAgency(document)
    if uid not in numbers.by_uid and organisation(issuer.agency):
        numbers.by_uid[uid] = _draw(numbers, issuer, day)
        numbers.taken.add(numbers.by_uid[uid])
    return numbers.by_uid.get(uid, "")


def organisation(agency) -> str:
    """The code that index numbers of an agency carry; empty when it has none."""
    return catalogue.organisation_code(agency.organization_code or agency.credit_code or "")


def _draw(numbers: IndexNumbers, issuer, day: date) -> str:
    series = f"{issuer.uid}/{day.year}"
    if series not in numbers.serials:
        numbers.serials[series] = Serial()
    while True:
        number = catalogue.index_number(
            index_template(issuer),
            org_code=organisation(issuer.agency),
            year=day.year,
            month=day.month,
            day=day.day,
            serial=numbers.serials[series].draw(),
        )
        # two agencies may carry one organisation code by mistake: the number must still be nobody else's
        if number not in numbers.taken:
            return number
