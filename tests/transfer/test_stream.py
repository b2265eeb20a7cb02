"""The package as a seekable file over many runs."""

from contextlib import nullcontext
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.transfer.pull.stream import entry_run
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


@pytest.fixture
def sealed(tmp_path):
    """A file with something before it, as it was sealed."""
    data = bytes(range(256)) * 300
    (tmp_path / "sealed").write_bytes(b"before" + data)
    return entry_of("data/a.bin", data, "sealed", 6), tmp_path / "sealed"


def test_an_altered_file_never_leaves_whole(sealed):
    entry, path = sealed
    data = path.read_bytes()
    rnd = random.Random(11)
    for offset in [6, len(data) - 1, *(rnd.randrange(6, len(data)) for _ in range(40))]:
        path.write_bytes(data[:offset] + bytes([data[offset] ^ 1 << rnd.randrange(8)]) + data[offset + 1 :])
        body, left = RunsBody([entry_run(entry, str(path), 0, entry.size), Run(3, data=b"end")]), bytearray()
        with pytest.raises(OSError, match="not what was sealed"):
            while chunk := body.read(8192):
                left += chunk
        assert len(left) < entry.size
        with pytest.raises(OSError, match="not what was sealed"):
            # a server may ask once more before it hangs up
            body.read(8192)


def test_bytes_outside_the_file_do_not_matter(sealed):
    entry, path = sealed
    path.write_bytes(b"BEFORE" + path.read_bytes()[6:] + b"after")
    assert RunsBody([entry_run(entry, str(path), 0, entry.size)]).read() == path.read_bytes()[6:-5]


def test_what_is_read_again_after_a_step_back_is_compared_once(sealed):
    """As servers do: read, send a part, go back to the first byte that was not sent."""
    entry, path = sealed
    rnd = random.Random(12)
    for altered in (False, True):
        if altered:
            path.write_bytes(path.read_bytes()[:-1] + b"\x00")
        body = RunsBody([Run(2, data=b"PK"), entry_run(entry, str(path), 0, entry.size)])
        sent = 0
        with pytest.raises(OSError) if altered else nullcontext():
            while chunk := body.read(rnd.randrange(1, 9000)):
                sent += rnd.randrange(1, len(chunk) + 1)
                body.seek(sent)
            assert sent == entry.size + 2


def test_a_part_of_a_file_is_sent_as_it_is(sealed):
    entry, path = sealed
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    assert RunsBody([entry_run(entry, str(path), 5, 300)]).read() == path.read_bytes()[11:306]
