"""Lists of existing documents (004 四（四）1①): what a row says, and which document it means (R-I8).

A row is read cell by cell into the values of a draft and of the step that enters it. Nothing is guessed silently: what was
derived (the kind from the title) is named, what cannot be read is a problem with column and what was typed.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from opengov.disclosure.core import marks
from opengov.disclosure.core import numbering
from opengov.disclosure.core.existing_cells import ATTRIBUTE_WORDS
from opengov.disclosure.core.existing_cells import derive_kind
from opengov.disclosure.core.existing_cells import GROUND_WORDS
from opengov.disclosure.core.existing_cells import READERS
from opengov.disclosure.core.existing_columns import BY_KEY
from opengov.disclosure.core.existing_columns import Column
from opengov.disclosure.core.existing_columns import COLUMNS
from opengov.disclosure.core.existing_columns import heading
from opengov.disclosure.core.existing_columns import heading_problems
from opengov.disclosure.core.existing_columns import HEADING_ROWS
from opengov.disclosure.core.existing_columns import mapping
from opengov.disclosure.core.existing_columns import MAX_CELL
from opengov.disclosure.core.existing_columns import MAX_COLUMNS
from opengov.disclosure.core.existing_columns import MAX_ROWS
from opengov.disclosure.core.existing_columns import REPORTED
from opengov.disclosure.core.listed_files import CLAUSE
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken

import hashlib
import json
import re


__all__ = [
    "ATTRIBUTE_WORDS",
    "BY_KEY",
    "COLUMNS",
    "GROUND_WORDS",
    "HEADING_ROWS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "REPORTED",
    "Column",
    "Row",
    "duplicates",
    "heading",
    "heading_problems",
    "identity_of",
    "mapping",
    "on_site",
    "read",
    "row_key",
    "shown",
    "standard",
]

_SECRETS = "保守国家秘密法 第三十一条"
_SECRET = re.compile(r"[绝绝機机秘祕]\s*密")


@dataclass(frozen=True)
class Row:
    """A row as it was understood.

    :param place: number of the row in the sheet, as the spreadsheet counts.
    :param cells: column -> text as it was typed, for the report.
    :param values: column -> plain value: text, list of texts, int.
    :param problems: what is wrong with it.
    :param derived: columns whose value was found in another one.
    """

    place: int
    cells: Mapping[str, str]
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()
    derived: tuple[str, ...] = field(default=())


def shown(value: object) -> str:
    """A cell as it was typed, for people."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()[:MAX_CELL]


def row_key(place: int, cells: Mapping[str, str]) -> str:
    """What tells a row from every other of its list: its place and all it says."""
    said = json.dumps([place, sorted(cells.items())], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def read(place: int, raw: Mapping[str, object], today: date) -> Row:
    """Read one row.

    :param place: its number in the sheet.
    :param raw: column -> cell as the sheet has it (text, number, day).
    :param today: a day in Shanghai; nothing that exists is younger.
    """
    cells = {key: text for key, value in raw.items() if (text := shown(value))}
    secret = _secrecy_problems(cells)
    if secret:
        # Nothing of it is kept, not even what was typed (R-A4).
        return Row(place, {}, {}, tuple(secret))
    values: dict[str, object] = {}
    problems: list[Problem] = []
    derived: list[str] = []
    for key, reader in READERS.items():
        value, wrong = reader(key, raw.get(key), cells.get(key, ""), today)
        problems += wrong
        if value not in ("", None, []):
            values[key] = value
    if "document_kind" not in values and not any(problem.field == "document_kind" for problem in problems):
        derive_kind(values, problems, derived)
    return Row(place, cells, values, tuple(problems), tuple(derived))


def duplicates(rows: Iterable[Row]) -> dict[int, Problem]:
    """Rows that say the same document as an earlier one: place of the row -> problem."""
    first: dict[tuple[str, ...], int] = {}
    found = {}
    for row in rows:
        identity = identity_of(row.values)
        if not identity:
            continue
        if identity in first:
            params = {"row": str(first[identity]), "typed": " ".join(identity)[:200]}
            found[row.place] = Problem("existing_twice_in_list", "R-I8", _told_at(identity), CLAUSE, params)
        else:
            first[identity] = row.place
    return found


def identity_of(values: Mapping[str, object]) -> tuple[str, ...]:
    """What makes a document the same one: its number in the standard form, or title and day when it has none."""
    number = str(values.get("number") or "")
    if number:
        return (standard(number),)
    title = re.sub(r"\s", "", str(values.get("title") or ""))
    return (title, str(values.get("issue_date") or "")) if title else ()


def standard(number: str) -> str:
    """A number in the standard form; as it is when it cannot be read."""
    try:
        return str(numbering.parse(number))
    except RuleBroken:
        return number


def on_site(row: Row, known: Iterable[tuple[str, ...]]) -> Problem | None:
    """That the agency has this document already.

    :param known: identities of what it has.
    """
    identity = identity_of(row.values)
    if not identity or identity not in set(known):
        return None
    return Problem("existing_here_already", "R-I8", _told_at(identity), CLAUSE, {"typed": " ".join(identity)[:200]})


def _told_at(identity: tuple[str, ...]) -> str:
    return "number" if len(identity) == 1 else "title"


def _secrecy_problems(cells: Mapping[str, str]) -> list[Problem]:
    """A secret is not kept here: neither said to be one, nor marked as one (R-A4)."""
    found = []
    if _SECRET.search(cells.get("secrecy", "")):
        found.append(Problem("existing_secret", "R-A4", "secrecy", _SECRETS, {"column": BY_KEY["secrecy"].title}))
    for key, text in cells.items():
        if key != "secrecy" and marks.marks(text):
            found.append(Problem("existing_marked", "R-A4", key, _SECRETS, {"column": BY_KEY[key].title}))
    return found
