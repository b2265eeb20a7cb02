from opengov.disclosure.core.comparison import File
from opengov.disclosure.core.comparison import files
from opengov.disclosure.core.comparison import paragraphs
from opengov.disclosure.core.comparison import rows

import pytest
import time


def side(row, name):
    """A side of a row, with what differs in brackets."""
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in getattr(row, name))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (["一、目的"], ["一、目的"], [("same", "一、目的", "一、目的")]),
        (["一", "二", "三"], ["一", "三"], [("same", "一", "一"), ("removed", "[二]", ""), ("same", "三", "三")]),
        (["一"], ["一", "二"], [("same", "一", "一"), ("added", "", "[二]")]),
        (
            ["联系人：张三，电话见附件。"],
            ["联系人：×××，电话见附件。"],
            [("changed", "联系人：[张三]，电话见附件。", "联系人：[×××]，电话见附件。")],
        ),
        (["甲乙丙丁"], ["子丑寅卯"], [("removed", "[甲乙丙丁]", ""), ("added", "", "[子丑寅卯]")]),
        ([], [], []),
    ],
)
def test_paragraphs_are_laid_side_by_side(left, right, expected):
    assert [(row.kind, side(row, "left"), side(row, "right")) for row in rows(left, right)] == expected


def test_nothing_of_either_text_is_lost():
    left = [f"第{number}条 内容{number * 7 % 11}" for number in range(60)]
    right = [text.replace("内容3", "××") for number, text in enumerate(left) if number % 9]
    found = rows(left, right)
    assert ["".join(piece.text for piece in row.left) for row in found if row.left] == left
    assert ["".join(piece.text for piece in row.right) for row in found if row.right] == right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["甲" * 400_000], ["甲" * 399_000 + "乙"]),
        ([f"甲{number}" * 300 for number in range(400)], [f"乙{number}" * 300 for number in range(400)]),
    ],
)
def test_long_texts_take_no_long_time(left, right):
    began = time.process_time()
    rows(left, right)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([File("表", "1")], [File("表", "1")], [("表", "same")]),
        ([File("表", "1")], [File("表", "2")], [("表", "changed")]),
        ([File("表", "1")], [], [("表", "absent")]),
        ([], [File("表", "1")], [("表", "added")]),
        ([File("表", "1")], [File("清单", "1")], [("表", "same")]),
    ],
)
def test_attachments_are_told_by_their_bytes_and_their_names(left, right, expected):
    assert [(row.name, row.kind) for row in files(left, right)] == expected


def test_paragraphs_are_lines_with_something_in_them():
    assert paragraphs("一、\n\n  二、 \r\n") == ("一、", "二、")
