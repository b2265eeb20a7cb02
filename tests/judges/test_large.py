"""What is too large for a careless writer: 5 GB in one file, 10,000 records in one hand-over, 60,000 files in one METS."""

from judging import bagit_says
from judging import called
from judging import eark_says
from judging import JUDGES
from judging import unpacked
from judging import xmllint_says
from opengov.disclosure.core.packages import Entry
from pathlib import Path

import json
import os
import packing
import pytest
import shutil
import subprocess
import sys
import time
import zipfile


FIVE_GIB = 5 << 30
#: Digests of 5 GiB of zeros; computed once, for they take half a minute. The judges compute SHA-256 and CRC-32 anew.
ZEROS = Entry(
    "attachments/p000009.bin",
    FIVE_GIB,
    423114947,
    "7f06c62352aebd8125b2a1841e2b9e1ffcbed602f381c3dcb3200200e383d1d5",
    "aae718f40d8d6b798e77bf732ff638d906ff62ae53eaed47b9e1ae1f692e030e",
    "",
)
RECORDS = 10_000
FORMS = ("bagit", "eark")
#: Seconds of computing that sealing 10,000 records may take.
PATIENCE = 120


@pytest.fixture
def sparse(tmp_path):
    """A file of 5 GiB that takes no room, and room for an unpacked copy of what surrounds it."""
    if shutil.disk_usage(tmp_path).free < 1 << 30:
        pytest.skip("less than 1 GiB of disk is free")
    path = tmp_path / "five.bin"
    with path.open("wb") as out:
        out.truncate(FIVE_GIB)
    if path.stat().st_blocks * 512 > 1 << 20:
        path.unlink()
        pytest.skip("the file system knows no sparse files")
    yield path
    path.unlink()


def unpacked_around(path: Path, folder: Path, large: Path) -> Path:
    """Unpack all but the large file, which is put there as a link to its source: unpacking 5 GB shows nothing more."""
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.file_size < FIVE_GIB:
                archive.extract(info, folder)
            else:
                (folder / info.filename).parent.mkdir(parents=True, exist_ok=True)
                os.link(large, folder / info.filename)
    (root,) = folder.iterdir()
    return root


def read_through(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Read a file of a package; its CRC-32 is compared at its end."""
    with archive.open(info) as stream:
        while stream.read(1 << 18):
            pass


@pytest.fixture
def with_5_gib(writers, sparse, tmp_path):
    """Seals a record with that file in a form."""

    def made(form):
        one = packing.with_file(packing.item(1), packing.large_file(ZEROS.path, sparse, "航拍影像.bin", ZEROS))
        return packing.sealed(writers[form], [one], tmp_path).save(tmp_path)

    return made


@pytest.mark.slow
@pytest.mark.parametrize("form", ["bagit", "eark", "eep-2012", "eep-2022"])
def test_a_file_of_5_gib_goes_through_as_zip64(form, with_5_gib):
    path = with_5_gib(form)
    with zipfile.ZipFile(path) as archive:
        (large,) = [info for info in archive.infolist() if info.file_size == FIVE_GIB]
        assert (large.compress_size, large.CRC, large.extract_version) == (FIVE_GIB, ZEROS.crc32, 45)
        behind = archive.infolist()[-1]
    # the last file lies behind the large one, and its offset needs more than 32 bits
    assert behind.header_offset > FIVE_GIB
    assert called("unzip", "-tqq", path, behind.filename).returncode == 0


@pytest.mark.slow
def test_zipfile_and_bagit_read_5_gib_to_the_end(with_5_gib, sparse, tmp_path):
    path = with_5_gib("bagit")
    with zipfile.ZipFile(path) as archive:
        read_through(archive, next(info for info in archive.infolist() if info.file_size == FIVE_GIB))
    assert bagit_says(unpacked_around(path, tmp_path / "unpacked", sparse)) == ""


@pytest.mark.slow
def test_mets_tells_the_size_of_5_gib(with_5_gib):
    with zipfile.ZipFile(with_5_gib("eark")) as archive:
        said = archive.read(f"{packing.ABOUT.id}/representations/rep1/METS.xml").decode()
    assert f'SIZE="{FIVE_GIB}"' in said
    assert ZEROS.sha256 in said


@pytest.fixture(scope="module")
def thousands(tmp_path_factory):
    """Makes 10,000 records: one is made, the others differ by place, title and what is listed."""
    first = packing.item(1, {"附件.pdf": b"%PDF"})

    def records():
        for place in range(1, RECORDS + 1):
            title = f"关于第{place}件事的通知"
            row = packing.row(place, title, len(first.files), first.row.size)
            yield packing.replace(first, row=row)

    return records


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_10_000_records_in_one_hand_over(form, writers, thousands, tmp_path):
    started = time.process_time()
    package = packing.sealed(writers[form], thousands(), tmp_path)
    path = package.save(tmp_path)
    took = time.process_time() - started
    print(f"{form}: {RECORDS} records, {len(package.entries)} files in {took:.0f} s of computing")
    assert took < PATIENCE
    assert len(package.entries) > 4 * RECORDS
    with zipfile.ZipFile(path) as archive:
        names = [name.removeprefix(f"{package.id}/") for name in archive.namelist()]
    assert names == [entry.path for entry in package.entries]
    root = unpacked(path, tmp_path / "unpacked")
    if form == "bagit":
        assert bagit_says(root) == ""
    else:
        assert eark_says([root], "--no-premis") == [set()]
        assert xmllint_says("eark-sip.xsd", root / "METS.xml", root / "representations/rep1/METS.xml") == ""


MEMORY = """
import json, resource, sys
sys.path.insert(0, sys.argv[1])
import packing
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer.interfaces.writing import Placed
from opengov.disclosure.transfer.writers.bagit import BagItWriter
from opengov.disclosure.transfer.writers.eark.writer import EarkWriter

form, records = sys.argv[2], int(sys.argv[3])
prefix = {"bagit": "data/", "eark": "representations/rep1/data/r"}[form]

def rows():
    return (packing.row(place, f"第{place}件", 6, 60) for place in range(1, records + 1))

def placed():
    for place in range(1, records + 1):
        for number in range(6):
            entry = Entry(f"{prefix}{place:06d}/p{number:06d}.pdf", 10, 1, "a" * 64, "b" * 64, "")
            yield Placed(entry, place, "附件.pdf", "application/pdf", None)

writer = {"bagit": BagItWriter, "eark": EarkWriter}[form]()
size = 0
for content in writer.complete(packing.ABOUT, rows, placed).values():
    for chunk in [content] if isinstance(content, bytes) else content:
        size += len(chunk)
print(json.dumps([resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, size]))
"""


def measured(form, records):
    """Memory at its highest, in MiB, and bytes written, of a process of its own."""
    tests = Path(packing.__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tests), form, str(records)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_60_000_files_take_no_more_memory_than_600(form):
    few, _size = measured(form, 100)
    many, size = measured(form, RECORDS)
    assert size > 10 << 20
    assert many - few < 40


def test_the_judges_are_there():
    assert JUDGES.exists()
