"""What a package says: metadata, text, opinions, record. Made from plain values, judged by lxml, bagit and core.ledger."""

from dataclasses import replace
from lxml import etree
from opengov.disclosure.core import ledger
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.transfer.records.elements import NAMESPACE
from opengov.disclosure.transfer.records.plain import record_json
from opengov.disclosure.transfer.records.plain import record_of
from opengov.disclosure.transfer.records.record import Attachment
from opengov.disclosure.transfer.records.record import Person
from opengov.disclosure.transfer.records.record import Record
from opengov.disclosure.transfer.records.rendition import document_html
from opengov.disclosure.transfer.sealing.contents import contents

import json
import pytest


UID = "0123456789abcdef0123456789abcdef"
PICTURE = "fedcba9876543210fedcba9876543210"


def chain():
    first = ledger.make(None, at="2026-11-01T09:00:00+08:00", subject=UID, actor="drafter", action="created")
    second = ledger.make(first, at="2026-11-02T09:00:00+08:00", subject=UID, actor="signer", action="sign")
    return tuple({**vars(entry)} for entry in (first, second))


def record(**changes):
    made = Record(
        uid=UID,
        state="published",
        fields={
            "title": "关于做好<冬季>防火工作的通知\x0b",
            "text": {"raw": "<p>各县（市、区）：</p>", "type": "text/html"},
            "document_kind": "notice",
            "urgency": "urgent",
            "main_recipients": ["各县（市、区）人民政府", "市政府各部门"],
            "copy_recipients": ["市委办公室"],
            "document_keywords": ["防火", "冬季"],
            "retention_period": "permanent",
            "notes": "联系人：张三",
        },
        proposal=Proposal("withheld", ("workflow",), reason="内部事务，秘而不宣"),
        mark="（此件不予公开）",
        agency={
            "uid": "a" * 32,
            "title": "韶关市人民政府办公室",
            "credit_code": "",
            "fonds": "Z001",
            "section": "秘书科",
        },
        signed={
            "digest": "sha256:" + "0" * 64,
            "number": "韶府办〔2026〕3号",
            "issue_date": "2026-11-02",
            "signer": "signer",
            "at": "2026-11-02T09:00:00+08:00",
        },
        attachments=(
            Attachment(
                entry_of("attachments/p000001.png", b"PNG", "attachment-1"),
                PICTURE,
                "图 100%.png",
                "image/png",
                None,
            ),
        ),
        people=(Person("drafter", "王五", ("Drafter",)), Person("signer", "赵六", ("Signer",))),
        opinions=({"reviewer": "reviewer", "outcome": "agree", "capacity": "Disclosure Reviewer"},),
        reasons=({"step": "return", "text": "请补充理由"},),
        acts=chain(),
        deadlines=(
            {
                "key": "publish",
                "due": "2026-11-30",
                "source": "政府信息公开条例 第二十六条",
                "provisional": False,
                "trigger_date": "2026-11-02",
            },
        ),
    )
    return replace(made, **changes)


def parts(made, public=False):
    return contents(made, public)


def values(xml, name):
    return [element.text for element in etree.fromstring(xml).iter(f"{{{NAMESPACE}}}{name}")]


@pytest.mark.parametrize(
    "element,expected",
    [
        ("题名", ["关于做好<冬季>防火工作的通知", "关于做好<冬季>防火工作的通知", "图 100%.png"]),
        ("立档单位名称", ["韶关市人民政府办公室"]),
        ("电子文件号", [UID]),
        ("全宗号", ["Z001"]),
        ("年度", ["2026"]),
        ("保管期限", ["永久"]),
        ("机构或问题", ["秘书科"]),
        ("文件编号", ["韶府办〔2026〕3号"]),
        ("日期", ["2026-11-02"]),
        ("文种", ["通知"]),
        ("紧急程度", ["加急"]),
        ("主送", ["各县（市、区）人民政府，市政府各部门"]),
        ("关键词", ["防火；冬季"]),
        ("密级", ["限制"]),
        ("控制标识", ["不予公开"]),
        ("文件组合类型", ["组合文件"]),
        ("计算机文件名", ["document.html", "图 100%.png"]),
        ("业务状态", ["历史行为", "历史行为", "计划任务"]),
        ("业务行为", ["拟稿", "签发", "公开"]),
        ("行为依据", ["党政机关公文处理工作条例 第二十二条", "政府信息公开条例 第二十六条"]),
        ("机构人员名称", ["韶关市人民政府办公室", "秘书科", "王五", "赵六"]),
        ("个人职位", ["拟稿人", "签发人"]),
    ],
)
def test_metadata_names_what_the_archives_ask_for(element, expected):
    assert values(parts(record())["metadata.xml"], element) == expected


def test_the_archives_are_told_ground_clause_and_reason():
    notes = values(parts(record())["metadata.xml"], "附注")
    assert "不予公开依据：政府信息公开条例 第十六条第一款（workflow）" in notes
    assert "理由：内部事务，秘而不宣" in notes


def test_a_reading_room_is_told_nothing_but_what_is_public():
    files = parts(record(), public=True)
    whole = b"".join(files.values()).decode()
    assert set(files) >= {"document.html", "metadata.xml"}
    assert not {"reviews.json", "ledger.json"} & set(files)
    for secret in ("秘而不宣", "王五", "赵六", "reviewer", "drafter", "请补充理由", "sha256:", "秘书科"):
        assert secret not in whole


def test_the_receiver_can_verify_the_extract_of_the_record():
    kept = json.loads(parts(record())["ledger.json"])
    assert kept["format"] == ledger.ENTRY_FORMAT
    entries = [ledger.Entry(**entry) for entry in kept["entries"]]
    assert ledger.verify(entries) is None
    entries[0] = replace(entries[0], actor="somebody.else")
    assert ledger.verify(entries).reason == "hash"


def test_opinions_and_reasons_travel_along():
    kept = json.loads(parts(record())["reviews.json"])
    assert kept["opinions"][0]["outcome"] == "agree"
    assert kept["reasons"][0]["text"] == "请补充理由"


def test_the_same_record_gives_the_same_bytes():
    assert contents(record(), False) == contents(record(), False)


def test_a_record_that_was_written_down_is_read_as_the_same():
    made = record(standing={"index_number": "11440200/2026-00001", "channels": ["website"], "validity": "valid"})
    read = record_of(record_json(made), {})
    assert (read.uid, read.proposal, read.people, read.attachments) == (
        made.uid,
        made.proposal,
        made.people,
        made.attachments,
    )
    for public in (False, True):
        assert contents(read, public) == contents(made, public)
    assert record_json(read) == record_json(made)


def test_the_page_follows_the_order_of_the_standard():
    page = document_html(record()).decode()
    order = ["加急", 'class="banner"', "韶府办〔2026〕3号", "<h1>", "各县（市、区）人民政府，", 'class="text"']
    order += [
        "附件：1. 图 100%.png",
        'class="signature"',
        "2026年11月2日",
        "（联系人：张三）",
        "（此件不予公开）",
        "抄送：市委办公室。",
    ]
    places = [page.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "raw",
    [
        "<script>fetch('http://evil.example')</script>",
        "<img src='http://evil.example/x.png'>",
        "<img srcset='http://evil.example/x.png 2x'>",
        "<p style='background:url(http://evil.example)'>x</p>",
        "<p onclick='alert(1)'>x</p>",
        "<iframe src='http://evil.example'></iframe>",
        "<link rel=stylesheet href='http://evil.example'>",
        "<svg><image href='http://evil.example'/></svg>",
        "<table background='http://evil.example'><tr><td>x</td></tr></table>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' data:text/html,evil.example'>x</a>",
        "<video src='http://evil.example'></video>",
        "<form action='http://evil.example'><input></form>",
        "<style>@import 'http://evil.example'</style>",
        "<meta http-equiv=refresh content='0;url=http://evil.example'>",
        "<base href='http://evil.example'>",
        "<!-- http://evil.example -->",
        "<?php evil.example ?>",
        "<img src='resolveuid/00000000000000000000000000000000'>",
    ],
)
def test_the_page_loads_and_runs_nothing(raw):
    page = document_html(record(fields={"title": "t", "text": {"raw": raw, "type": "text/html"}})).decode()
    for trace in ("evil", "alert", "src=", "javascript", "onclick"):
        assert trace not in page


def test_links_for_readers_stay_and_pictures_come_from_the_package():
    raw = f"<p><a href='https://www.gov.cn/'>a</a><img alt='图' src='../resolveuid/{PICTURE}/@@images/x'></p>"
    page = document_html(record(fields={"title": "t", "text": {"raw": raw, "type": "text/html"}})).decode()
    assert 'href="https://www.gov.cn/"' in page
    assert 'src="attachments/p000001.png"' in page


@pytest.mark.parametrize("text", [None, {"raw": "", "type": "text/html"}, {"raw": "a\n<b>", "type": "text/plain"}])
def test_a_document_without_html_has_a_page_too(text):
    page = document_html(record(fields={"title": "t", "text": text})).decode()
    assert '<div class="text">' in page
    assert "<b>" not in page
