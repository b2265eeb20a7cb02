"""What the EEP of a record says, to the archives and to a reading room, and how it is written."""

from dataclasses import replace
from eeping import ARCHIVE
from eeping import full
from eeping import LIBRARY
from eeping import restored
from eeping import SECRETS
from eeping import texts
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.writers.eep.files import MOST_EMBEDDED
from opengov.disclosure.transfer.writers.eep.layouts import CarrierLayout
from opengov.disclosure.transfer.writers.eep.layouts import TransferLayout
from packing import data_file
from packing import item
from packing import large_file
from packing import with_file

import hashlib
import pytest
import tracemalloc


CLAUSE = "政府信息公开条例 第十六条第一款"


def eep(one, about=ARCHIVE, writer=CarrierLayout) -> bytes:
    [made] = writer().lay_out(one, about).written.values()
    return b"".join(made)


@pytest.mark.parametrize(
    "name,expected",
    [
        ("档案馆名称", ["云溪市档案馆"]),
        ("立档单位名称", ["云溪市教育局"]),
        ("全宗号", ["Z001"]),
        ("年度", ["2026"]),
        ("保管期限", ["30年"]),
        ("机构或问题", ["秘书科"]),
        ("室编件号", ["1"]),
        ("文件编号", ["云教〔2026〕1号"]),
        ("责任者", ["云溪市教育局；云溪市财政局；云溪市消防支队"]),
        ("日期", ["2026-11-03"]),
        ("密级", ["限制"]),
        ("控制标识", ["不予公开"]),
        ("脱机载体编号", ["在线"]),
        ("文档主从声明", ["主文档", "附属文档", "附属文档"]),
        ("业务状态", ["历史行为"] * 7 + ["计划任务"]),
        ("关系", ["主办/协办", "主办/协办"]),
    ],
)
def test_the_archives_read_every_element(name, expected):
    assert texts(eep(full()), name) == expected


def test_the_archival_code_stands_before_its_parts():
    assert texts(eep(full()), "档号")[0].startswith("Z001-WS·2026-D30-MSK-0001Z001")


@pytest.mark.parametrize(
    "note",
    [
        "不予公开依据：政府信息公开条例 第十六条第一款（workflow）",
        "理由：内部事务，秘而不宣",
        f"审查意见：公开属性审核人李四 2026-11-02，结论：同意；公开属性：不予公开；依据：{CLAUSE}；核对：准确性、时效性",
        "办理说明（退回 李四 2026-11-01）：理由：请补充理由",
        "政府信息公开情况：2026-11-04公开，公开方式：本站公开目录、政府公报",
        "密级和公开属性变更情况：2026-11-04公开属性由依申请公开调整为不予公开",
    ],
)
def test_notes_say_what_has_no_element(note):
    assert note in texts(eep(full()), "附注")


def test_what_the_drafting_sheet_says_is_noted_and_what_it_stands_with_is_related():
    one = full()
    fields = {**one.record.fields, "replaced_documents": ["云教〔2020〕1号"], "related_documents": ("云教〔2021〕2号",)}
    fields |= {"forwarded_document": "国办发〔2026〕1号", "legality_review_number": "合审〔2026〕7号", "copies": 30}
    fields |= {"art19_tests": ["public_interest"], "important": True, "telephone": ""}
    changed = replace(one, record=replace(one.record, fields=fields), row=replace(one.row, supersedes="rec0"))
    xml = eep(changed)
    assert {"合法性审查文号：合审〔2026〕7号", "份数：30"} <= set(texts(xml, "附注"))
    assert "政府信息公开条例 第十九条：涉及公众利益调整" in texts(xml, "附注")
    assert not [note for note in texts(xml, "附注") if note.startswith("联系电话")]
    told = ["云教〔2020〕1号", "国办发〔2026〕1号", "云教〔2021〕2号", "rec0"]
    assert texts(xml, "被关联文件标识符") == told
    assert texts(xml, "关系")[:4] == ["替代", "转发", "相关", "替代"]
    assert texts(eep(changed, LIBRARY), "被关联文件标识符") == []


def test_the_opinion_on_opening_says_what_was_decided_and_claims_no_review_of_opening():
    [note] = [note for note in texts(eep(full()), "附注") if note.startswith("开放审核意见")]
    assert "审定为不予公开" in note and note.endswith("移交单位未另作开放审核")


OPENING = {
    "opinion": "deferred",
    "reason": "涉密<期满>再审",
    "by": "clerk",
    "on_behalf_of": "",
    "at": "2026-11-20T09:00:00+08:00",
}


@pytest.mark.parametrize(
    "changes,told",
    [
        ({}, "延期开放（档案法 第二十七条）；理由：涉密<期满>再审；提出人：云溪市教育局信息送交员clerk，2026-11-20"),
        (
            {"opinion": "early", "reason": ""},
            "提前开放（档案法 第二十七条）；提出人：云溪市教育局信息送交员clerk，2026-11-20",
        ),
        (
            {"opinion": "at_expiry", "reason": "", "on_behalf_of": "drafter"},
            "到期开放（档案法 第二十七条）；提出人：云溪市教育局信息送交员clerk（代王五），2026-11-20",
        ),
    ],
)
def test_the_opinion_on_opening_that_was_given_is_told_to_the_archives_alone(changes, told):
    one = full()
    one = replace(one, record=replace(one.record, opening={**OPENING, **changes}))
    assert f"开放审核意见：{told}" in texts(eep(one), "附注")
    # how it may be used now is another matter (M74)
    assert texts(eep(one), "控制标识") == texts(eep(full()), "控制标识")
    public = replace(one, files=tuple(file for file in one.files if file.role in ("document", "attachment")))
    assert not [note for note in texts(eep(public, LIBRARY), "附注") if "开放" in note]


@pytest.mark.parametrize(
    "activity,mandate,description",
    [
        ("公开属性审核人审查意见", "政府信息公开条例 第十七条；政府信息公开条例 第十六条第一款", "结论：同意"),
        ("决定属性调整", "政府信息公开条例 第十八条；政府信息公开条例 第十六条第一款", "原公开属性：依申请公开"),
        ("反馈意见", "政府信息公开条例 第十一条", "意见：有异议；理由：口径不一致；签署人：周局长"),
        ("裁定异议", "政府信息公开条例 第十一条", "裁定：维持原文；裁定机关：市政府"),
        ("签发", "党政机关公文处理工作条例 第二十二条", "文号：云教〔2026〕1号"),
    ],
)
def test_acts_opinions_and_positions_rest_on_their_clauses(activity, mandate, description):
    xml = eep(full())
    acts = zip(texts(xml, "业务行为"), texts(xml, "业务实体"), strict=True)
    told = [block for name, block in acts if name == activity]
    assert len(told) == 1
    assert mandate in told[0] and description in told[0]


def test_whoever_acts_is_among_the_agents():
    xml = eep(full())
    blocks = texts(xml, "机构人员实体")
    for actor in {name for block in ("业务实体",) for name in texts(xml, "机构人员标识符")}:
        assert any(block.strip().startswith(actor) for block in blocks), actor


@pytest.mark.parametrize("writer", [CarrierLayout, TransferLayout])
def test_a_reading_room_is_told_nothing_but_what_is_public(writer):
    one = full()
    public = replace(one, files=tuple(file for file in one.files if file.role in ("document", "attachment")))
    whole = eep(public, LIBRARY, writer).decode()
    assert "云溪市财政局" in whole and "云教〔2026〕1号" in whole and "本站公开目录" in whole
    for secret in SECRETS:
        assert secret not in whole, secret
    assert texts(whole.encode(), "业务行为") == ["成文", "公开"]
    assert "档案馆名称" not in whole


def test_files_inside_come_out_as_they_went_in():
    one = full()
    found = restored(eep(one))
    for file in one.files:
        if file.role != "metadata":
            with file.open() as stream:
                assert found[file.name] == stream.read()


@pytest.mark.parametrize("writer", [CarrierLayout, TransferLayout])
@pytest.mark.parametrize("name", ["空 文件.pdf", "名" * 200 + ".pdf", "a%2F\"'+&<>.png", "换行\r\nx.txt", "\ud83d.pdf"])
def test_empty_files_and_odd_names_are_written(writer, name):
    one = with_file(full(), data_file("attachments/p000009.bin", b"", "attachment", name, ""))
    xml = eep(one, writer=writer)
    assert restored(xml)
    assert len(texts(xml, "编码")) == 4


def test_larger_files_lie_beside_with_their_digest():
    data = b"%PDF-1.7\n" + bytes(5 * 1024 * 1024)
    one = with_file(full(), data_file("attachments/p000002.pdf", data, "attachment", "大 100%.pdf", "application/pdf"))
    laid_out = CarrierLayout().lay_out(one, ARCHIVE)
    [path] = laid_out.taken
    assert path.endswith("/p000002.pdf") and path.isascii() is False
    [made] = laid_out.written.values()
    xml = b"".join(made)
    assert restored(xml)["p000002.pdf"] == hashlib.sha256(data).digest()
    assert "大 100%.pdf" in texts(xml, "题名")
    assert texts(xml, "反编码关键字")[-1] == "sha256-base64Binary"
    assert texts(xml, "编码描述")[-1] == "仅提供SHA256摘要信息,文档数据在外部保存"


@pytest.mark.parametrize("limit,taken", [(0, 3), (20, 1), (10**9, 0)])
def test_the_receiver_says_how_large_a_file_may_be_inside(limit, taken):
    about = replace(ARCHIVE, receiver={**ARCHIVE.receiver, "embed_bytes": limit})
    assert len(CarrierLayout().lay_out(full(), about).taken) == taken


def test_no_file_is_put_inside_that_parsers_would_refuse():
    one = with_file(full(), data_file("attachments/p000002.pdf", bytes(MOST_EMBEDDED + 1), "attachment", "大.pdf"))
    about = replace(ARCHIVE, receiver={**ARCHIVE.receiver, "embed_bytes": 10**9})
    assert len(CarrierLayout().lay_out(one, about).taken) == 1


def test_the_layout_of_2022_keeps_every_file_beside():
    one = full()
    laid_out = TransferLayout().lay_out(one, ARCHIVE)
    assert len(laid_out.taken) == len([file for file in one.files if file.role != "metadata"])
    assert {path.rpartition("/")[2] for path in laid_out.taken} == {"document.html", "ledger.json", "p000001.png"}


def test_the_same_record_gives_the_same_bytes():
    assert eep(full()) == eep(full())


def test_written_bytes_can_be_gone_through_twice():
    [made] = CarrierLayout().lay_out(full(), ARCHIVE).written.values()
    assert b"".join(made) == b"".join(made)


def test_a_record_of_many_files_takes_the_memory_of_one(tmp_path):
    one = full()
    for number in range(2, 14):
        source = tmp_path / f"{number}.bin"
        source.write_bytes(number.to_bytes(1, "big") * 5_000_000)
        one = with_file(one, large_file(f"attachments/p{number:06d}.bin", source, f"{number}.bin"))
    tracemalloc.start()
    size = sum(len(piece) for piece in next(iter(CarrierLayout().lay_out(one, ARCHIVE).written.values())))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 80_000_000
    assert peak < 8_000_000


@pytest.mark.parametrize(
    "change,code,field",
    [
        (
            lambda one: replace(one, row=replace(one.row, archival_code="")),
            "eep_archival_code_missing",
            "archival_code",
        ),
        (lambda one: replace(one, row=replace(one.row, item_number=0)), "eep_archival_code_missing", "archival_code"),
        (lambda one: replace(one, row=replace(one.row, archival_code="../x")), "eep_name_unsafe", "archival_code"),
        (lambda one: replace(one, row=replace(one.row, archival_code="a" * 101)), "eep_name_unsafe", "archival_code"),
        (
            lambda one: replace(
                one,
                row=replace(one.row, retention=""),
                record=replace(one.record, fields={"title": "t"}),
            ),
            "eep_retention_missing",
            "retention_period",
        ),
        (
            lambda one: replace(one, record=replace(one.record, fields={**one.record.fields, "title": "\x00"})),
            "eep_element_missing",
            "题名",
        ),
    ],
)
@pytest.mark.parametrize("writer", [CarrierLayout, TransferLayout])
def test_the_agency_is_told_what_to_set(writer, change, code, field):
    [problem] = writer().problems(change(full()), ARCHIVE)
    assert (problem.code, problem.rule, problem.field) == (code, "R-T3", field)
    assert "DA/T" in problem.source
    with pytest.raises(RuleBroken):
        writer().lay_out(change(full()), ARCHIVE)


def test_without_a_fonds_number_nothing_is_laid_out():
    about = replace(ARCHIVE, agency={**ARCHIVE.agency, "fonds": ""})
    assert [problem.code for problem in TransferLayout().problems(full(), about)] == ["eep_fonds_missing"]


TEXT = st.text(max_size=60)
LISTS = ("main_recipients", "copy_recipients", "document_keywords", "related_documents", "replaced_documents")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries(
        dict.fromkeys(("title", "summary", "notes", "subject_class", "document_kind", "urgency"), TEXT)
        | {name: st.lists(TEXT, max_size=3) for name in LISTS}
        | {"pages": st.one_of(st.none(), st.integers(-5, 10**6), TEXT)}
    ),
    st.tuples(*[TEXT] * 9),
    st.sampled_from(("record", "public")),
)
def test_any_text_in_any_field_gives_valid_xml_or_a_named_problem(fields, said, scope):
    reason, section, name, note, code, number, stand, actor, title = said
    one = full(place=1)
    record = replace(
        one.record,
        fields={**fields, "retention_period": "y30"},
        proposal=Proposal("withheld", ("workflow",), reason=reason, law_citation=note),
        agency={**one.record.agency, "section": section, "credit_code": code},
        signed={**one.record.signed, "number": number},
        reasons=({"step": stand, "actor": actor, "reason": reason},),
        acts=tuple({**act, "actor": actor, "action": stand, "codes": {"x": note}} for act in one.record.acts),
        people=(replace(one.record.people[0], id=actor, name=name, offices=(section,)),),
        joint={
            "slots": [
                {"id": code, "title": title, "positions": [{"stand": stand, "reason": reason, "at": "2026-11-02"}]}
            ]
        },
    )
    files = (data_file("document.html", b"<p>", "document"), data_file("attachments/p000001", b"x", "attachment", name))
    one = replace(one, record=record, files=files, row=replace(one.row, index_number=note, number=number))
    problems = CarrierLayout().problems(one, ARCHIVE)
    if problems:
        assert {problem.code for problem in problems} == {"eep_element_missing"}
    else:
        CarrierLayout().lay_out(one, replace(ARCHIVE, scope=scope))


def test_an_item_without_opinions_and_joint_record_is_written_too():
    one = item()
    assert texts(eep(replace(one, row=replace(one.row, item_number=1))), "业务行为") == [
        "拟稿",
        "公开属性审核",
        "签发",
        "公开",
    ]
