"""Writing sealed packages into the spool."""

from opengov.disclosure.core import packages
from opengov.disclosure.transfer.sealing.spool import BytesChanged
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.sealing.spool import SpoolBusy

import hashlib
import pytest
import zipfile


@pytest.fixture
def spool(tmp_path):
    folder = tmp_path / "spool"
    folder.mkdir()
    return Spool(folder)


@pytest.fixture
def paths(tmp_path):
    (tmp_path / "one").write_bytes(b"one" * 1000)
    (tmp_path / "two").write_bytes(b"")
    return {name: str(tmp_path / name) for name in ("one", "two")}


@pytest.fixture
def entries():
    return [packages.entry_of("data/one", b"one" * 1000, "one"), packages.entry_of("data/two", b"", "two")]


@pytest.fixture
def write(spool, entries, paths):
    def written(name="x"):
        return spool.write(packages.pieces(entries, "root"), paths.__getitem__, name)

    return written


def test_a_package_is_named_after_its_digest(spool, write):
    digest = write()
    data = spool.path(digest.sha256).read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest.sha256
    assert hashlib.new("sm3", data).hexdigest() == digest.sm3
    assert len(data) == digest.size
    assert zipfile.ZipFile(spool.path(digest.sha256)).testzip() is None


def test_writing_twice_gives_the_same_file(spool, write):
    assert write("x") == write("y")
    assert len(list(spool.folder.glob("*.zip"))) == 1


@pytest.mark.parametrize("data", [b"One" + b"one" * 999, b"one" * 999], ids=["flipped", "shortened"])
def test_changed_bytes_are_never_offered(spool, write, tmp_path, data):
    (tmp_path / "one").write_bytes(data)
    with pytest.raises(BytesChanged) as error:
        write()
    assert (error.value.path, error.value.source) == ("data/one", "one")
    assert not list(spool.folder.glob("*.zip"))


def test_bytes_that_are_gone_are_never_offered(spool, write, tmp_path):
    (tmp_path / "two").unlink()
    with pytest.raises(BytesChanged) as error:
        write()
    assert error.value.source == "two"
    assert not list(spool.folder.glob("*.zip"))


@pytest.mark.parametrize("sizes", [[3 << 20], [1 << 20, 5, 1 << 20], [(1 << 20) - 1, 1, 2]])
def test_whatever_the_sizes_the_digests_are_those_of_the_file(spool, tmp_path, sizes):
    entries = []
    for number, size in enumerate(sizes):
        data = bytes([number + 1]) * size
        (tmp_path / str(number)).write_bytes(data)
        entries.append(packages.entry_of(f"data/{number}", data, str(tmp_path / str(number))))
    digest = spool.write(packages.pieces(entries, "root"), str, "x")
    data = spool.path(digest.sha256).read_bytes()
    assert (digest.size, digest.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert digest.sm3 == hashlib.new("sm3", data).hexdigest()


def test_what_a_killed_writer_left_is_cleared_away(spool):
    (spool.folder / "left.part").write_bytes(b"half")
    with spool.writing():
        assert not list(spool.folder.glob("*.part"))


def test_two_sealers_cannot_write_at_once(spool):
    with spool.writing(), pytest.raises(SpoolBusy), spool.writing():
        pass


def test_a_package_of_another_length_is_not_held(spool, write):
    digest = write()
    assert spool.holds(digest.sha256, digest.size)
    with spool.path(digest.sha256).open("ab") as package:
        package.write(b"x")
    assert not spool.holds(digest.sha256, digest.size)


def test_the_environment_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("OPENGOV_SPOOL", str(tmp_path / "somewhere"))
    assert spool_folder() == tmp_path / "somewhere"
    assert spool_folder().is_dir()
