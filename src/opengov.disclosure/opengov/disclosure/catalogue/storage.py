"""Where the site keeps projection, registers and index numbers: one annotation, made with the first entry."""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from opengov.disclosure.catalogue.store import CatalogueStore
from opengov.disclosure.catalogue.trees import RankTree
from opengov.disclosure.catalogue.trees import UidTree
from persistent import Persistent
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


class RegisterStore(Persistent):
    """The registers of one agency: name to rows by rank, and where each UID's row stands."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.lists = {name: RankTree() for name in names}
        self.places = UidTree()


class CatalogueData(Persistent):
    """Everything this domain keeps at a site."""

    def __init__(self) -> None:
        self.public = CatalogueStore()
        self.registers = OOBTree()
        self.index_numbers = IndexNumbers()


def read(site) -> CatalogueData:
    """The data of a site; where nothing was ever published, empty data that belongs to no database."""
    return IAnnotations(site).get(KEY) or CatalogueData()


def write(site) -> CatalogueData:
    """The data of a site, created when needed."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = CatalogueData()
    return annotations[KEY]


def discard(site) -> None:
    """Remove everything, as an uninstallation does."""
    annotations = IAnnotations(site)
    if KEY in annotations:
        del annotations[KEY]
