"""Rows of a list held against the files that came with it, the documents that are there, and the rules of the attribute."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from hashlib import sha256
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import attribute
from opengov.disclosure.core import existing
from opengov.disclosure.core import listed_files
from opengov.disclosure.core import numbering
from opengov.disclosure.core.existing import Row
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.existing import reading
from opengov.disclosure.existing.store import Imports
from plone import api


_NAMING = ("paper", "attachments")
#: Problems of one row that are told: a cell of ten thousand names that are none fills no database.
MOST_TOLD = 20
#: Columns of the attribute -> what ``core.attribute`` calls them.
_PROPOSAL = {
    "disclosure_attribute": "attribute",
    "disclosure_grounds": "grounds",
    "disclosure_reason": "reason",
    "law_citation": "law_citation",
    "discretion": "discretion",
}


def rows_of(name: str, source, today: date) -> tuple[list[dict], dict[str, str], tuple[str, ...], int]:
    """Read a list: its rows as plain dicts, column -> heading as typed, headings nobody knows, and the row behind which nothing
    was read (0: all was).

    :raises RuleBroken: when it is no list, or lacks a column that every row needs.
    """
    lines, ended = reading.read(name, source)
    index, columns = existing.mapping([cells for _number, cells in lines[: existing.HEADING_ROWS]])
    enforce(existing.heading_problems(columns.values()))
    headings = lines[index][1]
    titles = {key: str(headings[place]).strip() for place, key in columns.items()}
    unknown = [
        str(cell).strip()[:40] for place, cell in enumerate(headings) if cell not in (None, "") and place not in columns
    ]
    rows = [_plain(number, cells, columns, today) for number, cells in lines[index + 1 :]]
    kept = [row for row in rows if row["cells"] or row["read"]]
    return kept, titles, tuple(word for word in unknown if word not in existing.REPORTED), ended


def _plain(number: int, cells: tuple, columns: dict[int, str], today: date) -> dict:
    raw = {key: cells[place] for place, key in columns.items() if place < len(cells)}
    formulas = [key for key, value in raw.items() if reading.is_formula(value)]
    row = existing.read(number, {key: value for key, value in raw.items() if key not in formulas}, today)
    problems = [
        Problem("existing_formula", "R-I8", key, listed_files.CLAUSE, {"column": existing.BY_KEY[key].title})
        for key in formulas
    ]
    # a cell that is missing because it was a formula is told once
    problems += [problem for problem in row.problems if problem.field not in formulas]
    return {
        "place": number,
        "key": existing.row_key(number, row.cells),
        "cells": dict(row.cells),
        "values": dict(row.values),
        "derived": list(row.derived),
        "read": [plain_problem(problem) for problem in problems[:MOST_TOLD]],
        "problems": [],
        "notes": [],
        "state": "ok",
        "uid": "",
    }


def judge(agency, imports: Imports, rows: list[dict], sizes: dict[str, int]) -> None:
    """Say of each row that was not created yet whether it can be: sets ``state`` and ``problems``; and in ``notes`` what was
    found in another way than it is written there, for somebody to look at."""
    waiting = [row for row in rows if row["state"] in ("ok", "problem", "duplicate")]
    understood = {row["place"]: Row(row["place"], row["cells"], row["values"]) for row in rows}
    twice = existing.duplicates(understood.values())
    known, changed = _known(agency, imports, [row["values"] for row in waiting])
    files = listed_files.Files(sizes)
    meant = {row["place"]: chosen_files(files, row["values"]) for row in rows if row["cells"]}
    users = _users(meant)
    for row in waiting:
        chosen = meant.get(row["place"], Chosen())
        others = {place for name in chosen.called for place in users[name]} - {row["place"], *twice}
        shared = listed_files.called_problems(chosen.called, chosen.word, sorted(others))
        found = [*map(problem_of, row["read"]), *chosen.problems, *shared]
        found += _attribute_problems(agency, row["values"])
        double = existing.on_site(understood[row["place"]], known) or twice.get(row["place"])
        row["problems"] = [plain_problem(problem) for problem in [*([double] if double else []), *found][:MOST_TOLD]]
        row["state"] = "duplicate" if double else "problem" if found else "ok"
        notes = [*listed_files.called_note(chosen.called, chosen.word), *_changed_note(row["values"], changed)]
        row["notes"] = [] if double or found else [plain_problem(note) for note in notes]


@dataclass(frozen=True)
class Chosen:
    """The files a row means.

    :param files: column -> names.
    :param problems: what is wrong with those it names, or that it has none.
    :param called: those it does not name, found by :meth:`core.listed_files.Files.called`; ``word``: by which word.
    """

    files: Mapping[str, list[str]] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    called: Sequence[str] = ()
    word: str = ""


def _users(meant: Mapping[int, Chosen]) -> dict[str, set[int]]:
    """File -> places of the rows that mean it."""
    found: dict[str, set[int]] = {}
    for place, chosen in meant.items():
        for name in (name for names in chosen.files.values() for name in names):
            found.setdefault(name, set()).add(place)
    return found


def chosen_files(files: listed_files.Files, values: dict) -> Chosen:
    """Which files a row means.

    The paper is the file of its column, else the text's, else the first attachment: number, date and signer are copied
    from it. A row that names none takes the files called like its number or its title, and that is told.
    """
    meant: dict[str, list[str]] = {"text": [], "paper": [], "attachments": []}
    problems = []
    wanted = {key: values.get(key) or [] for key in _NAMING}
    typed = str(values.get("text") or "")
    if is_file_name(typed):
        wanted["text"] = [typed]
    for key, names in wanted.items():
        for name in names:
            file, code = files.find(name)
            if code:
                problems.append(listed_files.file_problem(code, key, name))
            elif file not in meant[key]:
                meant[key].append(file)
    if problems or any(meant.values()):
        return Chosen(meant, problems)
    called, word = files.called(str(values.get("number") or ""), str(values.get("title") or ""))
    meant["text" if not typed else "paper"] = called[:1]
    meant["attachments"] = called[1:]
    wrong = [(name, code) for name in called if (code := files.find(name)[1])]
    problems += [listed_files.file_problem(code, "paper", name) for name, code in wrong]
    if not called:
        problems.append(Problem("existing_paper_missing", "R-I8", "paper", listed_files.CLAUSE))
    return Chosen(meant, problems, called, word)


def is_file_name(text: str) -> bool:
    """Whether a cell of the text column names a file instead of saying the text."""
    return "\n" not in text and len(text) <= 255 and listed_files.ending(text) in listed_files.ENDINGS


def _attribute_problems(agency, values: dict) -> list[Problem]:
    """The one validator of the attribute, for what the list already says of it (R-A2)."""
    given = {name: values[key] for key, name in _PROPOSAL.items() if key in values}
    if not given:
        return []
    proposal = attribute.Proposal(**{"attribute": None, **given, "grounds": tuple(given.get("grounds") or ())})
    place = IIssuingAgency(agency)
    return attribute.problems(proposal, place.jurisdiction, required=False, awaiting_reviewer=True)


def _known(agency, imports: Imports, values: list[dict]) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Identities among these rows that the agency has already; and those that something imported had, until it was changed."""
    identities = {identity for value in values if (identity := existing.identity_of(value))}
    known, changed = imported(imports, identities)
    numbers = sorted(
        {form for identity in identities if len(identity) == 1 for form in numbering.spellings(identity[0])}
    )
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(IIssuingAgency(agency).agency.getPhysicalPath())
    if numbers:
        # whoever imports writes for this agency; that a number is given is told to whoever asks for it (R-I1)
        found = catalog.unrestrictedSearchResults(document_number=numbers, path=path)
        known |= {(existing.standard(brain.document_number),) for brain in found}
    return known, changed - known


def imported(
    imports: Imports, identities: Iterable[tuple[str, ...]]
) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Those of which an import created the document, and it is still that one; those whose document was made another one
    since, by a recall and other words. What was thrown away may come again."""
    created = {identity: uid for identity in identities if (uid := imports.seen.get(seen_key(identity)))}
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(UID=sorted(created.values())) if created else ()
    there = {brain.UID: brain for brain in brains}
    left = {identity: there[uid] for identity, uid in created.items() if uid in there}
    same = {identity for identity, brain in left.items() if _is_still(brain, identity)}
    return same, left.keys() - same


def _is_still(brain, identity: tuple[str, ...]) -> bool:
    """Whether a document is still what it was imported as. A draft that was recalled has no number and no day: it was not
    given another one, so it is."""
    number, day = brain.document_number or "", brain.issue_date or ""
    if len(identity) == 1:
        return not number or existing.standard(number) == identity[0]
    return existing.identity_of({"title": brain.Title, "issue_date": day or identity[1]}) == identity


def _changed_note(values: dict, changed: set[tuple[str, ...]]) -> list[Problem]:
    identity = existing.identity_of(values)
    if identity not in changed:
        return []
    params = {"typed": " ".join(identity)[:200]}
    return [Problem("existing_imported_changed", "R-I8", "number", listed_files.CLAUSE, params)]


def seen_key(identity: tuple[str, ...]) -> str:
    """Digest of what makes a document the same one: no word of it is kept (R-L3)."""
    return sha256("\n".join(identity).encode()).hexdigest()


def plain_problem(problem: Problem) -> dict:
    """A problem as plain values, for the database."""
    return {**asdict(problem), "params": dict(problem.params)}


def problem_of(plain: dict) -> Problem:
    """The problem behind plain values."""
    return Problem(**plain)
