"""Downloads one package into ``<id>.zip.part``, goes on where it was cut, and renames it when it is whole and right."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from opengov.disclosure.pulling.folder import Folder
from opengov.disclosure.pulling.folder import read_json
from opengov.disclosure.pulling.folder import sync
from opengov.disclosure.pulling.folder import write_json
from opengov.disclosure.pulling.site import CUT
from opengov.disclosure.pulling.site import Site
from opengov.disclosure.pulling.telling import Teller
from opengov.disclosure.pulling.telling import Trouble
from opengov.disclosure.pulling.telling import Unreached
from pathlib import Path
from tqdm import tqdm
from urllib3.exceptions import HTTPError

import os
import re
import requests
import shutil


CHUNK = 1 << 20


class Download:
    """One package on its way.

    :param size: length that the manifest promises.
    :param digest: SHA-256 that the manifest promises.
    """

    def __init__(self, site: Site, folder: Folder, teller: Teller, id: str, size: int, digest: str) -> None:
        self.site = site
        self.teller = teller
        self.id = id
        self.size = size
        self.digest = digest
        self.resumed = False
        self.target = folder.package(id)
        self.part = self.target.with_name(f"{self.target.name}.part")
        self.begun = self.target.with_name(f"{self.target.name}.part.json")

    def run(self) -> bool:
        """Fetch what is missing; whether the package is the one that was promised. What is not lies aside as ``.refused``.

        :raises Unreached: when the server does not answer any more; the next run goes on from there.
        """
        if self.target.is_file():
            return True
        self._room()
        self._fetch()
        if not self._is_right() and self.resumed:
            # what lay here before it was cut may be what is wrong: once more, from the beginning
            self._forget()
            self._fetch()
        if not self._is_right():
            os.replace(self.part, self.target.with_name(f"{self.target.name}.refused"))
            self.begun.unlink(missing_ok=True)
            return False
        os.replace(self.part, self.target)
        self.begun.unlink(missing_ok=True)
        sync(self.target.parent)
        return True

    def _fetch(self) -> None:
        """Ask for the rest until it is all there; whoever makes headway may be cut again and again."""
        turn, before = 0, self._have()
        with self._progress() as bar:
            while True:
                try:
                    if self._once(bar):
                        return
                    error: Exception = requests.ConnectionError("the answer ended early")
                except (*CUT, HTTPError) as cut:
                    error = cut
                turn = 1 if self._have() > before else turn + 1
                before = self._have()
                if turn > self.site.tries:
                    raise Unreached("unreachable", site=self.site.address, reason=str(error)) from error
                self.site.pause(turn, error)

    def _once(self, bar: tqdm) -> bool:
        """One question for the rest; whether all is there afterwards."""
        have = self._have()
        if have == self.size and have:
            return True
        tag = (read_json(self.begun) or {}).get("etag", "")
        if have and not tag:
            have = self._forget()
        headers = {"Range": f"bytes={have}-", "If-Range": tag} if have else {}
        with self.site.repeat(lambda: self.site.open_package(self.id, headers)) as answer:
            self.site.refuse(answer, 200, 206, 416)
            if answer.status_code == 416 or (answer.status_code == 206 and not self._continues(answer, have)):
                self.teller.say("starting_over", handover=self.id)
                self._forget()
                return False
            if answer.status_code == 200 and have:
                self.teller.say("starting_over", handover=self.id)
                have = self._forget()
            if have:
                self.resumed = True
            else:
                write_json(self.begun, {"etag": _strong(answer)})
            bar.reset(self.size)
            bar.update(have)
            return self._pour(answer, have, bar)

    def _continues(self, answer: requests.Response, have: int) -> bool:
        found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""), re.ASCII)
        return bool(have and found and int(found[1]) == have and int(found[2]) == self.size)

    def _pour(self, answer: requests.Response, have: int, bar: tqdm) -> bool:
        """Append the body, never more than was promised."""
        with self.part.open("ab") as out:
            try:
                # what has come is written at once: a connection that is cut costs nothing of it
                while chunk := answer.raw.read1(CHUNK):
                    # one byte more than promised is enough to know that it is another file
                    chunk = chunk[: self.size + 1 - have]
                    out.write(chunk)
                    have += len(chunk)
                    bar.update(len(chunk))
                    if have > self.size:
                        return True
            finally:
                out.flush()
                os.fsync(out.fileno())
        return have == self.size

    def _is_right(self) -> bool:
        return self._have() == self.size and digest_of(self.part) == self.digest

    def _have(self) -> int:
        return self.part.stat().st_size if self.part.is_file() else 0

    def _forget(self) -> int:
        self.begun.unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)
        return 0

    def _room(self) -> None:
        needed, free = self.size - self._have(), shutil.disk_usage(self.target.parent).free
        if needed > free:
            raise Trouble("disk_full", handover=self.id, needed=needed, free=free)

    @contextmanager
    def _progress(self) -> Iterator[tqdm]:
        with tqdm(
            total=self.size,
            desc=self.id[:24],
            unit="B",
            unit_scale=True,
            disable=not self.teller.shows_progress,
            file=self.teller.err,
        ) as bar:
            yield bar


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    found = sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _strong(answer: requests.Response) -> str:
    tag = answer.headers.get("ETag", "")
    return tag if tag.startswith('"') else ""
