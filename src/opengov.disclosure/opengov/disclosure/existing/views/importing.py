"""``@@existing-import`` of an agency: send a list, look at what would come of it, import, take back."""

from io import BytesIO
from opengov.disclosure import tabular
from opengov.disclosure.core import existing
from opengov.disclosure.core import numbering
from opengov.disclosure.core.listed_files import CLAUSE
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing import report
from opengov.disclosure.existing import words
from opengov.disclosure.existing.checking import problem_of
from opengov.disclosure.existing.doors import admit
from opengov.disclosure.existing.doors import IMPORT
from opengov.disclosure.existing.interfaces import IExistingImports
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility
from zope.i18n import translate

import json
import transaction


#: Rows shown at the beginning, and wrong ones on one page.
FIRST, WRONG = 5, 50
#: Columns of the preview; the others are in the details of a row.
SHOWN = ("title", "number", "issue_date", "signer_name", "document_kind", "disclosure_attribute")
_TITLE = _("heading_existing_import", default="Import of existing documents")


class _Page(BrowserView):
    @property
    def imports(self) -> IExistingImports:
        """The agency's imports."""
        return IExistingImports(self.context)

    @property
    def url(self) -> str:
        """Address without query."""
        return f"{self.context.absolute_url()}/@@existing-import"

    def number(self) -> int:
        """Number of the job asked for, 0 for none; 404 for one that is not there."""
        word = str(self.request.form.get("job", "") or "")
        if not word:
            return 0
        number = int(word) if word.isascii() and word.isdecimal() and len(word) < 9 else 0
        try:
            self.imports.job(number)
        except KeyError:
            raise NotFound(self.__name__) from None
        return number

    def sentence(self, plain: dict) -> dict:
        """A problem in words."""
        return getUtility(IWording).as_json(problem_of(plain), self.request)


class ImportPage(_Page):
    """List of jobs, or one job."""

    def __call__(self):
        admit(self.context, IMPORT, self.__name__)
        self.request.response.setHeader("Cache-Control", "no-store, private")
        self.problems: tuple[Problem, ...] = ()
        self.kept: list[dict] = []
        self.job_number = self.number()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    def _act(self):
        act = str(self.request.form.get("act", ""))
        handler = getattr(self, f"_do_{act}", None)
        if handler is None or (act != "begin" and not self.job_number):
            raise NotFound(self.__name__)
        savepoint = transaction.savepoint()
        try:
            handler()
        except RuleBroken as broken:
            savepoint.rollback()
            self.problems = broken.problems
            if self._is_script():
                return self._as_json()
            return self.index()
        if self._is_script():
            return self._as_json()
        if self.kept:
            return self.index()
        suffix = f"?job={self.job_number}" if self.job_number else ""
        return self.request.response.redirect(f"{self.url}{suffix}")

    def _is_script(self) -> bool:
        return self.request.form.get("answer") == "json"

    def _as_json(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        told = self.imports.job(self.job_number)
        problems = [getUtility(IWording).as_json(problem, self.request)["message"] for problem in self.problems]
        names = ("state", "total", "cursor", "counts")
        return json.dumps({**{name: told[name] for name in names}, "problems": problems}, ensure_ascii=False)

    def _do_begin(self) -> None:
        upload, files = self.request.form.get("list"), self.request.form.get("files")
        if not getattr(upload, "filename", ""):
            raise RuleBroken(Problem("existing_cell_missing", "R-X2", "list", CLAUSE, {"column": self._text(LIST)}))
        archive = files if getattr(files, "filename", "") else None
        self.job_number = self.imports.begin(upload.filename, upload, archive)

    def _do_run(self) -> None:
        self.imports.run(self.job_number)

    def _do_stop(self) -> None:
        self.imports.stop(self.job_number)

    def _do_check(self) -> None:
        self.imports.check(self.job_number)

    def _do_undo(self) -> None:
        self._undo(None)

    def _do_undo_row(self) -> None:
        word = str(self.request.form.get("row", ""))
        if not (word.isascii() and word.isdecimal() and len(word) < 9):
            raise NotFound(self.__name__)
        self._undo([int(word)])

    def _undo(self, places: list[int] | None) -> None:
        done = self.imports.undo(self.job_number, places, 50)
        self.kept = done["kept"]

    def _do_discard(self) -> None:
        self.imports.discard(self.job_number)

    def _text(self, message) -> str:
        return translate(message, context=self.request)

    # What the template asks for.

    def messages(self, field: str = "") -> list[str]:
        """What was wrong with an act, with rule and clause; of one field, or of none."""
        wording = getUtility(IWording)
        fields = ("list", "files")
        found = [each for each in self.problems if (each.field if each.field in fields else "") == field]
        return [wording.sentence(problem, self.request) for problem in found]

    def kept_rows(self) -> list[dict]:
        """Documents that could not be taken back, and why."""
        wording = getUtility(IWording)
        return [
            {"place": item["place"], "problems": [wording.as_json(each, self.request) for each in item["problems"]]}
            for item in self.kept
        ]

    def jobs(self) -> list[dict]:
        """All jobs in words."""
        return [self._in_words(job) for job in self.imports.jobs()]

    def job(self) -> dict | None:
        """The job of the page in words."""
        return self._in_words(self.imports.job(self.job_number)) if self.job_number else None

    def _in_words(self, job: dict) -> dict:
        member = api.user.get(userid=job["by"])
        return {
            **job,
            "url": f"{self.url}?job={job['id']}",
            "state_title": words.JOB_STATES[job["state"]],
            "by_name": (member.getProperty("fullname") if member else "") or job["by"],
            "moment": job["at"][:16].replace("T", " "),
            "wrong": sum(job["counts"][state] for state in ("problem", "duplicate", "refused")),
            "waiting": job["counts"]["ok"],
        }

    def steps(self, job: dict) -> dict[str, bool]:
        """Which buttons the job has."""
        state, created = job["state"], job["counts"]["created"]
        return {
            "run": state in ("ready", "running", "stopped") and job["waiting"] > 0,
            "stop": state == "running",
            "undo": created > 0,
            "discard": state not in ("running", "undoing", "discarded"),
            "report": job["wrong"] > 0 and state != "discarded",
        }

    def mapping(self, job: dict) -> list[dict]:
        """Which heading was read as which column."""
        return [
            {
                "heading": typed,
                "column": existing.BY_KEY[key].title,
                "same": typed.strip("*＊") == existing.BY_KEY[key].title,
            }
            for key, typed in job["columns"].items()
        ]

    def headings(self) -> list[str]:
        """Headings of the preview."""
        return [existing.BY_KEY[key].title for key in SHOWN]

    def first_rows(self) -> list[dict]:
        """The first rows, as they would be imported."""
        return [self._row(row) for row in self.imports.rows(self.job_number, 0, FIRST)]

    def wrong_rows(self) -> dict:
        """A page of rows that are not imported: dict {rows, next}."""
        word = str(self.request.form.get("after", "0"))
        after = int(word) if word.isascii() and word.isdecimal() and len(word) < 9 else 0
        rows = self.imports.rows(self.job_number, after, WRONG + 1, "wrong")
        more = f"{self.url}?job={self.job_number}&after={rows[WRONG - 1]['place']}#wrong" if len(rows) > WRONG else ""
        return {"rows": [self._row(row) for row in rows[:WRONG]], "next": more}

    def noted_rows(self) -> dict:
        """A page of rows in which something was found that is not written there: dict {rows, next}."""
        word = str(self.request.form.get("past", "0"))
        after = int(word) if word.isascii() and word.isdecimal() and len(word) < 9 else 0
        rows = self.imports.rows(self.job_number, after, WRONG + 1, "noted")
        more = f"{self.url}?job={self.job_number}&past={rows[WRONG - 1]['place']}#noted" if len(rows) > WRONG else ""
        return {"rows": [self._row(row) for row in rows[:WRONG]], "next": more}

    def created_rows(self) -> dict:
        """A page of rows that were imported, each with its document."""
        word = str(self.request.form.get("behind", "0"))
        after = int(word) if word.isascii() and word.isdecimal() and len(word) < 9 else 0
        rows = self.imports.rows(self.job_number, after, WRONG + 1, "created")
        more = (
            f"{self.url}?job={self.job_number}&behind={rows[WRONG - 1]['place']}#created" if len(rows) > WRONG else ""
        )
        return {"rows": [self._row(row) for row in rows[:WRONG]], "next": more}

    def _row(self, row: dict) -> dict:
        return {
            "place": row["place"],
            "state": row["state"],
            "state_title": words.ROW_STATES[row["state"]],
            "title": row["cells"].get("title", ""),
            "number": row["cells"].get("number", ""),
            "cells": [self._cell(row, key) for key in SHOWN],
            "problems": [self.sentence(plain) for plain in row["problems"]],
            "notes": [self.sentence(plain) for plain in row.get("notes", ())],
            "url": f"{api.portal.get().absolute_url()}/resolveuid/{row['uid']}" if row["uid"] else "",
        }

    @staticmethod
    def _cell(row: dict, key: str) -> str:
        value = row["values"].get(key, "")
        if key == "document_kind":
            return numbering.KINDS.get(value, value)
        if key == "disclosure_attribute":
            return existing.ATTRIBUTE_WORDS[value][0] if value in existing.ATTRIBUTE_WORDS else ""
        return str(value or row["cells"].get(key, ""))

    def columns_help(self) -> list[dict]:
        """What the list may hold, for whoever has no template."""
        return [
            {
                "title": column.title,
                "required": column.required,
                "aliases": "、".join(column.aliases),
                "hint": report.HINTS.get(column.key, ""),
            }
            for column in existing.COLUMNS
        ]


LIST = _("label_existing_list", default="List (XLSX or CSV)")


class Template(_Page):
    """The template to fill in."""

    def __call__(self):
        admit(self.context, IMPORT, self.__name__)
        title = _("file_existing_template", default="Existing documents, template")
        name = f"{translate(title, context=self.request)}.xlsx"
        self.request.response.setHeader("Content-Type", tabular.XLSX)
        self.request.response.setHeader("Content-Disposition", tabular.disposition(name))
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        return BytesIO(report.template())


class Report(_Page):
    """Rows of a job as XLSX: the wrong ones, to be corrected and sent again; all of them with ``all=1``."""

    def __call__(self):
        admit(self.context, IMPORT, self.__name__)
        number = self.number()
        if not number:
            raise NotFound(self.__name__)
        wanted = "" if self.request.form.get("all") else "wrong"
        rows = self.imports.rows(number, 0, existing.MAX_ROWS, wanted)
        states = {state: translate(title, context=self.request) for state, title in words.ROW_STATES.items()}
        name = translate(_("file_existing_report", default="Import report"), context=self.request)
        table = report.table(name, rows, states, lambda plain: self.sentence(plain)["message"])
        return tabular.download(self.request.response, f"{name}-{number}", "xlsx", table)
