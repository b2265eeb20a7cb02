"""Document numbers (发文字号): written in the standard form, read in all the forms real documents have (R-I1).

The standard form is 机关代字〔year〕serial号, six-corner brackets, no leading zero, no 第 (GB/T 9704).
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from types import MappingProxyType

import json
import re
import string
import unicodedata


#: The fifteen kinds of documents in the order of the law: id -> Chinese name.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "resolution": "决议",
        "decision": "决定",
        "order": "命令（令）",
        "communique": "公报",
        "announcement": "公告",
        "public_notice": "通告",
        "opinions": "意见",
        "notice": "通知",
        "circular": "通报",
        "report": "报告",
        "request": "请示",
        "reply": "批复",
        "bill": "议案",
        "letter": "函",
        "minutes": "纪要",
    }
)

#: What is signed like a document and is none of the fifteen: an interpretation stands beside one (R-I4).
COMPANION_KINDS: Mapping[str, str] = MappingProxyType({"interpretation": "政策解读"})

#: The forms of a number. What is read keeps its form, the word in front being its code.
STANDARD = "{code}〔{year}〕{serial}号"
STANDARD_ISSUE = "{code}〔{year}〕{serial}期"
YEARLY = "{code}{year}年第{serial}号"
PLAIN = "{code}第{serial}号"
PLAIN_ISSUE = "{code}第{serial}期"

#: Kind -> form of its numbers where it is not the standard one; None: the kind has no number.
TEMPLATES: Mapping[str, str | None] = MappingProxyType(
    {
        "resolution": None,
        "order": "令第{serial}号",
        "communique": None,
        "announcement": "公告{year}年第{serial}号",
        "minutes": "纪要第{serial}期",
        "interpretation": None,
    }
)

_SOURCE = "党政机关公文处理工作条例 第九条"
_MAX_LENGTH = 200
_YEARS = range(1949, 2100)

_OPEN, _CLOSE = "〔[(【〖{", "〕])】〗}"
#: Brackets a number may be printed with, besides the standard ones.
_SPELT = (("[", "]"), ("(", ")"), ("【", "】"), ("（", "）"), ("［", "］"), ("﹝", "﹞"), ("〖", "〗"))
#: What a form is tried with.
_SAMPLE_CODE, _SAMPLE_YEAR, _SAMPLE_SERIAL = "某政发", 2026, 12
_OPENING, _CLOSING = f"[{re.escape(_OPEN)}]", f"[{re.escape(_CLOSE)}]"
_BLANK = "[×xX*_]"
_SERIAL = rf"(?P<ordinal>第)?(?P<serial>\d{{1,6}}|{_BLANK}*)"
_SIGN = r"(?P<sign>[号期])?(?P<suffix>[-—][^\d]{1,12})?"
_BRACKETED = re.compile(
    rf"(?P<code>.*?)(?P<open>{_OPENING})(?P<year>\d{{4}}|{_BLANK}*)年?(?P<close>{_CLOSING}){_SERIAL}{_SIGN}"
)
_YEAR_IN_WORDS = re.compile(rf"(?P<code>.*?)(?P<year>\d{{4}})年{_SERIAL}{_SIGN}")
_WITHOUT_YEAR = re.compile(
    rf"(?P<code>(?:\D*?(?P<year>\d{{4}})年)?\D*?)(?P<ordinal>第)(?P<serial>\d{{1,6}}|{_BLANK}*)"
    r"(?P<sign>[号期])(?P<suffix>[-—]\D{1,12})?"
)
_BRACKET_LOST = re.compile(
    rf"(?P<code>\D*?){_OPENING}?(?P<year>\d{{4}}){_CLOSING}?第?(?P<serial>\d{{1,5}})(?P<sign>[号期])?(?P<suffix>)"
)


@dataclass(frozen=True)
class DocumentNumber:
    """A document number as it was read.

    :param code: 机关代字, or the word in front (公告, 国务院令, several agencies joined by 、).
    :param year: None where the form has none, or it is blank.
    :param serial: None where it is blank.
    :param original: the spelling as it was found.
    :param series: the form: ``STANDARD``, ``STANDARD_ISSUE``, ``YEARLY``, ``PLAIN`` or ``PLAIN_ISSUE``.
    :param suffix: what follows the number, e.g. ``"-补告"``.
    :param flags: what was odd: ``brackets``, ``leading_zeros``, ``ordinal``, ``sign_missing``, ``damaged`` (year and
        serial could only be guessed), ``blank``, ``code_missing``, ``agencies_inside``, ``year_in_code``, ``suffix``.
    """

    code: str
    year: int | None
    serial: int | None
    original: str
    series: str
    suffix: str = ""
    flags: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The standard form; the original where year or serial is blank."""
        if "blank" in self.flags:
            return self.original
        return self.series.format(code=self.code, year=self.year, serial=self.serial) + self.suffix


def parse(text: str) -> DocumentNumber:
    """Read one document number, in whatever form, and keep its spelling.

    :raises RuleBroken: when there is no number in it.
    """
    original = text.strip()
    # Compatibility forms become plain ones: ﹝ 〔, （ (, full-width digits.
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", original[:_MAX_LENGTH]))
    if original and len(original) <= _MAX_LENGTH:
        for pattern, series in _FORMS:
            match = pattern.fullmatch(plain)
            if match and _is_likely(match):
                return _number(match, series, original)
    raise RuleBroken(Problem("number_unreadable", "R-I1", "document_number", _SOURCE, {"value": original[:80]}))


def template(kind: str) -> str | None:
    """The form of a kind's numbers; None for a kind without number."""
    return TEMPLATES.get(kind, STANDARD)


def format_number(template: str, *, code: str = "", year: int | None = None, serial: int) -> str:
    """Write a number.

    :param template: a form with ``{serial}`` and, as the series has them, ``{code}`` and ``{year}``.
    :raises RuleBroken: when the template is wrong or something it names is missing.
    """
    values = {"code": code.strip(), "year": year, "serial": serial}
    for name in _template_fields(template):
        value = values[name]
        if not value or (isinstance(value, int) and value < 1):
            raise _invalid("number_part_missing", name, template)
    return template.format(**values)


def series_key(agency_uid: str, code: str, year: int | None, template: str) -> str:
    """One key per series: each agency, code, year and form counts by itself; forms that write the same number are one."""
    return json.dumps([agency_uid, code, year, standard_form(template)], ensure_ascii=False)


def standard_key(key: str) -> str:
    """The key that :func:`series_key` would give now; earlier ones told 〔〕 from other brackets."""
    agency_uid, code, year, template = json.loads(key)
    return series_key(agency_uid, code, year, template)


@lru_cache(maxsize=256)
def standard_form(template: str) -> str:
    """What a form is but for its spelling: 云教[2026]1号, 云教（2026）第1号 and 云教〔2026〕1号 are one number.

    A form whose numbers cannot be read back is what it is.
    """
    try:
        read = parse(format_number(template, code=_SAMPLE_CODE, year=_SAMPLE_YEAR, serial=_SAMPLE_SERIAL))
    except RuleBroken:
        return template
    year: object = read.year
    if "{year}" in template:
        if year != _SAMPLE_YEAR:
            return template
        year = "{year}"
    if read.serial != _SAMPLE_SERIAL:
        return template
    code = read.code.replace(_SAMPLE_CODE, "{code}")
    return read.series.format(code=code, year=year, serial="{serial}") + read.suffix


def spellings(number: str) -> Iterator[str]:
    """A number in the standard form as it may be printed with other brackets, itself first."""
    yield number
    for opening, closing in _SPELT:
        yield number.replace("〔", opening).replace("〕", closing)


def next_serial(last: int | None, start: int, reserved: Collection[int]) -> int:
    """The next serial of a series, without a gap but for the numbers that are reserved for paper.

    :param last: the serial given last; None when the series is empty.
    :param start: the first serial of the series, 1 or more.
    """
    serial = max(start, 1) if last is None else max(last + 1, start)
    while serial in reserved:
        serial += 1
    return serial


_DAMAGED = ""

_FORMS = (
    (_BRACKETED, STANDARD),
    (_YEAR_IN_WORDS, YEARLY),
    (_WITHOUT_YEAR, PLAIN),
    (_BRACKET_LOST, _DAMAGED),
)


def _is_likely(match: re.Match[str]) -> bool:
    """Whether the year can be one, and there is more than an empty form."""
    year = _integer(match["year"])
    return (year is None or year in _YEARS) and any(match[name] for name in ("code", "year", "serial"))


def _number(match: re.Match[str], series: str, original: str) -> DocumentNumber:
    parts = {"ordinal": None, "open": "", "close": "", **match.groupdict()}
    year, serial = _integer(parts["year"]), _integer(parts["serial"])
    flags = tuple(flag for flag, odd in _oddities(parts, series, year, serial) if odd)
    form = _form(series, issue=parts["sign"] == "期")
    return DocumentNumber(parts["code"] or "", year, serial, original, form, parts["suffix"] or "", flags)


def _oddities(
    parts: Mapping[str, str | None], series: str, year: int | None, serial: int | None
) -> Iterator[tuple[str, bool]]:
    code = parts["code"] or ""
    yield "brackets", series == STANDARD and (parts["open"], parts["close"]) != ("〔", "〕")
    yield "leading_zeros", serial is not None and str(serial) != parts["serial"]
    yield "ordinal", series == STANDARD and bool(parts["ordinal"])
    yield "sign_missing", not parts["sign"]
    yield "damaged", series == _DAMAGED
    yield "blank", serial is None or (series != PLAIN and year is None)
    yield "code_missing", not code
    yield "agencies_inside", "、" in code
    yield "year_in_code", series == PLAIN and year is not None
    yield "suffix", bool(parts["suffix"])


def _form(series: str, issue: bool) -> str:
    forms = {STANDARD: STANDARD_ISSUE, _DAMAGED: STANDARD_ISSUE, PLAIN: PLAIN_ISSUE}
    return forms.get(series, series) if issue else series or STANDARD


def _integer(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _template_fields(template: str) -> set[str]:
    """Names a template uses; it may only fill in code, year and serial, and must have the serial."""
    try:
        fields = [
            (name, spec, how) for _text, name, spec, how in string.Formatter().parse(template) if name is not None
        ]
    except ValueError:
        raise _invalid("number_template_invalid", "template", template) from None
    names = {name for name, _spec, _how in fields}
    if not {"serial"} <= names <= {"code", "year", "serial"} or any(spec or how for _name, spec, how in fields):
        raise _invalid("number_template_invalid", "template", template)
    return names


def _invalid(code: str, field: str, template: str) -> RuleBroken:
    return RuleBroken(Problem(code, "R-I1", field, _SOURCE, {"part": field, "template": template[:80]}))
