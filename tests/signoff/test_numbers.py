"""Series of document numbers (R-I1): where they begin, what is kept for paper, and that nothing is given twice."""

from BTrees.OOBTree import OOBTree
from opengov.disclosure.core import numbering
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff import numbers
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import INumbering
from plone import api
from plone.uuid.interfaces import IUUID
from town import ON_PAPER
from zope.annotation.interfaces import IAnnotations

import json
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


OTHER_BRACKETS = ["{code}[{year}]{serial}号", "{code}（{year}）{serial}号", "{code}【{year}】第{serial}号"]


def choose_form(form):
    """Another form for every kind that has the standard one: two forms of one number at once are refused."""
    kinds = [kind for kind in numbering.KINDS if numbering.template(kind) == numbering.STANDARD]
    chosen = dict.fromkeys(kinds, form)
    api.portal.set_registry_record("opengov.disclosure.documents.number_templates", chosen)


def counted_apart(agency, form, last, **more):
    """A series as an earlier version kept it, under the very form of its numbers."""
    key = json.dumps([IUUID(agency), "云教", now().year, form], ensure_ascii=False)
    series = numbers.Series()
    series.last = last
    for name, value in more.items():
        setattr(series, name, value)
    for serial in range(1, last + 1):
        series.rows[serial] = {"document": f"{form}-{serial}"}
    IAnnotations(agency).setdefault(numbers.KEY, OOBTree())[key] = series
    return key


@pytest.mark.parametrize("form", OTHER_BRACKETS)
def test_the_number_goes_on_when_the_brackets_of_the_form_are_changed(walk, agency, form):
    year = now().year
    assert [number_of(walk) for _ in range(2)] == [f"云教〔{year}〕{serial}号" for serial in (1, 2)]
    choose_form(form)
    assert INumbering(agency).upcoming(form, year) == form.format(code="云教", year=year, serial=3)
    assert number_of(walk) == form.format(code="云教", year=year, serial=3)
    choose_form("{code}〔{year}〕{serial}号")
    assert number_of(walk) == f"云教〔{year}〕4号"


def test_what_was_counted_apart_under_other_brackets_goes_on_behind_the_highest(walk, agency):
    form, year = OTHER_BRACKETS[0], now().year
    number_of(walk)
    counted_apart(agency, form, 5, reserved=(7,))
    kept = len(IAnnotations(agency)[numbers.KEY])
    choose_form(form)
    # looking takes nothing in
    assert INumbering(agency).upcoming(form, year) == f"云教[{year}]6号"
    assert len(IAnnotations(agency)[numbers.KEY]) == kept
    assert [number_of(walk) for _ in range(2)] == [f"云教[{year}]{serial}号" for serial in (6, 8)]
    (series,) = IAnnotations(agency)[numbers.KEY].values()
    assert series.rows[1]["also"] == [f"{form}-1"]
    assert [series.rows[serial]["document"] for serial in (2, 5)] == [f"{form}-2", f"{form}-5"]


@pytest.mark.parametrize(
    ("form", "goes_on"),
    [(OTHER_BRACKETS[1], 4), ("{code}函〔{year}〕{serial}号", 1), ("{code}〔{year}〕{serial}期", 1)],
)
def test_only_the_same_number_goes_on(walk, agency, form, goes_on):
    for _ in range(3):
        number_of(walk)
    choose_form(form)
    assert number_of(walk) == form.format(code="云教", year=now().year, serial=goes_on)


def test_another_code_and_another_year_count_by_themselves(walk, agency):
    with api.env.adopt_roles(["Manager"]):
        agency.issuer_codes = ("云教", "云教督")
    number_of(walk)
    choose_form(OTHER_BRACKETS[0])
    assert number_of(walk, issuer_code="云教督") == f"云教督[{now().year}]1号"
    assert INumbering(agency).upcoming(OTHER_BRACKETS[0], now().year + 1).endswith("]1号")


@pytest.mark.parametrize("typed", ["云教[{year}]1号", "云教（{year}）1号", "云教〔{year}〕第1号"])
@pytest.mark.parametrize("form", ["{code}〔{year}〕{serial}号", OTHER_BRACKETS[0]])
def test_a_number_given_here_is_taken_over_from_paper_in_no_spelling(walk, form, typed):
    choose_form(form)
    number_of(walk)
    paper = walk.draft()
    values = {**ON_PAPER, "number": typed.format(year=now().year)}
    with pytest.raises(RuleBroken) as refused:
        walk.take(paper, "enter_existing", "drafter", **values)
    assert [problem.code for problem in refused.value.problems] == ["number_given"]


def test_a_number_on_paper_in_other_brackets_is_not_given_again(walk, agency):
    choose_form(OTHER_BRACKETS[0])
    arrange(agency, start=None, reserved=(1,))
    values = {**ON_PAPER, "number": f"云教（{now().year}）1号"}
    walk.take(walk.draft(), "enter_existing", "drafter", **values)
    assert number_of(walk) == f"云教[{now().year}]2号"


def test_an_import_brings_numbers_into_the_one_series(walk, agency):
    """An earlier export names the series by its brackets."""
    key = json.dumps([IUUID(agency), "云教", now().year, OTHER_BRACKETS[0]], ensure_ascii=False)
    document = walk.draft()
    signed = {"series": key, "serial": 4}
    assert not numbers.is_given(document, signed, "a" * 32)
    numbers.reserve(document, signed, "a" * 32)
    assert numbers.is_given(document, signed, "b" * 32) and not numbers.is_given(document, signed, "a" * 32)
    assert number_of(walk) == f"云教〔{now().year}〕5号"
    numbers.release(document, signed, "a" * 32)
    assert not numbers.is_given(document, signed, "b" * 32)
