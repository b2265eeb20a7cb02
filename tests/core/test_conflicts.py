"""Two people at one document: which fields the other one saved meanwhile."""

from opengov.disclosure.core.conflicts import conflicts
from opengov.disclosure.core.conflicts import mark
from opengov.disclosure.core.conflicts import marks
from opengov.disclosure.core.conflicts import stamp

import pytest


STORED = {
    "title": "通知",
    "notes": "一",
    "text": {"raw": "<p>甲</p>", "type": "text/html"},
    "copies": 3,
    "urgent": False,
}


def found(saved, typed):
    told = conflicts(marks(STORED), {**STORED, **saved}, {**STORED, **typed})
    return [(one.name, one.both) for one in told]


@pytest.mark.parametrize(
    "saved,typed,expected",
    [
        ({}, {"title": "通报"}, []),
        ({"title": "通报"}, {}, [("title", False)]),
        ({"title": "通报"}, {"title": "公告"}, [("title", True)]),
        ({"title": "通报"}, {"title": "通报"}, []),
        ({"title": "通报"}, {"notes": "二"}, [("title", False)]),
        ({"notes": ""}, {"notes": "二"}, [("notes", True)]),
        ({"copies": 5}, {"copies": 4}, [("copies", True)]),
        (
            {"text": {"raw": "<p>乙</p>", "type": "text/html"}},
            {"text": {"raw": "<p>丙</p>", "type": "text/html"}},
            [("text", True)],
        ),
    ],
)
def test_only_what_another_stored_and_would_be_written_over_is_a_conflict(saved, typed, expected):
    assert found(saved, typed) == expected


def test_a_field_the_form_did_not_show_is_nobodys_conflict():
    assert conflicts({}, {"title": "通报"}, {"title": "公告"}) == ()


def test_a_conflict_tells_both_values():
    (one,) = conflicts(marks({"title": "甲"}), {"title": "乙"}, {"title": "丙"})
    assert (one.saved, one.typed) == ("乙", "丙")


@pytest.mark.parametrize(
    "one,other",
    [
        ("一\n二", "一\r\n二"),
        ("一  ", "一"),
        ("", None),
        ([], None),
        (False, None),
        ({"raw": "<p>甲</p>", "type": "text/html"}, {"raw": "<p>甲</p>\n", "type": "text/html"}),
        ({"raw": "<p>&amp;甲</p>", "type": "text/html"}, {"raw": "<p>&#38;甲</p>", "type": "text/html"}),
        ({"raw": "", "type": "text/html"}, None),
    ],
)
def test_the_same_text_written_down_otherwise_has_the_same_mark(one, other):
    assert mark(one) == mark(other)


@pytest.mark.parametrize(
    "one,other",
    [
        ("一二", "一\n二"),
        (0, None),
        (True, None),
        (["甲", "乙"], ["乙", "甲"]),
        ({"raw": "<p>甲</p>", "type": "t"}, {"raw": "<p><b>甲</b></p>", "type": "t"}),
        ({"raw": "<p><b>甲</b>乙</p>", "type": "t"}, {"raw": "<p>甲<b>乙</b></p>", "type": "t"}),
    ],
)
def test_what_differs_for_a_reader_has_another_mark(one, other):
    assert mark(one) != mark(other)


def test_the_stamp_changes_with_any_field_and_only_then():
    assert stamp(STORED) == stamp(dict(reversed(STORED.items())))
    assert stamp(STORED) != stamp({**STORED, "copies": 4})


def test_what_is_no_plain_value_has_no_mark():
    with pytest.raises(TypeError):
        mark(object())
