"""A written package is checked after the four properties: what is there against what was sealed and listed."""

from dataclasses import replace
from eeping import ARCHIVE
from eeping import full
from opengov.disclosure.core.fourproperties import ITEMS
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.transfer.checking.selfcheck import SelfCheck
from opengov.disclosure.transfer.interfaces import ISelfCheck
from opengov.disclosure.transfer.writers.eep.layouts import CarrierLayout
from opengov.disclosure.transfer.writers.eep.layouts import TransferLayout
from packing import data_file
from packing import sealed
from packing import with_file
from zope.interface.verify import verifyObject

import io
import pytest
import tracemalloc
import zipfile


class Offered:
    """What a check is told of a package: its files, where they belong, and what they are said to be together."""

    def __init__(self, package, items, layout: str):
        self.package = package
        self.codes = {one.row.archival_code: one.row.place for one in items}
        self.entries = package.entries
        told = {"records": len(items), "files": len(self.entries), "bytes": sum(one.size for one in self.entries)}
        self.facts = {
            **told,
            "format": layout,
            "fonds": "Z001",
            "sealed_at": "2026-11-22T09:00:00+08:00",
            "scope": "record",
        }

    def placed(self):
        for entry in self.entries:
            [folder] = entry.path.split("/")[-2:-1] or [""]
            yield entry, self.codes.get(folder, 0), entry.path.rpartition("/")[2], ""

    def open(self, source, offset, size):
        opened = self.package.sources[source]()
        opened.seek(offset)
        return io.BytesIO(opened.read(size))


def coded(place: int, **changes):
    """A record whose 档号 keeps to its rule, with rows that tell the truth."""
    one = full(place, **changes)
    record = replace(one.record, joint=None)
    row = replace(
        one.row, archival_code=f"Z001-WS·2026-D30-{place:04d}", number=f"云教〔2026〕{place}号", title=f"第{place}件"
    )
    return true(replace(one, record=record, row=row))


def true(one):
    """The same record, listed with the files it has."""
    row = replace(one.row, files=len(one.files), size=sum(file.entry.size for file in one.files))
    return replace(one, row=row)


LAYOUTS = {"eep-2012": CarrierLayout, "eep-2022": TransferLayout}


def offered(tmp_path, items, layout="eep-2012"):
    return Offered(sealed(LAYOUTS[layout](), items, tmp_path, ARCHIVE), items, layout)


def results(handover, items):
    told = SelfCheck().check(handover, lambda: iter(items))
    return {one["item"]: one for one in told}


def failed(handover, items):
    return {name for name, one in results(handover, items).items() if one["result"] == "failed"}


def test_it_is_the_check_of_the_contract():
    assert verifyObject(ISelfCheck, SelfCheck())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_good_package_fails_nothing_and_every_item_is_answered(layout, tmp_path):
    items = [coded(1), coded(2)]
    told = results(offered(tmp_path, items, layout), items)
    assert [one["note"] for one in told.values() if one["result"] == "failed"] == []
    assert set(told) == {item.name for item in ITEMS.values()}
    assert told["总件数相符性"] | {"note": ""} == {
        "item": "总件数相符性",
        "property": "integrity",
        "result": "passed",
        "note": "",
    }
    assert told["病毒感染"]["result"] == "manual"


def archive(*, encrypted=False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<x/>")
    data = bytearray(out.getvalue())
    if encrypted:
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


OFFENDERS = [
    ("锁.pdf", b"%PDF-1.7\n1 0 obj\ntrailer << /Encrypt 5 0 R >>", "信息包中内容数据格式合规性"),
    ("锁.pdf", b"%PDF-1.7\n" + bytes(3 << 20) + b"trailer <</Encrypt<</V 4>>>>", "信息包中内容数据格式合规性"),
    ("锁.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "信息包中内容数据格式合规性"),
    ("锁.docx", archive(encrypted=True), "信息包中内容数据格式合规性"),
    ("锁.zip", archive(encrypted=True), "信息包中内容数据格式合规性"),
    ("压.rar", b"Rar!\x1a\x07\x00", "信息包中内容数据格式合规性"),
    ("假.pdf", "会签页".encode(), "内容数据的电子属性一致性"),
    ("假.ofd", archive(), "内容数据的电子属性一致性"),
    ("假.xlsx", b"PK\x03\x04broken", "内容数据的电子属性一致性"),
]


@pytest.mark.parametrize("name,data,item", OFFENDERS)
def test_locked_private_and_false_files_fail_and_hold_their_record_back(name, data, item, tmp_path):
    bad = true(with_file(coded(2), data_file("attachments/p000009.x", data, "attachment", name, "")))
    items = [coded(1), bad]
    assert failed(offered(tmp_path, items), items) == {item}
    [problem] = SelfCheck().problems(bad)
    assert (problem.code, problem.params["item"]) == ("selfcheck_failed", item)
    assert name in problem.params["note"] and problem.source == "DA/T 70-2018"
    assert SelfCheck().problems(items[0]) == []


@pytest.mark.parametrize("name", ["好.pdf", "好.docx", "好.bin", "好.zip"])
def test_what_archives_may_keep_passes_or_waits_for_people(name, tmp_path):
    data = {"好.pdf": b"%PDF-1.7\n%%EOF", "好.docx": archive(), "好.bin": b"\x00\x01", "好.zip": archive()}[name]
    items = [true(with_file(coded(1), data_file("attachments/p000009.x", data, "attachment", name, "")))]
    assert failed(offered(tmp_path, items), items) == set()
    assert SelfCheck().problems(items[0]) == []


def _without(part):
    def change(handover):
        handover.entries = [entry for entry in handover.entries if part not in entry.path]

    return change


def _other_bytes(part):
    def change(handover):
        [old] = [entry for entry in handover.entries if part in entry.path]
        data = b"other"
        handover.package.sources["other"] = lambda: io.BytesIO(data)
        place = handover.entries.index(old)
        handover.entries = list(handover.entries)
        handover.entries[place] = entry_of(old.path, data, "other")

    return change


def _surplus(handover):
    handover.codes["extra"] = 77
    handover.entries = [*handover.entries, entry_of("extra/x.pdf", b"x", "other")]


def _told(**facts):
    return lambda handover: handover.facts.update(facts)


BROKEN = [
    (_without("0002/p000001.png"), "信息包一致性"),
    (_without("0002/电子档案元数据.XML"), "信息包元数据完整性"),
    (_other_bytes("0002/p000001.png"), "信息包一致性"),
    (_other_bytes("0002/电子档案元数据.XML"), "信息包中元数据可读性"),
    (_other_bytes("目录文件.XML"), "信息包中元数据可读性"),
    (_surplus, "信息包内容数据完整性"),
    (_told(records=3), "总件数相符性"),
    (_told(bytes=1), "总字节数相符性"),
    (_told(files=1), "信息包内容数据完整性"),
    (_told(sealed_at="2026-11-02T09:00:00+08:00"), "元数据项数据值合理性"),
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_a_package_that_is_not_what_it_tells_fails(number, tmp_path):
    change, item = BROKEN[number]
    items = [coded(1), coded(2)]
    handover = offered(tmp_path, items, "eep-2022")
    change(handover)
    assert item in failed(handover, items)


def test_a_list_with_another_number_of_records_fails(tmp_path):
    items = [coded(1), coded(2)]
    handover = offered(tmp_path, items)
    assert "总件数相符性" in failed(handover, items[:1])


def test_a_document_without_review_on_record_fails(tmp_path):
    one = coded(1)
    acts = tuple(act for act in one.record.acts if act["action"] != "approve")
    items = [replace(one, record=replace(one.record, acts=acts))]
    assert failed(offered(tmp_path, items), items) == {"过程信息完整性"}


@pytest.mark.parametrize(
    "change,item",
    [
        ({"classification": "内部"}, "设定值域符合度"),
        ({"title": " "}, "元数据必填著录项目"),
        ({"archival_code": "Z001-WS·2020-D30-0001"}, "档号规范性"),
    ],
)
def test_what_of_one_record_would_fail_later_holds_it_back_alone(change, item):
    one = coded(1)
    assert SelfCheck().problems(one) == []
    problems = SelfCheck().problems(replace(one, row=replace(one.row, **change)))
    assert [problem.params["item"] for problem in problems] == [item]


def test_what_was_altered_on_the_disk_is_left_to_the_sealer():
    one = coded(1)
    files = tuple(replace(file, open=lambda: io.BytesIO(b"other")) for file in one.files)
    assert SelfCheck().problems(replace(one, files=files)) == []


def test_a_record_without_any_act_fails(tmp_path):
    one = coded(1)
    items = [replace(one, record=replace(one.record, acts=()))]
    assert "过程信息完整性" in failed(offered(tmp_path, [coded(1)]), items)


def test_a_public_package_is_not_asked_for_acts(tmp_path):
    one = coded(1)
    items = [replace(one, record=replace(one.record, acts=()))]
    handover = offered(tmp_path, [coded(1)])
    handover.facts["scope"] = "public"
    assert "过程信息完整性" not in failed(handover, items)


def test_streams_that_only_run_forward_are_read_too():
    class Forward(io.BytesIO):
        def seekable(self):
            return False

    one = coded(1)
    data = archive(encrypted=True)
    file = data_file("attachments/p000009.zip", data, "attachment", "锁.zip", "")
    bad = true(with_file(one, replace(file, open=lambda: Forward(data))))
    assert [problem.params["item"] for problem in SelfCheck().problems(bad)] == ["信息包中内容数据格式合规性"]


def test_many_records_are_checked_in_little_memory():
    one = coded(1)

    class Many:
        facts = {
            "records": 2_000,
            "files": 0,
            "bytes": 0,
            "format": "bagit",
            "fonds": "Z001",
            "sealed_at": "2026-11-22T09:00:00+08:00",
            "scope": "record",
        }

        def placed(self):
            return iter(())

    def items():
        for place in range(1, 2_001):
            code = f"Z001-WS·2026-D30-{place:04d}"
            yield replace(
                one, row=replace(one.row, place=place, archival_code=code, item_number=place), files=one.files[:1]
            )

    tracemalloc.start()
    told = SelfCheck().check(Many(), items)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(told) == len(ITEMS) and peak < 20_000_000
