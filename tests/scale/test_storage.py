"""The database that several servers share in these tests is what it claims to be."""

from pathlib import Path
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from ZODB.POSException import ConflictError

import pytest
import transaction
import ZODB


@pytest.fixture
def database(postgres_dsn, tmp_path):
    options = Options(keep_history=False, blob_dir=str(tmp_path / "blobs"), shared_blob_dir=False)
    Path(options.blob_dir).mkdir()
    storage = RelStorage(PostgreSQLAdapter(postgres_dsn, options=options), options=options)
    database = ZODB.DB(storage)
    yield database
    database.close()
    storage.release()


def test_two_connections_that_write_the_same_object_conflict(database):
    first, second = transaction.TransactionManager(), transaction.TransactionManager()
    one, other = database.open(first), database.open(second)
    one.root()["counter"] = 1
    first.commit()
    second.begin()
    one.root()["counter"] = 2
    other.root()["counter"] = 3
    first.commit()
    with pytest.raises(ConflictError):
        second.commit()
    second.abort()
    assert other.root()["counter"] == 2
    one.close()
    other.close()
