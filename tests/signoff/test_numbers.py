"""Series of document numbers (R-I1): where they begin, what is kept for paper, and that nothing is given twice."""

from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff import numbers
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from plone import api

import pytest


def arrange(agency, **values):
    values = {"kind": "notice", "code": "云教", "year": now().year, "start": 1, "reserved": (), **values}
    return numbers.arrange(agency, **values)


def number_of(walk, **fields):
    return IDocumentNumber(walk.to("issued", **fields)).text


def test_numbers_follow_each_other_without_a_gap(walk):
    year = now().year
    assert [number_of(walk) for _ in range(3)] == [f"云教〔{year}〕{serial}号" for serial in (1, 2, 3)]


def test_a_series_goes_on_where_paper_ended_and_leaves_out_what_is_kept(walk, agency):
    arrange(agency, start=41, reserved=(42,))
    year = now().year
    assert [number_of(walk) for _ in range(2)] == [f"云教〔{year}〕41号", f"云教〔{year}〕43号"]


def test_keeping_a_serial_for_paper_leaves_the_beginning_where_it_is(walk, agency):
    arrange(agency, start=41)
    arrange(agency, start=None, reserved=(42,))
    year = now().year
    assert number_of(walk) == f"云教〔{year}〕41号"
    arrange(agency, start=None, reserved=(43,))
    assert number_of(walk) == f"云教〔{year}〕44号"


@pytest.mark.parametrize(
    "values,field",
    [
        ({"start": 1}, "start"),
        ({"start": 9, "reserved": (1,)}, "reserved"),
        ({"start": 9, "reserved": (10**6,)}, "reserved"),
        ({"code": "云府"}, "code"),
        ({"kind": "poem"}, "kind"),
        ({"kind": "resolution"}, "kind"),
    ],
)
def test_what_is_given_or_foreign_cannot_be_arranged(walk, agency, values, field):
    number_of(walk)
    with pytest.raises(RuleBroken) as refused:
        arrange(agency, **values)
    assert {problem.field for problem in refused.value.problems} == {field}


@pytest.mark.parametrize(
    "kind,number",
    [("order", "令第1号"), ("minutes", "纪要第1期"), ("resolution", ""), ("communique", "")],
)
def test_kinds_have_the_form_of_their_series(walk, kind, number):
    assert number_of(walk, document_kind=kind).endswith(number)
    assert bool(number) == bool(number_of(walk, document_kind=kind))


def test_a_foreign_issuer_code_stops_the_signature_and_takes_no_number(walk):
    document = walk.to("sign_off", issuer_code="国发")
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "sign", "signer")
    assert [problem.code for problem in refused.value.problems] == ["issuer_code_foreign"]
    assert number_of(walk).endswith("1号")


def test_an_agency_without_a_code_cannot_number(walk, agency):
    document = walk.to("sign_off")
    with api.env.adopt_roles(["Manager"]):
        agency.issuer_codes = ()
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "sign", "signer")
    assert [problem.code for problem in refused.value.problems] == ["issuer_code_missing"]
