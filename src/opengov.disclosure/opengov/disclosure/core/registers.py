"""Registers (台账): which there are, what may be asked of them, and what the record of a document puts into them.

Returns and changes of attribute are read from the ledger alone, so that what was done before a register existed stands in it
like everything else.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.ledger import Entry
from opengov.disclosure.core.rules import Problem


#: Registers whose rows are documents in one state each (or one list of a state, R-A1), in the order they are shown.
OF_STATES = (
    "published",
    "registered",
    "withheld",
    "not_government_information",
    "issued",
    "to_determine",
    "adjustment_review",
    "withdrawn",
    "superseded",
    "voided",
    "purged",
)
#: Registers whose rows are acts: a document may stand in them several times.
OF_ACTS = ("returned", "attribute_changed")
#: All registers, in the order of the page: those that offices keep, then the others.
REGISTERS = (
    "all",
    "published",
    "registered",
    "withheld",
    "not_government_information",
    "returned",
    "overdue",
    "joint",
    "handed_over",
    "attribute_changed",
    "issued",
    "to_determine",
    "adjustment_review",
    "withdrawn",
    "superseded",
    "voided",
    "purged",
)
#: States a row may be asked for by.
STATES = tuple(name for name in OF_STATES if name != "not_government_information")

#: What registers are also called, by the attribute that they are kept for.
ALIASES = {"proactive": "published", "on_request": "registered"}

#: Columns a register is sorted by: the day of handling, the date of issue; ``-`` stands before for the newest first.
SORTS = ("-date", "date", "-issue_date", "issue_date")

#: Steps that send a draft back to its drafters.
RETURNS = frozenset({"return", "break_glass_return"})

LONGEST = 100


@dataclass(frozen=True)
class Choice:
    """What is asked of a register. Days are ISO days; everything empty asks for all of it.

    :param register: a name of :data:`REGISTERS`.
    :param agency: UID; empty for all that the reader may read from where he stands.
    :param first: first date of issue (of an act, its day), included; ``from`` in addresses.
    :param last: last one, included; ``to`` in addresses.
    :param overdue: ``1`` for what is overdue alone.
    :param masked: ``1`` to leave the titles out although one may see them (for a list that goes out of the house).
    :param q: words that must occur in number or title.
    """

    register: str = "all"
    agency: str = ""
    attribute: str = ""
    state: str = ""
    kind: str = ""
    ground: str = ""
    first: str = ""
    last: str = ""
    overdue: str = ""
    masked: str = ""
    q: str = ""
    sort: str = ""

    def query(self, **changes: str) -> dict[str, str]:
        """The parameters of an address that asks for this, with changes; empty ones left out."""
        values = {_SENT.get(one.name, one.name): getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in {**values, **changes}.items() if value}

    @property
    def by_issue(self) -> bool:
        """Whether it is sorted by the date of issue (of acts: by their day)."""
        return self.sort.endswith("issue_date")

    @property
    def oldest(self) -> bool:
        """Whether the oldest comes first."""
        return bool(self.sort) and not self.sort.startswith("-")

    @property
    def narrowed(self) -> bool:
        """Whether anything narrows the register down."""
        return any(getattr(self, name) for name in _NARROWING)


#: Field -> its name in addresses, where Python or a person would take another.
_SENT = {"first": "from", "last": "to"}
_NARROWING = ("agency", "attribute", "state", "kind", "ground", "first", "last", "overdue", "q")
#: What may be asked for in an address; ``view`` names a choice that was saved.
KEYS = (*(_SENT.get(one.name, one.name) for one in fields(Choice)), "view", "after", "size")


def read(sent: Mapping[str, object], kinds: Collection[str]) -> tuple[Choice, list[Problem]]:
    """What is asked for, as far as it is understood, and what is wrong with the rest (R-X2).

    :param sent: parameters as they came; of others than :data:`KEYS` nothing is said here.
    :param kinds: codes of the kinds of documents there are.
    """
    problems = [_problem("query_twice", name) for name in KEYS if not isinstance(sent.get(name, ""), str)]
    given = {name: str(sent[name]).strip() for name in KEYS if isinstance(sent.get(name), str)}
    given |= {"register": ALIASES[given["register"]]} if given.get("register") in ALIASES else {}
    problems += [_problem("query_too_long", name) for name, value in given.items() if len(value) > LONGEST]
    for name, known in _known(kinds).items():
        if given.get(name) and given[name] not in known:
            problems.append(_problem("register_value", name, values=", ".join(known)))
    problems += _day_problems(given)
    wrong = {problem.field for problem in problems}
    right = {name: value for name, value in given.items() if name not in wrong}
    values = {one.name: right.get(_SENT.get(one.name, one.name), "") for one in fields(Choice)}
    return Choice(**{**values, "register": values["register"] or "all"}), problems


def _known(kinds: Collection[str]) -> dict[str, Collection[str]]:
    return {
        "register": REGISTERS,
        "attribute": tuple(Attribute),
        "state": STATES,
        "kind": kinds,
        "ground": tuple(GROUNDS),
        "overdue": ("1",),
        "masked": ("1",),
        "sort": SORTS,
    }


def _day_problems(given: Mapping[str, str]) -> list[Problem]:
    found = [_problem("register_day", name) for name in ("from", "to") if given.get(name) and not is_day(given[name])]
    if not found and given.get("from") and given.get("to") and given["from"] > given["to"]:
        return [_problem("register_days_order", "to", first=given["from"], last=given["to"])]
    return found


def is_day(text: str) -> bool:
    """Whether a text is a day as ``2026-11-22``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _problem(code: str, name: str, **params: str) -> Problem:
    return Problem(code, "R-X2", name, params={"name": name, **params})


@dataclass(frozen=True)
class Return:
    """One return of a draft.

    :param seq: number of its entry in the record.
    :param at: ISO time.
    :param office: slug of the office that returned it, as the record writes it.
    :param source: state it was returned from.
    :param times: which return of this document it is, from 1.
    """

    seq: int
    at: str
    actor: str
    on_behalf_of: str
    office: str
    source: str
    action: str
    times: int


@dataclass(frozen=True)
class Change:
    """One change of a document's attribute.

    :param seq: number of the entry that tells the new attribute.
    :param old: attribute before.
    :param why: the act that changed it: ``decide_adjustment``, ``determine``, ``decide_dispute``; ``submit`` and the like
        where the drafters proposed another one after a return.
    """

    seq: int
    at: str
    actor: str
    on_behalf_of: str
    office: str
    old: str
    new: str
    grounds: tuple[str, ...]
    why: str


def returns(entries: Iterable[Entry]) -> list[Return]:
    """All returns on a document's record, the oldest first."""
    found: list[Return] = []
    for entry in entries:
        if entry.action in RETURNS:
            office, source = entry.codes.get("capacity", ""), entry.codes.get("from", "")
            who = (entry.actor, entry.on_behalf_of, office)
            found.append(Return(entry.seq, entry.at, *who, source, entry.action, len(found) + 1))
    return found


def changes(entries: Sequence[Entry]) -> list[Change]:
    """All changes of the attribute on a document's record since it was first sent on its way, the oldest first.

    A step records the attribute after it. What is proposed and not decided changes nothing.
    """
    found: list[Change] = []
    before = ""
    for entry in entries:
        told = entry.codes.get("attribute", "")
        if "to" not in entry.codes or not told:
            continue
        if before and told != before:
            grounds = tuple(filter(None, entry.codes.get("grounds", "").split(",")))
            who = (entry.actor, entry.on_behalf_of, entry.codes.get("capacity", ""))
            found.append(Change(entry.seq, entry.at, *who, before, told, grounds, entry.action))
        before = told
    return found
