"""``POST <agency>/@number-series``: where a series of document numbers begins, and which serials are kept for paper."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.bodies import exactly
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff import numbers
from plone.restapi.services import Service


class NumberSeries(Service):
    """{kind, code?, year?, start?, reserved?}; year is this year in Shanghai when it is not given; start stays as it was."""

    def reply(self):
        data = exactly(self.request, "kind", "code?", "year?", "start?", "reserved?")
        code = data.get("code") or next(iter(IIssuingAgency(self.context).issuer_codes), "")
        year, start = data.get("year", now().year), data.get("start")
        reserved = data.get("reserved", [])
        _check_types(data["kind"], code, year, start, reserved)
        series = numbers.arrange(self.context, data["kind"], code, year, start, tuple(reserved))
        codes = {"kind": data["kind"], "issuer_code": code, "year": str(year), "start": str(series.start)}
        ILedger(self.context).record("number_series", codes=codes)
        return {"last": series.last, "start": series.start, "reserved": list(series.reserved)}


def _check_types(kind: object, code: object, year: object, start: object, reserved: object) -> None:
    fits = {
        "kind": isinstance(kind, str),
        "code": isinstance(code, str),
        "year": type(year) is int and 2000 <= year <= 2100,
        "start": start is None or type(start) is int,
        "reserved": isinstance(reserved, list)
        and len(reserved) <= 1000
        and all(type(item) is int for item in reserved),
    }
    wrong = [Problem("value_type", "R-X1", name, "", {"name": name}) for name, right in fits.items() if not right]
    if wrong:
        raise RuleBroken(*wrong)
