from opengov.disclosure.ledger import console
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.store import KEY
from pathlib import Path
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from ZODB.blob import BlobStorage
from ZODB.Connection import TransactionMetaData
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.serialize import referencesf
from ZODB.utils import z64

import csv
import io
import json
import pytest
import socket
import subprocess
import sys
import transaction


UID = "0f" * 16

ZOPE_CONF = """
%define INSTANCE {folder}
instancehome $INSTANCE
<zodb_db main>
  mount-point /
  <blobstorage>
    blob-dir $INSTANCE/blobs
    <filestorage>
      path $INSTANCE/Data.fs
    </filestorage>
  </blobstorage>
</zodb_db>
"""

SITE_ZCML = """
<configure xmlns="http://namespaces.zope.org/zope" xmlns:five="http://namespaces.zope.org/five">
  <include package="Products.Five" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
</configure>
"""


@pytest.fixture
def portal(acceptance):
    portal = acceptance["portal"]
    for number in range(3):
        ILedgerStore(portal).chain(UID).record("edited", {"revision": str(number)})
    transaction.commit()
    return portal


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "password"
    path.write_text(SITE_OWNER_PASSWORD + "\n")
    return str(path)


@pytest.fixture
def online(portal, password_file, capfdbinary):
    def run(*command, site=None, user=SITE_OWNER_NAME, password=password_file):
        address = site or portal.absolute_url()
        code = console.main(["--site", address, "--user", user, "--password-file", password, *command])
        captured = capfdbinary.readouterr()
        portal._p_jar.sync()
        return code, captured.out.decode("utf-8"), captured.err.decode("utf-8")

    return run


def tamper(store):
    entries = store.chains.get(UID).entries
    entries[2] = {**entries[2], "actor": "li"}
    transaction.commit()


def test_a_record_that_holds_is_said_to_hold(online):
    assert online("verify") == (0, "the record holds\n", "")
    assert online("verify", "--uid", UID)[0] == 0


@pytest.mark.parametrize("which", [[], ["--uid", UID]])
def test_the_first_broken_entry_is_named(online, portal, which):
    tamper(ILedgerStore(portal).stored)
    assert online("verify", *which)[:2] == (1, f"broken: {UID} entry 2: hash\n")


def test_a_running_site_is_anchored_once_for_each_change(online, portal):
    code, out, _ = online("anchor")
    assert (code, out[:9]) == (0, "anchor 1 ")
    assert online("anchor")[:2] == (0, "nothing has changed since the last anchor\n")
    assert len(ILedgerStore(portal).stored.anchors) == 1


def test_a_chain_is_exported(online, portal):
    code, out, _ = online("export", "--uid", UID)
    assert (code, json.loads(out)) == (0, ILedgerStore(portal).export(UID))
    code, out, _ = online("export", "--uid", UID, "--format", "csv")
    assert [row[0] for row in csv.reader(io.StringIO(out))] == ["\ufeff序号", "1", "2", "3"]


def test_a_long_chain_is_exported_whole(online, portal, monkeypatch):
    monkeypatch.setattr("opengov.disclosure.ledger.online.STEP", 2)
    assert len(json.loads(online("export", "--uid", UID)[1])) == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"user": TEST_USER_NAME}, "answered 401"),
        ({"site": "ftp://localhost/Plone"}, "must be a URL"),
        ({"password": "/nowhere"}, "password file"),
    ],
)
def test_why_there_is_no_answer_is_said(online, changes, words):
    code, out, err = online("verify", **changes)
    assert (code, out) == (2, "")
    assert words in err


def test_an_account_without_the_permission_gets_no_answer(online, tmp_path):
    path = tmp_path / "other"
    path.write_text(TEST_USER_PASSWORD)
    code, _, err = online("verify", user=TEST_USER_NAME, password=str(path))
    assert code == 2
    assert "check the account" in err


def test_a_site_that_does_not_run_gives_no_answer(online):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/plone"
        code, _, err = online("verify", site=address)
    assert code == 2
    assert "cannot be reached" in err


def test_an_unknown_chain_is_not_exported(online):
    assert online("export", "--uid", "unknown")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--site", "http://localhost/Plone"],
        ["--site", "http://localhost/Plone", "verify"],
        ["--site", "http://localhost/Plone", "--user", "a", "verify"],
        ["--site", "x", "--user", "a", "--password-file", "b", "export"],
        ["--site", "x", "--user", "a", "--password-file", "b", "destroy"],
    ],
)
def test_a_wrong_command_line_is_refused(arguments):
    with pytest.raises(SystemExit) as caught:
        console.main(arguments)
    assert caught.value.code == 2


def copy_database(connection, path):
    """Write every object that is reachable from the root into a new FileStorage."""
    storage = FileStorage(path)
    current = TransactionMetaData()
    storage.tpc_begin(current)
    waiting, seen = [z64], {z64}
    while waiting:
        oid = waiting.pop()
        data, _ = connection._storage.load(oid)
        storage.store(oid, z64, data, "", current)
        found = set(referencesf(data)) - seen
        seen |= found
        waiting.extend(found)
    storage.tpc_vote(current)
    storage.tpc_finish(current)
    storage.close()


@pytest.fixture
def instance(portal, tmp_path):
    """The folder of a Zope instance whose database is a copy of the test site's."""
    folder = tmp_path / "instance"
    (folder / "etc").mkdir(parents=True)
    (folder / "etc" / "site.zcml").write_text(SITE_ZCML)
    (folder / "etc" / "zope.conf").write_text(ZOPE_CONF.format(folder=folder))
    copy_database(portal._p_jar, str(folder / "Data.fs"))
    return folder


# The copied site looks for the test layer's component registries, which another process does not have.
LAUNCHER = """
import plone.testing.zca, sys, zope.component.globalregistry
plone.testing.zca.loadRegistry = lambda name: zope.component.globalregistry.base
from opengov.disclosure.ledger.console import main
sys.exit(main())
"""


def offline(instance, *command, site="/plone"):
    program = [sys.executable, "-c", LAUNCHER]
    arguments = ["--site", site, "--offline", str(instance / "etc" / "zope.conf"), *command]
    done = subprocess.run([*program, *arguments], capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr


def open_copy(instance: Path) -> DB:
    return DB(BlobStorage(str(instance / "blobs"), FileStorage(str(instance / "Data.fs"))))


@pytest.mark.slow
def test_a_database_without_a_server_is_anchored_verified_and_found_broken(instance):
    code, _, err = offline(instance, "anchor")
    assert code == 0, err
    code, out, err = offline(instance, "verify")
    assert (code, out) == (0, "the record holds\n"), err
    database = open_copy(instance)
    root = database.open().root()
    annotations = root["Application"]["plone"].__annotations__
    assert len(annotations[KEY].anchors) == 1
    tamper(annotations[KEY])
    code, _, err = offline(instance, "verify")
    assert code == 2
    assert "running server" in err
    database.close()
    assert offline(instance, "verify")[:2] == (1, f"broken: {UID} entry 2: hash\n")


@pytest.mark.slow
@pytest.mark.parametrize("file", ["etc/zope.conf", "etc/site.zcml"])
def test_a_configuration_that_cannot_be_used_is_no_broken_record(instance, file):
    (instance / file).write_text("<nonsense>")
    code, _, err = offline(instance, "verify")
    assert code == 2
    assert "cannot be used" in err


@pytest.mark.slow
def test_a_site_that_is_not_in_the_database_is_said_to_be_missing(instance):
    code, _, err = offline(instance, "verify", site="/elsewhere")
    assert code == 2
    assert "no site" in err
