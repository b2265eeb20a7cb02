"""The index of a register: what is found equals what a look at every row would find, in every order and from every place."""

from opengov.disclosure.catalogue.registerindex import day_key
from opengov.disclosure.catalogue.registerindex import rank_in
from opengov.disclosure.catalogue.registerindex import RegisterIndex
from opengov.disclosure.catalogue.trees import RankTree

import pytest
import random


KINDS = ("notice", "letter", "reply")
DAYS = [f"2026-{month:02d}-{day:02d}" for month in (1, 2, 3, 12) for day in (1, 2, 15, 28)] + ["2025-12-31", ""]


@pytest.fixture(scope="module")
def many():
    chance = random.Random(6)
    rows, index, known = RankTree(), RegisterIndex(), {}
    for rank in chance.sample(range(1, 100_000), 600):
        kind, attribute, day = chance.choice(KINDS), chance.choice(("proactive", "withheld")), chance.choice(DAYS)
        rows[rank] = {}
        known[rank] = (kind, attribute, day)
        index.put(rank, [f"kind={kind}", f"attribute={attribute}"], day, f"第{rank}号")
    return rows, index, known


SPANS = [
    ("", ""),
    ("2026-01-02", ""),
    ("", "2026-02-15"),
    ("2026-01-02", "2026-03-15"),
    ("2026-02-01", "2026-02-28"),
    ("2027-01-01", ""),
]


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize(
    "wanted", [{}, {"kind": "notice"}, {"kind": "letter", "attribute": "withheld"}, {"kind": "novel"}]
)
def test_filters_find_what_a_look_at_every_row_finds(many, span, wanted):
    rows, index, known = many
    first, last = span
    expected = {
        rank
        for rank, (kind, attribute, day) in known.items()
        if all({"kind": kind, "attribute": attribute}[name] == value for name, value in wanted.items())
        and (not (first or last) or ((first or "0000") <= day <= (last or "9999") and day))
    }
    number, chosen = index.found([[f"{name}={value}"] for name, value in wanted.items()], first, last)
    assert number == len(expected)
    assert set(rows if chosen is None else chosen) == expected
    assert list(index.by_rank(rows, chosen, None, oldest=False)) == sorted(expected)
    assert list(index.by_rank(rows, chosen, None, oldest=True)) == sorted(expected, reverse=True)
    days = list(index.by_day(chosen, span, None, oldest=False))
    assert {rank_in(key) for key in days} == expected and days == sorted(days)
    assert list(index.by_day(chosen, span, None, oldest=True)) == days[::-1]


@pytest.mark.parametrize("oldest", [False, True])
def test_from_every_place_the_list_goes_on_as_if_it_had_not_been_cut(many, oldest):
    rows, index, _known = many
    _number, chosen = index.found([["kind=notice"]], "", "")
    ranks = list(index.by_rank(rows, chosen, None, oldest))
    keys = list(index.by_day(chosen, ("", ""), None, oldest))
    for cut in range(0, len(ranks), 37):
        assert list(index.by_rank(rows, chosen, ranks[cut], oldest)) == ranks[cut + 1 :]
        assert list(index.by_day(chosen, ("", ""), keys[cut], oldest)) == keys[cut + 1 :]


def test_one_of_several_values_is_enough():
    index = RegisterIndex()
    for rank, state in enumerate(("issued", "published", "draft"), 1):
        index.put(rank, [f"state={state}"], "2026-11-22", "")
    number, chosen = index.found([["state=issued", "state=draft", "state=voided"]], "", "")
    assert (number, list(chosen)) == (2, [1, 3])
    number, chosen = index.found([[]], "", "")
    assert (number, list(chosen)) == (0, [])


def test_nothing_is_left_of_a_row_that_leaves():
    index = RegisterIndex()
    index.put(5, ["kind=notice"], "2026-11-22", "关于金丝雀的通知")
    index.put(6, ["kind=notice"], "2026-11-22", "关于开学的通知")
    index.drop(5, ["kind=notice"], "2026-11-22")
    assert index.count() == index.number("kind=notice") == index.number("month=2026-11") == 1
    assert list(index.days) == [day_key("2026-11-22", 6)]
    assert list(index.text.texts) == [6]
