"""What changed in a text, told so that people follow it."""

from opengov.disclosure.core import passages

import pytest


@pytest.mark.parametrize(
    "old,new,expected",
    [
        ("一。", "一。", [[("same", "一。")]]),
        ("", "新增。", [[("ins", "新增。")]]),
        ("删去。", "", [[("del", "删去。")]]),
        (
            "补助标准为每人二百元。",
            "补助标准为每人一百八十元。",
            [[("same", "补助标准为每人"), ("del", "二百"), ("ins", "一百八十"), ("same", "元。")]],
        ),
        ("甲。乙。", "甲。丙丁戊己。", [[("same", "甲。"), ("del", "乙。"), ("ins", "丙丁戊己。")]]),
    ],
)
def test_a_change_is_told_sentence_by_sentence(old, new, expected):
    assert passages.runs(old, new) == expected


def test_nothing_of_either_text_is_lost():
    old, new = "第一条 甲乙。\n第二条 丙丁。\n第三条 戊。", "第一条 甲。\n第三条 戊己。\n附则。"
    runs = [run for line in passages.runs(old, new) for run in line]
    assert "".join(text for kind, text in runs if kind != "ins").replace("¶", "") == old.replace("\n", "")
    assert "".join(text for kind, text in runs if kind != "del").replace("¶", "") == new.replace("\n", "")


@pytest.mark.parametrize(
    "value,expected",
    [
        ({"raw": "<p>甲<b>乙</b></p><p>丙</p>", "type": "text/html"}, "甲乙\n丙"),
        (["一", ["二"]], "一\n二"),
        (None, ""),
        (3, "3"),
    ],
)
def test_a_field_is_read_as_words(value, expected):
    assert passages.words_of(value) == expected


def test_markup_counts_where_the_words_are_the_same():
    plain, bold = {"raw": "<p>甲</p>"}, {"raw": "<p><b>甲</b></p>"}
    assert passages.words_of(plain) == passages.words_of(bold)
    assert passages.markup_of(plain) != passages.markup_of(bold)
    assert passages.markup_of("甲") == []
