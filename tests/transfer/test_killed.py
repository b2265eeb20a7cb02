"""The sealer killed at any point: nothing is half offered, nothing is lost, and the next run goes on (plone.md 37)."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from OFS.Application import Application
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.offline import OfflineSite
from opengov.disclosure.transfer.sealing import spool as spooling
from opengov.disclosure.transfer.sealing import steps
from plone.uuid.interfaces import IUUID
from Testing.makerequest import makerequest
from ZODB.blob import is_blob_record
from ZODB.Connection import TransactionMetaData
from ZODB.FileStorage import FileStorage
from ZODB.utils import z64
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import contextlib
import hashlib
import json
import os
import pytest
import random
import shutil
import signal
import transaction
import ZODB


def oids(storage):
    """Every object id of a stack of DemoStorages."""
    if hasattr(storage, "base"):
        return oids(storage.base) | oids(storage.changes)
    if hasattr(storage, "_data"):
        return set(storage._data)
    return oids(storage._BlobStorage__storage) if hasattr(storage, "_BlobStorage__storage") else set()


def copy_database(source, folder):
    """Write what a test layer holds in memory into a FileStorage with blobs, as one transaction."""
    target = FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"))
    writing = TransactionMetaData()
    target.tpc_begin(writing)
    for oid in sorted(oids(source)):
        data, serial = source.load(oid)
        if is_blob_record(data):
            copy = str(folder / "copied.blob")
            shutil.copyfile(source.loadBlob(oid, serial), copy)
            target.storeBlob(oid, z64, data, copy, "", writing)
        else:
            target.store(oid, z64, data, "", writing)
    target.tpc_vote(writing)
    target.tpc_finish(writing)
    target.close()


def open_site(folder):
    """The site in a copied database, in a process of its own."""
    database = ZODB.DB(FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs")))
    app = database.open().root()["Application"]
    assert isinstance(app, Application)
    app = makerequest(app)
    setRequest(app.REQUEST)
    setSite(app.plone)
    return app.plone


def in_a_process(work):
    """Run something in a fork; return its result, or None when it was killed. A failure writes nothing, which is no JSON."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as result:
        text = result.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    return json.loads(text)


def die(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)


class Killer:
    """A participant of the transaction that ends the process when it is asked for its vote."""

    def sortKey(self):
        return "~~~"

    def abort(self, _transaction):
        pass

    commit = tpc_begin = tpc_finish = tpc_abort = abort
    tpc_vote = die


def seal_until(point, number):
    """Arm one point, and let the sealer run into it.

    :param number: which of the sealer's transactions it is that is killed.
    """

    def arm(folder):
        real = os.replace
        if point == "before the sync":
            spooling.os.fsync = die
        elif point == "before the rename":
            spooling.os.replace = die
        elif point == "after the rename":
            spooling.os.replace = lambda *names: (real(*names), die())
        commits = iter(range(1, 100))
        commit = transaction.commit

        def counted():
            if next(commits) < number:
                return commit()
            if point == "before the commit":
                die()
            elif point == "in the vote":
                transaction.get().join(Killer())
            elif point == "after the commit":
                transaction.get().addAfterCommitHook(die)
            return commit()

        transaction.commit = counted
        return go_on(OfflineSite(open_site(folder)))

    return arm


def go_on(site):
    """Batch after batch, as the command does."""
    more = True
    while more:
        more = site.ask("@seal", {"limit": 2})["more"]


def look(folder):
    """What an archive would be offered, after the sealer has run again."""
    site = open_site(folder)
    receiver = IReceivers(site).all()["archive"]
    handovers = IHandovers(site)
    before = offered(handovers, receiver)
    whole = [is_whole(one) for one in before]
    go_on(OfflineSite(site))
    after = offered(handovers, receiver)
    return {
        "whole": whole + [is_whole(one) for one in after],
        "before": [one.id for one in before],
        "after": [one.id for one in after],
        "documents": sorted(row.document for one in after for row in one.rows()),
    }


def offered(handovers, receiver):
    return [handovers.find(item["handover"]) for item in handovers.page(receiver)["items"]]


def is_whole(handover):
    sha256 = handover.package["sha256"]
    path = spooling.spool_folder() / f"{sha256}.zip"
    return hashlib.sha256(path.read_bytes()).hexdigest() == sha256


@pytest.fixture
def database(town, tmp_path):
    """A database on disk with three documents that wait; their UIDs."""
    town.receiver()
    waiting = [IUUID(town.published(files=[("附件.pdf", b"%PDF" * 1000)])) for _ in range(3)]
    transaction.commit()
    folder = tmp_path / "database"
    folder.mkdir()
    copy_database(town.portal._p_jar.db().storage, folder)
    return folder, sorted(waiting)


#: Two batches of sealing, two of laying out, the package, the feed.
TRANSACTIONS = range(1, 7)
POINTS = [
    *((point, 7) for point in ("before the sync", "before the rename", "after the rename")),
    *((point, number) for point in ("before the commit", "in the vote", "after the commit") for number in TRANSACTIONS),
]


def check(folder, documents, spool):
    found = in_a_process(lambda: look(folder))
    assert found["documents"] == documents
    assert found["after"][: len(found["before"])] == found["before"]
    assert all(found["whole"])
    assert not list(spool.glob("*.part"))


def test_a_killed_sealer_leaves_nothing_half_done_and_the_next_one_goes_on(database, spool, tmp_path):
    folder, documents = database
    for point, number in POINTS:
        copy = tmp_path / f"{point}-{number}".replace(" ", "-")
        shutil.copytree(folder, copy)
        killed = in_a_process(lambda: seal_until(point, number)(copy))  # noqa: B023 - runs at once
        assert killed is None, (point, number)
        check(copy, documents, spool)
        shutil.rmtree(spool, ignore_errors=True)


def test_a_sealer_killed_at_any_moment_leaves_nothing_half_done(database, spool, tmp_path):
    folder, documents = database
    rnd = random.Random(5)
    for turn in range(10):
        copy = tmp_path / f"turn-{turn}"
        shutil.copytree(folder, copy)
        delay = rnd.uniform(0.01, 0.4)

        def sealing(copy=copy, delay=delay):
            signal.signal(signal.SIGALRM, die)
            site = open_site(copy)
            signal.setitimer(signal.ITIMER_REAL, delay)
            return go_on(OfflineSite(site))

        in_a_process(sealing)
        check(copy, documents, spool)
        shutil.rmtree(copy)
        shutil.rmtree(spool, ignore_errors=True)


def finished(folder, spool, at):
    """Finish what is laid out, on a server of its own; digests of package and manifest."""
    os.environ["OPENGOV_SPOOL"] = str(spool)
    site = open_site(folder)
    steps.now = lambda: at
    go_on(OfflineSite(site))
    [handover] = offered(IHandovers(site), IReceivers(site).all()["archive"])
    manifest = hashlib.sha256(handover.manifest()).hexdigest()
    return [handover.id, handover.package["sha256"], manifest, is_whole(handover)]


def test_the_same_hand_over_has_the_same_bytes_on_every_server(database, tmp_path):
    folder, _documents = database

    def laid_out():
        site = OfflineSite(open_site(folder))
        while not site.ask("@seal", {"limit": 10})["laid_out"]:
            pass

    in_a_process(laid_out)
    found = []
    for server in range(2):
        copy, spool = tmp_path / f"server-{server}", tmp_path / f"spool-{server}"
        shutil.copytree(folder, copy)
        at = datetime.now(UTC) + timedelta(days=server)
        found.append(in_a_process(lambda: finished(copy, spool, at)))  # noqa: B023 - runs at once
    assert found[0] == found[1] and found[0][-1] is True
