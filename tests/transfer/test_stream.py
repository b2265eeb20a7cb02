"""The package as a seekable file over many runs."""

from opengov.disclosure.transfer.pull.stream import Run
from opengov.disclosure.transfer.pull.stream import RunsBody

import io
import pytest
import random


@pytest.fixture
def runs(tmp_path):
    (tmp_path / "a").write_bytes(bytes(range(256)))
    (tmp_path / "b").write_bytes(b"0123456789")
    return [
        Run(3, data=b"PK!"),
        Run(100, path=str(tmp_path / "a"), offset=50),
        Run(0, path=str(tmp_path / "missing")),
        Run(4, data=b"head"),
        Run(10, path=str(tmp_path / "b")),
    ]


@pytest.fixture
def whole():
    return b"PK!" + bytes(range(50, 150)) + b"head" + b"0123456789"


def test_reading_to_the_end_gives_all_runs_in_order(runs, whole):
    assert RunsBody(runs).read() == whole


def test_reads_are_full_until_the_end(runs, whole):
    body = RunsBody(runs)
    assert [len(body.read(50)) for _ in range(4)] == [50, 50, len(whole) - 100, 0]


def test_seeking_and_reading_equals_slicing(runs, whole):
    body, rnd = RunsBody(runs), random.Random(3)
    for _ in range(500):
        start, size = rnd.randrange(len(whole) + 1), rnd.randrange(40)
        body.seek(start)
        assert body.read(size) == whole[start : start + size]
        assert body.tell() == min(start + size, len(whole))


@pytest.mark.parametrize("offset,whence,expected", [(0, 2, 117), (-7, 2, 110), (5, 1, 5), (500, 0, 117), (-500, 2, 0)])
def test_a_position_stays_inside(runs, offset, whence, expected):
    assert RunsBody(runs).seek(offset, whence) == expected


def test_a_file_that_became_shorter_breaks_the_download(runs, tmp_path):
    (tmp_path / "b").write_bytes(b"01234")
    with pytest.raises(OSError):
        RunsBody(runs).read()


def test_a_file_that_is_gone_breaks_the_download(runs, tmp_path):
    (tmp_path / "a").unlink()
    with pytest.raises(OSError):
        RunsBody(runs).read()


def test_nothing_to_send_is_an_empty_file():
    assert RunsBody([]).read() == b""


def test_the_server_sees_a_seekable_raw_file(runs):
    body = RunsBody(runs)
    assert isinstance(body, io.RawIOBase) and body.seekable() and body.readable()
