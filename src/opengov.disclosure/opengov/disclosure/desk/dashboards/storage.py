"""Where the site keeps what it counts: one annotation, made with the first signed document.

Two people at two documents never wait for each other: rows lie under their UIDs in trees with large leaves, and counts of
one month, which both add to, merge.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from opengov.disclosure.core import statistics
from opengov.disclosure.core.statistics import Counted
from opengov.disclosure.core.statistics import Counts
from opengov.disclosure.core.statistics import Duty
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

import json


KEY = "opengov.disclosure.statistics"


class Rows(OOBTree):
    """UID to what is counted of a document, as text.

    Text has an order, which the merging of two changes of one leaf needs: with dicts, every two changes would conflict.
    """

    max_leaf_size = 100


class Days(OOTreeSet):
    """``"<ISO day> <UID>"`` in order."""

    max_leaf_size = 300


class Uids(OOTreeSet):
    """UIDs in order."""

    max_leaf_size = 300


class Tally(Persistent):
    """The counts of one month: cell to number. Two changes at once are added up, whatever they count."""

    def __init__(self) -> None:
        self.counts: dict[statistics.Cell, int] = {}

    def add(self, changes: Counts) -> None:
        """Add numbers to cells; a negative one takes away."""
        self.counts = statistics.merged({}, self.counts, changes)

    def _p_resolveConflict(self, old: dict, saved: dict, mine: dict) -> dict:
        return {**saved, "counts": statistics.merged(old["counts"], saved["counts"], mine["counts"])}


class AgencyFigures(Persistent):
    """What is counted of one agency.

    :ivar rows: UID -> row.
    :ivar days: the same UIDs by day of issue.
    :ivar unmet: UIDs of documents with an open duty, whose last day a new holiday may move.
    :ivar months: ``YYYY-MM`` -> :class:`Tally`.
    """

    def __init__(self) -> None:
        self.rows = Rows()
        self.days = Days()
        self.unmet = Uids()
        self.months = OOBTree()

    def get(self, uid: str) -> Counted | None:
        """What is counted of a document; None for nothing."""
        row = self.rows.get(uid)
        return None if row is None else counted(row)

    def put(self, uid: str, after: Counted | None) -> bool:
        """Count a document as it is now, in place of what was counted of it; whether that changed anything."""
        before = self.get(uid)
        if before == after:
            return False
        for month, changes in statistics.change(before, after).items():
            if month not in self.months:
                self.months[month] = Tally()
            self.months[month].add(changes)
        self._place(uid, before, after)
        return True

    def _place(self, uid: str, before: Counted | None, after: Counted | None) -> None:
        if after is None:
            del self.rows[uid]
        else:
            self.rows[uid] = written(after)
        if before is not None and (after is None or after.day != before.day):
            self.days.remove(f"{before.day} {uid}")
        if after is not None and (before is None or after.day != before.day):
            self.days.insert(f"{after.day} {uid}")
        if after is not None and any(not duty.done for duty in after.duties):
            self.unmet.insert(uid)
        elif uid in self.unmet:
            self.unmet.remove(uid)


class Statistics(Persistent):
    """What is counted of all agencies.

    :ivar agencies: UID -> :class:`AgencyFigures`.
    :ivar recounted: see ``routine``.
    """

    recounted = ""

    def __init__(self) -> None:
        self.agencies = OOBTree()


def written(row: Counted) -> str:
    """A row as it is stored."""
    duties = [[duty.key, duty.binding, duty.source, duty.due, duty.done] for duty in row.duties]
    plain = {
        "day": row.day,
        "attribute": row.attribute,
        "state": row.state,
        "grounds": list(row.grounds),
        "kind": row.kind,
        "spent": dict(row.spent),
        "duties": duties,
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def counted(text: str) -> Counted:
    """A stored row."""
    row = json.loads(text)
    duties = tuple(Duty(*duty) for duty in row["duties"])
    told = (row["day"], row["attribute"], row["state"], tuple(row["grounds"]), row["kind"])
    return Counted(*told, row["spent"], duties)


def read(site) -> Statistics:
    """What a site has counted; empty, and of no database, where nothing was ever signed."""
    found = IAnnotations(site).get(KEY)
    return Statistics() if found is None else found


def write(site) -> Statistics:
    """What a site has counted, made when needed."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = Statistics()
    return annotations[KEY]


def discard(site) -> None:
    """Forget all counts."""
    IAnnotations(site).pop(KEY, None)
