"""Days as offices print and type them: 2019年3月5日, 2019-03-05, 二〇一九年三月五日, the numbers a spreadsheet keeps (R-I8)."""

from datetime import date
from datetime import datetime
from datetime import timedelta

import re
import unicodedata


#: The Chinese numerals of dates; the circle is found in five shapes, the Latin letter and the Greek one among them.
_DIGITS = {
    **{sign: str(value) for value, sign in enumerate("零一二三四五六七八九")},
    **dict.fromkeys("〇○Ｏ０oOοО◯⭕", "0"),
    "元": "1",
    "两": "2",
}
_WRITTEN = re.compile(r"(\d{4})\s*(?:年|[-/.．。、])\s*(\d{1,2})\s*(?:月|[-/.．。、])\s*(\d{1,2})\s*(?:日|号)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CHINESE = re.compile(r"(?P<year>[^年]{4})年(?P<month>[^月]{1,3})月(?P<day>[^日号]{1,3})[日号]?")
#: What may stand behind a day: a time of day, or what was done on it.
_BEHIND = re.compile(r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?|印发|发布|签发|成文)$")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")

#: Day zero of a spreadsheet's day numbers, and the numbers that can be a day of an office: 1949 to 2099.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(18000, 73051)
#: Nothing that an office of today keeps was signed before.
FIRST_YEAR = 1949


def parse(value: object) -> date | None:
    """Read one day; None when there is none in it, or more than a day.

    :param value: a text, a ``date`` or ``datetime``, or the number of a day as a spreadsheet counts them.
    """
    if isinstance(value, datetime):
        return _likely(value.date())
    if isinstance(value, date):
        return _likely(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_serial(float(value))
    return _of_text(value) if isinstance(value, str) else None


def _of_text(value: str) -> date | None:
    text = unicodedata.normalize("NFKC", value[:60]).strip()
    text = _BEHIND.sub("", text).strip()
    if _SERIAL.fullmatch(text):
        return _of_serial(float(text))
    for pattern in (_WRITTEN, _COMPACT):
        if match := pattern.fullmatch(text):
            return _day(*(int(part) for part in match.groups()))
    match = _CHINESE.fullmatch(re.sub(r"\s", "", value[:60].strip()))
    if match is None:
        match = _CHINESE.fullmatch(re.sub(r"\s", "", text))
    if match is None:
        return None
    year = "".join(_DIGITS.get(sign, sign) for sign in match["year"])
    month, day = _small(match["month"]), _small(match["day"])
    return _day(int(year), month, day) if re.fullmatch(r"[0-9]{4}", year) and month and day else None


def _small(text: str) -> int | None:
    """A number up to 99 in Chinese: 五, 十, 十二, 二十一, 廿一, 卅, 〇五, or digits."""
    plain = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in plain:
        digits = "".join(_DIGITS.get(sign, sign) for sign in plain)
        return int(digits) if re.fullmatch(r"[0-9]{1,2}", digits) else None
    tens, _ten, units = plain.partition("十")
    left, right = _DIGITS.get(tens, "1" if not tens else ""), _DIGITS.get(units, "0" if not units else "")
    return int(left) * 10 + int(right) if left and right else None


def _of_serial(number: float) -> date | None:
    if not number.is_integer():
        number = float(int(number)) if 0 < number < _SERIALS.stop else 0.0
    if int(number) in _SERIALS:
        return _EPOCH + timedelta(days=int(number))
    compact = _COMPACT.fullmatch(str(int(number)))
    return _day(*(int(part) for part in compact.groups())) if compact else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _likely(date(year, month, day))
    except ValueError:
        return None


def _likely(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year < 2100 else None
