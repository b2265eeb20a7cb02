"""The figures of a dashboard, drawn from the counts of a period (see :mod:`.statistics` for what is counted)."""

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from opengov.disclosure.core.statistics import APART
from opengov.disclosure.core.statistics import Counted
from opengov.disclosure.core.statistics import Counts
from opengov.disclosure.core.statistics import DUTIES
from opengov.disclosure.core.statistics import GONE
from opengov.disclosure.core.statistics import nearest_rank
from opengov.disclosure.core.statistics import overall
from opengov.disclosure.core.statistics import STEPS


@dataclass(frozen=True)
class Share:
    """A part of a whole. ``percent`` has one decimal, rounded half up; None of nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> str | None:
        """E.g. ``"33.3"``."""
        if not self.whole:
            return None
        tenths = (2000 * self.part + self.whole) // (2 * self.whole)
        return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True)
class Time:
    """Time spent in one step, in working days. ``documents``: how many have left it; ``tenth``: at least 90th percentile."""

    step: str
    documents: int
    median: int
    tenth: int
    slow: int
    longest: int


@dataclass(frozen=True)
class Keeping:
    """How one duty was kept: numbers of documents."""

    key: str
    binding: str
    source: str
    on_time: int
    late: int
    open: int
    overdue: int

    @property
    def outcomes(self) -> dict[str, int]:
        """The numbers by ``statistics.OUTCOMES``."""
        return {"on_time": self.on_time, "late": self.late, "open": self.open, "overdue": self.overdue}

    @property
    def punctual(self) -> Share:
        """Those in time among all that are decided: met, or overdue."""
        return Share(self.on_time, self.on_time + self.late + self.overdue)


def documents(counts: Counts) -> Counter[tuple[str, str]]:
    """Number of documents by (attribute, state)."""
    return Counter({cell[1:]: number for cell, number in counts.items() if cell[0] == "documents"})  # type: ignore[misc]


def by_attribute(counts: Counts, standing: bool = False) -> Counter[str]:
    """Number of documents by attribute.

    :param standing: leave out those that have a place in no share.
    """
    found: Counter[str] = Counter()
    for (attribute, state), number in documents(counts).items():
        if not (standing and state in GONE):
            found[attribute] += number
    return found


def whole(counts: Counts) -> int:
    """The documents that shares are shares of: standing, and government information."""
    return sum(number for attribute, number in by_attribute(counts, standing=True).items() if attribute != APART)


def share(counts: Counts, attribute: str) -> Share:
    """The share of one attribute."""
    return Share(by_attribute(counts, standing=True)[attribute], whole(counts))


def by_ground(counts: Counts) -> dict[str, Share]:
    """The share withheld under each ground, the most frequent first; a document with several grounds counts for each."""
    found = {cell[1]: number for cell, number in counts.items() if cell[0] == "ground" and number > 0}
    return {code: Share(found[code], whole(counts)) for code in sorted(found, key=lambda code: (-found[code], code))}


def times(counts: Counts) -> list[Time]:
    """Time spent in each step that any document has left, in the order of the steps."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for cell, number in counts.items():
        if cell[0] == "spent" and number > 0:
            found[cell[1]][int(cell[2])] += number
    return [_time(step, found[step]) for step in STEPS if step in found]


def _time(step: str, distribution: Mapping[int, int]) -> Time:
    median, tenth = nearest_rank(distribution, 50), nearest_rank(distribution, 90)
    assert median is not None and tenth is not None
    slow = sum(number for days, number in distribution.items() if days >= tenth)
    return Time(step, sum(distribution.values()), median, tenth, slow, max(distribution))


def punctuality(counts: Counts, today: str) -> list[Keeping]:
    """How each duty was kept, by clause, in the order of the duties.

    :param today: ISO day that tells what is overdue.
    """
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for cell, number in counts.items():
        if cell[0] == "met":
            found[cell[1], cell[2], cell[3]][cell[4]] += number
        elif cell[0] == "due":
            found[cell[1], cell[2], cell[3]]["open" if today <= cell[4] else "overdue"] += number
    kept = [
        Keeping(*about, numbers["on_time"], numbers["late"], numbers["open"], numbers["overdue"])
        for about, numbers in found.items()
        if +numbers
    ]
    return sorted(kept, key=lambda each: (_place(each.key), each.key, each.source))


def kept_as_a_whole(counts: Counts, key: str, today: str) -> Keeping:
    """How a duty was kept whatever its clauses: each document once.

    :param today: ISO day that tells what is overdue.
    """
    found = Counter[str]()
    for cell, number in counts.items():
        if cell[:2] == ("kept", key):
            found[cell[2]] += number
        elif cell[:2] == ("owed", key):
            found["open" if today <= cell[2] else "overdue"] += number
    return Keeping(key, "", "", found["on_time"], found["late"], found["open"], found["overdue"])


def _place(key: str) -> int:
    return DUTIES.index(key.removesuffix("_statutory"))


#: In place of an attribute: all but what is counted apart.
INFORMATION = "government_information"


@dataclass(frozen=True)
class Selection:
    """Which documents a number counted, so that its list shows them and no others. Empty text: any.

    :param attribute: one attribute, or :data:`INFORMATION` for all that are government information.
    :param standing: ``1`` for those alone that have a place in shares.
    :param days: with ``step``: at least so many working days.
    :param clause: with ``duty``.
    """

    attribute: str = ""
    state: str = ""
    kind: str = ""
    ground: str = ""
    standing: str = ""
    step: str = ""
    days: str = ""
    duty: str = ""
    clause: str = ""
    outcome: str = ""

    def takes(self, document: Counted, today: str) -> bool:
        """Whether a document is one of them."""
        return self._is(document) and self._took(document) and self._kept(document, today)

    def _is(self, document: Counted) -> bool:
        if self.standing and not document.stands:
            return False
        if self.ground and not self._is_withheld_for(document):
            return False
        information = self.attribute == INFORMATION and document.attribute != APART
        attribute = information or self.attribute in ("", document.attribute)
        return attribute and self.state in ("", document.state) and self.kind in ("", document.kind)

    def _is_withheld_for(self, document: Counted) -> bool:
        return document.stands and document.attribute == "withheld" and self.ground in document.grounds

    def _took(self, document: Counted) -> bool:
        return not self.step or document.spent.get(self.step, -1) >= int(self.days or 0)

    def _kept(self, document: Counted, today: str) -> bool:
        if not self.duty:
            return True
        if self.clause:
            found = [duty for duty in document.duties if (duty.key, duty.source) == (self.duty, self.clause)]
        else:
            found = [duty for key, duty in overall(document).items() if key == self.duty]
        return any(self.outcome in ("", duty.outcome(today)) and bool(duty.done or document.stands) for duty in found)


def select(documents: Iterable[tuple[str, Counted]], selection: Selection, today: str) -> list[str]:
    """The UIDs of the documents a number counted."""
    return [uid for uid, document in documents if selection.takes(document, today)]


def number(counts: Counts, selection: Selection, today: str) -> int | None:
    """How many documents a selection takes, without looking at any; None where the counts do not tell."""
    asked = {name for name, value in vars(selection).items() if value}
    if asked <= {"attribute", "state", "standing"}:
        found = documents(counts).items()
        return sum(n for (attribute, state), n in found if selection.takes(Counted("", attribute, state), today))
    if asked == {"ground"}:
        return counts.get(("ground", selection.ground), 0)
    if asked <= {"step", "days"} and selection.step:
        least, step = int(selection.days or 0), ("spent", selection.step)
        return sum(n for cell, n in counts.items() if cell[:2] == step and int(cell[2]) >= least)
    if {"duty", "clause"} <= asked <= {"duty", "clause", "outcome"}:
        kept = [
            each for each in punctuality(counts, today) if (each.key, each.source) == (selection.duty, selection.clause)
        ]
        return sum(n for each in kept for outcome, n in each.outcomes.items() if selection.outcome in ("", outcome))
    if {"duty"} <= asked <= {"duty", "outcome"}:
        outcomes = kept_as_a_whole(counts, selection.duty, today).outcomes
        return sum(n for outcome, n in outcomes.items() if selection.outcome in ("", outcome))
    return None


#: Parts of a selection that the counts know by themselves.
_PARTS = (("attribute", "state", "standing"), ("ground",), ("step", "days"), ("duty", "clause", "outcome"))


def may_have(counts: Counts, selection: Selection, today: str) -> bool:
    """Whether any document counted may be one of those selected: False only where the counts exclude it."""
    parts = (Selection(**{name: getattr(selection, name) for name in names}) for names in _PARTS)
    return all(number(counts, part, today) != 0 for part in parts)
