"""What of one record a check after the four properties can find out from plain facts (DA/T 70-2018)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core import formats
from opengov.disclosure.core.archival_codes import RETENTIONS
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.fourproperties import Finding
from opengov.disclosure.core.fourproperties import MANUAL
from opengov.disclosure.core.handover_rows import Row

import re
import unicodedata


#: Characters at most.
LENGTHS = {"archival_code": 100, "number": 100, "index_number": 100, "title": 1000, "authors": 2000, "genre": 200}
CLASSIFICATIONS = frozenset({"公开", "限制", "秘密", "机密", "绝密"})
VALIDITIES = frozenset({"", "valid", "amended", "partly_repealed", "repealed", "lapsed", "voided"})
#: Before that day no organ of today has issued anything.
FOUNDED = date(1949, 10, 1)
#: 全宗号-门类·年度-保管期限-(机构)-件号 (DA/T 22-2015).
_CODE = re.compile(r"(?P<fonds>[^-]+)-[A-Z]{2}·(?P<year>\d{4})-(?P<retention>Y|D30|D10)(?:-[^-]+)?-(?P<item>\d{4,})")
#: One act of each group must be on record: begun, reviewed, signed. Documents on paper were signed before they came here.
PROCESS = {
    "拟稿": frozenset({"created", "imported", "history_imported", "companion_begun"}),
    "审查": frozenset(
        [
            "approve",
            "review_again",
            "review_adjustment",
            "determine",
            "decide_dispute",
            "sign_urgently",
            "take_up",
            "make_up",
        ]
    ),
    "签发": frozenset(["sign", "sign_urgently", "countersign", "record_countersignature", "enter_existing"]),
}


@dataclass(frozen=True)
class FileFacts:
    """What was seen of one content file.

    :param name: what it is called in the office.
    :param size: the bytes it is said to have; ``found`` those that are there.
    :param head: its first bytes, :data:`formats.HEAD` of them at most.
    :param members: names in it when it is a ZIP; None when it is none, or one that cannot be read.
    :param encrypted: whether it cannot be read without a key.
    :param packed: whether it is in the package as it was sealed, by its digest.
    :param linked: whether the description in the package names it.
    :param told: how large the description says it is; None where it says nothing.
    """

    name: str
    media_type: str
    size: int
    found: int
    head: bytes
    members: frozenset[str] | None = None
    encrypted: bool = False
    packed: bool = True
    linked: bool = True
    told: int | None = None


@dataclass(frozen=True)
class RecordFacts:
    """What was seen of one record.

    :param fonds: 全宗号 of the organ.
    :param coded: whether the form of the package cannot do without 档号 and 保管期限.
    :param day: day of the seal, ISO.
    :param acts: actions on its record; None where the package tells nothing of them.
    :param described: whether its description is in the package.
    """

    row: Row
    fonds: str
    coded: bool
    day: str
    acts: frozenset[str] | None
    files: tuple[FileFacts, ...]
    described: bool = True


def findings(facts: RecordFacts) -> Iterator[Finding]:
    """Everything that a record has against it, or that somebody has to look at."""
    yield from _values(facts)
    yield from _dates(facts)
    yield from _code(facts)
    yield from _required(facts)
    yield from _process(facts)
    yield from _counts(facts)
    for file in facts.files:
        yield from file_findings(file, facts.row)


def file_findings(file: FileFacts, row: Row) -> Iterator[Finding]:
    """What one content file has against it."""
    where = f"{_where(row)}{file.name}"
    if file.size != file.found:
        yield Finding("electronic", f"{where}：著录{file.size}字节，实有{file.found}字节")
    if file.told not in (None, file.found):
        yield Finding("electronic", f"{where}：元数据写{file.told}字节，实有{file.found}字节")
    if not file.packed:
        yield Finding("consistent", f"{where}不在信息包中，或封装前后摘要值不同")
    if not file.linked:
        yield Finding("linked", f"{where}：元数据没有关联这个文件")
    if file.encrypted:
        yield Finding("compression", f"{where}已加密，须解密后移交")
    else:
        yield from _format_findings(file, where)


def _format_findings(file: FileFacts, where: str) -> Iterator[Finding]:
    known = formats.declared(file.name, file.media_type)
    if known is None:
        yield Finding("formats", f"{where}：未识别的格式，由人工确认", MANUAL)
        return
    if not _fits(known, file):
        yield Finding("electronic", f"{where}：内容不是{known.name}格式")
    if known.key in formats.PRIVATE:
        yield Finding("compression", f"{where}：{known.name}为私有压缩格式，须解压后移交")
    elif known.key in formats.WRAPPERS:
        yield Finding("compression", f"{where}：压缩文件，由人工确认是否解压后移交", MANUAL)
    elif not known.durable:
        yield Finding("formats", f"{where}：{known.name}不是长期保存格式，由人工确认是否转换为OFD或PDF/A", MANUAL)


def _fits(known: formats.FileFormat, file: FileFacts) -> bool:
    if not file.found:
        return True
    if not formats.begins_as(known, file.head):
        return False
    return not known.member or (file.members is not None and known.member in file.members)


def _where(row: Row) -> str:
    return f"第{row.place}件"


def _values(facts: RecordFacts) -> Iterator[Finding]:
    row, where = facts.row, _where(facts.row)
    for name, most in LENGTHS.items():
        if len(getattr(row, name)) > most:
            yield Finding("length", f"{where}：{name}超过{most}个字符")
        strange = {character for character in getattr(row, name) if _is_strange(character)}
        if strange:
            codes = "、".join(f"U+{ord(character):04X}" for character in sorted(strange))
            yield Finding("characters", f"{where}：{name}含{codes}，由人工确认", MANUAL)
    domains = {
        "密级": row.classification in CLASSIFICATIONS,
        "保管期限": row.retention in ("", *RETENTIONS),
        "公开属性": row.attribute in set(Attribute),
        "效力": row.validity in VALIDITIES,
    }
    for name, holds in domains.items():
        if not holds:
            yield Finding("domain", f"{where}：{name}不在值域内")
    if row.pages < 0 or row.item_number < 0:
        yield Finding("type", f"{where}：页数和件号应为正整数")


def _is_strange(character: str) -> bool:
    """Control characters, characters of nobody's alphabet, and the sign of a lost one."""
    return unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs") or character == "\ufffd"


def _dates(facts: RecordFacts) -> Iterator[Finding]:
    row, where = facts.row, _where(facts.row)
    issued, published = _day(row.issue_date), _day(row.published_on)
    if (row.issue_date and issued is None) or (row.published_on and published is None):
        yield Finding("type", f"{where}：日期应为年-月-日")
    if issued is not None and not FOUNDED <= issued <= date.fromisoformat(facts.day):
        yield Finding("plausible", f"{where}：成文日期{row.issue_date}不合理")
    if issued is not None and published is not None and published < issued:
        yield Finding("plausible", f"{where}：公开日期早于成文日期，由人工确认", MANUAL)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _code(facts: RecordFacts) -> Iterator[Finding]:
    row, where = facts.row, _where(facts.row)
    if not row.archival_code:
        result = {} if facts.coded else {"result": MANUAL}
        yield Finding("code", f"{where}：没有档号", **result)
        return
    found = _CODE.fullmatch(row.archival_code)
    if found is None:
        yield Finding("code", f"{where}：档号{row.archival_code}不合编制规则")
        return
    if found["fonds"] != facts.fonds:
        # the archives may have given the organ another number since: a document keeps its code
        yield Finding("code", f"{where}：档号中的全宗号与现全宗号不同，由人工确认", MANUAL)
    parts = {
        "年度": found["year"] == row.issue_date[:4],
        "保管期限": found["retention"] == RETENTIONS.get(row.retention),
        "件号": int(found["item"]) == row.item_number,
    }
    for name, agrees in parts.items():
        if not agrees:
            yield Finding("code", f"{where}：档号中的{name}与著录不符")


def _required(facts: RecordFacts) -> Iterator[Finding]:
    row, where = facts.row, _where(facts.row)
    told = {"题名": row.title, "责任者": row.authors, "日期": row.issue_date, "密级": row.classification}
    for name, value in {**told, "电子文件号": row.document}.items():
        if not value.strip():
            yield Finding("required", f"{where}：{name}为空")
    if not row.retention:
        result = {} if facts.coded else {"result": MANUAL}
        yield Finding("required", f"{where}：保管期限为空", **result)
    if not facts.described:
        yield Finding("package_metadata", f"{where}：信息包中没有元数据")
    if not (row.attribute and row.digest and row.record):
        yield Finding("elements", f"{where}：公开属性、内容摘要或记录标识为空")


def _process(facts: RecordFacts) -> Iterator[Finding]:
    if facts.acts is None:
        return
    for name, actions in PROCESS.items():
        if not facts.acts & actions:
            yield Finding("process", f"{_where(facts.row)}：没有{name}记录")


def _counts(facts: RecordFacts) -> Iterator[Finding]:
    row, where = facts.row, _where(facts.row)
    if not facts.files:
        yield Finding("linked", f"{where}：元数据没有关联内容数据")
    if row.files != len(facts.files):
        yield Finding("content", f"{where}：著录{row.files}个文件，实有{len(facts.files)}个")
    if row.size != sum(file.found for file in facts.files):
        yield Finding("content", f"{where}：著录{row.size}字节，实有{sum(file.found for file in facts.files)}字节")
