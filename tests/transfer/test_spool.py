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
def plan():
    entries = [packages.entry_of("data/one", b"one" * 1000, "one"), packages.entry_of("data/two", b"", "two")]
    return packages.layout(entries, "root")


def test_a_package_is_named_after_its_digest(spool, plan, paths):
    digest = spool.write(plan, paths, "x")
    data = spool.path(digest.sha256).read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest.sha256
    assert hashlib.new("sm3", data).hexdigest() == digest.sm3
    assert len(data) == digest.size
    assert zipfile.ZipFile(spool.path(digest.sha256)).testzip() is None


def test_writing_twice_gives_the_same_file(spool, plan, paths):
    assert spool.write(plan, paths, "x") == spool.write(plan, paths, "y")
    assert len(list(spool.folder.glob("*.zip"))) == 1


@pytest.mark.parametrize("data", [b"One" + b"one" * 999, b"one" * 999], ids=["flipped", "shortened"])
def test_changed_bytes_are_never_offered(spool, plan, paths, tmp_path, data):
    (tmp_path / "one").write_bytes(data)
    with pytest.raises(BytesChanged) as error:
        spool.write(plan, paths, "x")
    assert error.value.path == "data/one"
    assert not list(spool.folder.glob("*.zip"))


def test_what_a_killed_writer_left_is_cleared_away(spool):
    (spool.folder / "left.part").write_bytes(b"half")
    with spool.writing():
        assert not list(spool.folder.glob("*.part"))


def test_two_sealers_cannot_write_at_once(spool):
    with spool.writing(), pytest.raises(SpoolBusy), spool.writing():
        pass


def test_a_package_of_another_length_is_not_held(spool, plan, paths):
    digest = spool.write(plan, paths, "x")
    assert spool.holds(digest.sha256, digest.size)
    with spool.path(digest.sha256).open("ab") as package:
        package.write(b"x")
    assert not spool.holds(digest.sha256, digest.size)


def test_the_environment_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("OPENGOV_SPOOL", str(tmp_path / "somewhere"))
    assert spool_folder() == tmp_path / "somewhere"
    assert spool_folder().is_dir()
