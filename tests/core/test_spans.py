"""Spans of months that figures are asked for."""

from datetime import date
from opengov.disclosure.core import spans
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.spans import Span

import pytest


TODAY = date(2026, 11, 22)


def read(year="", quarter="", first="", last=""):
    return spans.read(year, quarter, first, last, TODAY)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ({}, "2026-01-01", "2026-12-31"),
        ({"year": "2024"}, "2024-01-01", "2024-12-31"),
        ({"quarter": "2"}, "2026-04-01", "2026-06-30"),
        ({"year": "2024", "quarter": "1"}, "2024-01-01", "2024-03-31"),
        ({"first": "2024-02", "last": "2024-02"}, "2024-02-01", "2024-02-29"),
        ({"first": "2025-11-15", "last": "2026-02-03"}, "2025-11-01", "2026-02-28"),
        ({"first": "2026-03"}, "2026-03-01", "2026-11-30"),
        ({"first": "2027-03"}, "2027-03-01", "2027-03-31"),
        ({"last": "2025-03"}, "2025-01-01", "2025-03-31"),
        ({"year": "2024", "quarter": "1", "first": "2025-05", "last": "2025-06"}, "2025-05-01", "2025-06-30"),
    ],
)
def test_a_span_has_whole_months(asked, first, last):
    span = read(**asked)
    assert (span.from_day, span.to_day) == (first, last)


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        ({"year": "26"}, "year", "statistics_year"),
        ({"year": "２０２６"}, "year", "statistics_year"),
        ({"quarter": "5"}, "quarter", "statistics_quarter"),
        ({"first": "2026-13"}, "from", "statistics_month"),
        ({"last": "last year"}, "to", "statistics_month"),
        ({"first": "2026-05", "last": "2026-04"}, "to", "statistics_order"),
        ({"first": "0700-01", "last": "2026-04"}, "from", "statistics_month"),
        ({"first": "1900-01", "last": "2026-04"}, "to", "statistics_too_long"),
    ],
)
def test_what_is_no_span_is_refused_at_its_field(asked, field, code):
    with pytest.raises(RuleBroken) as refused:
        read(**asked)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [(field, code)]


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(RuleBroken) as refused:
        read(year="x", quarter="y", first="z", last="z")
    assert [problem.field for problem in refused.value.problems] == ["year", "quarter", "from", "to"]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2026-01", "2026-03", ["2026-01", "2026-02", "2026-03"]),
        (
            "2025-02",
            "2026-08",
            ["2025-02–2025-03", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026-07–2026-08"],
        ),
        ("2018-01", "2026-12", [str(year) for year in range(2018, 2027)]),
    ],
)
def test_a_long_span_is_shown_in_quarters_or_years(first, last, labels):
    assert [part.label() for part in Span(first, last).parts()] == labels


def test_the_parts_are_the_span():
    span = Span("2019-05", "2026-11")
    assert tuple(month for part in span.parts() for month in part.months) == span.months
