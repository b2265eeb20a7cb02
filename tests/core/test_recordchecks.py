"""What a check after the four properties finds in one record and its files."""

from dataclasses import replace
from opengov.disclosure.core import formats
from opengov.disclosure.core.fourproperties import FAILED
from opengov.disclosure.core.fourproperties import MANUAL
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packagechecks import Listed
from opengov.disclosure.core.packagechecks import package_findings
from opengov.disclosure.core.packagechecks import PackageFacts
from opengov.disclosure.core.recordchecks import file_findings
from opengov.disclosure.core.recordchecks import FileFacts
from opengov.disclosure.core.recordchecks import findings
from opengov.disclosure.core.recordchecks import RecordFacts

import pytest


ROW = Row(
    place=1,
    record="rec1",
    document="0" * 32,
    archival_code="Z001-WS·2026-D30-0007",
    item_number=7,
    number="云教〔2026〕3号",
    index_number="",
    title="关于开学工作的通知",
    authors="云溪市教育局",
    issue_date="2026-11-03",
    published_on="2026-11-05",
    channels=(),
    retention="y30",
    attribute="proactive",
    classification="公开",
    genre="",
    pages=2,
    files=1,
    size=9,
    digest="sha256:" + "0" * 64,
    validity="valid",
    supersedes="",
)
TEXT = FileFacts("说明.txt", "text/plain", 9, 9, b"\xe8\xaf\xb4\xe6\x98\x8e123")
ACTS = frozenset({"created", "approve", "sign"})
GOOD = RecordFacts(ROW, "Z001", True, "2026-11-22", ACTS, (TEXT,))


def found(facts):
    return {(one.item, one.result) for one in findings(facts)}


def with_row(**changes):
    return replace(GOOD, row=replace(ROW, **changes))


def test_a_good_record_has_nothing_against_it():
    assert found(GOOD) == set()


@pytest.mark.parametrize(
    "facts,item,result",
    [
        (with_row(title="题" * 1001), "length", FAILED),
        (with_row(title="关于\ue000某的通知"), "characters", MANUAL),
        (with_row(title="关于\ufffd的通知"), "characters", MANUAL),
        (with_row(classification="内部"), "domain", FAILED),
        (with_row(retention="长期"), "domain", FAILED),
        (with_row(attribute="open"), "domain", FAILED),
        (with_row(validity="?"), "domain", FAILED),
        (with_row(issue_date="2026年11月3日"), "type", FAILED),
        (with_row(pages=-1), "type", FAILED),
        (with_row(issue_date="2026-11-23"), "plausible", FAILED),
        (with_row(issue_date="1926-11-03"), "plausible", FAILED),
        (with_row(published_on="2026-11-01"), "plausible", MANUAL),
        (with_row(archival_code=""), "code", FAILED),
        (with_row(archival_code="Z001/2026/7"), "code", FAILED),
        (with_row(archival_code="Z002-WS·2026-D30-0007"), "code", MANUAL),
        (with_row(archival_code="Z001-WS·2025-D30-0007"), "code", FAILED),
        (with_row(archival_code="Z001-WS·2026-Y-0007"), "code", FAILED),
        (with_row(archival_code="Z001-WS·2026-D30-0008"), "code", FAILED),
        (with_row(title=" "), "required", FAILED),
        (with_row(authors=""), "required", FAILED),
        (with_row(retention=""), "required", FAILED),
        (with_row(document=""), "required", FAILED),
        (with_row(digest=""), "elements", FAILED),
        (with_row(files=2), "content", FAILED),
        (with_row(size=8), "content", FAILED),
        (replace(GOOD, files=()), "linked", FAILED),
        (replace(GOOD, described=False), "package_metadata", FAILED),
        (replace(GOOD, acts=ACTS - {"created"}), "process", FAILED),
        (replace(GOOD, acts=ACTS - {"approve"}), "process", FAILED),
        (replace(GOOD, acts=ACTS - {"sign"}), "process", FAILED),
    ],
)
def test_what_is_wrong_is_found_under_its_item(facts, item, result):
    assert (item, result) in found(facts)


@pytest.mark.parametrize("change", [{"archival_code": ""}, {"retention": "", "archival_code": ""}])
def test_a_form_without_codes_leaves_them_to_people(change):
    told = found(replace(with_row(**change), coded=False))
    assert told and {result for _item, result in told} == {MANUAL}


@pytest.mark.parametrize(
    "acts",
    [
        {"created", "sign_urgently"},
        {"created", "enter_existing", "take_up"},
        {"companion_begun", "determine", "countersign"},
        {"imported", "approve", "sign"},
    ],
)
def test_every_lawful_way_to_the_signature_is_complete(acts):
    assert found(replace(GOOD, acts=frozenset(acts))) == set()


def test_a_package_that_tells_nothing_of_acts_is_not_asked_for_them():
    assert found(replace(GOOD, acts=None)) == set()


OOXML = b"PK\x03\x04" + bytes(60)
FILES = [
    ("a.pdf", b"%PDF-1.7", None, None, None),
    ("a.PDF", b"PK\x03\x04", None, "electronic", FAILED),
    ("a.pdf", b"hello", None, "electronic", FAILED),
    ("a.ofd", OOXML, {"OFD.xml", "Doc_0/Document.xml"}, None, None),
    ("a.ofd", OOXML, {"word/document.xml"}, "electronic", FAILED),
    ("a.docx", OOXML, {"word/document.xml"}, "formats", MANUAL),
    ("a.docx", OOXML, {"xl/workbook.xml"}, "electronic", FAILED),
    ("a.docx", OOXML, None, "electronic", FAILED),
    ("a.xlsx", OOXML, {"xl/workbook.xml"}, "formats", MANUAL),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "formats", MANUAL),
    ("a.doc", b"{\\rtf1", None, "electronic", FAILED),
    ("a.png", b"\x89PNG\r\n\x1a\n", None, None, None),
    ("a.png", b"\xff\xd8\xff\xe0", None, "electronic", FAILED),
    ("a.jpeg", b"\xff\xd8\xff\xe0", None, None, None),
    ("a.tif", b"MM\x00*", None, None, None),
    ("a.txt", "文字".encode("gbk"), None, None, None),
    ("a.txt", b"\xff\xfea\x00", None, None, None),
    ("a.txt", b"a\x00b", None, "electronic", FAILED),
    ("a.csv", b"%PDF-1.7", None, "electronic", FAILED),
    ("a.zip", OOXML, {"x"}, "compression", MANUAL),
    ("a.rar", b"Rar!\x1a\x07\x00", None, "compression", FAILED),
    ("a.7z", b"7z\xbc\xaf\x27\x1c", None, "compression", FAILED),
    ("a.bin", b"\x00\x01", None, "formats", MANUAL),
    ("noname", b"\x00\x01", None, "formats", MANUAL),
    ("empty.pdf", b"", None, None, None),
]


@pytest.mark.parametrize("name,head,members,item,result", FILES)
def test_a_files_content_is_held_against_its_name(name, head, members, item, result):
    file = FileFacts(name, "", len(head), len(head), head, None if members is None else frozenset(members))
    told = {(one.item, one.result) for one in file_findings(file, ROW)}
    assert (item, result) in told if item else told == set()


@pytest.mark.parametrize(
    "change,item",
    [
        ({"found": 8}, "electronic"),
        ({"told": 8}, "electronic"),
        ({"packed": False}, "consistent"),
        ({"linked": False}, "linked"),
        ({"encrypted": True}, "compression"),
    ],
)
def test_a_file_that_is_not_what_it_is_said_to_be_fails(change, item):
    assert (item, FAILED) in {(one.item, one.result) for one in file_findings(replace(TEXT, **change), ROW)}


def test_the_media_type_speaks_where_the_name_says_nothing():
    file = FileFacts("附件", "application/pdf; x=y", 3, 3, b"abc")
    assert [one.item for one in file_findings(file, ROW)] == ["electronic"]


@pytest.mark.parametrize(
    "name,media_type,words",
    [
        ("a.pdf", "application/pdf", "格式名称:PDF,MIME媒体类型:application/pdf"),
        ("a.ofd", "", "格式名称:OFD,MIME媒体类型:application/ofd"),
        ("a.xyz", "application/x-own", "MIME媒体类型:application/x-own"),
        ("a", "", ""),
    ],
)
def test_the_format_is_told_as_the_standard_has_it(name, media_type, words):
    assert formats.described(name, media_type) == words


@pytest.mark.parametrize("name,found", [("a.PDF", "pdf"), (".htaccess", ""), ("a.b.c", "c"), ("a.文", ""), ("a.", "")])
def test_extensions_are_small_letters_and_digits(name, found):
    assert formats.extension(name) == found


def listed(*rows):
    seen = Listed()
    for row in rows:
        seen.add(row)
    return {(one.item, one.result) for one in seen.findings()}


SECOND = replace(ROW, place=2, archival_code="Z001-WS·2026-D30-0008", number="云教〔2026〕4号", title="另一件")


@pytest.mark.parametrize(
    "rows,expected",
    [
        ((ROW, SECOND), set()),
        ((ROW, replace(SECOND, archival_code=ROW.archival_code)), {("repeated", FAILED)}),
        ((ROW, replace(SECOND, number=ROW.number)), {("repeated", MANUAL)}),
        ((ROW, replace(SECOND, title=ROW.title)), {("repeated", MANUAL)}),
        ((ROW, replace(SECOND, archival_code="", number="")), set()),
        ((ROW, replace(SECOND, place=3)), {("continuous", FAILED)}),
    ],
)
def test_rows_are_held_against_each_other(rows, expected):
    assert listed(*rows) == expected


COUNTED = PackageFacts(2, 2, 5, 5, 100, 100, listed=2)


@pytest.mark.parametrize(
    "change,item",
    [
        ({"records": 1, "listed": 1}, "records"),
        ({"listed": 3}, "records"),
        ({"bytes": 99}, "bytes"),
        ({"files": 6}, "package_content"),
        ({"surplus": ("x",)}, "package_content"),
        ({"unreadable": ("x.XML",)}, "readable"),
    ],
)
def test_numbers_of_a_package_are_held_against_what_it_tells(change, item):
    assert list(package_findings(COUNTED)) == []
    assert [one.item for one in package_findings(replace(COUNTED, **change))] == [item]


def test_a_form_without_a_list_is_not_asked_for_one():
    assert list(package_findings(replace(COUNTED, listed=-1))) == []
