"""What an import created is taken back, as its drafter takes back any entry nobody has judged (R-I8, R-L1)."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing import checking
from opengov.disclosure.existing import creating
from opengov.disclosure.existing.store import Imports
from opengov.disclosure.existing.store import Job
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife
from plone import api

import transaction


def undo(agency, imports: Imports, job: Job, places: list[int] | None, limit: int) -> dict:
    """Take back the next documents of a job, or those of some rows.

    :param places: places in the sheet; None for all that are left.
    :returns: dict {undone: places, kept: list of dicts {place, problems}, left: whether there are more}.
    """
    wanted = [
        (index, row)
        for index, row in enumerate(job.rows())
        if row["state"] == "created" and (places is None or row["place"] in places)
    ]
    undone, kept = [], []
    # what cannot be taken back is tried again only when it is named
    fresh = [(index, row) for index, row in wanted if places is not None or not row["problems"]]
    for index, row in fresh[:limit]:
        problems = _taken_back(row)
        if problems:
            kept.append({"place": row["place"], "problems": problems})
            job.put(index, {**row, "problems": [checking.plain_problem(problem) for problem in problems]})
            continue
        key = checking.seen_key(creating.identity(row))
        if imports.seen.get(key) == row["uid"]:
            del imports.seen[key]
        undone.append(row["place"])
        job.put(index, {**row, "state": "undone", "uid": "", "problems": []})
    left = len(fresh) > limit
    if undone:
        ILedger(agency).record("existing_import_undone", codes={"import": str(job.number), "rows": str(len(undone))})
    if places is None:
        job.state = "undoing" if left else "undone"
        job.drop_files()
    return {"undone": undone, "kept": kept, "left": left}


def _taken_back(row: dict) -> list[Problem]:
    """Take the document of a row back and throw it away; what stands against it, nothing being changed then."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=row["uid"])
    if not brains:
        return []
    document = brains[0]._unrestrictedGetObject()
    savepoint = transaction.savepoint()
    try:
        if ILife(document).state != "draft":
            ILife(document).take("recall")
        document.__parent__.manage_delObjects([document.getId()])
    except RuleBroken as broken:
        savepoint.rollback()
        return list(broken.problems)
    return []
