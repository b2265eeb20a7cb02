"""``opengov-pull`` against the site itself: pulls, verifies, answers; killed on either side it ends with the same bytes."""

from opengov.disclosure.pulling import console
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from servers import Server
from servers import slow_line

import json
import os
import pytest
import random
import subprocess
import sys
import time
import transaction
import zipfile


PASSWORD = "Yunxi-2026-test"
BIG = 40_000_000
#: Bytes a second of the line to the archive.
SPEED = 10_000_000


class Client:
    """The archive's client in this process."""

    def __init__(self, site, folder, capsys):
        self.site = site
        self.folder = folder
        self.capsys = capsys
        self.events = []

    def __call__(self, *arguments):
        options = ["--site", self.site, "--user", "archive", "--folder", str(self.folder), "--json", "--tries", "1"]
        result = console.main([*options, *map(str, arguments)])
        self.events = [json.loads(line) for line in self.capsys.readouterr().out.splitlines()]
        return result

    def told(self, event, key="handover"):
        return [one[key] for one in self.events if one["event"] == event]


@pytest.fixture
def client(pulled, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("OPENGOV_PULL_PASSWORD", PASSWORD)
    return Client(pulled.portal.absolute_url(), tmp_path / "archive", capsys)


@pytest.fixture
def id(pulled):
    [id] = store(pulled.portal).handovers
    return id


def state(town, id):
    transaction.begin()
    return town.handovers.find(id).state


def test_everything_offered_is_pulled_verified_and_received(pulled, client, id):
    assert client() == 0, client.events
    assert client.told("pulled") == [id]
    assert state(pulled, id) == "received"
    manifest = json.loads((client.folder / "handovers" / id / "manifest.json").read_bytes())
    with zipfile.ZipFile(client.folder / "handovers" / id / f"{id}.zip") as package:
        assert len(package.namelist()) == len(manifest["files"])
    assert client("verify") == 0
    pulled.seal(pulled.published())
    assert client() == 0
    assert len(client.told("pulled")) == 1


def test_a_hand_over_is_accepted_once_for_all(pulled, client, id, tmp_path):
    checks = tmp_path / "checks.json"
    checks.write_text(json.dumps([{"item": "1-1", "property": "integrity", "result": "passed", "note": ""}]))
    client()
    assert client("accept", id, "--reference", "馆藏-2026-001", "--checks", checks) == 0, client.events
    assert state(pulled, id) == "accepted"
    assert pulled.handovers.find(id).receipts[-1]["archive_ref"] == "馆藏-2026-001"
    assert client("reject", id, "--problem", "bagit.txt:bad") == 1
    assert client.told("receipt_refused", "status") == ["rejected"]
    assert state(pulled, id) == "accepted"


def test_a_rejected_hand_over_is_offered_anew_and_replaced(pulled, client, id):
    client()
    assert client("reject", id, "--problem", "bagit.txt:bad:看不懂") == 0, client.events
    assert state(pulled, id) == "rejected"
    pulled.handovers.retry(id)
    pulled.seal()
    assert client() == 0, client.events
    assert client.told("superseded", "replaced") == [id]


def test_what_is_purged_is_moved_aside_and_destroyed_when_asked(pulled, client, id):
    client()
    document = pulled.bureau.objectValues()[0]
    for step, by, data in (
        ("request_purge", "disclosure-officer", {"reason": "误载个人信息", "cause": "personal_data"}),
        ("purge", "signer", {"reason": "核实"}),
    ):
        with api.env.adopt_user(username=by):
            ILife(document).take(step, **data)
    transaction.commit()
    pulled.seal()
    assert client() == 0, client.events
    assert client.told("moved_aside") == [id]
    assert client("--destroy") == 0
    assert [path.name for path in (client.folder / "to-destroy" / id).iterdir()] == ["handover.json"]


def test_notices_reach_the_archive(pulled, client, id):
    document = IUUID(pulled.bureau.objectValues()[0])
    pulled.handovers.announce(document, IUUID(pulled.bureau), "lapse_notice", {"validity": "repealed"})
    pulled.seal()
    assert client() == 0
    assert client.told("lapse_notice", "about")[0]["document"] == document


def test_a_stranger_is_told_so(pulled, client, monkeypatch):
    monkeypatch.setenv("OPENGOV_PULL_PASSWORD", "wrong")
    assert client() == 2
    assert client.told("answered", "status") == [401]


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        # what is waited for is another process
        time.sleep(0.002)


@pytest.mark.slow
def test_server_and_client_killed_in_mid_download_end_with_the_same_bytes(town_layer, town, spool, tmp_path):
    town.receiver()
    rnd = random.Random(3)
    # zeros would hide a part that is put at the wrong place
    document = town.published(files=[("大附件.bin", rnd.randbytes(BIG))])
    [id] = town.seal(document)["offered"]
    package = (spool / f"{town.handovers.find(id).package['sha256']}.zip").read_bytes()
    server = Server(tmp_path / "instance", town_layer)
    part = tmp_path / "archive" / "handovers" / id / f"{id}.zip.part"
    command = [sys.executable, "-m", "opengov.disclosure.pulling", "--user", "archive", "--json"]
    command += ["--folder", str(tmp_path / "archive"), "--site"]
    options = {"env": {**os.environ, "OPENGOV_PULL_PASSWORD": PASSWORD}, "stdout": subprocess.PIPE, "text": True}
    running = None
    with slow_line(server.port, SPEED) as port:
        command.append(f"http://127.0.0.1:{port}/plone")
        try:
            server.start()
            running = subprocess.Popen(command, **options)
            for victim, goal in (("client", 0.1), ("server", 0.3), ("client", 0.5), ("server", 0.7)):
                wait_for(lambda: part.exists() and part.stat().st_size >= goal * BIG)  # noqa: B023 - runs at once
                if victim == "server":
                    server.kill()
                    server.start()
                else:
                    running.kill()
                    running.wait()
                    running = subprocess.Popen(command, **options)
            said = running.communicate(timeout=180)[0]
        finally:
            server.kill()
            if running is not None:
                running.kill()
    assert running.returncode == 0, said
    assert part.with_suffix("").read_bytes() == package
    assert "trying_again" in said
