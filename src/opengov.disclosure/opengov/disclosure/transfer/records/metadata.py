"""``metadata.xml``: DA/T 46-2009 elements under their Chinese names, in the order and nesting of DA/T 48-2009.

The three blocks (文件实体块, 业务实体块, 机构人员实体块) are made one by one, so that another writer can put them into another
envelope. Elements without a value are left out. A public package has the first block only, without reasons and persons.
"""

from collections.abc import Iterable
from lxml import etree
from opengov.disclosure.core import issuers
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.records.agents import agent_block
from opengov.disclosure.transfer.records.agents import agent_id
from opengov.disclosure.transfer.records.elements import element
from opengov.disclosure.transfer.records.record import Record


def metadata_xml(record: Record, document: Entry, public: bool) -> bytes:
    """Return the whole file.

    :param document: entry of the document's text in the package.
    :param public: leave out whatever is not public.
    """
    blocks = [file_block(record, document, public)]
    if not public:
        blocks += [business_block(record), agent_block(record)]
    root = element("电子文件元数据", *blocks)
    root.set("标准", "DA/T 46-2009")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def file_block(record: Record, document: Entry, public: bool) -> etree._Element:
    """文件实体块: M1 to M75."""
    return element(
        "文件实体块",
        element(
            "文件实体",
            element("聚合层次", "文件"),
            _provenance(record),
            element("电子文件号", record.uid),
            _archival_code(record),
            _description(record),
            _form(record),
            element("存储位置", element("脱机载体编号", "在线")),
            element("权限管理", element("控制标识", terms.ATTRIBUTES.get(record.proposal.attribute, ""))),
            *(element("附注", note) for note in _notes(record, public)),
            element("文件数据", *_documents(record, document)),
        ),
    )


def business_block(record: Record) -> etree._Element:
    """业务实体块: every act on the record as 历史行为, every deadline as 计划任务 with its clause."""
    acts = [
        element(
            "业务实体",
            element("业务标识符", f"业务{act['seq']}"),
            element("机构人员标识符", agent_id(act["actor"])),
            element("文件标识符", record.uid),
            element("业务状态", "历史行为"),
            element("业务行为", terms.ACTIVITIES.get(act["action"], act["action"])),
            element("行为时间", act["at"]),
            element("行为描述", _act_description(act)),
        )
        for act in record.acts
    ]
    plans = [
        element(
            "业务实体",
            element("业务标识符", f"计划{number}"),
            element("机构人员标识符", agent_id(record.agency["uid"])),
            element("文件标识符", record.uid),
            element("业务状态", "计划任务"),
            element("业务行为", terms.DUTIES.get(deadline["key"], deadline["key"])),
            element("行为时间", deadline["due"]),
            element("行为依据", deadline["source"]),
            element("行为描述", f"自{deadline['trigger_date']}起算" + ("，待定" if deadline["provisional"] else "")),
        )
        for number, deadline in enumerate(record.deadlines, 1)
    ]
    return element("业务实体块", *acts, *plans)


def _provenance(record: Record) -> etree._Element:
    return element(
        "来源",
        element("全宗名称", record.agency["title"] if record.agency["fonds"] else ""),
        element("立档单位名称", record.agency["title"]),
    )


def _archival_code(record: Record) -> etree._Element:
    return element(
        "档号",
        element("全宗号", record.agency["fonds"]),
        element("年度", record.signed["issue_date"][:4]),
        element("保管期限", terms.RETENTIONS.get(record.text("retention_period"), "")),
        element("机构或问题", record.agency["section"]),
    )


def _description(record: Record) -> etree._Element:
    attribute = record.proposal.attribute
    return element(
        "内容描述",
        element("题名", record.text("title")),
        element("关键词", "；".join(record.texts("document_keywords"))),
        element("摘要", record.text("summary") or record.text("description")),
        element("分类号", record.text("subject_class")),
        element("文件编号", record.signed["number"]),
        element("责任者", _authors(record)),
        element("日期", record.signed["issue_date"]),
        element("文种", terms.KINDS.get(record.text("document_kind"), "")),
        element("紧急程度", terms.URGENCIES.get(record.text("urgency"), "")),
        element("主送", "，".join(record.texts("main_recipients"))),
        element("抄送", "，".join(record.texts("copy_recipients"))),
        element("密级", terms.CLASSIFICATIONS.get(attribute, terms.RESTRICTED)),
    )


def _form(record: Record) -> etree._Element:
    pages = record.fields.get("pages")
    return element(
        "形式特征",
        element("文件组合类型", "组合文件" if record.attachments else "单件"),
        element("页数", str(pages) if pages else ""),
        element("语种", "汉语"),
        element("稿本", "正本"),
    )


def _notes(record: Record, public: bool) -> Iterable[str]:
    """附注: the mark, and for the archives the grounds with their clauses and the reason in words."""
    yield record.mark
    if public:
        return
    proposal = record.proposal
    for code in proposal.grounds:
        yield f"不予公开依据：{citation(GROUNDS[code])}（{code}）"
    yield from (
        f"{label}：{text}"
        for label, text in (
            ("理由", proposal.reason),
            ("法律法规依据", proposal.law_citation),
            ("裁量说明", proposal.discretion),
            ("审核人说明", proposal.reviewer_explanation),
            ("附注", record.text("notes")),
        )
        if text
    )


def _documents(record: Record, document: Entry) -> Iterable[etree._Element]:
    yield _document(1, "主文档", record.text("title"), document, "text/html", document.path.rpartition("/")[2])
    for number, attachment in enumerate(record.attachments, 2):
        yield _document(number, "附属文档", attachment.name, attachment.entry, attachment.media_type, attachment.name)


def _document(number: int, rank: str, title: str, entry: Entry, media_type: str, name: str) -> etree._Element:
    file = element(
        "编码",
        element(
            "电子属性",
            element("格式信息", f"MIME媒体类型:{media_type}" if media_type else ""),
            element("计算机文件名", name),
            element("计算机文件大小", str(entry.size)),
        ),
        element("路径", entry.path),
        element("摘要值", entry.sha256, 算法="SHA-256"),
        element("摘要值", entry.sm3, 算法="SM3"),
    )
    return element(
        "文档",
        element("文档标识符", f"文档{number}"),
        element("文档序号", str(number)),
        element("文档主从声明", rank),
        element("题名", title),
        element("文档数据", file),
    )


def _act_description(act: dict) -> str:
    codes = [f"{key}={value}" for key, value in sorted(act["codes"].items())]
    if act["on_behalf_of"]:
        codes.insert(0, f"代行：{act['on_behalf_of']}")
    return "；".join(codes)


def _authors(record: Record) -> str:
    """责任者: of a joint document all who issued it, the lead first."""
    return "；".join(str(one["title"]) for one in issuers.leading_first(record.signed)) or record.agency["title"]
