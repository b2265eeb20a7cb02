"""Every place an agency can stand at has one next act: for the lead, and for its own people."""

from opengov.disclosure.core import coordination
from opengov.disclosure.core.coordination import Next
from opengov.disclosure.core.coordination import Place
from opengov.disclosure.core.joint import Role
from opengov.disclosure.core.joint import Silence
from opengov.disclosure.core.joint import Standing

import pytest


LEAD = [
    (Place("named"), Next.ASK),
    (Place("named", asking=False), Next.ASK_LATER),
    (Place("open"), Next.AWAIT_RECEIPT),
    (Place("open", received=True), Next.AWAIT_ANSWER),
    (Place("open", outside=True), Next.RECORD),
    (Place("open", asking=False), Next.NOTHING),
    (Place("lapsed"), Next.REMIND),
    (Place("lapsed", silence=Silence.ESCALATE), Next.AUTHORITY),
    (Place("lapsed", silence=Silence.DEEMED_CONSENT), Next.REMIND),
    (Place("lapsed", silence=Silence.DEEMED_CONSENT, role=Role.CO_ISSUER), Next.DEEMED),
    (Place("stale"), Next.ASK_AGAIN),
    (Place("objecting"), Next.MEET),
    (Place("objecting", meeting="called"), Next.AWAIT_MEETING),
    (Place("objecting", meeting="failed"), Next.AUTHORITY),
    (Place("objecting", told_to_change=True), Next.CHANGE),
    (Place("agreed"), Next.DONE),
    (Place("ruled", asking=False), Next.DONE),
    (Place("agreed", signature="next"), Next.AWAIT_SIGNATURE),
    (Place("agreed", signature="next", outside=True), Next.RECORD_SIGNATURE),
    (Place("ruled", signature="waiting"), Next.AWAIT_TURN),
    (Place("agreed", signature="signed"), Next.SIGNED),
    (Place("removed"), Next.NOTHING),
]
AGENCY = [
    (Place("named"), Next.NOTHING),
    (Place("open"), Next.RECEIVE),
    (Place("open", received=True), Next.DRAFT),
    (Place("lapsed", received=True, drafted=True), Next.RELEASE),
    (Place("lapsed"), Next.RECEIVE),
    (Place("open", answered=True), Next.CONFIRM),
    (Place("stale", received=True), Next.CONFIRM),
    (Place("stale", drafted=True), Next.RELEASE),
    (Place("objecting"), Next.AWAIT_MEETING),
    (Place("objecting", told_to_change=True), Next.AWAIT_CHANGE),
    (Place("objecting", drafted=True), Next.RELEASE),
    (Place("agreed"), Next.DONE),
    (Place("agreed", signature="next"), Next.SIGN),
    (Place("agreed", signature="waiting"), Next.AWAIT_TURN),
    (Place("ruled", signature="signed"), Next.SIGNED),
    (Place("open", asking=False), Next.NOTHING),
    (Place("removed", drafted=True), Next.NOTHING),
]


@pytest.mark.parametrize("place,expected", LEAD)
def test_the_lead_reads_what_it_does_next(place, expected):
    assert coordination.for_lead(place) == expected


@pytest.mark.parametrize("place,expected", AGENCY)
def test_the_agency_reads_what_it_does_next(place, expected):
    assert coordination.for_agency(place) == expected


@pytest.mark.parametrize("stands", list(Standing))
@pytest.mark.parametrize("asking", [True, False])
def test_no_place_is_without_a_word(stands, asking):
    place = Place(stands, asking=asking)
    assert coordination.for_lead(place) in Next and coordination.for_agency(place) in Next


def test_the_lead_never_reads_whether_an_agency_has_a_draft():
    for stands in Standing:
        assert coordination.for_lead(Place(stands, drafted=True)) == coordination.for_lead(Place(stands))


def test_the_tally_names_what_asks_for_something_first():
    counted = coordination.tally(["agreed", "open", "objecting", "open", "removed"])
    assert list(counted.items()) == [("objecting", 1), ("open", 2), ("agreed", 1), ("removed", 1)]
