"""Whole packages in both layouts, read by judges that know the standards and not our code."""

from dataclasses import replace
from eeping import altered
from eeping import ARCHIVE
from eeping import full
from eeping import Judge2012
from eeping import Judge2022
from lxml import etree
from lxml import html
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.writers.eep.layouts import CarrierLayout
from opengov.disclosure.transfer.writers.eep.layouts import TransferLayout
from opengov.disclosure.transfer.writers.validation import SCHEMAS
from packing import data_file
from packing import sealed
from packing import with_file
from zope.interface.verify import verifyObject

import pytest
import shutil
import subprocess
import tracemalloc
import zipfile


JUDGES = {CarrierLayout: Judge2012, TransferLayout: Judge2022}
BIG = b"%PDF-1.7\n" + bytes(6 * 1024 * 1024)


def items():
    yield full(1)
    yield with_file(
        full(2), data_file("attachments/p000002.pdf", BIG, "attachment", "大 100% +“”.pdf", "application/pdf")
    )
    yield full(3)


@pytest.fixture(params=JUDGES, ids=["2012", "2022"])
def written(request, tmp_path):
    package = sealed(request.param(), items(), tmp_path, ARCHIVE)
    return request.param, package, package.save(tmp_path)


@pytest.mark.parametrize("writer", JUDGES)
def test_the_layouts_are_writers(writer):
    assert verifyObject(IWriter, writer())


def test_the_judges_accept_the_package(written):
    writer, _package, path = written
    assert JUDGES[writer](path).judge() == []


def test_unzip_and_xmllint_accept_it(written, tmp_path):
    _writer, package, path = written
    if shutil.which("unzip") is None or shutil.which("xmllint") is None:
        pytest.skip("unzip or xmllint is not installed")
    assert subprocess.run(["unzip", "-tq", str(path)], capture_output=True, check=False).returncode == 0
    for entry in package.entries:
        if entry.path.endswith(".XML") and "登记表" not in entry.path:
            xml = tmp_path / "x.xml"
            xml.write_bytes(package.read(entry.path))
            listing = {"文件目录.XML": "catalogue-2012.xsd", "目录文件.XML": "catalogue-2022.xsd"}
            schema = SCHEMAS / listing.get(entry.path, "dat48-2009.xsd")
            command = ["xmllint", "--nonet", "--noout", "--schema", str(schema), str(xml)]
            judged = subprocess.run(command, capture_output=True, check=False)
            assert judged.returncode == 0, judged.stderr.decode()[-500:]


def test_the_same_records_give_the_same_package(written, tmp_path):
    writer, package, _path = written
    (tmp_path / "again").mkdir()
    assert sealed(writer(), items(), tmp_path / "again", ARCHIVE).entries == package.entries


def test_names_of_content_files_are_ascii_and_folders_speak_chinese(written):
    _writer, package, _path = written
    paths = [entry.path for entry in package.entries]
    content = [path.rpartition("/")[2] for path in paths if not path.endswith((".XML", ".TXT", ".HTML"))]
    assert content and all(name.isascii() and " " not in name and "%" not in name for name in content)
    assert {"说明文件.TXT", "其他/dat48-2009.xsd", "其他/元数据与封装说明.TXT"} <= set(paths)


def test_the_form_is_filled_in_as_far_as_a_machine_may(written):
    _writer, package, _path = written
    root = etree.fromstring(package.read("其他/电子档案移交与接收登记表.XML"))
    assert root.findtext("移交电子档案数量").startswith("3件")
    assert "GB" in root.findtext("移交数据量") and root.findtext("载体起止顺序号") == "在线"
    for side, name in (("移交单位", "云溪市教育局"), ("接收单位", "云溪市档案馆")):
        assert root.findtext(f"{side}/单位名称") == name
        checks = {check.tag: check.text for check in root.find(f"{side}/检验内容")}
        assert checks.pop("载体外观检验") == "在线移交，无载体"
        assert set(checks) == {"准确性检验", "完整性检验", "可用性检验", "安全性检验", "数字摘要"}
        assert not any(checks.values())
    page = html.fromstring(package.read("其他/电子档案移交与接收登记表.HTML"))
    text = page.text_content()
    for word in ("填表人（签名）", "审核人（签名）", "单位（印章）", "年　月　日", "一式两份"):
        assert word in text
    assert not page.xpath("//@src | //@href | //script")


def test_two_records_with_one_code_are_refused(tmp_path):
    twin = full(2)
    twin = replace(twin, row=replace(twin.row, archival_code=full(1).row.archival_code))
    with pytest.raises(RuleBroken) as refused:
        TransferLayout().complete(ARCHIVE, lambda: iter([full(1).row, twin.row]), lambda: iter(()))
    assert [problem.code for problem in refused.value.problems] == ["eep_archival_code_twice"]


@pytest.mark.parametrize(
    "change", [{"issue_date": "2026年"}, {"classification": "内部"}, {"title": " "}, {"authors": ""}]
)
@pytest.mark.parametrize("writer", JUDGES)
def test_a_list_that_breaks_its_columns_is_refused(writer, change):
    row = replace(full(1).row, **change)
    with pytest.raises(RuleBroken) as refused:
        writer().complete(ARCHIVE, lambda: iter([row]), lambda: iter(()))
    assert refused.value.problems[0].code == "writer_schema_invalid"


def _renamed(old: str, new: str):
    def change(files):
        for path in [path for path in files if old in path]:
            files[path.replace(old, new)] = files.pop(path)

    return change


def _in(path: str, old: bytes | str, new: bytes | str):
    def change(files):
        before, after = (text.encode() if isinstance(text, str) else text for text in (old, new))
        assert before in files[path], path
        files[path] = files[path].replace(before, after)

    return change


def _without(part: str):
    def change(files):
        for path in [path for path in files if part in path]:
            del files[path]

    return change


def _with(path: str, data: bytes = b"x"):
    return lambda files: files.update({path: data})


def _flipped(files):
    path = next(path for path in files if path.endswith("p000002.pdf"))
    files[path] = files[path][:-1] + b"\x01"


SECOND = "Z001-WS·2026-D30-MSK-0002"
BROKEN_2022 = {
    "no list": _without("目录文件.XML"),
    "the list of the other standard": _renamed("目录文件", "文件目录"),
    "no explanation": _without("说明文件.TXT"),
    "a key missing": _in("说明文件.TXT", "软硬件环境：", "环境："),
    "another number of records": _in("说明文件.TXT", "档案数量：3", "档案数量：4"),
    "a column missing": _in("目录文件.XML", "<密级>限制</密级>", ""),
    "a column too many": _in("目录文件.XML", "<备注>", "<摘要>x</摘要><备注>"),
    "columns in another order": _in(
        "目录文件.XML", "<密级>限制</密级><页数>2</页数>", "<页数>2</页数><密级>限制</密级>"
    ),
    "a DTD": _in("目录文件.XML", "<文件目录>", '<!DOCTYPE x [<!ENTITY a "b">]><文件目录>'),
    "a folder missing": _without(SECOND + "/"),
    "a folder nobody listed": _with("Z001/WS/2026/Z001-WS·2026-D30-MSK-0009/a.pdf"),
    "a code twice": _in("目录文件.XML", SECOND, "Z001-WS·2026-D30-MSK-0001"),
    "metadata under another name": _renamed("电子档案元数据", "元数据"),
    "no content files": lambda files: [
        files.pop(path) for path in list(files) if SECOND in path and not path.endswith(".XML")
    ],
    "a file nobody described": _with(f"Z001/WS/2026/{SECOND}/extra.pdf"),
    "other bytes than described": _flipped,
    "another title than listed": _in("目录文件.XML", "关于&lt;开学&gt;", "关于&lt;放假&gt;"),
}


@pytest.mark.parametrize("name", BROKEN_2022)
def test_the_judge_of_2022_refuses_broken_packages(name, tmp_path):
    good = sealed(TransferLayout(), items(), tmp_path, ARCHIVE).save(tmp_path)
    assert Judge2022(altered(good, tmp_path / "same.zip", lambda files: None)).judge() == []
    assert Judge2022(altered(good, tmp_path / "broken.zip", BROKEN_2022[name])).judge() != []


BROKEN_2012 = {
    "no list": _without("文件目录.XML"),
    "the list of the other standard": _renamed("文件目录", "目录文件"),
    "a key missing": _in("说明文件.TXT", "检查单位：", "检查人："),
    "a column missing": _in("文件目录.XML", "<密级>限制</密级>", ""),
    "a column of the other standard": _in("文件目录.XML", "<密级>", "<保管期限>30年</保管期限><密级>"),
    "a record missing": _without(SECOND + "/"),
    "a record nobody listed": _with("电子档案/2026/WS/x/x.XML", b"<x/>"),
    "other bytes than described": _flipped,
    "a file nobody described": _with(f"电子档案/2026/WS/{SECOND}/extra.pdf"),
    "a record that is no XML": lambda files: files.update(
        {path: data[:-30] for path, data in files.items() if path.endswith("0001.XML")}
    ),
    "no schema": _without(".xsd"),
}


@pytest.mark.parametrize("name", BROKEN_2012)
def test_the_judge_of_2012_refuses_broken_packages(name, tmp_path):
    good = sealed(CarrierLayout(), items(), tmp_path, ARCHIVE).save(tmp_path)
    assert Judge2012(altered(good, tmp_path / "broken.zip", BROKEN_2012[name])).judge() != []


def test_ten_thousand_rows_are_listed_in_little_memory():
    row = full(1).row

    def rows():
        for number in range(1, 10001):
            yield replace(row, place=number, archival_code=f"Z001-WS·2026-Y-{number:05d}")

    tracemalloc.start()
    written = TransferLayout().complete(ARCHIVE, rows, lambda: iter(()))
    size = sum(len(piece) for piece in written["目录文件.XML"])
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 3_000_000 and peak < 5_000_000
    assert "档案数量：10000\r\n" in written["说明文件.TXT"].decode()
    assert "起止档号：Z001-WS·2026-Y-00001 至 Z001-WS·2026-Y-10000\r\n" in written["说明文件.TXT"].decode()


def test_no_zip64_where_nothing_needs_it(written):
    _writer, _package, path = written
    with zipfile.ZipFile(path) as opened:
        assert {info.compress_type for info in opened.infolist()} == {zipfile.ZIP_STORED}
        assert not any(info.extra for info in opened.infolist())
