"""The imports of an agency: a list is read, looked at, run in small batches, and taken back (R-I8)."""

from AccessControl import getSecurityManager
from collections.abc import Iterator
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.core import listed_files
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing import archive
from opengov.disclosure.existing import checking
from opengov.disclosure.existing import creating
from opengov.disclosure.existing import doors
from opengov.disclosure.existing import store
from opengov.disclosure.existing import undoing
from opengov.disclosure.existing.interfaces import IExistingImports
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from time import monotonic
from zope.component import adapter
from zope.interface import implementer

import transaction


#: Seconds after which a batch ends, whatever it was asked for: a page waits no longer.
LONGEST_BATCH = 8.0
#: Jobs of one agency that still have files.
MAX_ALIVE = 20
WRONG = ("problem", "duplicate", "refused")


@implementer(IExistingImports)
@adapter(IAgencyContent)
class ExistingImports:
    """See ``IExistingImports``."""

    def __init__(self, context) -> None:
        self.context = context

    def may(self) -> bool:
        return bool(getSecurityManager().checkPermission(doors.IMPORT, self.context))

    def jobs(self) -> list[dict]:
        return [self._told(job) for job in reversed(list(store.read(self.context).jobs.values()))]

    def job(self, number: int) -> dict:
        job = self._job(number)
        known = {"columns": dict(job.columns), "unknown": list(job.unknown), "files": len(job.sizes())}
        known["unread_behind"] = job.ended
        return {**self._told(job), **known}

    def begin(self, name: str, data, archive_file=None) -> int:
        today = now().date()
        rows, columns, unknown, ended = checking.rows_of(name, data, today)
        enforce([] if rows else [Problem("existing_list_empty", "R-I8", "list", listed_files.CLAUSE)])
        imports = store.write(self.context)
        alive = [job for job in imports.jobs.values() if job.state in store.ALIVE]
        enforce([Problem("existing_jobs_too_many", "R-X2", "list")] if len(alive) >= MAX_ALIVE else [])
        number = imports.last + 1
        job = store.Job(number, now().isoformat(), getSecurityManager().getUser().getId() or "", _base(name))
        if archive_file is not None:
            archive.keep(job, archive_file)
        job.columns, job.unknown, job.ended = columns, unknown, ended
        checking.judge(self.context, imports, rows, job.sizes())
        job.fill(rows)
        imports.jobs[number] = job
        imports.last = number
        self._record("existing_import_begun", job, rows=str(job.total))
        return number

    def add_file(self, number: int, name: str, data: bytes) -> None:
        job = self._alive(number)
        found = []
        if listed_files.leads_elsewhere(name) or not name.strip() or len(name) > 500:
            found.append(Problem("existing_archive_path", "R-X2", "name", "", {"name": name[:120]}))
        elif listed_files.ending(name) not in listed_files.ENDINGS:
            found.append(listed_files.file_problem("kind", "name", name))
        elif not 0 < len(data) <= listed_files.MAX_FILE:
            found.append(listed_files.file_problem("size", "name", name))
        elif len(job.files) >= listed_files.MAX_FILES:
            params = {"number": str(len(job.files) + 1), "most": str(listed_files.MAX_FILES)}
            found.append(Problem("existing_files_too_many", "R-X2", "name", "", params))
        enforce(found)
        job.files[name] = store.File(data)

    def check(self, number: int) -> dict:
        job = self._alive(number)
        rows = [dict(row) for row in job.rows()]
        checking.judge(self.context, store.read(self.context), rows, job.sizes())
        job.fill(rows)
        # a row that was passed over, and is right now that its file has come, gets its turn
        job.cursor = min([job.cursor, *(index for index, row in enumerate(rows) if row["state"] == "ok")])
        return self.job(number)

    def rows(self, number: int, after: int = 0, limit: int = 50, wanted: str = "") -> list[dict]:
        found: list[dict] = []
        states = {"": store.ROW_STATES, "noted": store.ROW_STATES, "wrong": WRONG}.get(wanted, (wanted,))
        for row in self._job(number).rows():
            fits = row["state"] in states and (wanted != "noted" or row.get("notes"))
            if row["place"] > after and fits:
                found.append(dict(row))
            if len(found) >= limit:
                break
        return found

    def run(self, number: int, limit: int = 20) -> dict:
        job = self._alive(number)
        if job.state == "ready":
            self._record("existing_import_run", job, rows=str(job.counts["ok"]))
        job.state = "running"
        imports, begun, created = store.write(self.context), monotonic(), 0
        with archive.Store(job) as files:
            for index, row in self._waiting(job):
                if row["state"] == "ok":
                    job.put(index, self._created(imports, job, row, files))
                job.cursor = index + 1
                created += row["state"] == "ok"
                if created >= limit or monotonic() - begun > LONGEST_BATCH:
                    break
        if job.cursor >= job.total or not job.counts["ok"]:
            # whatever stands behind the last row that is right is wrong
            job.cursor, job.state = job.total, "done"
            job.drop_files()
            self._record("existing_import_done", job, created=str(job.counts["created"]))
        return self.job(number)

    @staticmethod
    def _waiting(job: store.Job) -> Iterator[tuple[int, dict]]:
        """The rows from the cursor on, page by page: a batch loads no more than it needs."""
        yield from enumerate(job.rows(job.cursor), job.cursor)

    def _created(self, imports: store.Imports, job: store.Job, row: dict, files: archive.Store) -> dict:
        """The row after its turn: created, or refused with every reason."""
        identity = creating.identity(row)
        savepoint = transaction.savepoint()
        try:
            if checking.imported(imports, [identity])[0]:
                # since the list was looked at, another import or colleague was faster
                params = {"typed": " ".join(identity)[:200]}
                raise RuleBroken(Problem("existing_here_already", "R-I8", "number", listed_files.CLAUSE, params))
            uid = creating.create(self.context, job, row, files)
        except RuleBroken as broken:
            savepoint.rollback()
            files.close()
            return _refused(row, broken)
        imports.seen[checking.seen_key(identity)] = uid
        return {**row, "state": "created", "uid": uid, "problems": []}

    def stop(self, number: int) -> None:
        job = self._alive(number)
        if job.state == "running":
            job.state = "stopped"

    def undo(self, number: int, places: list[int] | None = None, limit: int = 20) -> dict:
        job = self._job(number)
        return undoing.undo(self.context, store.write(self.context), job, places, limit) | {"job": self.job(number)}

    def discard(self, number: int) -> None:
        job = self._job(number)
        enforce([Problem("existing_job_running", "R-I8")] if job.state in ("running", "undoing") else [])
        forget(job)
        self._record("existing_import_discarded", job)

    def _told(self, job: store.Job) -> dict:
        return {
            "id": job.number,
            "at": job.at,
            "by": job.by,
            "list": job.name,
            "state": job.state,
            "total": job.total,
            "cursor": job.cursor,
            "counts": dict(job.counts),
        }

    def _job(self, number: int) -> store.Job:
        job = store.read(self.context).jobs.get(number)
        if job is None:
            raise KeyError(number)
        return job

    def _alive(self, number: int) -> store.Job:
        job = self._job(number)
        enforce([] if job.state in store.ALIVE else [Problem("existing_job_over", "R-I8")])
        return job

    def _record(self, action: str, job: store.Job, **codes: str) -> None:
        ILedger(self.context).record(action, codes={"import": str(job.number), **codes})


def forget(job: store.Job) -> None:
    """Forget files and words of a job; what became of each row stays, in codes."""
    job.drop_files()
    for page in job.pages.values():
        page.rows = [{**row, "cells": {}, "values": {}, "read": [], "problems": [], "notes": []} for row in page.rows]
    job.state = "discarded"


def _refused(row: dict, broken: RuleBroken) -> dict:
    """A row whose document was refused; of one that bears a secrecy mark no word is kept (R-A4)."""
    problems = [checking.plain_problem(problem) for problem in broken.problems]
    if any(problem.rule == "R-A4" for problem in broken.problems):
        row = {**row, "cells": {}, "values": {}, "read": []}
    return {**row, "state": "refused", "problems": problems}


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2][:200] or "list"
