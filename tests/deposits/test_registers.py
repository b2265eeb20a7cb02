"""Registers as data and XLSX: the columns of the form, titles only of what may be named, nothing that calculates."""

from io import BytesIO
from opengov.disclosure.transfer.deposits import handoverform
from opengov.disclosure.transfer.deposits import registers
from opengov.disclosure.transfer.deposits.registers import Sheet
from opengov.disclosure.transfer.deposits.workbooks import workbook
from openpyxl import load_workbook
from plone.uuid.interfaces import IUUID
from types import SimpleNamespace

import pytest
import zipfile


TITLE = "云溪市教育局关于做好春季开学工作的通知"


def sheet(*titles):
    cells = tuple((number, title) for number, title in enumerate(titles, 1))
    return Sheet("list", "登记表", (("移送单位", "=1+1"),), ("序号", "信息名称"), cells, (("移送人", "@甲"),))


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://x")', "+86", "-1", "@SUM(A1)", "=1", "\x07铃", "关于=的通知", ""]
)
def test_whatever_a_title_begins_with_it_is_a_text(title):
    page = load_workbook(BytesIO(workbook(sheet(title)))).active
    cell = page["B4"]
    assert cell.data_type in ("s", "n", "inlineStr") and (cell.value or "") == title.replace("\x07", "")
    if title:
        assert cell.data_type == "s" and cell.quotePrefix
    assert page["A2"].value == "移送单位：=1+1" and page["A4"].value == 1


def test_no_part_of_the_file_holds_a_formula():
    with zipfile.ZipFile(BytesIO(workbook(sheet("=1+1", "=2")))) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
        assert file.testzip() is None


def test_the_same_register_is_the_same_file():
    first, second = workbook(sheet("甲", "乙")), workbook(sheet("甲", "乙"))
    assert first == second


def test_the_list_has_the_columns_of_the_form(tianning):
    document = tianning.signed("2026-03-31", "published", pages=12, genre_class="通知")
    tianning.clock.set("2026-04-02")
    tianning.act("hand_in", "2026-03", "archive", 2, 24)
    tianning.act("confirm", 1, "archive", by="archivist")
    lines = tianning.deposits.register("2026-03", viewer=False)
    found = registers.list_sheet(
        tianning.deposits.place, "2026-03", lines, tianning.deposits.acts("2026-03"), "云溪市档案馆"
    )
    [row] = [dict(zip(found.columns, cells, strict=True)) for cells in found.cells]
    assert (row["序号"], row["信息名称"], row["发布机构"]) == (1, TITLE, "云溪市教育局")
    assert row["文号"].startswith("云教〔2026〕")
    assert (row["形成（变更）日期"], row["公开日期"], row["载体"]) == ("2026-03-31", "2026-03-31", "纸质、电子")
    assert (row["份数"], row["页数"], row["电子文件名"], row["有效性"]) == (2, 12, "document.html", "有效")
    assert row["摘要值"].startswith("sha256:")
    assert dict(found.foot)["接收日期"] == "2026-04-02" and dict(found.foot)["移送人"] == "transfer-clerk"
    assert dict(found.head)["期间"] == "2026年3月"
    assert load_workbook(BytesIO(workbook(found))).active["A1"].value == "主动公开政府信息移送明细登记表"
    assert lines[0].row.document == IUUID(document)


def test_a_list_keeps_what_was_handed_in_and_names_no_more_what_is_not_public(tianning):
    document = tianning.signed("2026-03-31", "published")
    tianning.clock.set("2026-04-02")
    tianning.act("hand_in", "2026-03", "archive", 1)
    tianning.walk.take(document, "withdraw", "disclosure-officer", reason="有误", cause="error")
    [line] = tianning.deposits.register("2026-03", viewer=False)
    assert (line.row.title, line.remark, line.act) == ("", "已撤回", 1)
    assert line.row.number.startswith("云教〔2026〕")
    [line] = tianning.deposits.lines(1)
    assert line.row.title == ""


def test_who_may_not_see_a_document_finds_it_in_no_list(tianning):
    tianning.signed("2026-03-31")
    assert tianning.act("register", "2026-03", by="co-issuer") == []
    assert [line.row.title for line in tianning.act("register", "2026-03")] == [TITLE]


def test_what_is_marked_as_repealed_stands_in_a_later_list_so(tianning):
    document = tianning.signed("2026-03-30", "published")
    data = {"validity": "repealed", "validity_date": "2026-03-31", "reason": "已有新规定"}
    tianning.walk.take(document, "mark_validity", "disclosure-officer", **data)
    [line] = tianning.deposits.register("2026-03", viewer=False)
    assert line.row.validity == "repealed"


def handover(**more):
    facts = {
        "receiver": "archive",
        "agency_title": "云溪市教育局",
        "fonds": "Z001",
        "purpose": "transfer",
        "records": 2,
    }
    facts |= {"files": 9, "bytes": 1 << 29, "sealed_at": "2026-04-02T09:00:00+08:00"}
    checks = (
        {"item": "a", "property": "authenticity", "result": "passed", "note": ""},
        {"item": "b", "property": "authenticity", "result": "passed", "note": ""},
        {"item": "c", "property": "security", "result": "manual", "note": ""},
    )
    values = {"id": "h1", "facts": facts, "checks": checks, "receipts": (), "package": {"sha256": "ab"}}
    return SimpleNamespace(**{**values, **more})


def test_the_form_of_a_handover_says_what_is_known_and_leaves_signatures_open():
    found = handoverform.form_sheet(handover(), "云溪市档案馆")
    rows = {cells[0]: cells[1:] for cells in found.cells}
    assert dict(found.head)["移交数据量"] == "0.500GB"
    assert rows["准确性检验"] == ("通过2项", "")
    assert rows["安全性检验"] == ("需人工检验1项", "")
    assert rows["填表人（签名）"] == ("", "") and rows["单位（印章）"] == ("", "")
    assert dict(found.foot) == {"接收结果": ""}


def test_the_form_has_the_archives_side_from_its_receipt():
    receipt = {
        "status": "accepted",
        "digest": {"sha-256": "ab"},
        "archive_ref": "2026-7",
        "at": "2026-04-05T10:00:00+08:00",
    }
    receipt["checks"] = [{"item": "a", "property": "integrity", "result": "passed", "note": ""}]
    found = handoverform.form_sheet(handover(receipts=(receipt,)), "云溪市档案馆")
    rows = {cells[0]: cells[1:] for cells in found.cells}
    assert rows["完整性检验"] == ("", "通过1项")
    assert rows["数字摘要"] == ("SHA-256：ab", "SHA-256：ab（一致）")
    assert rows["日期"] == ("2026-04-02", "2026-04-05")
    assert dict(found.foot) == {"接收结果": "已接收", "接收编号": "2026-7"}
