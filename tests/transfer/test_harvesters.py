"""Sickle and oaipmh-scythe harvest everything once, deletions and what comes between two pages included (OAI-PMH 2.0)."""

from judging import JUDGES
from judging import ROOT
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.oai import provider
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID

import json
import pytest
import subprocess
import transaction


SCRIPT = ROOT / "tests" / "judges" / "oai_harvesters.py"
WAYS = [("sickle", "POST"), ("scythe", "GET")]


@pytest.fixture(params=WAYS, ids=lambda way: "-".join(way))
def harvester(request, pulled):
    """One of the harvesters, its command for a question."""
    assert JUDGES.exists(), "the harvesters are missing: run “make test-judges” once"
    account = (f"{pulled.portal.absolute_url()}/@@oai", "archive", "Yunxi-2026-test")

    def command(question, **arguments):
        options = [f"{name.strip('_')}={value}" for name, value in arguments.items()]
        return [str(JUDGES), str(SCRIPT), *request.param, *account, question, *options]

    return command


def harvested(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def offer(town, number):
    document = town.published(title=f"关于第{number}件事的通知")
    town.seal(document)
    return document


def purge(town, document):
    for step, by, data in (
        ("request_purge", "disclosure-officer", {"reason": "误载个人信息", "cause": "personal_data"}),
        ("purge", "signer", {"reason": "核实"}),
    ):
        with api.env.adopt_user(username=by):
            ILife(document).take(step, **data)
    transaction.commit()
    town.seal()


def test_a_harvester_understands_what_this_is(pulled, harvester):
    [identity] = harvested(harvester("identify"))
    assert identity["deleted"] == "persistent"
    assert identity["base"].endswith("/@@oai")
    assert [one["prefix"] for one in harvested(harvester("formats"))] == ["oai_dc", "mets"]
    [fonds] = harvested(harvester("sets"))
    assert fonds == {"set": IUUID(pulled.bureau), "name": "云溪市教育局 (Z001)"}


def test_a_harvester_finds_everything_once_and_what_is_deleted(pulled, harvester, monkeypatch):
    monkeypatch.setattr(provider, "PAGE", 2)
    documents = [offer(pulled, number) for number in range(4)]
    purge(pulled, documents[1])
    for prefix in ("oai_dc", "mets"):
        found = harvested(harvester("records", metadataPrefix=prefix))
        assert len({one["id"] for one in found}) == len(found) == 5
        assert [one["deleted"] for one in found].count(True) == 1
        assert all(one["sets"] == [IUUID(pulled.bureau)] for one in found)
    assert [one["id"] for one in harvested(harvester("headers", metadataPrefix="oai_dc"))] == [
        one["id"] for one in found
    ]
    titles = [
        one["metadata"]["title"]
        for one in harvested(harvester("records", metadataPrefix="oai_dc"))
        if not one["deleted"]
    ]
    assert [documents[0].title] in titles
    assert "第1件" not in str(titles)


def test_what_is_offered_between_two_pages_is_harvested_too_and_nothing_twice(pulled, harvester, monkeypatch):
    monkeypatch.setattr(provider, "PAGE", 2)
    for number in range(4):
        offer(pulled, number)
    command = harvester("records", metadataPrefix="oai_dc", step=1)
    found, later = [], 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        while line := running.stdout.readline():
            found.append(json.loads(line)["id"])
            if later < 3:
                offer(pulled, later + 10)
                later += 1
            running.stdin.write("\n")
            running.stdin.flush()
    assert running.returncode == 0
    assert len(found) == len(set(found)) == 8
    assert found == [one["id"] for one in harvested(harvester("headers", metadataPrefix="oai_dc"))]


def test_a_harvester_harvests_only_what_it_asks_for(pulled, harvester):
    feed = store(pulled.portal).feeds["archive"]
    for number in range(2):
        offer(pulled, number)
    for number in list(feed.entries):
        entry = feed.entry(number) | {"entered": f"2026-11-22T08:00:0{number}+08:00"}
        del entry["seq"]
        feed.entries[number] = json.dumps(entry)
    transaction.commit()
    fonds, ask = IUUID(pulled.bureau), {"metadataPrefix": "oai_dc"}
    assert len(harvested(harvester("headers", from_="2026-11-22T00:00:02Z", **ask))) == 2
    assert len(harvested(harvester("headers", until="2026-11-22T00:00:02Z", **ask))) == 2
    second = {"from_": "2026-11-22T00:00:02Z", "until": "2026-11-22T00:00:02Z"}
    assert len(harvested(harvester("records", set=fonds, **second, **ask))) == 1
    done = subprocess.run(harvester("headers", set="nothing", **ask), capture_output=True, text=True, check=False)
    assert (done.returncode, "NoRecordsMatch" in done.stderr) == (1, True)
