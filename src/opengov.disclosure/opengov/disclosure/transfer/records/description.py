"""文件实体 (M1 to M75): one record described in the order and nesting of DA/T 48-2009, its files left to whoever writes them.

``metadata.xml`` and the EEP share it. A sealed record does not know yet how it will be listed: what a hand-over adds (档号,
件号, 公开情况) comes with the row, and is left out without one.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from opengov.disclosure.core import issuers
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.records.elements import Element
from opengov.disclosure.transfer.records.elements import element
from opengov.disclosure.transfer.records.elements import legal
from opengov.disclosure.transfer.records.notes import notes
from opengov.disclosure.transfer.records.notes import public_notes
from opengov.disclosure.transfer.records.record import Record


ONLINE = "在线"
SYSTEM = "opengov.disclosure（政府信息公开属性管理系统）"


def file_block(
    record: Record, documents: Iterable[Element], public: bool, row: Row | None = None, archives: str = ""
) -> Element:
    """文件实体块 with one 文件实体.

    :param documents: 文档 elements.
    :param public: leave out whatever is not public.
    :param row: how the record is listed in a hand-over, if it is in one.
    :param archives: name of the receiving archives.
    """
    told = public_notes(record, row) if public else notes(record, row)
    return element(
        "文件实体块",
        element(
            "文件实体",
            element("聚合层次", "文件"),
            _provenance(record, archives),
            element("电子文件号", record.uid),
            _archival_code(record, row, public),
            _description(record),
            _form(record, row),
            element("存储位置", element("脱机载体编号", ONLINE)),
            element("权限管理", element("控制标识", terms.ATTRIBUTES.get(record.proposal.attribute, ""))),
            element("信息系统描述", SYSTEM if row is not None else ""),
            *(element("附注", note) for note in told),
            element("文件数据", *documents),
        ),
        *(() if public else _relations(record, row)),
    )


def document(number: int, rank: str, title: str, codings: Iterable[Element], prefix: str = "") -> Element:
    """文档: one file of the record, with its rank (主文档 or 附属文档) and what it is called in the office.

    :param prefix: what its identifiers begin with; those of ``metadata.xml`` have none.
    """
    identifier = f"{prefix}文档{number}"
    ids = {"文档数据ID": f"{identifier}-文档数据1"} if prefix else {}
    return element(
        "文档",
        element("文档标识符", identifier),
        element("文档序号", str(number)),
        element("文档主从声明", rank),
        element("题名", title),
        element("文档数据", *codings, **ids),
    )


def electronic_attributes(name: str, size: int, format_words: str, application: str = "") -> Element:
    """电子属性 (M46 to M50) of one file."""
    return element(
        "电子属性",
        element("格式信息", format_words),
        element("计算机文件名", name),
        element("计算机文件大小", str(size)),
        element("文档创建程序", application),
    )


def authors(record: Record) -> str:
    """责任者: of a joint document all who issued it, the lead first."""
    return "；".join(str(one["title"]) for one in issuers.leading_first(record.signed)) or record.agency["title"]


def retention(record: Record, row: Row | None = None) -> str:
    """保管期限 as a word of DA/T 46-2009; empty when nobody set one."""
    return terms.RETENTIONS.get((row.retention if row is not None else "") or record.text("retention_period"), "")


def _relations(record: Record, row: Row | None) -> Iterator[Element]:
    """文件实体关系: documents it stands with. To the public they may be unknown."""
    forwarded = record.text("forwarded_document")
    found = [
        *(("替代", name, "被替代的文件") for name in record.texts("replaced_documents")),
        *(("转发", name, "被转发的文件") for name in (forwarded,) if name),
        *(("相关", name, "相关文件") for name in record.texts("related_documents")),
    ]
    if row is not None and row.supersedes:
        found.append(("替代", row.supersedes, "此前封装的记录"))
    for relation, other, words in found:
        if legal(other).strip():
            yield element(
                "文件实体关系",
                element("文件标识符", record.uid),
                element("被关联文件标识符", other),
                element("关系类型", "文件关系"),
                element("关系", relation),
                element("关系描述", words),
            )


def _provenance(record: Record, archives: str) -> Element:
    return element(
        "来源",
        element("档案馆名称", archives),
        element("全宗名称", record.agency["title"] if record.agency["fonds"] else ""),
        element("立档单位名称", record.agency["title"]),
    )


def _archival_code(record: Record, row: Row | None, public: bool) -> Element:
    return element(
        "档号",
        row.archival_code if row is not None else "",
        element("全宗号", record.agency["fonds"]),
        element("年度", record.signed["issue_date"][:4]),
        element("保管期限", retention(record, row)),
        element("机构或问题", "" if public else record.agency["section"]),
        element("室编件号", str(row.item_number) if row is not None and row.item_number > 0 else ""),
    )


def _description(record: Record) -> Element:
    attribute = record.proposal.attribute
    return element(
        "内容描述",
        element("题名", record.text("title")),
        element("关键词", "；".join(record.texts("document_keywords"))),
        element("摘要", record.text("summary") or record.text("description")),
        element("分类号", record.text("subject_class")),
        element("文件编号", record.signed["number"]),
        element("责任者", authors(record)),
        element("日期", record.signed["issue_date"]),
        element("文种", terms.KINDS.get(record.text("document_kind"), "")),
        element("紧急程度", terms.URGENCIES.get(record.text("urgency"), "")),
        element("主送", "，".join(record.texts("main_recipients"))),
        element("抄送", "，".join(record.texts("copy_recipients"))),
        element("密级", terms.CLASSIFICATIONS.get(attribute, terms.RESTRICTED)),
    )


def _form(record: Record, row: Row | None) -> Element:
    pages = record.fields.get("pages") or (row.pages if row is not None else 0)
    counted = isinstance(pages, int) and not isinstance(pages, bool) and pages > 0
    return element(
        "形式特征",
        element("文件组合类型", "组合文件" if record.attachments else "单件"),
        element("页数", str(pages) if counted else ""),
        element("语种", "汉语"),
        element("稿本", "正本"),
    )
