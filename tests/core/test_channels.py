"""The rules of channels: what may be recorded where, what waits, what has to be taken down (R-I5, R-I10)."""

from datetime import date
from opengov.disclosure.core import channels
from opengov.disclosure.core.channels import Placement

import pytest


TODAY = date(2026, 11, 20)
ISSUED = date(2026, 11, 16)
UP = Placement("gazette", placed_on="2026-11-18", placed_at="2026-11-18T09:00:00+08:00", address="第11期")
DOWN = Placement("gazette", placed_on="2026-11-18", placed_at="t", down_on="2026-11-19", down_at="u")
ORDERED = Placement("gazette", ordered_at="2026-11-17T09:00:00+08:00")
DROPPED = Placement("gazette", ordered_at="2026-11-17T09:00:00+08:00", dropped_at="x")
REFUSED = Placement("gazette", dropped_at="x")
OWN = Placement("catalogue", placed_on="2026-11-18", placed_at="t")


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("planned", "records", "waiting"),
    [
        ((), (), ()),
        (("portal", "gazette"), (), ("portal", "gazette")),
        (("gazette", "portal"), (), ("portal", "gazette")),
        (("catalogue",), (), ()),
        (("gazette",), (UP,), ()),
        (("gazette",), (DOWN,), ("gazette",)),
        (("gazette",), (UP, OWN), ()),
        ((), (ORDERED,), ("gazette",)),
        ((), (DROPPED,), ()),
        (("gazette",), (REFUSED,), ()),
        (("gazette",), (REFUSED, ORDERED), ("gazette",)),
        ((), (DOWN, UP), ()),
    ],
)
def test_what_waits_to_be_placed(planned, records, waiting):
    assert channels.to_place(planned, records) == waiting


@pytest.mark.parametrize(
    ("records", "state", "expected"),
    [
        ((UP,), "published", ()),
        ((UP,), "issued", ()),
        ((UP,), "withdrawn", ("gazette",)),
        ((UP,), "adjustment_review", ("gazette",)),
        ((UP,), "superseded", ("gazette",)),
        ((UP,), "voided", ("gazette",)),
        ((UP,), "purged", ("gazette",)),
        ((UP,), "registered", ("gazette",)),
        ((DOWN,), "withdrawn", ()),
        ((DOWN, UP), "withdrawn", ("gazette",)),
        ((ORDERED,), "withdrawn", ()),
        ((OWN,), "withdrawn", ()),
    ],
)
def test_what_has_to_be_taken_down(records, state, expected):
    assert channels.to_take_down(records, state) == expected


@pytest.mark.parametrize(
    ("channel", "code"),
    [("gazette", None), ("catalogue", "channel_own"), ("blog", "channel_unknown"), ("", "channel_unknown")],
)
def test_a_record_is_about_a_channel_of_the_list_that_is_not_this_site(channel, code):
    assert codes(channels.channel_problems(channel)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-16", None),
        ("2026-11-20", None),
        ("2026-11-15", "channel_day_range"),
        ("2026-11-21", "channel_day_range"),
        ("2026-02-30", "channel_day_invalid"),
        ("20261118", "channel_day_invalid"),
        ("2026-W47-3", "channel_day_invalid"),
        ("", "channel_day_invalid"),
        ("明天", "channel_day_invalid"),
    ],
)
def test_a_day_lies_between_the_documents_own_and_today(day, code):
    assert codes(channels.day_problems("on", day, ISSUED, TODAY)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("address", "proof", "expected"),
    [
        ("https://www.example.gov.cn/a/1.html", "", []),
        ("第11期第3页", "", []),
        ("", "云溪日报 2026年11月18日 第2版", []),
        ("", " ", ["channel_proof_required"]),
        ("javascript://alert(1)", "", ["channel_address_invalid"]),
        ("ftp://example.org/a", "", ["channel_address_invalid"]),
        ("https://", "", ["channel_address_invalid"]),
        ("https://[", "", ["channel_address_invalid"]),
        ("https://a b.cn/", "", ["channel_address_invalid"]),
        ("x" * 501, "", ["channel_too_long"]),
        ("x", "x" * 1001, ["channel_too_long"]),
    ],
)
def test_a_record_says_where_it_can_be_looked_up(address, proof, expected):
    assert codes(channels.evidence_problems("gazette", address, proof)) == expected


@pytest.mark.parametrize("address", ["javascript:alert(1)", "第11期", "//example.org", "", "data:text/html,x"])
def test_only_a_web_address_is_shown_as_a_link(address):
    assert not channels.is_web_address(address)


def test_a_document_is_on_a_channel_once():
    said = {"on": "2026-11-18", "address": "x", "proof": "", "issued": ISSUED, "today": TODAY}
    assert codes(channels.place_problems((UP,), "gazette", **said)) == ["channel_up"]
    assert channels.place_problems((DOWN,), "gazette", **said) == []
    assert channels.place_problems((ORDERED,), "gazette", **said) == []


def test_only_what_is_there_is_taken_down_and_not_before_it_appeared():
    said = {"proof": "", "today": TODAY}
    assert channels.take_down_problems((UP,), "gazette", on="2026-11-19", **said) == []
    assert codes(channels.take_down_problems((UP,), "gazette", on="2026-11-17", **said)) == ["channel_day_range"]
    assert codes(channels.take_down_problems((DOWN,), "gazette", on="2026-11-19", **said)) == ["channel_not_up"]
    assert codes(channels.take_down_problems((), "gazette", on="2026-11-19", **said)) == ["channel_not_up"]
    assert codes(channels.take_down_problems((OWN,), "catalogue", on="2026-11-19", **said)) == ["channel_own"]


@pytest.mark.parametrize(
    ("records", "expected"),
    [((), []), ((ORDERED,), ["channel_ordered"]), ((UP,), ["channel_ordered"]), ((DROPPED,), [])],
)
def test_a_channel_is_ordered_once(records, expected):
    assert codes(channels.order_problems(records, "gazette")) == expected


@pytest.mark.parametrize(
    ("planned", "records", "expected"),
    [
        (("gazette",), (), []),
        ((), (ORDERED,), []),
        ((), (), ["channel_not_ordered"]),
        (("gazette",), (UP,), ["channel_not_ordered"]),
        (("gazette",), (REFUSED,), ["channel_not_ordered"]),
    ],
)
def test_only_a_channel_that_waits_is_dropped(planned, records, expected):
    assert codes(channels.drop_problems(planned, records, "gazette")) == expected


def test_only_a_record_that_stands_is_corrected():
    assert channels.correct_problems((UP,), "gazette", address="第12期", proof="") == []
    assert codes(channels.correct_problems((DOWN,), "gazette", address="第12期", proof="")) == ["channel_not_up"]


@pytest.mark.parametrize(
    ("records", "day"), [((UP,), "2026-11-18"), ((DOWN,), ""), ((ORDERED,), ""), ((), ""), ((DOWN, UP), "2026-11-18")]
)
def test_the_statutory_day_is_that_of_a_record_that_stands(records, day):
    assert channels.statutory_day(records, "gazette") == day


@pytest.mark.parametrize(
    ("value", "state", "code"),
    [
        ("2026-11-20", "published", None),
        ("2026-12-20", "issued", None),
        (None, "published", None),
        ("2026-11-19", "published", "publish_until_past"),
        ("2026-11-31", "published", "publish_until_invalid"),
        ("", "published", "publish_until_invalid"),
        ("2026-12-20", "withdrawn", "publish_until_state"),
        ("2026-12-20", "draft", "publish_until_state"),
        (None, "registered", "publish_until_state"),
    ],
)
def test_the_last_day_of_a_notice_is_a_day_to_come_of_a_public_document(value, state, code):
    assert codes(channels.until_problems(value, state, TODAY)) == ([code] if code else [])
