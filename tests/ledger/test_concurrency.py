from contextlib import contextmanager
from opengov.disclosure.ledger.interfaces import ILedgerStore
from transaction import TransactionManager
from zope.component.hooks import setSite

import pytest
import transaction
import uuid


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@contextmanager
def connection(portal):
    """Another thread's view of the site."""
    manager = TransactionManager()
    opened = portal._p_jar.db().open(manager)
    try:
        yield ILedgerStore(opened.get(portal._p_oid)), manager
    finally:
        manager.abort()
        opened.close()


def together(portal, first, second):
    """Do two things at once, each in a transaction begun before the other was committed; count the refused ones."""
    from ZODB.POSException import ConflictError

    refused = 0
    with connection(portal) as (one, one_manager), connection(portal) as (other, other_manager):
        first(one)
        second(other)
        one_manager.commit()
        try:
            other_manager.commit()
        except ConflictError:
            refused = 1
    portal._p_jar.sync()
    return refused


def record(uid):
    return lambda store: store.chain(uid).record("edited")


@pytest.fixture
def begun(portal):
    store = ILedgerStore(portal)
    store.chain("site").record("created")
    transaction.commit()
    return store


@pytest.mark.parametrize("shards", ["one", "two"])
def test_two_new_documents_never_wait_for_each_other(portal, begun, shards):
    first, second = ("00" * 16, "00" + "1" * 30) if shards == "one" else ("00" * 16, "ff" * 16)
    assert together(portal, record(first), record(second)) == 0
    assert [len(begun.chain(uid).entries()) for uid in (first, second)] == [1, 1]
    assert list(begun.verify()) == []


@pytest.mark.parametrize("shards", ["one", "two"])
def test_two_known_documents_never_wait_for_each_other(portal, begun, shards):
    first, second = ("00" * 16, "00" + "1" * 30) if shards == "one" else ("00" * 16, "ff" * 16)
    for uid in (first, second):
        begun.chain(uid).record("created")
    begun.anchor()
    transaction.commit()
    assert together(portal, record(first), record(second)) == 0
    assert [len(begun.chain(uid).entries()) for uid in (first, second)] == [2, 2]
    assert list(begun.verify()) == []


def test_two_acts_on_one_document_never_get_one_number(portal, begun):
    assert together(portal, record("00" * 16), record("00" * 16)) == 1
    assert len(begun.chain("00" * 16).entries()) == 1


@pytest.mark.parametrize("anchor_first", [True, False])
def test_an_act_at_the_time_of_an_anchor_is_never_missed(portal, begun, anchor_first):
    uid = "00" * 16
    begun.chain(uid).record("created")
    transaction.commit()
    acts = [lambda store: store.anchor(), record(uid)]
    assert together(portal, *(acts if anchor_first else reversed(acts))) == 1
    if anchor_first:
        begun.chain(uid).record("edited")
    begun.anchor()
    assert begun.stored.anchor_heads[begun.stored.anchors.maxKey()][uid][0] == 2
    assert list(begun.verify()) == []


def test_new_documents_are_hardly_ever_refused(portal, begun):
    # 400 pairs at once into one store: only a bucket that splits in both can refuse one (it is then tried again)
    refused = sum(together(portal, record(uuid.uuid4().hex), record(uuid.uuid4().hex)) for _ in range(400))
    assert refused <= 2
