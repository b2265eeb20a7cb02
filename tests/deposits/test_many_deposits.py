"""What is due is found without walking through what is done, however much that is."""

from datetime import date
from datetime import timedelta
from opengov.disclosure.core import calendar
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.transfer.deposits.standing import Standings
from opengov.disclosure.transfer.deposits.store import DepositShelf
from opengov.disclosure.transfer.deposits.store import owed
from types import SimpleNamespace

import itertools
import pytest
import sys


ON = date(2026, 3, 31)


class Place:
    """An agency under the rules of Tianning, without a site."""

    profile = jurisdictions.load("tianning-2016")
    agency = SimpleNamespace(title="云溪市教育局")

    def jurisdiction_on(self, day):
        return self.profile

    def deadlines(self, facts):
        return deadlines.deadlines_for(facts, self.profile, calendar.national())


def shelf_with(done, still_open=50):
    """A shelf of three years on which most is done."""
    shelf = DepositShelf("2023-04-01")
    for number in range(done + still_open):
        day, uid = (ON - timedelta(days=number % 1000)).isoformat(), f"{number:032x}"
        shelf.days[uid] = shelf.last[uid] = day
        shelf.listed.insert(f"{day}|{uid}")
        for duty in ("transfer_electronic", "transfer_paper", "record_copy"):
            key = owed(duty, "archive", day, uid)
            if number < still_open:
                shelf.open.insert(key)
            else:
                shelf.done[key] = ("2026-03-30", 1)
    return shelf


def calls(shelf):
    """How many calls it takes to tell what is due: a measure that a busy machine does not change."""
    counted = itertools.count()

    def count(_frame, event, _argument):
        if event in ("call", "c_call"):
            next(counted)

    standings = Standings(Place(), shelf, ON)
    sys.setprofile(count)
    try:
        assert len(list(standings.documents())) == 100
        assert list(standings.periods())
        standings.yearly()
    finally:
        sys.setprofile(None)
    return next(counted)


@pytest.mark.parametrize("many", [50_000])
def test_fifty_times_as_many_documents_cost_no_more_than_a_few(many):
    few = calls(shelf_with(many // 50))
    assert calls(shelf_with(many)) < 3 * few
