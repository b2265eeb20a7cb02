"""What is counted of documents, where, and for which month; how the figures are drawn from the counts.

The rules, as the page tells them:

* A document is counted from its signature on (R-X1: who reads figures learns of no draft), at the agency it lies with, which
  for a joint document is its lead (R-J5), under its day of issue (成文日期), a day in Shanghai. All that is counted of it,
  its way before the signature too, is counted under that day.
* What was replaced by a correction, voided or destroyed keeps its place among the states and has none in any share.
* What is no government information is counted apart (R-A1). A document with several grounds counts once for each.
* Time is in working days (R-D2): those after the day a document came to a step, up to and including the day it left. A
  document that came to a step several times counts once, with the sum.
* Median and slowest tenth are nearest ranks: of n numbers in order, number ⌈n/2⌉ and number ⌈9n/10⌉. They are numbers that
  occurred.
* A duty is met in time or late, once for each document and clause; one that is open is overdue by today's date, which is
  never stored (R-D4). Whatever its clauses, a document counts once with the duty as a whole: by the clause it was kept worst
  under.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from opengov.disclosure.core.steps import FROZEN


#: States of documents that are counted: those from the signature on whose attribute is decided.
COUNTED = tuple(
    state
    for state in (
        "issued",
        "published",
        "registered",
        "withheld",
        "adjustment_review",
        "withdrawn",
        "superseded",
        "voided",
        "purged",
    )
    if state in FROZEN
)

#: States whose documents have a place in no share: another one stands for them, or they are gone.
GONE = frozenset({"superseded", "voided", "purged"})

#: The attributes in the order of the page; the last is counted apart.
ATTRIBUTES = ("proactive", "on_request", "withheld", "not_government_information")
APART = "not_government_information"

#: Steps whose time is counted, as the states in which documents wait for them.
STEPS = (
    "draft",
    "section_review",
    "disclosure_review",
    "secrecy_consultation",
    "joint_consent",
    "sign_off",
    "issued",
    "adjustment_review",
)

#: Those of them that lie before the signature: a document taken over from paper has spent no time there.
BEFORE_SIGNATURE = frozenset(STEPS) - {"issued", "adjustment_review"}

#: Duties whose end the record knows; the statutory form of one that an area tightens has the suffix ``_statutory``.
DUTIES = (
    "publish",
    "secrecy_report",
    "secrecy_decision",
    "late_opinions",
    "oral_countersign",
    "withdrawal_confirmation",
)

#: What became of a duty.
OUTCOMES = ("on_time", "late", "open", "overdue")

#: A cell of the counts: what is counted (``documents``, ``ground``, ``spent``; ``met`` and ``due`` by clause,
#: ``kept`` and ``owed`` of a duty as a whole), then what tells it apart.
Cell = tuple[str, ...]
Counts = Mapping[Cell, int]


@dataclass(frozen=True)
class Duty:
    """A duty of one document.

    :param key: key of the period, e.g. ``publish``.
    :param binding: ``statutory`` or ``local_target``.
    :param source: its clause.
    :param due: ISO day, the last one.
    :param done: ISO day on which it was met; empty while it is open.
    """

    key: str
    binding: str
    source: str
    due: str
    done: str = ""

    def outcome(self, today: str) -> str:
        """One of :data:`OUTCOMES`.

        :param today: ISO day.
        """
        if self.done:
            return "on_time" if self.done <= self.due else "late"
        return "open" if today <= self.due else "overdue"

    def worse(self, other: "Duty") -> "Duty":
        """Of two turns of one duty the one that counts: of open ones the one due first; an open one before one that is met,
        then the later excess."""
        if not self.done and not other.done:
            return min(self, other, key=lambda duty: duty.due)
        return max(self, other, key=lambda duty: (not duty.done, duty.done > duty.due, duty.due))


@dataclass(frozen=True)
class Counted:
    """What is counted of one document.

    :param day: its day of issue, ISO.
    :param spent: step -> working days; only steps it has left.
    """

    day: str
    attribute: str
    state: str
    grounds: tuple[str, ...] = ()
    kind: str = ""
    spent: Mapping[str, int] = field(default_factory=dict, hash=False)
    duties: tuple[Duty, ...] = ()

    @property
    def month(self) -> str:
        """``YYYY-MM`` of the day of issue."""
        return self.day[:7]

    @property
    def stands(self) -> bool:
        """Whether it has a place in shares."""
        return self.state not in GONE


def cells(document: Counted) -> Counter[Cell]:
    """The cells that one document adds to, each by one."""
    found = Counter[Cell]([("documents", document.attribute, document.state)])
    if document.stands and document.attribute == "withheld":
        found.update(("ground", ground) for ground in dict.fromkeys(document.grounds))
    found.update(("spent", step, str(days)) for step, days in document.spent.items())
    for duty in document.duties:
        about = (duty.key, duty.binding, duty.source)
        if duty.done:
            found[("met", *about, duty.outcome(duty.done))] += 1
        elif document.stands:
            found[("due", *about, duty.due)] += 1
    for key, duty in overall(document).items():
        found[("kept", key, duty.outcome(duty.done)) if duty.done else ("owed", key, duty.due)] += 1
    return found


def overall(document: Counted) -> dict[str, Duty]:
    """Key of a duty -> the one of its clauses that counts for the document; of what has no place in shares only what was met."""
    found: dict[str, Duty] = {}
    for duty in document.duties:
        if duty.done or document.stands:
            found[duty.key] = found[duty.key].worse(duty) if duty.key in found else duty
    return found


def change(before: Counted | None, after: Counted | None) -> dict[str, Counter[Cell]]:
    """What a document's change does to the counts: month -> cell -> number to add, zeros left out.

    :param before: what was counted of it; None for nothing.
    :param after: what is to be counted of it.
    """
    found: dict[str, Counter[Cell]] = {}
    for document, sign in ((before, -1), (after, 1)):
        if document is not None:
            month = found.setdefault(document.month, Counter())
            for cell, number in cells(document).items():
                month[cell] += sign * number
    changed = {month: Counter({cell: n for cell, n in counts.items() if n}) for month, counts in found.items()}
    return {month: counts for month, counts in changed.items() if counts}


def merged(base: Counts, one: Counts, other: Counts) -> dict[Cell, int]:
    """What two changes of the same counts come to together; cells that come to nothing are left out."""
    found = {cell: one.get(cell, 0) + other.get(cell, 0) - base.get(cell, 0) for cell in {**base, **one, **other}}
    return {cell: number for cell, number in found.items() if number}


def total(counts: Iterable[Counts]) -> Counter[Cell]:
    """The sum of counts of several months or agencies."""
    found: Counter[Cell] = Counter()
    for one in counts:
        found.update(one)
    return found


def nearest_rank(distribution: Mapping[int, int], percent: int) -> int | None:
    """The number of nearest rank: number ⌈n·percent/100⌉ of n in order; None where there is none.

    :param distribution: number -> how often it occurred.
    :param percent: 1 to 100.
    """
    rank = -(-sum(distribution.values()) * percent // 100)
    for number in sorted(distribution):
        rank -= distribution[number]
        if rank <= 0 < distribution[number]:
            return number
    return None


def stays(steps: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The states a document has been in and left: (state, ISO day it came, ISO day it left), in order.

    :param steps: (ISO time, state before, state after) of everything on its record; without states for what is no step. The
        first one is its beginning.
    """
    found, since = [], ""
    for at, source, target in steps:
        since = since or at
        if source and source != target:
            found.append((source, since[:10], at[:10]))
            since = at
    return found


def spent(steps: Iterable[tuple[str, str, str]], working_days: Callable[[date, date], int]) -> dict[str, int]:
    """Working days a document spent in each step it has left.

    :param steps: see :func:`stays`.
    :param working_days: number of working days after a day up to and including another.
    """
    found: Counter[str] = Counter()
    for state, came, left in stays(steps):
        if state in STEPS:
            found[state] += working_days(date.fromisoformat(came), date.fromisoformat(left))
    return dict(found)


def each_once(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """One duty for each key and clause: of several turns the one that counts."""
    found: dict[tuple[str, str], Duty] = {}
    for duty in duties:
        known = found.get((duty.key, duty.source))
        found[duty.key, duty.source] = duty if known is None else known.worse(duty)
    return tuple(found[about] for about in sorted(found))
