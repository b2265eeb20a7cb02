"""Where the site keeps projection, registers and index numbers: one annotation, made with the first entry."""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Mapping
from opengov.disclosure.catalogue.registerindex import RegisterIndex
from opengov.disclosure.catalogue.store import CatalogueStore
from opengov.disclosure.catalogue.trees import RankTree
from opengov.disclosure.catalogue.trees import UidTree
from opengov.disclosure.core.registers import OF_ACTS
from persistent import Persistent
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.catalogue"


class Serial(Persistent):
    """Last serial of one series. Plain, so that two who draw at once conflict, and one of them draws again."""

    value = 0

    def draw(self) -> int:
        """The next serial."""
        self.value += 1
        return self.value


class IndexNumbers(Persistent):
    """Index numbers by UID (索引号): given once, kept for life, never given twice."""

    def __init__(self) -> None:
        self.by_uid = UidTree()
        self.taken = OOTreeSet()
        self.serials = OOBTree()


def indexed(name: str, row: Mapping[str, object]) -> tuple[list[str], str, str]:
    """What a row of a register is found by: values, day, text."""
    acts = name in OF_ACTS
    values = [f"attribute={row['attribute']}", f"kind={row['kind']}", *(f"ground={one}" for one in row["grounds"])]
    values += [f"state={row['state']}"] if acts else []
    values += ["joint=yes"] if row.get("issuers") else []
    return values, str(row["date"] if acts else row["issue_date"]), f"{row['number']}\n{row['title']}"


class RegisterStore(Persistent):
    """The registers of one agency: name to rows by rank, and where each UID's row stands.

    A row is an object of its own: leaves of a tree merge what two people put in at once only when its values have an order,
    and references have one, dicts have none.

    :ivar provisional: UIDs of rows whose last day rests on a year that was not announced then; None until the first.
    :ivar indexes: name to the index of its rows; None in a database of an earlier version.
    :ivar acts: UID of each document that was looked at -> (name, rank) of its rows in registers of acts; None in such a
        database, too.
    """

    provisional: OOTreeSet | None = None
    indexes: dict[str, RegisterIndex] | None = None
    acts: UidTree | None = None

    def __init__(self) -> None:
        self.lists: dict[str, RankTree] = {}
        self.places = UidTree()
        self.acts = UidTree()

    def list(self, name: str) -> RankTree:
        """The rows of a register, for writing; made with the first row."""
        if name not in self.lists:
            self.lists = {**self.lists, name: RankTree()}
        return self.lists[name]

    def index(self, name: str) -> RegisterIndex:
        """The index of a register, for writing; made with the first row."""
        if name not in (self.indexes or {}):
            self.indexes = {**(self.indexes or {}), name: RegisterIndex()}
        return self.indexes[name]

    def enter(self, name: str, rank: int, row: Mapping[str, object]) -> int:
        """Put a row in at a rank or, where that is taken, the next free one; return it."""
        rows = self.list(name)
        while rank in rows:
            rank += 1
        rows[rank] = PersistentMapping(row)
        self.index(name).put(rank, *indexed(name, row))
        return rank

    def change(self, name: str, rank: int, row: Mapping[str, object]) -> None:
        """Let a row say something else; nothing is written when it says so already."""
        rows = self.list(name)
        before, stored = dict(rows[rank]), rows[rank]
        if before == row:
            return
        if isinstance(stored, PersistentMapping):
            stored.clear()
            stored.update(row)
        else:
            # a row of an earlier version
            rows[rank] = PersistentMapping(row)
        if indexed(name, before) != indexed(name, row):
            self.unindex(name, rank, before)
            self.index(name).put(rank, *indexed(name, row))

    def drop(self, name: str, rank: int) -> None:
        """Take a row out."""
        self.unindex(name, rank, self.lists[name].pop(rank))

    def unindex(self, name: str, rank: int, row: Mapping[str, object]) -> None:
        """Leave nothing of a row in its index, if it is there."""
        values, day, _text = indexed(name, row)
        if self.index(name).holds(rank, day):
            self.index(name).drop(rank, values, day)


class WorkStore(Persistent):
    """The Web Editor's lists of one agency: rows by rank, where each document's rows stand, and the last days of notices.

    :ivar days: ``"<ISO day> <UID>"`` of published documents that are taken down after a day.
    :ivar marks: UID -> its text in ``days``.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self.lists = {name: RankTree() for name in names}
        self.places = UidTree()
        self.days = OOTreeSet()
        self.marks = UidTree()

    def forget(self, uid: str) -> None:
        """Take a document out of all of it."""
        if uid in self.places:
            for name, rank in self.places.pop(uid):
                del self.lists[name][rank]
        if uid in self.marks:
            self.days.remove(self.marks.pop(uid))


class Relations(Persistent):
    """Which document says something of which: UID to pairs (relation, UID), and back."""

    def __init__(self) -> None:
        self.out = UidTree()
        self.back = UidTree()


class CatalogueData(Persistent):
    """Everything this domain keeps at a site.

    :ivar registers: UID of an agency -> its :class:`RegisterStore`.
    :ivar work: UID of an agency -> its :class:`WorkStore`; None in a database that the first version made.
    :ivar relations: None in such a database, too.
    :ivar withheld: UID of an agency -> year -> how that year's list of withheld documents was filed; None before the first.
    """

    work: OOBTree | None = None
    relations: Relations | None = None
    withheld: OOBTree | None = None

    def __init__(self) -> None:
        self.public = CatalogueStore()
        self.registers = OOBTree()
        self.index_numbers = IndexNumbers()
        self.work = OOBTree()
        self.relations = Relations()


def read(site) -> CatalogueData:
    """The data of a site; where nothing was ever published, empty data that belongs to no database."""
    data = IAnnotations(site).get(KEY)
    return CatalogueData() if data is None else data


def write(site) -> CatalogueData:
    """The data of a site, created when needed."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = CatalogueData()
    data = annotations[KEY]
    if data.work is None:
        data.work, data.relations = OOBTree(), Relations()
    return data


def discard(site) -> None:
    """Remove everything, as an uninstallation does."""
    annotations = IAnnotations(site)
    if KEY in annotations:
        del annotations[KEY]
