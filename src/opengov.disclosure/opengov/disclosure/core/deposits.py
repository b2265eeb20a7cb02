"""The rhythm of depositing (移送): which month or half of a month a document is listed in, what is due, done and overdue.

A document is deposited twice: its electronic text within the working days of the profile, and on paper with the list
(移送明细登记表) of the month, or half of a month, in which it was made or changed (003 移送管理办法 第七条). Nothing here is
stored: spans and deadlines follow from days and the profile that was in force on them (R-D1, R-D4).
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.deadlines import first_of_next_month
from opengov.disclosure.core.deadlines import HALF
from opengov.disclosure.core.deadlines import Period
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken

import re


CLAUSE = "政府信息公开条例 第二十五条第三款"
CLAUSE_LIST = "天宁区主动公开政府信息移送管理办法（试行） 第七条"
CLAUSE_COPIES = "天宁区主动公开政府信息移送管理办法（试行） 第九条"
CLAUSE_LAPSE = "天宁区主动公开政府信息移送管理办法（试行） 第八条"

#: Longest reason of a correction, in characters.
MAX_REASON = 500

#: Who gets the copy for the record (备查): the archives bureau (003 保密审查办法 第七条（一）).
RECORD_KEEPER = "archive"

#: Words in the field of the genre -> what the clause calls it (003 移送管理办法 第八条). Nothing is guessed from a title.
GENRES: Mapping[str, tuple[str, ...]] = {
    "guide": ("政府信息公开指南", "公开指南", "指南"),
    "annual_report": (
        "政府信息公开年度工作报告",
        "政府信息公开工作年度报告",
        "政府信息公开年度报告",
        "政府信息公开年报",
        "年度报告",
        "年报",
    ),
}


class Duty(StrEnum):
    """What an office owes its archives; the values are keys of periods."""

    ELECTRONIC = "transfer_electronic"
    PAPER = "transfer_paper"
    RECORD_COPY = "record_copy"
    LAPSE_NOTICE = "lapse_notice"
    RECALL_NOTICE = "recall_notice"
    ANNUAL_REPORT = "annual_report"


class Standing(StrEnum):
    """How a duty stands on a day."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"


def standing(deadline: Deadline | None, done_on: date | None, on: date) -> Standing:
    """How a duty stands on a day (R-D4).

    :param deadline: None where the clause names no day (“及时”): such a duty is due at once and never overdue.
    :param done_on: the day it was done, None while it is not.
    """
    if done_on is not None:
        return Standing.DONE_LATE if deadline is not None and done_on > deadline.due else Standing.DONE
    return Standing.OVERDUE if deadline is not None and on > deadline.due else Standing.DUE


@dataclass(frozen=True, order=True)
class Span:
    """A month, or half of one, whose documents stand in one list.

    :param half: 1 for the 1st to the 15th, 2 for the rest, 0 for the whole month.
    """

    year: int
    month: int
    half: int = 0

    @property
    def id(self) -> str:
        """As it is asked for: ``2026-03``, ``2026-03-1``, ``2026-03-2``."""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.half}" if self.half else "")

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, HALF + 1 if self.half == 2 else 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.half == 1:
            return date(self.year, self.month, HALF)
        return first_of_next_month(self.first) - timedelta(days=1)


_SPAN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-([12]))?", re.ASCII)


def span(id: str) -> Span:
    """The span of an id.

    :raises RuleBroken: (R-X2) when it is none.
    """
    match = _SPAN.fullmatch(id)
    if match is None or not 1990 <= int(match[1]) <= 2200:
        raise RuleBroken(Problem("deposit_period_malformed", "R-X2", "period", CLAUSE_LIST))
    return Span(int(match[1]), int(match[2]), int(match[3] or 0))


def span_of(day: date, rule: Period | None) -> Span:
    """The span a day belongs to under the rule for paper lists of that day; a month where there is no rule."""
    halves = rule is not None and rule.unit == "day_of_half_month"
    return Span(day.year, day.month, (1 if day.day <= HALF else 2) if halves else 0)


def spans(since: date, on: date, rule_on: Callable[[date], Period | None]) -> Iterator[Span]:
    """Spans with a rule for lists that begin between two days, the oldest first.

    :param rule_on: the rule for paper lists that was in force on a day.
    """
    month = since.replace(day=1)
    while month <= on:
        last = first_of_next_month(month) - timedelta(days=1)
        days = (month, month.replace(day=HALF), month.replace(day=HALF + 1), last)
        found = {span_of(day, rule) for day in days if day >= since and (rule := rule_on(day)) is not None}
        yield from (each for each in sorted(found) if each.first <= on)
        month = first_of_next_month(month)


def genre_of(words: str) -> str:
    """``guide`` or ``annual_report`` for what the office wrote in the field of the genre, else empty."""
    bare = words.strip().strip("《》").strip()
    return next((genre for genre, names in GENRES.items() if bare in names), "")


def report_key(agency_title: str) -> str:
    """Key of the period by whose end an agency's annual report is public (Art. 49): a local people's government has longer
    than a department, and its name says that it is one."""
    return "annual_report_government" if agency_title.strip().endswith("人民政府") else "annual_report"


@dataclass(frozen=True)
class Act:
    """What was recorded about depositing on paper, or about a notice.

    :param number: of the act in its agency, from 1.
    :param what: ``hand_in``, ``nil_return``, ``record_copy``, ``confirm``, ``acknowledge`` or ``correct``.
    :param kind: ``archive`` or ``library``.
    :param period: id of a span; empty for what belongs to none.
    :param of: number of the act that is confirmed or corrected, or of the notice that is acknowledged; 0 for none.
    :param rows: number of documents.
    :param by: user id.
    """

    number: int
    what: str
    kind: str
    period: str
    on: str
    by: str
    of: int = 0
    rows: int = 0
    copies: int = 0
    pages: int = 0


#: Acts of the office; the others are the archives' (R-T6).
OFFICE_ACTS = ("hand_in", "nil_return", "record_copy")


def undone(acts: Iterable[Act]) -> frozenset[int]:
    """Numbers of the acts that a correcting entry has taken back."""
    return frozenset(act.of for act in acts if act.what == "correct")


def standing_acts(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The acts that hold, without corrections and what they took back."""
    known = tuple(acts)
    gone = undone(known)
    return tuple(act for act in known if act.what != "correct" and act.number not in gone)


#: Notice -> states of validity that set it off (R-I9); a document in force again lapses nothing.
LAPSING = ("amended", "partly_repealed", "repealed", "lapsed")

#: Why a deposited text is replaced by a corrected one: a cause of lapse notices beside :data:`LAPSING`.
CORRECTED = "corrected"
#: A document that counts as never issued must leave the reading rooms as well.
VOIDED = "voided"


def letter_number(year: int, serial: int) -> str:
    """Number of a letter of notice, e.g. ``〔2026〕3号``."""
    return f"〔{year}〕{serial}号"
