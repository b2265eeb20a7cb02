"""Reading the State Council's yearly notice on holidays (国务院办公厅关于…部分节假日安排的通知): R-D2.

A date that is not understood is never guessed: the reader names the place and refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken

import re
import unicodedata


#: Longest notice that is read, in characters; real ones have about a thousand.
MAX_LENGTH = 20_000

_NAMES = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
_NAME = rf"(?:国际)?(?:{'|'.join(_NAMES)})节?"
_HEADER = re.compile(rf"({_NAME}(?:[、和及与]{_NAME})*):")
_TITLE_YEAR = re.compile(r"(\d{4})年(?:部分)?节假日")
_END = re.compile(r"节假日期间|国务院办公厅")
_SENTENCE = re.compile(r"[。;\n]")
_DATE = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?"
_TOKEN = re.compile(rf"{_DATE}(?:[至到~—–-]+{_DATE})?|(?P<word>(?:放假|调休|补休|公休|休息)+(?:上班)?|上班)")
_COUNT = re.compile(r"共(\d{1,2})天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_SATURDAY = 5


@dataclass(frozen=True)
class YearArrangement:
    """What the State Council announced for a year.

    :param year: the year of the notice; single days may lie in the year before or after.
    :param holidays: days off, weekends among them or not.
    :param working_weekends: Saturdays and Sundays that are worked.
    """

    year: int
    holidays: frozenset[date]
    working_weekends: frozenset[date]


def parse_arrangement(text: str, year: int) -> YearArrangement:
    """Read a notice, e.g. ``"元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"`` and so on.

    :param text: the notice with all seven holidays, with or without title and closing.
    :raises RuleBroken: when it is of another year, lacks a holiday, or says what does not fit: a weekday, a number of
        days, a working day in the week; ``params["place"]`` quotes the place.
    """
    plain = re.sub(r"[^\S\n]", "", unicodedata.normalize("NFKC", text[: MAX_LENGTH + 1]))
    if len(text) > MAX_LENGTH:
        raise _broken("arrangement_too_long", str(len(text)))
    title = _TITLE_YEAR.search(plain)
    if title and int(title[1]) != year:
        raise _broken("arrangement_other_year", title[0])
    sections = dict(_sections(plain))
    for name in _NAMES:
        if not any(name in header for header in sections):
            raise _broken("arrangement_holiday_missing", name)
    off: set[date] = set()
    working: set[date] = set()
    for header, body in sections.items():
        days_off, days_on = _read_section(header, body, year)
        off |= days_off
        working |= days_on
    if off & working:
        raise _broken("arrangement_unclear", min(off & working).isoformat())
    return YearArrangement(year, frozenset(off), frozenset(working))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    headers = list(_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]]
    for header, end in zip(headers, [*ends, len(text)], strict=False):
        yield header[1], _END.split(text[header.end() : end])[0]


def _read_section(header: str, body: str, year: int) -> tuple[set[date], set[date]]:
    off: set[date] = set()
    working: set[date] = set()
    for sentence in _SENTENCE.split(body):
        # An encouragement to let people leave early gives no day off.
        if "鼓励" in sentence:
            continue
        for days, word in _spans(sentence, year, before_new_year="元旦" in header):
            (working if word.endswith("上班") else off).update(days)
    if not off:
        raise _broken("arrangement_unclear", f"{header}:{body[:60]}")
    count = _COUNT.search(body)
    if count and int(count[1]) != len(off):
        raise _broken("arrangement_count_wrong", f"{header}:{count[0]}")
    for day in sorted(working):
        if day.weekday() < _SATURDAY:
            raise _broken("arrangement_working_day_wrong", f"{header}:{day.month}月{day.day}日")
    return off, working


def _spans(sentence: str, year: int, before_new_year: bool) -> Iterator[tuple[list[date], str]]:
    """Days with the word that says what they are: the first one behind them."""
    waiting: list[date] = []
    for token in _TOKEN.finditer(sentence):
        if token["word"]:
            yield waiting, token["word"]
            waiting = []
        else:
            waiting += _days(token, year, before_new_year)
    if waiting:
        raise _broken("arrangement_unclear", sentence)


def _days(token: re.Match[str], year: int, before_new_year: bool) -> list[date]:
    groups = token.groups()
    first = _day(groups[0:4], (year, None), token[0], before_new_year)
    if groups[6] is None:
        return [first]
    given = (first.year, first.month) if groups[5] is None else (year, None)
    last = _day(groups[4:8], given, token[0], before_new_year)
    length = (last - first).days
    # The longest holiday ever had nine days; more is a slip of the pen.
    if not 0 < length < 15:
        raise _broken("arrangement_date_wrong", token[0])
    return [first + timedelta(days=offset) for offset in range(length + 1)]


def _day(parts: tuple[str | None, ...], given: tuple[int, int | None], place: str, before_new_year: bool) -> date:
    year_text, month_text, day_text, note = parts
    month = int(month_text) if month_text else given[1]
    if month is None:
        raise _broken("arrangement_date_wrong", place)
    year = int(year_text) if year_text else given[0]
    if before_new_year and month == 12 and month_text and not year_text:
        year -= 1
    try:
        day = date(year, month, int(day_text or 0))
    except ValueError:
        raise _broken("arrangement_date_wrong", place) from None
    weekday = _WEEKDAY.search(note or "")
    if weekday and _WEEKDAYS.index(weekday[1].replace("天", "日")) != day.weekday():
        raise _broken("arrangement_date_wrong", place)
    return day


def _broken(code: str, place: str) -> RuleBroken:
    params = {"place": place[:80]}
    return RuleBroken(Problem(code, "R-D2", "arrangement", "全国年节及纪念日放假办法", params))
