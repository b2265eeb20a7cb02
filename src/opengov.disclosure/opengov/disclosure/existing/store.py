"""What an import keeps: plain values in B-trees, one persistent object for each fifty rows, files as blobs of the job."""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from persistent import Persistent
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.existing"
PAGE = 50

#: States of a row, and what is counted.
ROW_STATES = ("ok", "problem", "duplicate", "created", "refused", "undone")
#: States in which a job has files and rows.
ALIVE = ("ready", "running", "stopped")


class Page(Persistent):
    """Fifty rows of a list: plain dicts {place, key, cells, values, derived, problems, notes?, state, uid}."""

    def __init__(self, rows: list[dict]) -> None:
        self.rows = rows


class File(Persistent):
    """A file that came by itself.

    :ivar size: its bytes.
    """

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self.blob = blob_of(data)


class Job(Persistent):
    """One import.

    :ivar ended: row of the sheet behind which nothing was read; 0 when all was.
    :ivar cursor: how many rows, counted from the first, have been dealt with.
    :ivar pages: number of the page -> :class:`Page`.
    :ivar files: name -> :class:`File`, for those that came one by one.
    :ivar archive: blob of a ZIP, or None.
    :ivar members: name of each file of the archive -> {size, place}: its place in the ZIP's list.
    """

    #: Jobs of earlier versions have none of their own.
    ended = 0

    def __init__(self, number: int, at: str, by: str, name: str) -> None:
        self.number = number
        self.at = at
        self.by = by
        self.name = name
        self.state = "ready"
        self.cursor = 0
        self.total = 0
        self.columns: dict[str, str] = {}
        self.unknown: tuple[str, ...] = ()
        self.counts: dict[str, int] = dict.fromkeys(ROW_STATES, 0)
        self.pages = IOBTree()
        self.files = OOBTree()
        self.archive: Blob | None = None
        self.members = OOBTree()

    def fill(self, rows: list[dict]) -> None:
        """Keep the rows of the list."""
        for start in range(0, len(rows), PAGE):
            self.pages[start // PAGE] = Page(rows[start : start + PAGE])
        self.total = len(rows)
        self.count()

    def rows(self, start: int = 0) -> Iterator[dict]:
        """The rows from one on, in order."""
        for number in self.pages.keys(start // PAGE):
            page = self.pages[number]
            yield from page.rows[start - number * PAGE :] if start > number * PAGE else page.rows

    def put(self, index: int, row: dict) -> None:
        """Put a row in the place of what was there, and count it."""
        page = self.pages[index // PAGE]
        old = page.rows[index % PAGE]["state"]
        page.rows = [*page.rows[: index % PAGE], row, *page.rows[index % PAGE + 1 :]]
        counts = {**self.counts, old: self.counts[old] - 1}
        self.counts = {**counts, row["state"]: counts.get(row["state"], 0) + 1}

    def count(self) -> None:
        """Count the rows anew."""
        counts = dict.fromkeys(ROW_STATES, 0)
        for row in self.rows():
            counts[row["state"]] += 1
        self.counts = counts

    def drop_files(self) -> None:
        """Let go of the files; their blobs go with the next pack."""
        self.files = OOBTree()
        self.members = OOBTree()
        self.archive = None

    def sizes(self) -> dict[str, int]:
        """Name of each file -> bytes."""
        sizes = {name: member["size"] for name, member in self.members.items()}
        return sizes | {name: file.size for name, file in self.files.items()}


class Imports(Persistent):
    """All of one agency.

    :ivar jobs: number -> :class:`Job`.
    :ivar seen: digest of what makes a document the same one -> UID of what an import created.
    :ivar shown: UID of a document in ``to_determine`` -> what the list shows of it (a persistent mapping of plain values).
    """

    def __init__(self) -> None:
        self.jobs = IOBTree()
        self.seen = OOBTree()
        self.shown = OOBTree()
        self.last = 0


def read(agency) -> Imports:
    """What an agency keeps; an empty one that is not stored when there is nothing (reading writes nothing)."""
    return IAnnotations(agency).get(KEY) or Imports()


def write(agency) -> Imports:
    """What an agency keeps, made when there is nothing yet."""
    annotations = IAnnotations(agency)
    if KEY not in annotations:
        annotations[KEY] = Imports()
    return annotations[KEY]


def blob_of(data: bytes) -> Blob:
    """Bytes as a blob."""
    blob = Blob()
    with blob.open("w") as target:
        target.write(data)
    return blob


def blob_from(source, size: int = 1 << 20) -> Blob:
    """An open file, from where it stands, as a blob."""
    blob = Blob()
    with blob.open("w") as target:
        while piece := source.read(size):
            target.write(piece)
    return blob
