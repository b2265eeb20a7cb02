"""Sites in processes of their own: copy a test layer's database, fork, and look at what is left (plone.md 37)."""

from Testing.makerequest import makerequest
from ZODB.blob import is_blob_record
from ZODB.Connection import TransactionMetaData
from ZODB.FileStorage import FileStorage
from ZODB.utils import z64
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import contextlib
import json
import os
import select
import shutil
import signal
import tempfile
import ZODB


PATIENCE = 240


def oids(storage):
    """Every object id of a stack of DemoStorages."""
    if hasattr(storage, "base"):
        return oids(storage.base) | oids(storage.changes)
    if hasattr(storage, "_data"):
        return set(storage._data)
    return oids(storage._BlobStorage__storage) if hasattr(storage, "_BlobStorage__storage") else set()


def copy_database(source, target):
    """Write what a test layer holds in memory into another storage with blobs, as one transaction; close that."""
    writing = TransactionMetaData()
    target.tpc_begin(writing)
    with tempfile.TemporaryDirectory() as folder:
        for oid in sorted(oids(source)):
            data, serial = source.load(oid)
            if is_blob_record(data):
                copy = os.path.join(folder, oid.hex())
                shutil.copyfile(source.loadBlob(oid, serial), copy)
                target.storeBlob(oid, z64, data, copy, "", writing)
            else:
                target.store(oid, z64, data, "", writing)
        target.tpc_vote(writing)
        target.tpc_finish(writing)
    target.close()


def file_storage(folder):
    """The database in a folder."""
    return FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"))


def open_site(storage):
    """The site in a storage, as the current one of this process."""
    app = makerequest(ZODB.DB(storage).open().root()["Application"])
    setRequest(app.REQUEST)
    setSite(app.plone)
    return app.plone


@contextlib.contextmanager
def started(work):
    """Run something in a fork; yields a function that waits for the result: None when it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            answer = json.dumps(work())
        except BaseException as error:  # noqa: BLE001 - the parent is told, whatever it is
            answer = json.dumps({"error": repr(error)})
        with os.fdopen(writing, "w") as result:
            result.write(answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as result:
        yield lambda: _outcome(child, result)


def _outcome(child, result):
    # a child that hangs must fail the test, not stop it
    if not select.select([result], [], [], PATIENCE)[0]:
        os.kill(child, signal.SIGTERM)
    text = result.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    return json.loads(text)


def in_a_process(work):
    """Run something in a fork and wait for it; None when it was killed."""
    with started(work) as outcome:
        return outcome()


def die(*_arguments):
    """End this process as a power failure does."""
    os.kill(os.getpid(), signal.SIGKILL)


class Killer:
    """A participant of the transaction that ends the process in one of its phases.

    :param last: whether it comes after the database, or before.
    """

    def __init__(self, phase, last):
        self.key = "~~~" if last else ""
        setattr(self, phase, die)

    def sortKey(self):
        return self.key

    def abort(self, _transaction):
        pass

    commit = tpc_begin = tpc_vote = tpc_finish = tpc_abort = abort
