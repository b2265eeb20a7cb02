"""Packages of each form over a few records, made once; tests that break one get a copy."""

from judging import unpacked
from opengov.disclosure.transfer.writers.bagit import BagItWriter
from opengov.disclosure.transfer.writers.eark.writer import EarkWriter
from opengov.disclosure.transfer.writers.eep.layouts import CarrierLayout
from opengov.disclosure.transfer.writers.eep.layouts import TransferLayout

import packing
import pytest
import shutil


WRITERS = {
    "bagit": BagItWriter(),
    "eark": EarkWriter(),
    "eep-2012": CarrierLayout(),
    "eep-2022": TransferLayout(),
}
#: Names in the office that file systems, manifests, URLs and XML take amiss.
ODD = {
    "关于印发《政府信息公开工作办法》的通知（定稿）.docx": b"chinese",
    "100%25 完成.pdf": b"percent",
    "a+b+c.txt": b"plus",
    " leading and trailing .txt": b"spaces",
    "\"引号\" 'single' “弯” <b>&amp;.txt": b"quotes",
    "长" * 196 + ".pdf": b"200 characters",
    "../../etc/passwd": b"upwards",
    "C:\\temp\\nul.txt": b"another system",
    "line\nbreak\ttab\x0b.txt": b"control characters",
    "=cmd|' /C calc'!A0.csv": b"formula",
    "empty.bin": b"",
    "no-suffix": b"\x00" * 1000,
}


def made(form, folder, **changes):
    """A package over two records with all the odd names, and one without any attachment."""
    folder.mkdir(parents=True, exist_ok=True)
    items = [packing.item(1, ODD), packing.item(2, title="=1+1 标题 % & <b>"), packing.item(3, {"附件.pdf": b"%PDF"})]
    about = packing.replace(packing.ABOUT, **changes)
    return packing.sealed(WRITERS[form], items, folder, about)


@pytest.fixture(scope="session")
def writers():
    """Form -> writer."""
    return WRITERS


@pytest.fixture(scope="session")
def forms(tmp_path_factory):
    """Form -> (sealed package, its ZIP, its unpacked root folder)."""
    found = {}
    for form in WRITERS:
        folder = tmp_path_factory.mktemp(form)
        package = made(form, folder)
        path = package.save(folder)
        found[form] = (package, path, unpacked(path, folder / "unpacked"))
    return found


@pytest.fixture(scope="session")
def bag(forms):
    return forms["bagit"][2]


@pytest.fixture(scope="session")
def sip(forms):
    return forms["eark"][2]


@pytest.fixture
def copy_of(tmp_path):
    """Copies a package for whoever wants to break it."""

    def copied(root, name="copy"):
        return shutil.copytree(root, tmp_path / name / root.name)

    return copied
