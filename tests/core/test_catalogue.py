"""Index numbers of all the patterns in use, and what the public catalogue may show (R-I3)."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core import catalogue
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.rules import RuleBroken

import pytest


NATIONAL = "{org_code}/{year}-{serial:05}"


@pytest.mark.parametrize(
    ("template", "values", "number"),
    [
        (NATIONAL, {"org_code": "000000001", "year": 2021, "serial": 151}, "000000001/2021-00151"),
        (NATIONAL, {"org_code": "0142768-8", "year": 2022, "serial": 185}, "01427688/2022-00185"),
        (
            "{org_code}/{year}{month:02}-{serial:05}",
            {"org_code": "11341702486344515H", "year": 2021, "month": 9, "serial": 13},
            "11341702486344515H/202109-00013",
        ),
        (
            "{area}-{department}-{category}-{group}-{year}{month:02}{day:02}-{serial:03}",
            {
                "org_code": "",
                "area": "330200",
                "department": "01",
                "category": "A",
                "group": "7",
                "year": 2026,
                "month": 3,
                "day": 5,
                "serial": 12,
            },
            "330200-01-A-7-20260305-012",
        ),
        ("dqxs/{year}-{serial:05}", {"org_code": "", "year": 2021, "serial": 16}, "dqxs/2021-00016"),
        ("{year}-{serial}", {"org_code": "", "year": 2026, "serial": 123456}, "2026-123456"),
    ],
)
def test_an_index_number_follows_the_template_of_the_area(template, values, number):
    assert catalogue.index_number(template, **values) == number


def test_the_national_index_number_has_twenty_characters():
    code = catalogue.organisation_code("11341702486344515H")
    assert len(catalogue.index_number(NATIONAL, org_code=code, year=2026, serial=1)) == 20


@pytest.mark.parametrize(
    ("credit_code", "code"),
    [("11341702486344515H", "486344515"), ("0142768-8", "01427688"), (" 01427688x ", "01427688X"), ("", "")],
)
def test_the_organisation_code_is_taken_out_of_the_credit_code(credit_code, code):
    assert catalogue.organisation_code(credit_code) == code


@pytest.mark.parametrize("key", jurisdictions.keys())
def test_every_profile_has_a_template_that_works(key):
    template = jurisdictions.load(key).index_number_template
    assert catalogue.template_problems(template) == []
    assert catalogue.index_number(template, org_code="486344515", year=2026, serial=1)


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{serial}",
        "{year}-{serial:5}",
        "{year}-{serial:099}",
        "{year}-{serial:>05}",
        "{year:02}-{serial}",
        "{year}-{serial!r}",
        "{year}-{serial.real}",
        "{year}-{serial[0]}",
        "{year}-{serial:{year}}",
        "{year}-{serial}-{mood}",
        "{year}-{}-{serial}",
        "{year}-{serial",
        "{year} {serial}",
        "{year}<b>{serial}",
    ],
)
def test_a_wrong_template_is_refused(template):
    assert [problem.code for problem in catalogue.template_problems(template)] == ["index_template_invalid"]
    with pytest.raises(RuleBroken):
        catalogue.index_number(template, org_code="486344515", year=2026, serial=1)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"org_code": ""}, "index_part_invalid", "org_code"),
        ({"org_code": "代码"}, "index_part_invalid", "org_code"),
        ({"year": 26}, "index_part_invalid", "year"),
        ({"serial": 0}, "index_part_invalid", "serial"),
        ({"serial": -1}, "index_part_invalid", "serial"),
        ({"month": None}, "index_part_invalid", "month"),
        ({"month": 13}, "index_part_invalid", "month"),
        ({"serial": 100000}, "index_part_too_long", "serial"),
    ],
)
def test_a_missing_or_malformed_part_is_named(values, code, field):
    given_values = {"org_code": "486344515", "year": 2026, "month": 3, "serial": 1, **values}
    with pytest.raises(RuleBroken) as caught:
        catalogue.index_number("{org_code}/{year}{month:02}-{serial:05}", **given_values)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == (code, field)


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_any_text_as_template_gets_an_answer(template):
    catalogue.template_problems(template)


def test_the_public_sees_all_of_a_proactive_document():
    assert set(catalogue.public_fields("proactive")) >= {"index_number", "title", "summary", "issue_date", "text"}


def test_the_public_sees_no_content_of_a_document_on_request():
    shown = set(catalogue.public_fields("on_request"))
    assert shown >= {"index_number", "title", "issue_date", "agency"}
    assert not shown & {"summary", "keywords", "attachments", "path", "text"}


@pytest.mark.parametrize("attribute", ["withheld", "not_government_information", None, "", "other"])
def test_the_public_sees_nothing_of_any_other_document(attribute):
    assert catalogue.public_fields(attribute) == ()
