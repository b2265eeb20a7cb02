"""``bin/opengov-import``: read a list of existing documents with their files, and create what is right in it.

It asks a running site over REST to do one small batch, again and again until nothing is left: killed at any moment, it goes
on where it was with ``--resume``. ``--offline`` opens the database itself, which only works while no server has it open.
Exit codes: 0 done, 1 some rows were not imported, 2 it could not be done.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from opengov.disclosure.client import add_arguments
from opengov.disclosure.client import Client
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.client import read_arguments
from opengov.disclosure.core import listed_files
from pathlib import Path
from typing import Protocol

import argparse
import base64
import os
import sys


DONE, HELD, UNANSWERED = 0, 1, 2
SERVICE = "@existing-imports"


class Site(Protocol):
    """A site, wherever it is."""

    def get(self, name: str, query: dict | None = None) -> dict:
        """Ask a service."""

    def post(self, name: str, body: dict) -> dict:
        """Have a service do something."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    :param arguments: instead of the command line's.
    :returns: the exit code.
    """
    parser = _parser()
    options = read_arguments(parser, arguments)
    if bool(options.list) == bool(options.resume or options.undo):
        parser.error("give --list to begin, or --resume or --undo with the number of an import")
    try:
        site, service = _site(options), f"{options.agency.strip('/')}/{SERVICE}"
        if options.undo:
            return undo(site, f"{service}/{options.undo}", options.limit)
        number = options.resume or begin(site, service, Path(options.list), options.files)
        job = f"{service}/{number}"
        if options.check:
            return report(site, job)
        return run(site, job, options.limit)
    except NoAnswer as problem:
        print(f"opengov-import: {problem}", file=sys.stderr)
        return UNANSWERED


def begin(site: Site, service: str, path: Path, folder: str | None) -> int:
    """Send the list and its files; return the number of the import."""
    try:
        body = {"filename": path.name, "data": _encoded(path)}
        files = list(found(Path(folder))) if folder else []
    except OSError as error:
        raise NoAnswer(f"{error.filename}: {error.strerror}") from error
    job = site.post(service, body)
    print(f"import {job['id']}: {job['total']} rows", flush=True)
    for name, file in files:
        site.post(f"{service}/{job['id']}/files", {"name": name, "data": _encoded(file)})
    if files:
        print(f"files {len(files)}", flush=True)
        job = site.post(f"{service}/{job['id']}/check", {})
    counts = job["counts"]
    print(f"ready {counts['ok']}, with problems {counts['problem']}, duplicates {counts['duplicate']}", flush=True)
    return job["id"]


def found(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder that an import takes, with their names below it. Links are not followed: they lead elsewhere.

    :raises NoAnswer: when there is no such folder.
    """
    if not folder.is_dir():
        raise NoAnswer(f"there is no folder {folder}")
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            told = path.relative_to(folder).as_posix()
            if path.is_symlink() or listed_files.is_litter(told):
                continue
            if listed_files.ending(name) in listed_files.ENDINGS and 0 < path.stat().st_size <= listed_files.MAX_FILE:
                yield told, path


def run(site: Site, job: str, limit: int) -> int:
    """Create batch by batch until no row is left, then say what was not imported."""
    told = site.get(job)
    while told["state"] in ("ready", "running", "stopped"):
        told = site.post(f"{job}/run", {"limit": limit})
        print(f"row {told['cursor']} of {told['total']}, created {told['counts']['created']}", flush=True)
    return report(site, job)


def report(site: Site, job: str) -> int:
    """Print each row that is not imported, with every reason."""
    after, wrong = 0, 0
    while True:
        page = site.get(f"{job}/rows", {"state": "wrong", "after": after, "limit": 200})
        for row in page["items"]:
            wrong += 1
            for problem in row["problems"]:
                print(f"row {row['place']}: {problem['message']} [{problem['rule']}]")
        if page["next"] is None:
            return HELD if wrong else DONE
        after = page["next"]


def undo(site: Site, job: str, limit: int) -> int:
    """Take back what an import created."""
    result = DONE
    while True:
        answer = site.post(f"{job}/undo", {"limit": limit})
        for place in answer["undone"]:
            print(f"taken back row {place}")
        for item in answer["kept"]:
            print(f"kept row {item['place']}: {'; '.join(problem['message'] for problem in item['problems'])}")
            result = HELD
        if not answer["left"]:
            return result


def _encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")


def _site(options: argparse.Namespace) -> Site:
    if not options.offline:
        return Client.with_password_file(options.site, options.user, options.password_file)
    # loads all of Zope, which the command that asks a running site does not need
    from opengov.disclosure.existing.offline import open_imports

    return open_imports(options.offline, options.site, options.user or "")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="opengov-import", description="Import existing documents from a list.")
    add_arguments(parser, "account that drafts for the agency (with --offline too: it is the author)")
    parser.add_argument("--agency", required=True, help="path of the agency below the site, e.g. government/education")
    parser.add_argument("--list", help="the list, xlsx or csv")
    parser.add_argument("--files", metavar="DIR", help="folder with the files that the list names")
    parser.add_argument("--check", action="store_true", help="only say what is wrong with the list; create nothing")
    parser.add_argument("--resume", type=int, metavar="NUMBER", help="go on with an import")
    parser.add_argument("--undo", type=int, metavar="NUMBER", help="take back what an import created")
    parser.add_argument("--limit", type=int, default=20, help="how many documents in one step (default 20)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
