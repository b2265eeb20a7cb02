"""``@existing-imports`` of an agency: everything the page of an import does, in small batches (R-I8)."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing.checking import problem_of
from opengov.disclosure.existing.doors import admit
from opengov.disclosure.existing.doors import IMPORT
from opengov.disclosure.existing.interfaces import IExistingImports
from opengov.disclosure.interfaces import IWording
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.component import getUtility
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import base64
import binascii
import io


#: Rows, documents of one answer at most.
MAX_ROWS = 500
MAX_BATCH = 200


@implementer(IPublishTraverse)
class _Jobs(Service):
    """``@existing-imports``, ``…/<number>`` and ``…/<number>/<act>``."""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        """Number and act from the path."""
        if len(self.path) == 2:
            raise NotFound(name)
        self.path.append(name)
        return self

    def render(self):
        """For people who draft for the agency."""
        admit(self.context, IMPORT, self.__name__)
        return super().render()

    @property
    def imports(self) -> IExistingImports:
        """The agency's imports."""
        return IExistingImports(self.context)

    def number(self) -> int:
        """Number of the job in the path; 404 when there is none."""
        word = self.path[0]
        number = int(word) if word.isascii() and word.isdecimal() and len(word) < 9 else 0
        try:
            self.imports.job(number)
        except KeyError:
            raise NotFound(word) from None
        return number

    def told(self, job: dict) -> dict:
        """A job with its address."""
        return {"@id": f"{self.context.absolute_url()}/@existing-imports/{job['id']}", **job}

    def problems(self, problems) -> list[dict]:
        """Problems in words."""
        wording = getUtility(IWording)
        found = (problem_of(each) if isinstance(each, dict) else each for each in problems)
        return [wording.as_json(problem, self.request) for problem in found]


class ImportsGet(_Jobs):
    """All jobs, one job, or rows of a job."""

    def reply(self) -> dict:
        """``rows``: a page of rows with ``after``, ``limit`` and ``state``."""
        if not self.path:
            url = f"{self.context.absolute_url()}/@existing-imports"
            return {"@id": url, "items": [self.told(job) for job in self.imports.jobs()]}
        number = self.number()
        if len(self.path) == 1:
            return self.told(self.imports.job(number))
        if self.path[1] != "rows":
            raise NotFound(self.path[1])
        form = self.request.form
        after, limit = _counted(form, "after", 0, 10**6), _counted(form, "limit", 50, MAX_ROWS)
        rows = self.imports.rows(number, after, limit, str(form.get("state", "")))
        names = ("place", "state", "cells", "derived", "uid")
        items = [
            {
                **{name: row[name] for name in names},
                "problems": self.problems(row["problems"]),
                "notes": self.problems(row.get("notes", ())),
            }
            for row in rows
        ]
        return {"items": items, "next": rows[-1]["place"] if len(rows) == limit else None}


class ImportsPost(_Jobs):
    """Begin a job, or do something with one."""

    def reply(self) -> dict:
        """``POST @existing-imports`` begins; ``…/<number>/<act>``: files, check, run, stop, undo, discard."""
        if not self.path:
            return self._begin()
        number = self.number()
        act = getattr(self, f"_do_{self.path[1]}", None) if len(self.path) == 2 else None
        if act is None:
            raise NotFound("/".join(self.path))
        return act(number)

    def _begin(self) -> dict:
        data = exactly(self.request, "filename", "data", "files?", fits=_is_text)
        archive = io.BytesIO(_bytes(data, "files")) if "files" in data else None
        number = self.imports.begin(data["filename"], io.BytesIO(_bytes(data, "data")), archive)
        self.request.response.setStatus(201)
        return self.told(self.imports.job(number))

    def _do_files(self, number: int) -> dict:
        data = exactly(self.request, "name", "data", fits=_is_text)
        self.imports.add_file(number, data["name"], _bytes(data, "data"))
        return {"name": data["name"]}

    def _do_check(self, number: int) -> dict:
        exactly(self.request)
        return self.told(self.imports.check(number))

    def _do_run(self, number: int) -> dict:
        data = exactly(self.request, "limit?", fits=_is_batch)
        return self.told(self.imports.run(number, data.get("limit", 20)))

    def _do_stop(self, number: int) -> dict:
        exactly(self.request)
        self.imports.stop(number)
        return self.told(self.imports.job(number))

    def _do_undo(self, number: int) -> dict:
        data = exactly(self.request, "rows?", "limit?", fits=_is_batch)
        done = self.imports.undo(number, data.get("rows"), data.get("limit", 20))
        kept = [{**item, "problems": self.problems(item["problems"])} for item in done["kept"]]
        return {**done, "kept": kept, "job": self.told(done["job"])}

    def _do_discard(self, number: int) -> dict:
        exactly(self.request)
        self.imports.discard(number)
        return self.told(self.imports.job(number))


def _is_text(_name: str, value: object) -> bool:
    return isinstance(value, str)


def _is_batch(name: str, value: object) -> bool:
    if name == "rows":
        return isinstance(value, list) and len(value) <= MAX_BATCH and all(type(item) is int for item in value)
    return type(value) is int and 1 <= value <= MAX_BATCH


def _bytes(data: dict, name: str) -> bytes:
    try:
        return base64.b64decode(data[name], validate=True)
    except (binascii.Error, ValueError):
        raise RuleBroken(Problem("value_type", "R-X2", name, "", {"name": name})) from None


def _counted(form: dict, name: str, usual: int, most: int) -> int:
    word = str(form.get(name, usual))
    if not (word.isascii() and word.isdecimal() and len(word) < 9 and int(word) <= most):
        raise RuleBroken(Problem("query_size", "R-X2", name, "", {"name": name, "max": str(most)}))
    return int(word)
