"""On which day somebody is reminded of which duty, and who hears that it is overdue."""

from datetime import date
from datetime import timedelta
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core import reminding
from opengov.disclosure.core.calendar import national
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.reminding import Rhythm
from opengov.disclosure.core.reminding import Slot

import pytest


CALENDAR = national()


def clock(trigger, due, key="publish"):
    return Deadline(key, due, False, "条", "statutory", "issued", trigger)


#: Twenty working days from Monday 2 March 2026; Monday 30 March is the last.
LONG = clock(date(2026, 3, 2), date(2026, 3, 30))
#: One working day from Monday 2 March.
SHORT = clock(date(2026, 3, 2), date(2026, 3, 3), "withdrawal_confirmation")
#: Two working days over a weekend: Friday 6 to Tuesday 10 March.
TWO = clock(date(2026, 3, 6), date(2026, 3, 10), "late_opinions")
LEADER = Rhythm(3, 2)


@pytest.mark.parametrize(
    ("deadline", "rhythm", "today", "slots"),
    [
        (LONG, Rhythm(), date(2026, 3, 24), []),
        # Wednesday is the third working day before Monday
        (LONG, Rhythm(), date(2026, 3, 25), ["due_soon"]),
        (LONG, Rhythm(), date(2026, 3, 30), ["due_soon"]),
        (LONG, Rhythm(), date(2026, 3, 31), ["due_over"]),
        (LONG, Rhythm(1), date(2026, 3, 26), []),
        (LONG, Rhythm(1), date(2026, 3, 27), ["due_soon"]),
        (LONG, Rhythm(), date(2026, 12, 31), ["due_over"]),
        (LONG, LEADER, date(2026, 3, 31), ["due_over"]),
        (LONG, LEADER, date(2026, 4, 1), ["due_over", "escalated"]),
        # who has one day learned of it on the day before: he is reminded on the day itself
        (SHORT, Rhythm(), date(2026, 3, 2), []),
        (SHORT, Rhythm(), date(2026, 3, 3), ["due_soon"]),
        (SHORT, Rhythm(), date(2026, 3, 4), ["due_over"]),
        (TWO, Rhythm(), date(2026, 3, 8), []),
        (TWO, Rhythm(), date(2026, 3, 9), ["due_soon"]),
    ],
    ids=str,
)
def test_what_is_told_by_a_day(deadline, rhythm, today, slots):
    assert list(reminding.slots(deadline, today, CALENDAR, rhythm)) == slots


@pytest.mark.parametrize("deadline", [LONG, SHORT, TWO], ids=lambda each: each.key)
@pytest.mark.parametrize("rhythm", [Rhythm(), Rhythm(1), Rhythm(30), LEADER], ids=str)
def test_between_two_looks_nothing_is_to_be_told(deadline, rhythm):
    """A routine that sleeps until the next day misses nothing, and it is not woken for nothing."""
    today, told = deadline.trigger_date, set()
    while today is not None:
        now = set(reminding.slots(deadline, today, CALENDAR, rhythm))
        following = reminding.next_day(deadline, today, CALENDAR, rhythm)
        day = today
        while following is not None and day < following - timedelta(days=1):
            day += timedelta(days=1)
            assert set(reminding.slots(deadline, day, CALENDAR, rhythm)) <= told | now
        told |= now
        today = following
    assert told == {"due_soon", "due_over"} | ({"escalated"} if rhythm.leader_after else set())


@pytest.mark.parametrize(
    ("key", "slot", "offices"),
    [
        ("publish", Slot.SOON, ("Disclosure Officer", "Web Editor")),
        ("publish_statutory", Slot.SOON, ("Disclosure Officer", "Web Editor")),
        ("publish", Slot.OVERDUE, ("Disclosure Officer", "Web Editor")),
        ("secrecy_report", Slot.SOON, ("Secrecy Officer",)),
        ("secrecy_decision", Slot.OVERDUE, ("Secrecy Officer", "Disclosure Officer")),
        ("withdrawal_confirmation", Slot.SOON, ("Disclosure Reviewer", "Signer", "Principal Signer")),
        ("reassessment", Slot.SOON, ("Disclosure Officer",)),
        ("oral_countersign", Slot.SOON, ()),
        ("oral_countersign", Slot.OVERDUE, ("Disclosure Officer",)),
        ("third_party", Slot.SOON, ("Disclosure Officer",)),
        ("publish", Slot.ESCALATED, ("Principal Signer",)),
        ("something_new", Slot.SOON, ("Disclosure Officer",)),
    ],
)
def test_who_is_told_of_a_duty(key, slot, offices):
    assert reminding.offices(key, slot) == offices


def test_omitted_opinions_are_told_to_the_offices_on_record():
    assert reminding.offices("late_opinions", Slot.SOON, ("Section Head",)) == ("Section Head",)
    assert reminding.offices("late_opinions", Slot.OVERDUE, ("Section Head",)) == ("Section Head", "Disclosure Officer")


PERIODS = {key for name in tuple(jurisdictions.keys()) for key in jurisdictions.load(name).periods}


@pytest.mark.parametrize("key", sorted(PERIODS))
def test_every_period_of_every_profile_is_told_somewhere(key):
    deadline = clock(date(2026, 3, 2), date(2026, 3, 30), key)
    assert not reminding.told_here(deadline) or reminding.offices(key, Slot.OVERDUE)
