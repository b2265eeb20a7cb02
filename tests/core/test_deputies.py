"""R-S4: who may stand in for whom, and on which days."""

from datetime import date
from opengov.disclosure.core.deputies import Appointment
from opengov.disclosure.core.deputies import problems

import pytest


TODAY = date(2026, 11, 23)
HOLDERS = frozenset({"wang"})
OFFICES = ("Drafter", "Signer")


def appointment(**changes):
    values = {
        "deputy": "li",
        "person": "wang",
        "role": "Signer",
        "first_day": date(2026, 11, 23),
        "last_day": date(2026, 11, 27),
    }
    return Appointment(**(values | changes))


@pytest.mark.parametrize(
    "day, ended_on, expected",
    [
        (date(2026, 11, 22), None, False),
        (date(2026, 11, 23), None, True),
        (date(2026, 11, 27), None, True),
        (date(2026, 11, 28), None, False),
        (date(2026, 11, 24), date(2026, 11, 25), True),
        (date(2026, 11, 25), date(2026, 11, 25), False),
        (date(2026, 11, 26), date(2026, 11, 25), False),
    ],
)
def test_an_appointment_holds_from_the_first_day_to_the_last_unless_it_was_ended(day, ended_on, expected):
    assert appointment(ended_on=ended_on).in_force(day) is expected


def test_a_sound_appointment_has_no_problem():
    assert problems(appointment(), TODAY, OFFICES, HOLDERS) == []


@pytest.mark.parametrize(
    "changes, code, field",
    [
        ({"role": "Mayor"}, "deputy_office_unknown", "role"),
        ({"person": "zhao"}, "deputy_for_nobody", "for"),
        ({"deputy": "wang"}, "deputy_for_himself", "deputy"),
        ({"last_day": date(2026, 11, 22)}, "deputy_period_reversed", "until"),
        ({"last_day": date(2027, 11, 24)}, "deputy_period_too_long", "until"),
        ({"first_day": date(2026, 11, 22)}, "deputy_period_past", "from"),
    ],
)
def test_an_unsound_appointment_is_named_with_its_field(changes, code, field):
    (found,) = problems(appointment(**changes), TODAY, OFFICES, HOLDERS)
    assert (found.code, found.rule, found.field) == (code, "R-S4", field)


def test_whoever_holds_the_office_needs_no_appointment():
    (found,) = problems(appointment(), TODAY, OFFICES, HOLDERS | {"li"})
    assert found.code == "deputy_holds_office"


def test_366_days_are_the_longest():
    assert problems(appointment(last_day=date(2027, 11, 23)), TODAY, OFFICES, HOLDERS) == []
