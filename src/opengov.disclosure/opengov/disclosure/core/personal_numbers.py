"""Personal numbers in a text: resident ids, mobile numbers and bank cards (R-S5).

A number may be written with spaces, hyphens or full-width digits, or in the boxes of a form; so groups of digits are joined
before they are judged, and only whole groups are: a piece of a longer number is none.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

import re
import unicodedata


RESIDENT_ID = "resident_id"
MOBILE = "mobile"
BANK_CARD = "bank_card"

_GAP = r"[\s\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufe58\ufe63\ufeff\uff0d]"
_RUN = re.compile(rf"\d++(?:{_GAP}{{1,3}}\d++)*+(?:{_GAP}?[XxＸｘ](?![A-Za-z0-9]))?")
_GROUP = re.compile(r"\d+")
_LINE_BREAK = re.compile(r"\r?\n")
_CELL_BREAK = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Provinces of GB/T 2260; 83 is the residence permit for people from Taiwan.
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_MOBILE = re.compile(r"(?:0086|86|0)?(1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9\d)\d{8})")
_MOBILE_SHAPES = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 7), (3, 3, 5)}
_PHONE_WORDS = {"tel", "mob", "mobile", "phone", "cell", "m", "t", "wx", "vx", "wechat", "qq"}
# Issuer prefixes: UnionPay 62 and 81; older cards of mainland banks 60, 9558, 103, 4…; Visa, Mastercard, JCB, Discover.
_CARD = re.compile(
    r"(?:62|81|60)\d{14,17}|(?:4|9558)(?=(?:\d{15}|\d{18}|\d{12})$)\d+|103\d{16}"
    r"|(?:5[1-5]|35|65)\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
)
_OTHER_NUMBER = re.compile(
    r"(?:订单|訂單|流水|交易|运单|快递|物流|发票|發票|合同|条码|批次|设备|序列|采购|项目|招标|业务|受理|工单|单据)"
    r"(?:编号|編號|单号|号码|号|號)[\s:：（(为是]*\Z"
)
# Ids from before 1999 have 15 digits and no check digit: only the word before them makes them one.
_ID_WORD = re.compile(r"(?:身份证|身份證|公民身份|证件)[^\d\n]{0,12}\Z")
_DECIMAL_OR_MONEY = re.compile(r"\.\d{1,2}(?=$|[\s元万亿,，;；)）])|\s?[元万亿萬億%％]")


@dataclass(frozen=True)
class _Run:
    """Groups of digits that stand so close that they may be one number: ``138 0013 8000``."""

    text: str
    digits: str  # in ASCII, all groups joined, and the X a resident id may end with
    groups: list[tuple[int, int, int]]  # offsets in the text, position of the first digit in ``digits``
    ends: dict[int, int]  # position behind a group -> number of groups up to there

    def lengths(self, first: int, count: int) -> tuple[int, ...]:
        """How many digits each of the groups has."""
        return tuple(end - start for start, end, _ in self.groups[first : first + count])

    def one_by_one(self, first: int, count: int) -> bool:
        """One digit per box, as forms have it, and no more such boxes before or behind."""
        neighbours = self.lengths(first - 1, 1) + self.lengths(first + count, 1) if first else self.lengths(count, 1)
        return 1 not in neighbours and set(self.lengths(first, count)) == {1}


def _run(text: str, match: re.Match[str]) -> _Run:
    groups: list[tuple[int, int, int]] = []
    digits: list[str] = []
    ends: dict[int, int] = {}
    position = 0
    for group in _GROUP.finditer(text, match.start(), match.end()):
        groups.append((group.start(), group.end(), position))
        digits += [str(unicodedata.decimal(char)) for char in group.group()]
        position += group.end() - group.start()
        ends[position] = len(groups)
    if match.group()[-1] in "XxＸｘ":
        digits.append("X")
        ends[position + 1] = len(groups)
    return _Run(text, "".join(digits), groups, ends)


def numbers(text: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Find the personal numbers of a text, in order.

    :returns: kind, offsets, normal form. A number is told once, as the kind that is hardest to be by chance.
    """
    for match in _RUN.finditer(text):
        if match.end() - match.start() < 11:
            continue
        run = _run(text, match)
        behind = 0
        for first, (start, _, position) in enumerate(run.groups):
            found = start >= behind and _number_at(run, first, position, match.end())
            if found:
                kind, behind, number = found
                yield kind, (start, behind), number


def _number_at(run: _Run, first: int, position: int, run_end: int) -> tuple[str, int, str] | None:
    for kind, starts, lengths, is_one in _KINDS:
        if not run.digits.startswith(starts, position):
            continue
        for last, length in ((run.ends.get(position + length), length) for length in lengths):
            if last is None or (kind != RESIDENT_ID and 5 < last - first < length):
                continue
            candidate = run.digits[position : position + length]
            if number := is_one(run, first, last - first, candidate):
                return kind, run_end if candidate[-1] == "X" else run.groups[last - 1][1], number
    return None


def _resident_id(run: _Run, first: int, count: int, digits: str) -> str:
    """18 characters with province, birth date and check digit (GB 11643); any grouping, also over cells of a table.

    One of the first generation, with 15 digits, has no check digit.

    The county is not checked: people keep the code of a county that came or went after their birth.
    """
    province = digits[1:3] if digits[0] == "9" else digits[:2]  # 9: permanent residents from abroad
    if province not in _PROVINCES or "X" in digits[:17]:
        return ""
    if len(digits) == 15:
        return _old_resident_id(run, first, digits)
    try:
        ric.get_birth_date(digits)
    except ValidationError:
        return ""
    known = "1850" <= digits[6:10] <= "2099" and ric.calc_check_digit(digits) == digits[-1]
    return digits if known else ""


def _old_resident_id(run: _Run, first: int, digits: str) -> str:
    """15 digits with a birth date, said to be an id: out of use since 2013, and still in lists."""
    start = run.groups[first][0]
    month, day = int(digits[8:10]), int(digits[10:12])
    said = _ID_WORD.search(run.text[max(0, start - 20) : start])
    return digits if said and 1 <= month <= 12 and 1 <= day <= 31 else ""


def _mobile(run: _Run, first: int, count: int, digits: str) -> str:
    match = _MOBILE.fullmatch(digits)
    if not match or not _stands_alone(run, first, count, _PHONE_WORDS):
        return ""
    lengths = run.lengths(first, count)
    shape = (lengths[0] - match.start(1), *lengths[1:])
    fits = shape in _MOBILE_SHAPES or run.one_by_one(first, count) or _is_wrapped(run, first, count)
    return match[1] if fits else ""


def _bank_card(run: _Run, first: int, count: int, digits: str) -> str:
    if not _CARD.fullmatch(digits):
        return ""
    lengths = run.lengths(first, count)
    grouped = count == 1 or (set(lengths[:-1]) == {4} and lengths[-1] <= 4) or (count == 2 and lengths[0] == 6)
    if not (grouped or run.one_by_one(first, count) or _is_wrapped(run, first, count)) or not luhn.is_valid(digits):
        return ""
    return digits if _stands_alone(run, first, count, set()) else ""


def _stands_alone(run: _Run, first: int, count: int, words: set[str]) -> bool:
    """Whether it is neither part of a code with letters, nor an amount, nor spread over cells of a table."""
    start, end = run.groups[first][0], run.groups[first + count - 1][1]
    before, after = run.text[max(0, start - 12) : start], run.text[end : end + 5]
    word = re.search(r"[A-Za-z_]+\Z", before)
    if (word and word.group().lower() not in words) or re.match(r"[A-Za-z_]", after):
        return False
    if not words and _OTHER_NUMBER.search(before):
        return False
    if re.search(r"(?<!\d)0\.\Z|[¥￥$]\s?\Z", before) or _DECIMAL_OR_MONEY.match(after):
        return False
    broken = _CELL_BREAK.search(run.text, start, end)
    return not broken or run.one_by_one(first, count) or _is_wrapped(run, first, count)


def _is_wrapped(run: _Run, first: int, count: int) -> bool:
    """Whether it stands in running text at the end of one line and the beginning of the next: no cells of a table."""
    start, end = run.groups[first][0], run.groups[first + count - 1][1]
    if count != 2 or not _LINE_BREAK.fullmatch(run.text, run.groups[first][1], run.groups[first + 1][0]):
        return False
    before, after = run.text[max(0, start - 1) : start], run.text[end : end + 1]
    return bool(before.strip()) and bool(after.strip())


# Kind, how it can begin, how many digits it can have, and what decides.
_KINDS: tuple[tuple[str, tuple[str, ...], tuple[int, ...], Callable[[_Run, int, int, str], str]], ...] = (
    (RESIDENT_ID, (*sorted(_PROVINCES), "9"), (18, 15), _resident_id),
    (BANK_CARD, ("62", "81", "60", "4", "9558", "103", "5", "35", "65", "2"), (19, 18, 17, 16), _bank_card),
    (MOBILE, ("13", "14", "15", "16", "17", "18", "19", "0086", "86", "01"), (11, 12, 13, 15), _mobile),
)
