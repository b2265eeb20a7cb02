"""What is in a ZIP is looked at before anything of it is unpacked; names in GBK and UTF-8 are both read."""

from io import BytesIO
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing import archive
from opengov.disclosure.existing import reading
from opengov.disclosure.existing import texts
from opengov.disclosure.existing.store import Job

import docx
import openpyxl
import pytest
import stat
import zipfile


class GbkInfo(zipfile.ZipInfo):
    """A name as archivers of Chinese systems write it, without saying how."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits


def archived(*infos):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for info, data in infos:
            parts.writestr(info, data)
    target.seek(0)
    return target


@pytest.fixture
def job():
    return Job(1, "2026-11-22T10:00:00+08:00", "drafter", "清单.xlsx")


@pytest.mark.parametrize("kind", [zipfile.ZipInfo, GbkInfo])
def test_names_in_both_encodings_are_read(job, kind):
    archive.keep(job, archived((kind("2019/通知.txt"), b"x"), (kind("__MACOSX/通知"), b"y")))
    assert job.sizes() == {"2019/通知.txt": 1}


def _link():
    info = zipfile.ZipInfo("链接.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ((zipfile.ZipInfo("../../etc/cron.d/x.txt"), b"x"), "existing_archive_path"),
        ((zipfile.ZipInfo("/etc/x.txt"), b"x"), "existing_archive_path"),
        ((_link(), b"/etc/passwd"), "existing_archive_link"),
        ((zipfile.ZipInfo("大.txt"), b"0" * (5 << 20)), "existing_archive_bomb"),
    ],
)
def test_a_dangerous_zip_is_not_opened(job, entry, code):
    entry[0].compress_type = zipfile.ZIP_DEFLATED
    with pytest.raises(RuleBroken) as broken:
        archive.keep(job, archived(entry))
    assert [problem.code for problem in broken.value.problems] == [code]
    assert job.archive is None


@pytest.mark.parametrize("data", [b"", b"Rar!\x1a\x07", b"PK\x03\x04nothing more"])
def test_what_is_no_zip_is_told(job, data):
    with pytest.raises(RuleBroken) as broken:
        archive.keep(job, BytesIO(data))
    assert [problem.code for problem in broken.value.problems] == ["existing_archive_unreadable"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("words", ["关于某事的通知", "通知", "plain", "阿卜杜·热合曼"])
def test_text_is_read_in_the_encodings_of_offices(encoding, words):
    assert reading.decoded(words.encode(encoding)) == words


def test_what_is_no_text_is_none():
    assert reading.decoded(b"\xff\xff\xff\x81") is None


def test_what_stands_behind_empty_rows_is_read_and_a_list_has_a_limit(monkeypatch):
    book = openpyxl.Workbook()
    book.active.append(["标题"])
    book.active.cell(5, 1, "一")
    book.active.cell(900, 1, "二")
    target = BytesIO()
    book.save(target)
    assert reading.read("清单.xlsx", target) == ([(1, ("标题",)), (5, ("一",)), (900, ("二",))], 0)
    monkeypatch.setattr(reading, "MAX_GAP", 200)
    assert reading.read("清单.xlsx", target) == ([(1, ("标题",)), (5, ("一",))], 206)
    monkeypatch.setattr(reading.existing, "MAX_ROWS", 0)
    monkeypatch.setattr(reading.existing, "HEADING_ROWS", 1)
    with pytest.raises(RuleBroken) as broken:
        reading.read("清单.xlsx", target)
    assert broken.value.problems[0].code == "existing_rows_too_many"


def _altered(make, part, data):
    """An office file in which one part says something else."""
    source, target = BytesIO(), BytesIO()
    make(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == part else old.read(info))
    target.seek(0)
    return target


@pytest.mark.parametrize("data", [b"", b"<a/>", b"<broken"])
@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"])
def test_a_broken_docx_is_told_and_stops_nobody(part, data):
    try:
        texts.of_file("正文.docx", _altered(docx.Document().save, part, data).read())
    except RuleBroken as broken:
        assert [problem.code for problem in broken.problems] == ["existing_file_broken"]


@pytest.mark.parametrize("data", [b"", b"<a/>", b"<broken"])
@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_broken_list_is_told(part, data):
    try:
        reading.read("清单.xlsx", _altered(openpyxl.Workbook().save, part, data))
    except RuleBroken as broken:
        assert [problem.code for problem in broken.problems] == ["existing_list_unreadable"]


def test_another_file_under_the_name_of_a_docx_is_told():
    target = BytesIO()
    openpyxl.Workbook().save(target)
    with pytest.raises(RuleBroken):
        texts.of_file("正文.docx", target.getvalue())


@pytest.mark.parametrize(("span", "told"), [("3", '<td colspan="3">甲</td>'), ("300000", "<td>甲</td>")])
def test_a_merged_cell_is_read_once(span, told):
    paper = docx.Document()
    cell = paper.add_table(1, 1).cell(0, 0)
    cell.text = "甲"
    cell._tc.grid_span = int(span)
    target = BytesIO()
    paper.save(target)
    assert texts.of_file("正文.docx", target.getvalue()).raw == f"<table><tr>{told}</tr></table>"
