"""What one cell of a list of existing documents says (R-I8): a value, or what is wrong with what was typed."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from opengov.disclosure.core import numbering
from opengov.disclosure.core import printed_days
from opengov.disclosure.core.existing_columns import BY_KEY
from opengov.disclosure.core.existing_columns import MAX_CELL
from opengov.disclosure.core.listed_files import CLAUSE
from opengov.disclosure.core.listed_files import named
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from types import MappingProxyType

import re
import unicodedata


_NUMBER = "党政机关公文处理工作条例 第九条"

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
    if len(typed) > 2000:
        return [], [_wrong("existing_cell_too_long", key, typed, most="2000")]
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
    if word.isdecimal() and len(word) <= 6 and int(word) <= 100_000:
        return int(word), []
    return None, [_wrong("existing_count_unreadable", key, typed)]


def _nothing(key: str, raw: object, typed: str, today: date) -> _Read:
    return "", []


def derive_kind(values: dict[str, object], problems: list[Problem], derived: list[str]) -> None:
    """Set the kind a title ends in (关于……的通知), and name the column among what was derived."""
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


#: Column -> what reads its cell: called with column, cell as it is, as it is shown, and today.
READERS: Mapping[str, Callable[[str, object, str, date], _Read]] = {
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
