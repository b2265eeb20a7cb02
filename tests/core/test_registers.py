"""What may be asked of a register, and what the record of a document puts into registers of acts."""

from opengov.disclosure.core import saved_views
from opengov.disclosure.core.ledger import Entry
from opengov.disclosure.core.registers import changes
from opengov.disclosure.core.registers import Choice
from opengov.disclosure.core.registers import KEYS
from opengov.disclosure.core.registers import read
from opengov.disclosure.core.registers import REGISTERS
from opengov.disclosure.core.registers import returns

import pytest


KINDS = ("notice", "letter")


def codes(sent):
    return [(problem.code, problem.field) for problem in read(sent, KINDS)[1]]


def test_what_is_asked_is_understood_and_said_again():
    sent = {
        "register": "withheld",
        "kind": "notice",
        "from": "2026-01-01",
        "to": "2026-11-30",
        "q": " 开学 ",
        "sort": "date",
    }
    choice, problems = read(sent, KINDS)
    assert problems == []
    assert choice == Choice("withheld", kind="notice", first="2026-01-01", last="2026-11-30", q="开学", sort="date")
    assert choice.query() == {**sent, "q": "开学"}
    assert read(choice.query(), KINDS) == (choice, [])
    assert choice.query(sort="", q="") == {
        "register": "withheld",
        "kind": "notice",
        "from": "2026-01-01",
        "to": "2026-11-30",
    }


def test_nothing_asked_is_all_documents():
    choice, problems = read({}, KINDS)
    assert (choice.register, choice.narrowed, problems) == ("all", False, [])
    assert not choice.by_issue and not choice.oldest
    assert Choice(sort="issue_date").by_issue and Choice(sort="issue_date").oldest
    assert Choice(sort="-issue_date").by_issue and not Choice(sort="-issue_date").oldest


@pytest.mark.parametrize(
    "sent, wrong",
    [
        ({"register": "drafts"}, [("register_value", "register")]),
        ({"attribute": "secret"}, [("register_value", "attribute")]),
        ({"kind": "novel"}, [("register_value", "kind")]),
        ({"ground": "laziness"}, [("register_value", "ground")]),
        ({"state": "draft"}, [("register_value", "state")]),
        ({"sort": "title"}, [("register_value", "sort")]),
        ({"overdue": "yes"}, [("register_value", "overdue")]),
        ({"from": "2026-2-1"}, [("register_day", "from")]),
        ({"from": "20260201"}, [("register_day", "from")]),
        ({"to": "2026-02-30"}, [("register_day", "to")]),
        ({"from": "2026-03-01", "to": "2026-02-28"}, [("register_days_order", "to")]),
        ({"q": "长" * 101}, [("query_too_long", "q")]),
        ({"q": ["甲", "乙"]}, [("query_twice", "q")]),
        ({"from": "x", "kind": "novel"}, [("register_value", "kind"), ("register_day", "from")]),
    ],
)
def test_what_is_not_understood_is_named_at_its_field(sent, wrong):
    assert codes(sent) == wrong


def test_what_is_understood_stays_beside_what_is_not():
    choice, _problems = read({"register": "published", "from": "gestern", "kind": "letter"}, KINDS)
    assert choice == Choice("published", kind="letter")


def test_every_register_may_be_asked_for():
    assert read({"register": "proactive"}, KINDS)[0].register == "published"
    assert [read({"register": name}, KINDS)[0].register for name in REGISTERS] == list(REGISTERS)
    assert {
        "register",
        "attribute",
        "state",
        "agency",
        "kind",
        "ground",
        "from",
        "to",
        "overdue",
        "q",
        "sort",
        "view",
    } <= {*KEYS}


def entry(seq, action, actor="somebody", **told):
    return Entry(seq, f"2026-11-{seq:02d}T09:00:00+08:00", "d" * 32, actor, "", action, told, {}, "", "")


RECORD = (
    entry(1, "created"),
    entry(2, "submit", **{"from": "draft", "to": "section_review", "attribute": "proactive", "capacity": "drafter"}),
    entry(
        3,
        "return",
        "head",
        **{"from": "section_review", "to": "draft", "attribute": "proactive", "capacity": "section-head"},
    ),
    entry(4, "edited"),
    entry(5, "submit", **{"from": "draft", "to": "section_review", "attribute": "withheld", "grounds": "personnel"}),
    entry(6, "break_glass_return", "boss", **{"from": "section_review", "to": "draft", "attribute": "withheld"}),
    entry(
        7,
        "adjust",
        **{"from": "withheld", "to": "adjustment_review", "attribute": "withheld", "new_attribute": "proactive"},
    ),
    entry(8, "decide_adjustment", "signer", to="published", attribute="proactive", capacity="signer"),
)


def test_each_return_is_told_with_office_state_and_number():
    first, second = returns(RECORD)
    assert (first.seq, first.actor, first.office, first.source, first.times) == (
        3,
        "head",
        "section-head",
        "section_review",
        1,
    )
    assert (second.seq, second.office, second.action, second.times) == (6, "", "break_glass_return", 2)


def test_a_change_of_attribute_is_told_when_it_is_decided_and_not_when_it_is_proposed():
    first, second = changes(RECORD)
    assert (first.seq, first.old, first.new, first.why, first.grounds) == (
        5,
        "proactive",
        "withheld",
        "submit",
        ("personnel",),
    )
    assert (second.seq, second.old, second.new, second.why) == (8, "withheld", "proactive", "decide_adjustment")


def test_a_record_without_steps_tells_of_nothing():
    assert returns(RECORD[:1]) == [] and changes(RECORD[:1]) == []


@pytest.mark.parametrize(
    "name, code",
    [
        ("", "view_name_required"),
        ("  ", "view_name_required"),
        ("长" * 61, "view_name_long"),
        (" 本月 ", "view_name_taken"),
    ],
)
def test_a_view_needs_a_name_of_its_own(name, code):
    assert [problem.code for problem in saved_views.name_problems(name, {"本月"})] == [code]
    assert saved_views.name_problems("上月", {"本月"}) == []


def test_views_are_not_without_number():
    assert saved_views.number_problems(49) == []
    assert [problem.code for problem in saved_views.number_problems(50)] == ["views_too_many"]
