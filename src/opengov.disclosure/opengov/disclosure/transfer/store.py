"""What the site keeps about hand-overs: who waits, what was sealed, what each receiver was offered.

Signers of many agencies add to the waiting lists at the same moment: each agency has its own, one key per document, so that
two insertions merge. Everything else is written by the sealer alone, and numbers of a feed are never taken away again
(``maxKey() + 1`` is sound for that reason).
"""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import layout
from opengov.disclosure.core.packages import ZipLayout
from persistent import Persistent
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.handovers"
#: Source key of everything that was written for the package (metadata, tag files): one blob, one after the other.
WRITTEN = "written"


class Sealed(Persistent):
    """A sealed hand-over. Never changed after it was stored; only a purge destroys what it holds (R-L3, R-T4).

    :ivar id: opaque, safe in URLs and as a folder name.
    :ivar facts: plain dict {document, agency, purpose, scope, digest, sealed_at, sealed_by, supersedes, number}.
    :ivar entries: plain tuples, the fields of :class:`Entry` in order.
    :ivar names: path in the package -> name the file had in the office.
    :ivar blobs: source key -> blob. A blob with a second owner outlives the deletion of its first.
    :ivar package: plain dict {size, sha256, sm3}.
    :ivar destroyed_at: ISO time of the purge; empty for a hand-over that stands.
    """

    destroyed_at = ""

    def __init__(self, id: str, facts: dict, entries: list[Entry], names: dict, blobs: dict[str, Blob]) -> None:
        self.id = id
        self.facts = facts
        self.entries = tuple(
            (entry.path, entry.size, entry.crc32, entry.sha256, entry.sm3, entry.source, entry.offset)
            for entry in entries
        )
        self.names = names
        self.blobs = blobs
        self.package: dict = {}

    def plan(self) -> ZipLayout:
        """The layout of the package; the same at every call and on every server."""
        return layout([Entry(*values) for values in self.entries], self.id)

    def destroy(self, at: str) -> None:
        """Keep id, facts and the digests of the package; forget list, names and bytes."""
        self.entries = ()
        self.names = {}
        self.blobs = {}
        self.destroyed_at = at

    def paths(self) -> dict[str, str]:
        """Source key -> path of the committed bytes. Ask before the body is sent: it cannot ask any more."""
        return {source: blob.committed() for source, blob in self.blobs.items()}


class Shelf(Persistent):
    """The hand-overs of one agency.

    :ivar ready: UIDs of documents that wait for the sealer.
    :ivar held: UID -> plain dict {problems, at} of what could not be sealed, and why.
    :ivar sealed: number -> id of a hand-over, in the order of sealing.
    """

    def __init__(self) -> None:
        self.ready = OOTreeSet()
        self.held = OOBTree()
        self.sealed = IOBTree()


class Feed(Persistent):
    """What one receiver was offered, in commit order.

    :ivar entries: number -> plain dict {id, state, at}.
    :ivar numbers: id of a hand-over -> its number.
    """

    def __init__(self) -> None:
        self.entries = IOBTree()
        self.numbers = OIBTree()

    def offer(self, id: str, at: str) -> int:
        """Append a hand-over and return its number."""
        number = following(self.entries)
        self.entries[number] = {"id": id, "state": "offered", "at": at}
        self.numbers[id] = number
        return number

    def take_back(self, id: str, at: str) -> int:
        """Say that a hand-over was destroyed, where it was offered and once more at the end; return that number."""
        entry = {"id": id, "state": "purged", "at": at}
        self.entries[self.numbers[id]] = entry
        number = following(self.entries)
        self.entries[number] = dict(entry)
        return number


class HandoverStore(Persistent):
    """All of it for one site.

    :ivar shelves: agency UID -> Shelf.
    :ivar sealed: id -> Sealed.
    :ivar by_document: document UID -> ids of its hand-overs, the oldest first (tuple).
    :ivar feeds: receiver id -> Feed.
    :ivar receivers: receiver id -> plain dict.
    :ivar destroyed: SHA-256 of a package that a purge destroyed -> ISO time; None until the first.
    """

    destroyed: OOBTree | None = None

    def __init__(self) -> None:
        self.shelves = OOBTree()
        self.sealed = OOBTree()
        self.by_document = OOBTree()
        self.feeds = OOBTree()
        self.receivers = OOBTree()

    def shelf(self, agency: str) -> Shelf:
        """The shelf of an agency, made when it has none."""
        if agency not in self.shelves:
            self.shelves[agency] = Shelf()
        return self.shelves[agency]

    def feed(self, receiver: str) -> Feed:
        """The feed of a receiver, made when it has none."""
        if receiver not in self.feeds:
            self.feeds[receiver] = Feed()
        return self.feeds[receiver]

    def note_destroyed(self, sha256: str, at: str) -> None:
        """Remember that a package must not lie in the spool any more."""
        if self.destroyed is None:
            self.destroyed = OOBTree()
        self.destroyed[sha256] = at


def following(tree: IOBTree) -> int:
    """The next number of a tree that nothing is ever removed from."""
    return tree.maxKey() + 1 if tree else 1


def store(site) -> HandoverStore:
    """The site's store for reading; an empty, unstored one when there is none yet (reading never writes)."""
    return IAnnotations(site).get(KEY) or HandoverStore()


def open_store(site) -> HandoverStore:
    """The site's store for writing, made when there is none yet."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = HandoverStore()
    return annotations[KEY]
