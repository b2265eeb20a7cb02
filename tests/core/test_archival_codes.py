"""档号 after DA/T 22-2015."""

from opengov.disclosure.core import archival_codes

import pytest


@pytest.mark.parametrize(
    ("retention", "number", "expected"),
    [
        ("permanent", 1, "Z109-WS·2011-Y-0001"),
        ("y30", 27, "Z109-WS·2011-D30-0027"),
        ("y10", 9999, "Z109-WS·2011-D10-9999"),
        ("y10", 10000, "Z109-WS·2011-D10-10000"),
    ],
)
def test_a_code_names_fonds_year_retention_and_item(retention, number, expected):
    series = archival_codes.series("Z109", "2011-03-01", retention)
    assert archival_codes.archival_code(series, number) == expected


@pytest.mark.parametrize(
    ("fonds", "day", "retention"),
    [("", "2011-03-01", "y10"), ("Z109", "", "y10"), ("Z109", "2011-03-01", ""), ("Z109", "2011-03-01", "forever")],
)
def test_without_fonds_date_or_retention_there_is_no_code(fonds, day, retention):
    assert archival_codes.series(fonds, day, retention) == ""


def test_each_fonds_year_and_retention_is_a_series_of_its_own():
    facts = [(fonds, day, keep) for fonds in ("A", "B") for day in ("2025-1-1", "2026-1-1") for keep in ("y10", "y30")]
    assert len({archival_codes.series(*each) for each in facts}) == 8


@pytest.mark.parametrize(
    ("code", "retention", "expected"),
    [
        ("Z109-WS·2011-Y-0001", "permanent", True),
        ("Z109-WS·2011-D30-12345", "y30", True),
        ("Z109-WS·2011-D30-0001", "permanent", False),
        ("Z109-WS·2011-D30-0001", "", False),
        ("Z-1-WS·2011-D10-0001", "y10", True),
        ("", "y10", False),
    ],
)
def test_a_code_names_its_retention_period(code, retention, expected):
    assert archival_codes.names_retention(code, retention) is expected
