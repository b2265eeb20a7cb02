"""Range headers (RFC 9110, 14)."""

from opengov.disclosure.transfer.pull.ranges import byte_range
from opengov.disclosure.transfer.pull.ranges import Unsatisfiable

import pytest


@pytest.mark.parametrize(
    "header,expected",
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-", (0, 100)),
        ("bytes=99-", (99, 100)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-1", (99, 100)),
        ("bytes=-500", (0, 100)),
        ("Bytes = 5 - 6", (5, 7)),
        (f"bytes=5-{'9' * 5000}", (5, 100)),
        (f"bytes=-{'9' * 5000}", (0, 100)),
        (f"bytes={'0' * 5000}5-6", (5, 7)),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=0x1-2", None),
        ("bytes=١-٢", None),
    ],
)
def test_one_range_is_cut_to_the_length_and_all_else_means_the_whole(header, expected):
    assert byte_range(header, 100) == expected


@pytest.mark.parametrize(
    "header,length",
    [("bytes=100-", 100), ("bytes=500-600", 100), ("bytes=-0", 100), ("bytes=0-", 0), (f"bytes={'9' * 5000}-", 100)],
)
def test_a_range_behind_the_end_is_unsatisfiable(header, length):
    with pytest.raises(Unsatisfiable):
        byte_range(header, length)
