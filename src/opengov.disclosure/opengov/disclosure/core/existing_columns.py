"""What the columns of a list of existing documents are called, in the template and in real offices (R-I8)."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core.listed_files import CLAUSE
from opengov.disclosure.core.rules import Problem
from types import MappingProxyType

import re
import unicodedata


#: Rows of one list, cells of a row, characters of a cell.
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 20_000
#: Headings stand in one of the first rows; a title of the list may stand above them.
HEADING_ROWS = 10


@dataclass(frozen=True)
class Column:
    """One column of a list.

    :param key: what it is called in a row's values.
    :param title: its heading in the template.
    :param aliases: headings of real offices for the same thing.
    :param required: whether every row needs it.
    """

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    required: bool = False


def _column(key: str, title: str, aliases: str = "", required: bool = False) -> Column:
    return Column(key, title, tuple(aliases.split()), required)


#: The columns in the order of the template. Headings: Chinese government forms, see the reference of the import.
COLUMNS: Sequence[Column] = (
    _column("title", "标题", "文件标题 文件名称 公文标题 公文名称 名称 题名 信息名称 稿件标题", required=True),
    _column(
        "number",
        "发文字号",
        "文号 发文号 文件编号 文件字号 公文字号 发文字年第号 代字年号 文号代字年号期 编号代字20号 文件文号",
    ),
    _column("issue_date", "成文日期", "发文日期 印发日期 签发日期 发布日期 落款日期 文件日期 日期", required=True),
    _column("signer_name", "签发人", "签发 签发领导 签发人姓名", required=True),
    _column("document_kind", "文种", "公文种类 公文文种 行文类别 文件分类 体裁分类名称 体裁 文件类型"),
    _column("main_recipients", "主送机关", "主送 主送单位"),
    _column("copy_recipients", "抄送机关", "抄送 抄送单位 抄报"),
    _column("disclosure_attribute", "公开属性", "信息公开属性 公开方式 公开类型 信息等级 信息公开审查 属性"),
    _column("disclosure_grounds", "依据", "不予公开依据 不予公开的依据 公开属性依据 定性依据"),
    _column("disclosure_reason", "理由", "不予公开理由 不予公开原因 公开属性理由 原因"),
    _column("law_citation", "法律依据", "法律法规依据"),
    _column("discretion", "裁量理由"),
    _column("text", "正文", "内容 信息内容 发文正文 正式文件 正文文件"),
    _column("paper", "原件", "扫描件 原件扫描件 原文 电子原件 纸质原件 文件"),
    _column("attachments", "附件", "附件列表 文件附件 附件上传 附件名称"),
    _column("drafter_name", "拟稿人", "起草人 拟稿 发文者 作者"),
    _column("drafting_section", "拟稿单位", "主办单位 主办处室 拟稿科室 拟稿部门 主办科室"),
    _column("copies", "份数", "共印份数 打印份数 共印份"),
    _column("pages", "页数"),
    _column("notes", "附注", "备注"),
    _column("secrecy", "密级", "密级及期限 密级和期限 机密程度 密级和缓急时限"),
)
BY_KEY: Mapping[str, Column] = MappingProxyType({column.key: column for column in COLUMNS})
#: Columns of the report that come back when failed rows are corrected and sent again; they say nothing.
REPORTED = ("行号", "结果", "问题")


def heading(text: object) -> str:
    """The column a heading means; empty when it is none of ours."""
    plain = re.sub(r"[\s:：*＊()（）\[\]【】〔〕/／_-]", "", unicodedata.normalize("NFKC", str(text or ""))[:60])
    plain = re.sub(r"(必填|选填)$", "", plain)
    for column in COLUMNS:
        if plain in (column.title, *column.aliases):
            return column.key
    return ""


def mapping(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str]]:
    """Where the headings stand among the first rows of a sheet, and which cell is which column.

    :returns: index of the row of headings, -1 when there is none; place of the cell -> column. Of two cells with the same
        meaning the first counts.
    """
    best = -1
    found: dict[int, str] = {}
    for index, row in enumerate(rows[:HEADING_ROWS]):
        known: dict[int, str] = {}
        for place, cell in enumerate(row[:MAX_COLUMNS]):
            key = heading(cell)
            if key and key not in known.values():
                known[place] = key
        if len(known) > len(found):
            best, found = index, known
    return (best, found) if "title" in found.values() else (-1, {})


def heading_problems(columns: Iterable[str]) -> list[Problem]:
    """What a list lacks altogether."""
    present = set(columns)
    if not present:
        titles = "、".join(column.title for column in COLUMNS if column.required)
        return [Problem("existing_no_headings", "R-I8", "list", CLAUSE, {"columns": titles})]
    return [
        Problem("existing_column_missing", "R-I8", column.key, CLAUSE, {"column": column.title})
        for column in COLUMNS
        if column.required and column.key not in present
    ]
