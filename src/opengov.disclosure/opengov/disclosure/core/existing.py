"""Lists of existing documents (004 四（四）1①): what their columns are called, and what a row says (R-I8).

A row is read cell by cell into the values of a draft and of the step that enters it. Nothing is guessed silently: what was
derived (the kind from the title) is named, what cannot be read is a problem with column and what was typed.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from opengov.disclosure.core import marks
from opengov.disclosure.core import numbering
from opengov.disclosure.core import printed_days
from opengov.disclosure.core.listed_files import CLAUSE
from opengov.disclosure.core.listed_files import named
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from types import MappingProxyType

import hashlib
import json
import re
import unicodedata


#: Rows of one list, cells of a row, characters of a cell.
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 20_000
#: Headings stand in one of the first rows; a title of the list may stand above them.
HEADING_ROWS = 10

_NUMBER = "党政机关公文处理工作条例 第九条"
_SECRETS = "保守国家秘密法 第三十一条"


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

#: What a cell says for nothing.
_NOTHING = frozenset({"", "-", "—", "——", "/", "无", "没有", "无文号", "null", "none", "n/a", "无文种", "空"})
_ATTRIBUTES = {
    "proactive": ("主动公开", "公开", "应予公开", "主动", "全部公开"),
    "on_request": ("依申请公开", "依申请", "申请公开"),
    "withheld": ("不予公开", "不公开", "免予公开", "免于公开", "不予", "非公开"),
    "not_government_information": ("非政府信息", "不属于政府信息", "不是政府信息"),
}
#: Attribute -> what it is called in lists, the usual word first.
ATTRIBUTE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(_ATTRIBUTES)
#: Ground -> what lists call it, the usual word first.
GROUND_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "state_secret": ("国家秘密",),
        "law_prohibits": ("法律行政法规禁止公开", "法律、行政法规禁止公开", "法律法规禁止公开"),
        "three_security_one_stability": ("三安全一稳定", "危及三安全一稳定", "危及国家安全公共安全经济安全社会稳定"),
        "trade_secret": ("商业秘密",),
        "personal_privacy": ("个人隐私",),
        "third_party_other": ("第三方其他合法权益", "第三方合法权益"),
        "personnel": ("人事管理", "内部人事管理", "内部管理信息", "内部事务信息"),
        "logistics": ("后勤管理", "内部后勤管理"),
        "workflow": ("内部工作流程", "工作流程"),
        "discussion_record": ("讨论记录",),
        "draft": ("过程稿", "过程性信息"),
        "consultation_letter": ("磋商信函",),
        "request_report": ("请示报告",),
        "enforcement_file": ("行政执法案卷", "执法案卷"),
    }
)
_SECRET = re.compile(r"[绝绝機机秘祕]\s*密")
_KIND_WORDS = {
    **{name: code for code, name in numbering.KINDS.items()},
    "令": "order",
    "命令": "order",
    "会议纪要": "minutes",
    "复函": "letter",
    "便函": "letter",
}
#: Brackets that are printed and that no record takes -> what stands for them.
_BRACKETS = str.maketrans("﹝﹞〖〗{}", "〔〕【】[]")


@dataclass(frozen=True)
class Row:
    """A row as it was understood.

    :param place: number of the row in the sheet, as the spreadsheet counts.
    :param cells: column -> text as it was typed, for the report.
    :param values: column -> plain value: text, list of texts, int.
    :param problems: what is wrong with it.
    :param derived: columns whose value was found in another one.
    """

    place: int
    cells: Mapping[str, str]
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()
    derived: tuple[str, ...] = field(default=())


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


def shown(value: object) -> str:
    """A cell as it was typed, for people."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()[:MAX_CELL]


def row_key(place: int, cells: Mapping[str, str]) -> str:
    """What tells a row from every other of its list: its place and all it says."""
    said = json.dumps([place, sorted(cells.items())], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def read(place: int, raw: Mapping[str, object], today: date) -> Row:
    """Read one row.

    :param place: its number in the sheet.
    :param raw: column -> cell as the sheet has it (text, number, day).
    :param today: a day in Shanghai; nothing that exists is younger.
    """
    cells = {key: text for key, value in raw.items() if (text := shown(value))}
    secret = _secrecy_problems(cells)
    if secret:
        # Nothing of it is kept, not even what was typed (R-A4).
        return Row(place, {}, {}, tuple(secret))
    values: dict[str, object] = {}
    problems: list[Problem] = []
    derived: list[str] = []
    for key, reader in _READERS.items():
        value, wrong = reader(key, raw.get(key), cells.get(key, ""), today)
        problems += wrong
        if value not in ("", None, []):
            values[key] = value
    if "document_kind" not in values and not any(problem.field == "document_kind" for problem in problems):
        _derive_kind(values, problems, derived)
    return Row(place, cells, values, tuple(problems), tuple(derived))


def duplicates(rows: Iterable[Row]) -> dict[int, Problem]:
    """Rows that say the same document as an earlier one: place of the row -> problem."""
    first: dict[tuple[str, ...], int] = {}
    found = {}
    for row in rows:
        identity = identity_of(row.values)
        if not identity:
            continue
        if identity in first:
            params = {"row": str(first[identity]), "typed": " ".join(identity)[:200]}
            found[row.place] = Problem("existing_twice_in_list", "R-I8", _told_at(identity), CLAUSE, params)
        else:
            first[identity] = row.place
    return found


def identity_of(values: Mapping[str, object]) -> tuple[str, ...]:
    """What makes a document the same one: its number in the standard form, or title and day when it has none."""
    number = str(values.get("number") or "")
    if number:
        return (standard(number),)
    title = re.sub(r"\s", "", str(values.get("title") or ""))
    return (title, str(values.get("issue_date") or "")) if title else ()


def standard(number: str) -> str:
    """A number in the standard form; as it is when it cannot be read."""
    try:
        return str(numbering.parse(number))
    except RuleBroken:
        return number


def on_site(row: Row, known: Iterable[tuple[str, ...]]) -> Problem | None:
    """That the agency has this document already.

    :param known: identities of what it has.
    """
    identity = identity_of(row.values)
    if not identity or identity not in set(known):
        return None
    return Problem("existing_here_already", "R-I8", _told_at(identity), CLAUSE, {"typed": " ".join(identity)[:200]})


def _told_at(identity: tuple[str, ...]) -> str:
    return "number" if len(identity) == 1 else "title"


def _secrecy_problems(cells: Mapping[str, str]) -> list[Problem]:
    """A secret is not kept here: neither said to be one, nor marked as one (R-A4)."""
    found = []
    if _SECRET.search(cells.get("secrecy", "")):
        found.append(Problem("existing_secret", "R-A4", "secrecy", _SECRETS, {"column": BY_KEY["secrecy"].title}))
    for key, text in cells.items():
        if key != "secrecy" and marks.marks(text):
            found.append(Problem("existing_marked", "R-A4", key, _SECRETS, {"column": BY_KEY[key].title}))
    return found


_Read = tuple[object, list[Problem]]


def _line(key: str, raw: object, typed: str, today: date) -> _Read:
    limits = {"title": 300, "signer_name": 60, "drafter_name": 60, "drafting_section": 120, "law_citation": 200}
    text = "" if typed.casefold() in _NOTHING else re.sub(r"\s+", " ", typed)
    if not text and BY_KEY[key].required:
        return "", [_wrong("existing_cell_missing", key, typed)]
    if len(text) > limits.get(key, 300):
        return "", [_wrong("existing_cell_too_long", key, typed, most=str(limits.get(key, 300)))]
    return text, []


def _words(key: str, raw: object, typed: str, today: date) -> _Read:
    most = {"discretion": 1000, "text": MAX_CELL}.get(key, 2000)
    if len(typed) > most:
        return "", [_wrong("existing_cell_too_long", key, typed, most=str(most))]
    return ("" if typed.casefold() in _NOTHING else typed), []


def _number(key: str, raw: object, typed: str, today: date) -> _Read:
    if typed.casefold() in _NOTHING:
        return "", []
    try:
        parsed = numbering.parse(typed)
    except RuleBroken:
        return "", [_wrong("existing_number_unreadable", key, typed, source=_NUMBER)]
    odd = [flag for flag in ("blank", "damaged", "code_missing") if flag in parsed.flags]
    if odd:
        return "", [_wrong(f"existing_number_{odd[0]}", key, typed, source=_NUMBER, read=str(parsed))]
    # as printed, without the spaces of a spreadsheet
    return re.sub(r"\s", "", typed).translate(_BRACKETS), []


def _day(key: str, raw: object, typed: str, today: date) -> _Read:
    if not typed:
        return "", [_wrong("existing_cell_missing", key, typed)]
    day = printed_days.parse(raw if not isinstance(raw, str) else typed)
    if day is None:
        return "", [_wrong("existing_day_unreadable", key, typed)]
    return (day.isoformat(), []) if day <= today else ("", [_wrong("existing_day_in_future", key, typed)])


def _kind(key: str, raw: object, typed: str, today: date) -> _Read:
    word = re.sub(r"\s", "", typed)
    if word.casefold() in _NOTHING:
        return "", []
    code = _KIND_WORDS.get(word) or _KIND_WORDS.get(unicodedata.normalize("NFKC", word).replace("(令)", ""))
    kinds = "、".join(numbering.KINDS.values())
    return (code, []) if code else ("", [_wrong("existing_kind_unknown", key, typed, kinds=kinds)])


def _attribute(key: str, raw: object, typed: str, today: date) -> _Read:
    word = re.sub(r"[\s（）()]", "", typed)
    if word.casefold() in _NOTHING:
        return "", []
    for code, words in _ATTRIBUTES.items():
        if word in words or word == code:
            return code, []
    known = "、".join(words[0] for words in _ATTRIBUTES.values())
    return "", [_wrong("existing_attribute_unknown", key, typed, known=known)]


def _grounds(key: str, raw: object, typed: str, today: date) -> _Read:
    found, unknown = [], []
    for word in (part.strip() for part in re.split(r"[;；\n，,]+", typed) if part.strip()):
        plain = re.sub(r"\s|（.*?）|\(.*?\)", "", word)
        code = next((code for code, words in GROUND_WORDS.items() if plain in words or plain == code), "")
        if code and code not in found:
            found.append(code)
        elif not code and plain.casefold() not in _NOTHING:
            unknown.append(word)
    known = "、".join(words[0] for words in GROUND_WORDS.values())
    return found, [_wrong("existing_ground_unknown", key, word, known=known) for word in unknown]


def _lines(key: str, raw: object, typed: str, today: date) -> _Read:
    parts = [part.strip() for part in re.split(r"[;；\n、，,]+", typed) if part.strip()]
    if any(len(part) > 200 for part in parts):
        return [], [_wrong("existing_cell_too_long", key, typed, most="200")]
    return [part for part in parts if part.casefold() not in _NOTHING], []


def _files(key: str, raw: object, typed: str, today: date) -> _Read:
    return [name for name in named(typed) if name.casefold() not in _NOTHING], []


def _count(key: str, raw: object, typed: str, today: date) -> _Read:
    word = unicodedata.normalize("NFKC", typed).strip().rstrip("份页张")
    if word.casefold() in _NOTHING:
        return None, []
    if word.isdecimal() and int(word) <= 100_000:
        return int(word), []
    return None, [_wrong("existing_count_unreadable", key, typed)]


def _nothing(key: str, raw: object, typed: str, today: date) -> _Read:
    return "", []


def _derive_kind(values: dict[str, object], problems: list[Problem], derived: list[str]) -> None:
    """The kind a title ends in: 关于……的通知."""
    title = re.sub(r"[（(][^（）()]*[）)]$", "", str(values.get("title") or "")).strip()
    found = [(len(word), code) for word, code in _KIND_WORDS.items() if title.endswith(word)]
    if found:
        values["document_kind"] = max(found)[1]
        derived.append("document_kind")
    elif title:
        kinds = "、".join(numbering.KINDS.values())
        problems.append(_wrong("existing_kind_missing", "document_kind", "", kinds=kinds))


def _wrong(code: str, key: str, typed: str, source: str = CLAUSE, **params: str) -> Problem:
    return Problem(code, "R-I8", key, source, {"column": BY_KEY[key].title, "typed": typed[:120], **params})


_READERS = {
    **dict.fromkeys(("title", "signer_name", "drafter_name", "drafting_section", "law_citation"), _line),
    **dict.fromkeys(("disclosure_reason", "discretion", "text", "notes"), _words),
    "number": _number,
    "issue_date": _day,
    "document_kind": _kind,
    "main_recipients": _lines,
    "copy_recipients": _lines,
    "disclosure_attribute": _attribute,
    "disclosure_grounds": _grounds,
    "paper": _files,
    "attachments": _files,
    "copies": _count,
    "pages": _count,
    "secrecy": _nothing,
}
