"""Records are collected into hand-overs as large as a receiver takes them, laid out in batches, and finished (R-T4)."""

from dataclasses import replace
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.interfaces import ISelfCheck
from opengov.disclosure.transfer.records.record import Attachment
from opengov.disclosure.transfer.sealing.collecting import collect
from opengov.disclosure.transfer.sealing.finishing import finish
from opengov.disclosure.transfer.sealing.recording import seal_record
from opengov.disclosure.transfer.sealing.sealer import Sealer
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.store import open_store
from packing import record
from plone.uuid.interfaces import IUUID
from ZODB.blob import Blob
from ZODB.POSException import ConflictError
from zope.component import getGlobalSiteManager

import hashlib
import json
import pytest
import threading
import transaction
import zipfile


KIB = 1 << 10


@pytest.fixture(autouse=True)
def always_standing(monkeypatch):
    """These records have no documents behind them."""
    monkeypatch.setattr(Sealer, "standing", lambda self, about: [])


@pytest.fixture
def unchecked():
    """What a record holds is not the matter here."""
    check = getGlobalSiteManager().getUtility(ISelfCheck)
    fake = Check()
    getGlobalSiteManager().registerUtility(fake, ISelfCheck)
    yield fake
    getGlobalSiteManager().registerUtility(check, ISelfCheck)


class Check:
    """A self-check that says what it is told to say."""

    failing: tuple = ()

    def check(self, handover, items):
        assert handover.package and handover.manifest()
        assert [item.row.place for item in items()] == list(range(1, handover.done + 1))
        return tuple({"item": item, "property": "integrity", "result": "failed", "note": ""} for item in self.failing)

    def problems(self, item):
        return []


class Heap:
    """Collects records that were never documents."""

    def __init__(self, town, **receiver):
        self.town = town
        self.kept = open_store(town.portal)
        self.receiver = town.receiver()
        IReceivers(town.portal).put({**self.receiver, **receiver})
        self.receiver = IReceivers(town.portal).all()["archive"]
        self.agency = {"uid": IUUID(town.bureau), "title": "云溪市教育局", "credit_code": "", "fonds": "Z001"}

    def put(self, place, data=b"", digest="0", blob=None):
        made = record(place, f"第{place}号通知")
        files = ()
        if data or blob is not None:
            entry = entry_of("attachments/p000001.bin", data, "attachment-1") if blob is None else blob[0]
            files = (Attachment(entry, f"{place:032x}", "附件.bin", "application/octet-stream", _blob(data, blob)),)
        made = replace(
            made,
            agency={**self.agency, "section": ""},
            signed={**made.signed, "digest": "sha256:" + digest * 64},
            attachments=files,
        )
        sealed = seal_record(self.kept, made, "deposit", "record", now())
        assert collect(self.kept, sealed, self.agency, self.receiver, now().isoformat()) == []
        return sealed

    def work(self, limit=100):
        done = self.town.handovers.work([self.agency["uid"]], limit)
        transaction.commit()
        return done

    def finish(self, limit=100):
        """Go on until nothing is left; the hand-overs that were offered."""
        transaction.commit()
        offered, more = [], True
        while more:
            done = self.work(limit)
            offered += done["offered"]
            more = done["more"]
        return [self.town.handovers.find(id) for id in offered]


def _blob(data, blob):
    if blob is not None:
        return blob[1]
    made = Blob()
    with made.open("w") as out:
        out.write(data)
    return made


@pytest.fixture
def heap(town, unchecked):
    def made(**receiver):
        return Heap(town, **receiver)

    return made


def places(handover):
    return [row.document for row in handover.rows()]


def test_so_many_records_as_the_receiver_takes_and_then_the_next_one(heap):
    pile = heap(most_records=2)
    for place in range(1, 6):
        pile.put(place)
    offered = pile.finish()
    assert [places(one) for one in offered] == [[f"{place:032x}" for place in part] for part in ((1, 2), (3, 4), (5,))]
    assert [one.facts["records"] for one in offered] == [2, 2, 1]


def test_so_many_bytes_as_the_receiver_takes_and_what_is_larger_goes_alone(heap):
    pile = heap(most_bytes=1 << 20)
    for place, size in enumerate((400, 400, 400, 3000, 400), 1):
        pile.put(place, bytes([place]) * size * KIB)
    offered = pile.finish()
    assert [[int(uid, 16) for uid in places(one)] for one in offered] == [[1, 2], [3], [4], [5]]
    assert offered[2].facts["bytes"] > 3000 * KIB


def test_many_records_are_laid_out_in_batches_and_told_in_order(heap, spool):
    pile = heap()
    for place in range(1, 301):
        pile.put(place, b"%d" % place)
    transaction.commit()
    steps = [pile.work(70)["laid_out"] for _ in range(5)]
    assert [(one["done"], one["records"]) for [one] in steps] == [(number, 300) for number in (70, 140, 210, 280, 300)]
    [handover] = pile.finish()
    assert [row.place for row in handover.rows()] == list(range(1, 301))
    for start, stop in ((0, 3), (69, 71), (139, 212), (299, 300), (300, None), (500, 600)):
        assert [row.place for row in handover.rows(start, stop)] == list(range(1, 301))[start:stop]
    manifest = json.loads(handover.manifest())
    assert len(manifest["records"]) == 300 and manifest["package"]["sha256"] == handover.package["sha256"]
    with zipfile.ZipFile(spool / f"{handover.package['sha256']}.zip") as package:
        listed = {f"{handover.id}/{file['path']}": file["sha256"] for file in manifest["files"]}
        assert listed == {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}
    assert {file["record"] for file in manifest["files"]} == set(range(301))
    assert handover.facts["files"] == len(manifest["files"])


def test_item_numbers_have_no_gaps_and_a_document_keeps_its_own(heap):
    pile = heap()
    sealed = [pile.put(place) for place in (7, 3, 5)]
    again = pile.put(3, digest="1")
    codes = [one.facts["archival_code"] for one in (*sealed, again)]
    assert codes == [f"Z001-WS·2026-D30-{number:04d}" for number in (1, 2, 3, 2)]


def test_a_correction_supersedes_the_record_that_the_receiver_has(heap):
    pile = heap()
    first = pile.put(1)
    pile.finish()
    second = pile.put(1, digest="1")
    [handover] = pile.finish()
    [row] = handover.rows()
    assert (row.record, row.supersedes) == (second.id, first.id)
    assert json.loads(handover.manifest())["records"][0]["supersedes"] == first.id


def test_of_two_contents_that_wait_only_the_later_one_is_handed_over(heap, monkeypatch):
    pile = heap()
    pile.put(1)
    second = pile.put(1, digest="1")
    current = second.facts["digest"]
    monkeypatch.setattr(Sealer, "standing", lambda self, about: [] if about["digest"] == current else None)
    [handover] = pile.finish()
    assert [row.record for row in handover.rows()] == [second.id]


def test_what_may_not_be_handed_over_any_more_is_left_out_and_said(heap, monkeypatch):
    pile = heap()
    for place in (1, 2, 3):
        pile.put(place)
    gone = [Problem("handover_state", "R-T1")]
    monkeypatch.setattr(Sealer, "standing", lambda self, about: gone if int(about["document"], 16) == 2 else [])
    [handover] = pile.finish()
    assert [(row.place, int(row.document, 16)) for row in handover.rows()] == [(1, 1), (2, 3)]
    [held] = pile.town.handovers.overview(pile.agency["uid"], 10)["held"]
    assert (int(held["document"], 16), held["problems"][0]["code"]) == (2, "handover_state")


def test_what_fails_the_check_is_not_offered_and_says_why_until_it_is_tried_again(heap, unchecked, spool, monkeypatch):
    pile = heap()
    pile.put(1)
    unchecked.failing = ("总件数相符",)
    assert pile.finish() == []
    [handover] = pile.town.handovers.of_agency(pile.agency["uid"])["items"]
    assert handover.state == "failed" and handover.problems[0]["params"]["item"] == "总件数相符"
    assert not list(spool.glob("*.zip")) and pile.town.handovers.page(pile.receiver)["items"] == []
    unchecked.failing = ()
    sealed = []
    monkeypatch.setattr(
        Sealer, "_take_again", lambda self, uid, old, fresh, receiver: (sealed.append(uid), ([], []))[1]
    )
    pile.town.handovers.retry(handover.id)
    pile.finish()
    assert [int(uid, 16) for uid in sealed] == [1]
    assert pile.town.handovers.find(handover.id) is None


def test_an_altered_file_holds_its_own_record_back_and_no_other(heap, spool):
    pile = heap()
    sealed = [pile.put(place, b"x" * 100 + b"%d" % place) for place in (1, 2, 3)]
    transaction.commit()
    path = sealed[1].blobs["attachment-1"].committed()
    with open(path, "r+b") as file:
        file.write(b"y")
    [handover] = pile.finish()
    assert [int(uid, 16) for uid in places(handover)] == [1, 3]
    [held] = pile.town.handovers.overview(pile.agency["uid"], 10)["held"]
    assert (int(held["document"], 16), held["problems"][0]["code"]) == (2, "handover_bytes_changed")


@pytest.mark.parametrize("where", ["what was written for a record", "what was written for the package"])
def test_no_altered_byte_of_what_was_written_leaves(heap, spool, where):
    pile = heap()
    sealed = pile.put(1)
    transaction.commit()
    if where == "what was written for a record":
        blob = sealed.blobs["written"]
    else:
        while not pile.work()["laid_out"]:
            pass
        [handover] = pile.town.handovers.of_agency(pile.agency["uid"])["items"]
        blob = handover.parts[0].blob if handover.parts[0].files[0][5].startswith("part") else sealed.blobs["written"]
    with open(blob.committed(), "r+b") as file:
        file.write(b"#")
    assert pile.finish() == []
    assert not list(spool.glob("*.zip"))


def test_only_what_was_rejected_or_failed_is_tried_again(heap):
    pile = heap()
    pile.put(1)
    [handover] = pile.finish()
    for id in (handover.id, "0" * 32):
        with pytest.raises(RuleBroken) as error:
            pile.town.handovers.retry(id)
        assert error.value.problems[0].code == "handover_not_rejected"


def test_hand_overs_of_an_agency_are_listed_the_newest_first_page_by_page(heap):
    pile = heap(most_records=1)
    for place in range(1, 6):
        pile.put(place)
    offered = [one.id for one in pile.finish()]
    listed, after = [], ""
    while after is not None:
        page = pile.town.handovers.of_agency(pile.agency["uid"], after, 2)
        listed += [one.id for one in page["items"]]
        after = page["next"]
    assert listed == offered[::-1]


def test_signers_clerks_and_receivers_do_not_meet_the_sealer(heap):
    """While the sealer works, documents begin to wait, a notice is announced, a receipt is given: nobody conflicts."""
    pile = heap(most_records=1)
    for place in (1, 2):
        pile.put(place)
    [first, _second] = pile.finish()
    pile.put(3)
    transaction.commit()
    database, oid, uid = pile.town.portal._p_jar.db(), first._p_oid, pile.agency["uid"]
    errors = []

    def besides():
        manager = transaction.TransactionManager()
        connection = database.open(manager)
        store_oid = pile.kept._p_oid
        try:
            kept = connection.get(store_oid)
            kept.shelf(uid).ready.insert("9" * 32)
            kept.shelf(uid).announce(now().isoformat(), "lapse_notice", f"{1:032x}", "", {"cause": "repealed"})
            connection.get(oid).add_receipt({"receipt_id": "r1", "status": "received"})
            manager.commit()
        except ConflictError as error:
            errors.append(error)
            manager.abort()
        finally:
            connection.close()

    for _ in range(3):
        pile.town.handovers.work([uid], 1)
        thread = threading.Thread(target=besides)
        thread.start()
        thread.join()
        transaction.commit()
    assert errors == []
    pile.finish()
    kinds = [item["kind"] for item in pile.town.handovers.page(pile.receiver)["items"]]
    assert kinds[:3] == ["handover"] * 3 and set(kinds[3:]) == {"lapse_notice"}
    assert first.state == "received"


def test_a_sealer_that_was_too_late_takes_nothing_of_the_first_ones_away(heap, spool):
    """It packs what another one has entered meanwhile, meets the conflict and gives up."""
    pile = heap()
    pile.put(1)
    [handover] = pile.finish()
    finish(handover, Spool(spool))
    transaction.abort()
    assert Spool(spool).holds(handover.package["sha256"], handover.package["size"])


SPARSE = 300 << 20


def test_a_large_hand_over_takes_no_memory_by_its_size(heap, tmp_path, spool):
    pile = heap()
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(SPARSE)
    with large.open("rb") as file:
        found = digest_stream("large.bin", iter(lambda: file.read(1 << 20), b""))
    entry = Entry("attachments/p000001.bin", found.size, found.crc32, found.sha256, found.sm3, "attachment-1")
    blob = Blob()
    blob.consumeFile(str(large))
    pile.put(1, blob=(entry, blob))
    for place in range(2, 30):
        pile.put(place, b"x" * 1000)
    transaction.commit()
    before = _reset_peak()
    [handover] = pile.finish()
    assert handover.package["size"] > SPARSE
    assert _peak() - before < 60 << 20


def _reset_peak():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    return _peak()


def _peak():
    with open("/proc/self/status") as file:
        [line] = [line for line in file if line.startswith("VmHWM")]
    return int(line.split()[1]) << 10
