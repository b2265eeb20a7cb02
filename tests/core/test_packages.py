"""Sealed lists as ZIP and bag: judged by unzip, zipfile and the Library of Congress's bagit."""

from datetime import date
from opengov.disclosure.core import bags
from opengov.disclosure.core import packages
from opengov.disclosure.core.rules import RuleBroken

import bagit
import dataclasses
import io
import pytest
import random
import shutil
import subprocess
import zipfile


NAMES = {
    "chinese": "关于印发《政府信息公开工作办法》的通知.docx",
    "percent": "100%25 完成.pdf",
    "plus": "a+b+c.txt",
    "space": " leading and trailing .txt",
    "quotes": "\"引号\" 'single' “弯”.txt",
    "long": "长" * 60 + "名" * 6 + ".pdf",
    "ascii": "x" * 196 + ".pdf",
}


def payload(files):
    return [packages.entry_of(path, data, path) for path, data in files.items()]


def read(plan, files, start=0, stop=None):
    out = io.BytesIO()
    for piece in packages.segments(plan, start, plan.length if stop is None else stop):
        if isinstance(piece, packages.Literal):
            out.write(piece.data)
        else:
            data = files[piece.entry.source]
            out.write(data[piece.start : piece.start + piece.size])
    return out.getvalue()


@pytest.fixture
def files():
    rnd = random.Random(7)
    found = {f"data/{name}": rnd.randbytes(rnd.randrange(1, 5000)) for name in NAMES.values()}
    found["data/empty.bin"] = b""
    return found


def test_zipfile_reads_what_was_packed(files):
    plan = packages.layout(payload(files), "root")
    with zipfile.ZipFile(io.BytesIO(read(plan, files))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"root/{path}" for path in files]
        assert {name.removeprefix("root/"): archive.read(name) for name in archive.namelist()} == files


def test_unzip_finds_no_error(files, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(read(packages.layout(payload(files), "根"), files))
    assert subprocess.run(["unzip", "-tqq", path], capture_output=True).returncode == 0


def test_unzip_refuses_a_package_with_one_flipped_byte(files, tmp_path):
    data = bytearray(read(packages.layout(payload(files), "root"), files))
    data[200] ^= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert subprocess.run(["unzip", "-tqq", path], capture_output=True).returncode != 0


def test_length_is_known_in_advance(files):
    plan = packages.layout(payload(files), "root")
    assert plan.length == len(read(plan, files))


def test_the_same_list_gives_the_same_bytes(files):
    first, second = (packages.layout(payload(files), "root") for _ in range(2))
    assert read(first, files) == read(second, files)


def test_three_thousand_ranges_equal_the_slices_of_the_whole(files):
    plan = packages.layout(payload(files), "root")
    whole = read(plan, files)
    rnd = random.Random(11)
    for _ in range(3000):
        start, stop = sorted((rnd.randint(0, plan.length), rnd.randint(0, plan.length)))
        assert read(plan, files, start, stop) == whole[start:stop]


@pytest.mark.parametrize("start,stop", [(-1, 3), (3, 2), (0, 10**9)])
def test_a_range_outside_the_package_is_refused(files, start, stop):
    plan = packages.layout(payload(files), "root")
    with pytest.raises(ValueError):
        list(packages.segments(plan, start, stop))


def test_an_empty_list_is_an_empty_zip():
    plan = packages.layout([], "root")
    assert zipfile.ZipFile(io.BytesIO(read(plan, {}))).namelist() == []


@pytest.mark.parametrize("size", [packages.LIMIT_32 - 1, packages.LIMIT_32, packages.LIMIT_32 + 1, 5 * 2**30])
def test_entries_beyond_four_gigabytes_are_found_by_zipfile(size, tmp_path):
    big = dataclasses.replace(packages.entry_of("data/big.bin", b"", "big"), size=size)
    last = packages.entry_of("data/last.txt", b"after the big one", "last")
    plan = packages.layout([big, last], "root")
    path = tmp_path / "sparse.zip"
    with path.open("wb") as out:
        for piece in packages.segments(plan, 0, plan.length):
            if isinstance(piece, packages.Literal):
                out.write(piece.data)
            elif piece.entry.source == "big":
                out.seek(piece.size, io.SEEK_CUR)
            else:
                out.write(b"after the big one")
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("root/data/big.bin").file_size == size
        assert archive.read("root/data/last.txt") == b"after the big one"
    path.unlink()


def test_small_packages_carry_no_zip64_structures(files):
    data = read(packages.layout(payload(files), "root"), files)
    assert b"PK\x06\x06" not in data[-22 - 76 :]


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a//b", "a/./b", "a\\b", "a\nb", "c:x", "", "x/", "长" * 400], ids=repr
)
def test_a_path_that_cannot_be_unpacked_safely_is_refused(path):
    with pytest.raises(RuleBroken) as error:
        packages.layout([packages.entry_of(path, b"x", "x")], "root")
    assert error.value.problems[0].code == "package_path_unsafe"


@pytest.mark.parametrize("twin", ["data/a.txt", "data/A.TXT"])
def test_two_entries_cannot_have_one_path(twin):
    with pytest.raises(RuleBroken) as error:
        packages.layout([packages.entry_of(path, b"x", "x") for path in ("data/a.txt", twin)], "root")
    assert error.value.problems[0].code == "package_path_twice"


@pytest.mark.parametrize(
    "original,expected",
    [
        ("附件 1.PDF", "p000001.pdf"),
        ("noextension", "p000001"),
        ("多.点.docx", "p000001.docx"),
        ("../../etc/passwd", "p000001"),
        ("x.扩展名", "p000001"),
        (".hidden", "p000001"),
        ("line\nbreak.txt", "p000001.txt"),
        ("a.toolongextension", "p000001"),
    ],
)
def test_payload_names_are_safe_ascii(original, expected):
    assert packages.payload_name(1, original) == expected


INFO = bags.BagInfo("韶关市人民政府\nBagging-Date: 1999-01-01", "ho-1", "fonds-1", date(2026, 11, 21))


def bag(files, info=INFO):
    return {**tag_files(payload(files), info), **files}


def tag_files(entries, info=INFO):
    tags = bags.bag_files(lambda: entries, info)
    return {path: data if isinstance(data, bytes) else b"".join(data) for path, data in tags.items()}


def unpacked(files, folder):
    everything = bag(files)
    plan = packages.layout(payload(everything), "bag")
    with zipfile.ZipFile(io.BytesIO(read(plan, everything))) as archive:
        archive.extractall(folder)
    return folder / "bag"


@pytest.fixture
def safe_files():
    return {"data/document.html": b"<html/>", "data/metadata.xml": b"<m/>", "data/attachments/p000001.pdf": b""}


def test_the_library_of_congress_accepts_the_bag(safe_files, tmp_path):
    assert bagit.Bag(str(unpacked(safe_files, tmp_path))).is_valid()


def test_the_bag_says_version_one(safe_files, tmp_path):
    assert bagit.Bag(str(unpacked(safe_files, tmp_path))).version == "1.0"


@pytest.mark.parametrize(
    "harm",
    [
        lambda bag: (bag / "data/document.html").write_bytes(b"<HTML/>"),
        lambda bag: (bag / "data/metadata.xml").unlink(),
        lambda bag: (bag / "data/extra.txt").write_bytes(b"x"),
        lambda bag: (bag / "bag-info.txt").write_bytes(b"Source-Organization: x\n"),
        lambda bag: (bag / "manifest-sm3.txt").write_bytes(b""),
        lambda bag: shutil.rmtree(bag / "data/attachments"),
    ],
    ids=["changed", "missing", "extra", "tag edited", "sm3 manifest edited", "folder gone"],
)
def test_the_library_of_congress_refuses_a_harmed_bag(safe_files, tmp_path, harm):
    folder = unpacked(safe_files, tmp_path)
    harm(folder)
    assert not bagit.Bag(str(folder)).is_valid()


def test_bag_info_names_organ_hand_over_fonds_day_and_oxum(safe_files):
    lines = tag_files(payload(safe_files))["bag-info.txt"].decode().splitlines()
    assert lines == [
        "Source-Organization: 韶关市人民政府 Bagging-Date: 1999-01-01",
        "Bagging-Date: 2026-11-21",
        "External-Identifier: ho-1",
        "Bag-Group-Identifier: fonds-1",
        "Payload-Oxum: 11.3",
    ]


def test_percent_and_line_breaks_are_encoded_in_manifests():
    entries = [packages.entry_of("data/100%\r\n.txt", b"", "x")]
    manifest = tag_files(entries)["manifest-sha256.txt"].decode()
    assert manifest.endswith("  data/100%25%0D%0A.txt\n")
    assert manifest.count("\n") == 1


def test_sm3_is_the_one_of_the_standard():
    """GB/T 32905-2016, example 1."""
    assert packages.entry_of("a", b"abc", "a").sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
