"""A purge destroys sealed packages, and the receivers learn it from their feed (R-L3, R-T4)."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.purging import remains
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.sealing.sealer import plain_problem
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID

import hashlib
import os
import pytest
import requests
import transaction


PASSWORD = "Yunxi-2026-test"


def purge(document):
    for step, by, data in (
        ("request_purge", "disclosure-officer", {"reason": "误载个人信息", "cause": "personal_data"}),
        ("purge", "signer", {"reason": "核实"}),
    ):
        with api.env.adopt_user(username=by):
            ILife(document).take(step, **data)


def packages(spool):
    return sorted(path.name for path in spool.glob("*.zip"))


@pytest.fixture
def handed(town, spool):
    """A public document that two receivers were offered, and another one."""
    archive, library = town.receiver(), town.receiver("library", "library")
    document = town.published(files=[("附件.txt", b"zqbyteszq")])
    assert town.seal(document)["problems"] == []
    other = town.published()
    assert town.seal(other)["problems"] == []
    return {"document": document, "other": other, "archive": archive, "library": library}


def test_the_packages_are_deleted_when_the_purge_is_committed_and_not_before(town, spool, handed):
    before = packages(spool)
    assert len(before) == 4
    purge(handed["document"])
    assert packages(spool) == before
    transaction.commit()
    assert len(packages(spool)) == 2
    assert remains(handed["document"]) == ()


def test_a_purge_that_is_taken_back_loses_nothing(town, spool, handed):
    before = packages(spool)
    purge(handed["document"])
    transaction.abort()
    assert packages(spool) == before
    kept = store(town.portal)
    assert not any(one.destroyed_at for one in (*kept.records.values(), *kept.handovers.values()))


@pytest.mark.parametrize("receiver", ["archive", "library"])
def test_the_feed_tells_it_where_the_package_was_and_again_at_the_end(town, handed, receiver):
    handovers, receiver = IHandovers(town.portal), handed[receiver]
    before = handovers.page(receiver)
    gone, stays = [item["handover"] for item in before["items"]]
    purge(handed["document"])
    transaction.commit()
    assert [handovers.find(id).state for id in (gone, stays)] == ["purged", "offered"]
    town.seal()
    told = handovers.page(receiver, before["next"])["items"]
    assert [(item["kind"], item["handover"]) for item in told] == [("tombstone", gone)]
    assert handovers.page(receiver)["items"][:2] == before["items"]


def test_list_names_and_bytes_are_gone_and_digests_stay(town, handed):
    uid = IUUID(handed["document"])
    purge(handed["document"])
    transaction.commit()
    kept = store(town.portal)
    for sealed in kept.sealed_of(uid):
        assert (sealed.files, sealed.row, sealed.blobs) == ((), {}, {})
        for handover in kept.holding(sealed.id):
            assert (list(handover.rows()), list(handover.entries())) == ([], [])
            assert (handover.manifest(), handover.signature()) == (b"", b"")
            assert len(handover.package["sha256"]) == 64
    entries = [entry for entry in ILedger(handed["document"]).entries() if entry.action == "handover_destroyed"]
    assert len(entries) == 2 and ILedger(handed["document"]).verify() is None


def test_nothing_is_sealed_or_written_again(town, spool, handed):
    purge(handed["document"])
    transaction.commit()
    left = packages(spool)
    assert IHandovers(town.portal).rebuild("", 100) == {"rebuilt": [], "broken": [], "next": None}
    town.receiver("archive", takes=("deposit", "transfer"))
    assert "handover_state" in town.seal(handed["document"])["problems"]
    assert packages(spool) == left


def test_the_other_documents_of_the_package_are_handed_over_anew(town, spool):
    archive = town.receiver()
    documents = [town.published() for _ in range(3)]
    [id] = town.seal(*documents)["offered"]
    purge(documents[1])
    transaction.commit()
    [new] = town.seal()["offered"]
    handovers = town.handovers
    assert {row.document for row in handovers.find(new).rows()} == {IUUID(documents[0]), IUUID(documents[2])}
    assert handovers.find(new).facts["supersedes"] == id and handovers.superseded_by(id) == new
    told = [(item["kind"], item["handover"]) for item in handovers.page(archive, 1)["items"]]
    assert sorted(told) == [("handover", new), ("tombstone", id)]
    assert len(packages(spool)) == 1
    assert remains(documents[1]) == ()


def test_a_document_purged_before_it_was_offered_is_not_in_the_package(town, spool):
    town.receiver()
    documents = [town.published(files=[("附件.txt", b"zqbyteszq")]) for _ in range(3)]
    here = [IUUID(town.bureau)]
    while not packages(spool):
        town.handovers.work(here, 2)
        transaction.commit()
    purge(documents[0])
    transaction.commit()
    assert remains(documents[0]) == () and packages(spool) == []
    [id] = town.seal()["offered"]
    assert [row.document for row in town.handovers.find(id).rows()] == sorted(IUUID(one) for one in documents[1:])


def test_what_a_killed_server_left_the_next_sealer_deletes(town, spool, handed):
    kept = store(town.portal)
    [id] = kept.holders[kept.by_document[IUUID(handed["document"])][0]]
    path = Spool(spool).path(kept.handovers[id].package["sha256"])
    data = path.read_bytes()
    purge(handed["document"])
    transaction.commit()
    path.write_bytes(data)
    assert remains(handed["document"]) == (f"package {id}",)
    IHandovers(town.portal).sweep()
    assert not path.exists() and remains(handed["document"]) == ()


@pytest.mark.parametrize(("age", "stays"), [(7200, False), (60, True)])
def test_a_package_that_was_never_offered_is_cleared_away_when_it_is_old(town, spool, handed, age, stays):
    stray = Spool(spool).path(hashlib.sha256(b"stray").hexdigest())
    stray.write_bytes(b"stray")
    known, then = packages(spool), stray.stat().st_mtime - age
    os.utime(stray, (then, then))
    IHandovers(town.portal).rebuild("", 100)
    assert stray.exists() == stays
    assert len(packages(spool)) == len(known) - (not stays)


def test_the_archive_is_told_that_it_is_gone_whatever_it_claims_to_have(served):
    served.receiver()
    document = served.published(files=[("附件.txt", b"zqbyteszq")])
    served.seal(document)
    base, auth = f"{served.portal.absolute_url()}/++api++/@archive-transfers", ("archive", PASSWORD)
    [item] = requests.get(base, auth=auth, timeout=60).json()["items"]
    package = item["addresses"]["package"]
    assert b"zqbyteszq" in requests.get(package, auth=auth, timeout=60).content
    purge(document)
    transaction.commit()
    for headers in ({}, {"If-None-Match": item["etag"]}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}):
        for method in ("GET", "HEAD"):
            answer = requests.request(method, package, auth=auth, headers=headers, timeout=60)
            assert answer.status_code == 410 and b"zqbytes" not in answer.content
            assert "ETag" not in answer.headers and "no-cache" in answer.headers["Cache-Control"]
    for name in ("manifest", "signature", "receipts", "files/1"):
        assert requests.get(f"{item['@id']}/{name}", auth=auth, timeout=60).status_code == 410
    receipt = {"receipt_id": "r", "status": "accepted", "digest": item["digests"]}
    assert requests.post(item["addresses"]["receipts"], json=receipt, auth=auth, timeout=60).status_code == 410
    served.seal()
    listed, tombstone = requests.get(base, auth=auth, timeout=60).json()["items"]
    assert (listed["state"], listed["addresses"]) == ("purged", {})
    assert (tombstone["kind"], tombstone["handover"]) == ("tombstone", item["handover"])
    nobody = requests.get(package, timeout=60)
    assert nobody.status_code == 401


def test_why_a_package_failed_names_nothing_of_what_is_purged_and_the_others_go_on(town, spool):
    archive, documents = town.receiver(), [town.published() for _ in range(2)]
    here = [IUUID(town.bureau)]
    town.handovers.work(here, 10)
    [failed] = town.handovers.of_agency(*here)["items"]
    params = {"item": "电子属性", "note": "第1件机密名单.pdf：内容不是PDF格式"}
    problem = Problem("handover_check_failed", "R-T5", "", "DA/T 70-2018", params)
    failed.problems = (plain_problem(problem),)
    del store(town.portal).shelves[here[0]].open[failed.number]
    purge(documents[0])
    transaction.commit()
    assert (failed.problems, failed.state) == ((), "collecting")
    town.seal()
    [item] = town.handovers.page(archive)["items"]
    assert [row.document for row in town.handovers.find(item["handover"]).rows()] == [IUUID(documents[1])]
