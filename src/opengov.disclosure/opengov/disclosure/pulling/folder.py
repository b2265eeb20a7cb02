"""What the client keeps: where it is in the list, one folder for each hand-over, notices; every write whole or not at all.

::

    cursor.json                 site, account and the number of the last entry taken
    handovers/<id>/             handover.json (what this client knows), manifest.json, manifest.json.p7s, <id>.zip, receipts/
    to-destroy/<id>/            the same of what the office has destroyed (tombstones), until somebody destroys it
    notices/<number>-<kind>.json
"""

from collections.abc import Iterator
from contextlib import contextmanager
from opengov.disclosure.pulling.telling import Unreached
from pathlib import Path

import fcntl
import json
import os
import re
import shutil


#: Ids become names of folders: nothing that climbs, hides or breaks.
SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", re.ASCII)
RECORD = "handover.json"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.p7s"


class Folder:
    """The folder of one account. Use it inside :meth:`held` only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handovers = path / "handovers"
        self.doomed = path / "to-destroy"
        self.notices = path / "notices"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the only client in this folder, made when it is missing.

        :raises Unreached: when another one is at work.
        """
        for folder in (self.path, self.handovers, self.doomed, self.notices):
            folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        with (self.path / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Unreached("folder_busy", folder=str(self.path)) from error
            yield

    def cursor(self, site: str, user: str) -> int:
        """Number of the last entry that was taken.

        :raises Unreached: when the folder belongs to another account.
        """
        kept = read_json(self.path / "cursor.json") or {"site": site, "user": user, "next": 0}
        if (kept["site"], kept["user"]) != (site, user):
            raise Unreached("folder_of_another", folder=str(self.path), site=kept["site"], user=kept["user"])
        return int(kept["next"])

    def advance(self, site: str, user: str, number: int) -> None:
        """Remember how far the list was taken."""
        write_json(self.path / "cursor.json", {"site": site, "user": user, "next": number})

    def place(self, id: str) -> Path:
        """The folder of a hand-over, wherever it lies now."""
        doomed = self.doomed / id
        return doomed if doomed.is_dir() else self.handovers / id

    def package(self, id: str) -> Path:
        """Where its package lies, or will lie."""
        return self.place(id) / f"{id}.zip"

    def read(self, id: str) -> dict | None:
        """What is known about a hand-over, or None."""
        return read_json(self.place(id) / RECORD) if SAFE_ID.fullmatch(id) else None

    def write(self, id: str, record: dict) -> None:
        """Keep what is known about a hand-over."""
        place = self.place(id)
        place.mkdir(exist_ok=True)
        write_json(place / RECORD, record)

    def change(self, id: str, **facts: object) -> dict:
        """Add to what is known about a hand-over; returns all of it."""
        record = {**(self.read(id) or {"id": id}), **facts}
        self.write(id, record)
        return record

    def all(self) -> list[dict]:
        """Every hand-over as known, in the order of the list."""
        found = [
            record
            for base in (self.handovers, self.doomed)
            for place in base.iterdir()
            if (record := read_json(place / RECORD))
        ]
        return sorted(found, key=lambda record: record.get("seq", 0))

    def move_aside(self, id: str, at: str) -> None:
        """Put a hand-over with those to be destroyed. Killed in between, it may be done again."""
        if not (self.doomed / id).is_dir():
            self.write(id, self.read(id) or {"id": id})
            os.rename(self.handovers / id, self.doomed / id)
            sync(self.doomed)
            sync(self.handovers)
        self.change(id, status="purged", purged_at=at)

    def destroy(self, id: str) -> None:
        """Delete everything of a hand-over set aside but the note that it was there."""
        place = self.doomed / id
        for path in place.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != RECORD:
                path.unlink()
        sync(place)
        self.change(id, status="destroyed")


def read_json(path: Path):
    """The value in a file; None when there is no such file."""
    try:
        return json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_json(path: Path, value: object) -> None:
    """Write a value, whole or not at all."""
    write_bytes(path, json.dumps(value, ensure_ascii=False, indent=1).encode(errors="surrogatepass"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file under another name, sync, rename."""
    part = path.with_name(f"{path.name}.new")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    os.replace(part, path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make renames in a folder last through a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
