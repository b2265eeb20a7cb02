"""Rows that two people put into the lists of one agency at once: both stay and nobody starts again (plone.md 21)."""

from datetime import datetime
from datetime import UTC
from opengov.disclosure.catalogue.storage import RegisterStore
from opengov.disclosure.catalogue.storage import WorkStore
from opengov.disclosure.catalogue.work import ChannelWork
from ZODB import DB
from ZODB.FileStorage import FileStorage

import pytest
import transaction


MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
ROW = {
    "attribute": "proactive",
    "kind": "notice",
    "grounds": [],
    "state": "published",
    "date": "2026-03-02",
    "issue_date": "2026-03-02",
    "number": "云教〔2026〕1号",
    "title": "关于春季开学工作的通知",
}


def enter(store, rank):
    store.enter("published", rank, ROW)
    store.places[f"{rank:032x}"] = ("published", rank)


def change(store, rank):
    store.change("published", rank, {**ROW, "validity": "repealed"})


def work(store, rank):
    row, place = {"channel": "site", "placed_at": "", "since": "2026-03-02"}, ("place", "site", "")
    ChannelWork._enter(store, f"{rank:032x}", "place", row, MOMENT, {place: (rank, "")})


def _filled():
    store = RegisterStore()
    # leaves merge only where the tree has split, or a root of one leaf has an object of its own
    for rank in range(400):
        enter(store, rank)
    return store


@pytest.mark.parametrize(
    ("made", "act", "first", "second"),
    [
        (_filled, enter, 4003, 4004),
        (_filled, change, 3, 4),
        (lambda: WorkStore(("place",)), work, 30, 40),
    ],
)
def test_what_two_people_do_at_once_is_merged(made, act, first, second, tmp_path):
    db = DB(FileStorage(str(tmp_path / "Data.fs")))
    with db.transaction() as connection:
        connection.root()["store"] = made()
    managers = [transaction.TransactionManager() for _each in range(2)]
    stores = [db.open(manager).root()["store"] for manager in managers]
    for store, rank in zip(stores, (first, second), strict=True):
        act(store, rank)
    # the second commit finds the first one's leaf changed: it is merged, or this raises ConflictError
    for manager in managers:
        manager.commit()
    with db.transaction() as connection:
        (rows,) = connection.root()["store"].lists.values()
        assert {first, second} <= set(rows)
    db.close()
