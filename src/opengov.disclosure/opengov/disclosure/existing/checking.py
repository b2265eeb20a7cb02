"""Rows of a list held against the files that came with it, the documents that are there, and the rules of the attribute."""

from collections.abc import Iterable
from dataclasses import asdict
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


def rows_of(name: str, source, today: date) -> tuple[list[dict], dict[str, str], tuple[str, ...]]:
    """Read a list: its rows as plain dicts, column -> heading as typed, and headings nobody knows.

    :raises RuleBroken: when it is no list, or lacks a column that every row needs.
    """
    lines = reading.read(name, source)
    index, columns = existing.mapping([cells for _number, cells in lines[: existing.HEADING_ROWS]])
    enforce(existing.heading_problems(columns.values()))
    headings = lines[index][1]
    titles = {key: str(headings[place]).strip() for place, key in columns.items()}
    unknown = [
        str(cell).strip()[:40] for place, cell in enumerate(headings) if cell not in (None, "") and place not in columns
    ]
    rows = [_plain(number, cells, columns, today) for number, cells in lines[index + 1 :]]
    kept = [row for row in rows if row["cells"] or row["read"]]
    return kept, titles, tuple(word for word in unknown if word not in existing.REPORTED)


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
        "state": "ok",
        "uid": "",
    }


def judge(agency, imports: Imports, rows: list[dict], sizes: dict[str, int]) -> None:
    """Say of each row that was not created yet whether it can be: sets ``state`` and ``problems``."""
    waiting = [row for row in rows if row["state"] in ("ok", "problem", "duplicate")]
    understood = {row["place"]: Row(row["place"], row["cells"], row["values"]) for row in rows}
    twice = existing.duplicates(understood.values())
    known = _known(agency, imports, [row["values"] for row in waiting])
    files = listed_files.Files(sizes)
    for row in waiting:
        found = [problem_of(plain) for plain in row["read"]]
        found += _file_problems(files, row["values"]) if row["cells"] else []
        found += _attribute_problems(agency, row["values"])
        double = existing.on_site(understood[row["place"]], known) or twice.get(row["place"])
        row["problems"] = [plain_problem(problem) for problem in [*([double] if double else []), *found][:MOST_TOLD]]
        row["state"] = "duplicate" if double else "problem" if found else "ok"


def chosen_files(files: listed_files.Files, values: dict) -> tuple[dict[str, list[str]], list[Problem]]:
    """Which files a row means: column -> names; what is wrong with what it names.

    The paper is the file of its column, else the text's, else the first attachment: number, date and signer are copied
    from it. A row that names none takes the files called like its number or its title.
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
    if not problems and not any(meant.values()):
        called = files.called(str(values.get("number") or ""), str(values.get("title") or ""))
        meant["text" if not typed else "paper"] = called[:1]
        meant["attachments"] = called[1:]
    if not problems and not any(meant.values()):
        problems.append(Problem("existing_paper_missing", "R-I8", "paper", listed_files.CLAUSE))
    return meant, problems


def is_file_name(text: str) -> bool:
    """Whether a cell of the text column names a file instead of saying the text."""
    return "\n" not in text and len(text) <= 255 and listed_files.ending(text) in listed_files.ENDINGS


def _file_problems(files: listed_files.Files, values: dict) -> list[Problem]:
    return chosen_files(files, values)[1]


def _attribute_problems(agency, values: dict) -> list[Problem]:
    """The one validator of the attribute, for what the list already says of it (R-A2)."""
    given = {name: values[key] for key, name in _PROPOSAL.items() if key in values}
    if not given:
        return []
    proposal = attribute.Proposal(**{"attribute": None, **given, "grounds": tuple(given.get("grounds") or ())})
    place = IIssuingAgency(agency)
    return attribute.problems(proposal, place.jurisdiction, required=False, awaiting_reviewer=True)


def _known(agency, imports: Imports, values: list[dict]) -> set[tuple[str, ...]]:
    """Identities among these rows that the agency has already."""
    identities = {identity for value in values if (identity := existing.identity_of(value))}
    digests = {identity: seen_key(identity) for identity in identities}
    there = still_there(imports, digests.values())
    known = {identity for identity, digest in digests.items() if digest in there}
    numbers = sorted(
        {form for identity in identities if len(identity) == 1 for form in numbering.spellings(identity[0])}
    )
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(IIssuingAgency(agency).agency.getPhysicalPath())
    if numbers:
        # whoever imports writes for this agency; that a number is given is told to whoever asks for it (R-I1)
        found = catalog.unrestrictedSearchResults(document_number=numbers, path=path)
        known |= {(existing.standard(brain.document_number),) for brain in found}
    return known


def still_there(imports: Imports, digests: Iterable[str]) -> set[str]:
    """Those digests whose document an import created, and nobody has thrown away since: that one may come again."""
    created = {digest: imports.seen[digest] for digest in digests if digest in imports.seen}
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(UID=sorted(created.values())) if created else ()
    uids = {brain.UID for brain in brains}
    return {digest for digest, uid in created.items() if uid in uids}


def seen_key(identity: tuple[str, ...]) -> str:
    """Digest of what makes a document the same one: no word of it is kept (R-L3)."""
    return sha256("\n".join(identity).encode()).hexdigest()


def plain_problem(problem: Problem) -> dict:
    """A problem as plain values, for the database."""
    return {**asdict(problem), "params": dict(problem.params)}


def problem_of(plain: dict) -> Problem:
    """The problem behind plain values."""
    return Problem(**plain)
