"""Sealing on a site: what is offered to whom, what is held back, and that it stays the same for ever (R-T1, R-T4)."""

from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.transfer.interfaces import IReceipts
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import hashlib
import json
import os
import pytest
import transaction
import zipfile


FILES = [("附件1：100% 完成+清单 .PDF", b"%PDF-1.4 attachment"), ("空文件.txt", b"")]
ON_REQUEST = {
    "disclosure_attribute": "on_request",
    "disclosure_reason": "涉及特定申请人的办理结果",
    "public_title": "关于学校布局调整的意见",
}


def content(spool, handover):
    """Path in the first record, or in the package, to bytes."""
    with zipfile.ZipFile(spool / f"{handover.package['sha256']}.zip") as package:
        assert package.testzip() is None
        paths = {name: name.partition("/")[2].removeprefix("data/000001/") for name in package.namelist()}
        return {path: package.read(name) for name, path in paths.items()}


def feed(town, receiver):
    """The documents that a receiver was offered, in the order of its feed."""
    found = [town.handovers.get(receiver, item["handover"]) for item in town.handovers.page(receiver)["items"]]
    return [row.document for handover in found for row in handover.rows()]


def waiting(town):
    return town.handovers.overview(IUUID(town.bureau), 10)["ready"]


def test_a_published_document_is_sealed_and_offered(town, spool):
    receiver = town.receiver()
    document = town.published(files=FILES)
    sealed = town.offered(document)
    files = content(spool, sealed)
    assert feed(town, receiver) == [IUUID(document)]
    assert files["attachments/p000001.pdf"] == FILES[0][1]
    assert files["attachments/p000002.txt"] == b""
    assert FILES[0][0] in files["metadata.xml"].decode()
    assert "云教〔" in files["document.html"].decode()
    package = (spool / f"{sealed.package['sha256']}.zip").read_bytes()
    assert hashlib.sha256(package).hexdigest() == sealed.package["sha256"]


def test_the_extract_of_the_record_is_the_record(town, spool):
    town.receiver()
    document = town.published()
    chain = ILedgerStore(town.portal).export(IUUID(document))
    handover = town.offered(document)
    kept = json.loads(content(spool, handover)["ledger.json"])
    assert kept["entries"] == json.loads(json.dumps(chain))
    [row] = handover.rows()
    last = ILedger(document).entries()[-1]
    assert (last.action, last.codes["record"]) == ("sealed", row.record)


def test_what_left_the_house_is_on_the_agencys_record(town):
    town.receiver()
    handover = town.offered(town.published())
    last = ILedger(town.bureau).entries()[-1]
    assert (last.action, last.codes["handover"], last.codes["receiver"]) == ("offered", handover.id, "archive")
    assert last.digests == {
        "package": f"sha256:{handover.package['sha256']}",
        "manifest": f"sha256:{hashlib.sha256(handover.manifest()).hexdigest()}",
    }


def test_a_signed_public_document_need_not_be_published(town):
    receiver = town.receiver()
    document = town.signed()
    assert waiting(town) == [IUUID(document)]
    assert town.seal()["problems"] == []
    assert feed(town, receiver) == [IUUID(document)]


def test_sealing_again_offers_nothing_twice(town):
    receiver = town.receiver()
    document = town.published()
    first, second = town.seal(document), town.seal(document)
    assert len(first["records"]) == len(first["offered"]) == 1
    assert second["records"] == second["offered"] == []
    assert len(feed(town, receiver)) == 1


@pytest.mark.parametrize("steps", [(), ("submit",), ("submit", "endorse", "approve")])
def test_what_is_not_signed_is_never_sealed(town, steps):
    receiver = town.receiver()
    document = town.document(*steps)
    assert waiting(town) == []
    assert "handover_state" in town.seal(document)["problems"]
    assert feed(town, receiver) == []


def test_what_was_withdrawn_before_the_seal_is_held_back(town, spool):
    receiver = town.receiver()
    document = town.published()
    town.walk(document, "withdraw")
    assert town.seal(document)["problems"] == ["handover_state", "handover_unreviewed"]
    assert feed(town, receiver) == [] and not list(spool.glob("*.zip"))
    held = town.handovers.overview(IUUID(town.bureau), 10)["held"]
    assert [item["document"] for item in held] == [IUUID(document)]


def test_content_that_differs_from_the_signed_one_is_held_back(town):
    receiver = town.receiver()
    document = town.published()
    document.title = "换了标题"
    problems = town.seal(document)["problems"]
    assert {"handover_differs_from_signed", "handover_unreviewed"} <= set(problems)
    assert feed(town, receiver) == []


def test_a_document_on_request_is_never_deposited(town):
    receiver = town.receiver()
    document = town.signed("register", **ON_REQUEST)
    assert town.seal(document)["problems"] == ["handover_no_receiver"]
    assert feed(town, receiver) == []


def test_it_is_transferred_to_an_archive_that_takes_transfers(town):
    receiver = town.receiver(takes=["deposit", "transfer"])
    document = town.signed("register", **ON_REQUEST)
    town.opine(document)
    assert town.offered(document).facts["purpose"] == "transfer"
    assert feed(town, receiver) == [IUUID(document)]


def test_a_library_gets_what_is_public_and_no_more(town, spool):
    archive, library = town.receiver(), town.receiver("library", kind="library")
    document = town.published()
    done = town.seal(document)
    assert (len(done["records"]), len(done["offered"])) == (2, 2)
    offers = [town.handovers.find(town.handovers.page(one)["items"][0]["handover"]) for one in (archive, library)]
    assert [one.facts["scope"] for one in offers] == ["record", "public"]
    files = content(spool, offers[1])
    assert "reviews.json" not in files and "ledger.json" not in files
    assert b"disclosure-reviewer" not in b"".join(files.values())


def test_a_receiver_that_comes_later_is_offered_what_was_sealed_before(town):
    town.receiver()
    document = town.published()
    town.seal(document)
    late = town.receiver("library", kind="library")
    assert waiting(town) == [IUUID(document)]
    town.seal()
    assert feed(town, late) == [IUUID(document)]


def test_without_a_receiver_documents_wait(town):
    document, here = town.published(), [IUUID(town.bureau)]
    assert not town.handovers.waiting(here)
    assert town.handovers.work(here, 10)["sealed"] == []
    assert waiting(town) == [IUUID(document)]
    town.receiver()
    assert town.handovers.waiting(here)


def test_the_feed_is_numbered_in_the_order_of_sealing(town):
    receiver = town.receiver()
    documents = []
    for _ in range(3):
        documents.append(town.published())
        town.seal()
    first = town.handovers.page(receiver, 0, 2)
    assert [item["seq"] for item in first["items"]] == [1, 2]
    rest = town.handovers.page(receiver, first["next"], 2)
    assert [item["seq"] for item in rest["items"]] == [3]
    assert feed(town, receiver) == [IUUID(document) for document in documents]
    assert town.handovers.page(receiver, rest["next"], 2) == {"items": [], "next": 3}


def test_a_lost_spool_is_written_again_byte_for_byte(town, spool):
    town.receiver()
    [id] = town.seal(town.published(files=FILES))["offered"]
    [path] = spool.glob("*.zip")
    before = path.read_bytes()
    path.unlink()
    assert town.handovers.rebuild("", 10) == {"rebuilt": [id], "broken": [], "next": None}
    assert path.read_bytes() == before


def test_a_blob_that_was_altered_on_disk_is_never_sealed(town):
    receiver = town.receiver()
    document = town.published(files=FILES)
    path = IFileDigest(document.objectValues()[0]).blob().committed()
    os.chmod(path, 0o600)
    with open(path, "r+b") as file:
        file.write(b"%pdf")
    assert town.seal(document)["problems"] == ["handover_bytes_changed"]
    assert feed(town, receiver) == []


def test_a_blob_that_is_gone_holds_back_its_document_and_no_other(town):
    receiver = town.receiver()
    broken, sound = town.published(files=FILES), town.published()
    os.unlink(IFileDigest(broken.objectValues()[0]).blob().committed())
    assert town.seal(broken)["problems"] == ["handover_bytes_changed"]
    assert town.seal(sound)["problems"] == []
    assert feed(town, receiver) == [IUUID(sound)]


def test_a_rejected_hand_over_is_collected_anew_and_superseded(town):
    receiver = town.receiver()
    documents = [town.published() for _ in range(2)]
    [id] = town.seal(*documents)["offered"]
    rejected = town.handovers.find(id)
    rejected.add_receipt({"receipt_id": "r1", "status": "rejected"})
    transaction.commit()
    town.handovers.retry(id)
    [new] = town.seal()["offered"]
    rows = {row.document: row for row in town.handovers.find(new).rows()}
    assert set(rows) == {IUUID(document) for document in documents}
    assert {row.supersedes for row in rows.values()} == {row.record for row in rejected.rows()}
    assert (rejected.state, town.handovers.superseded_by(id)) == ("superseded", new)
    assert town.handovers.find(new).facts["supersedes"] == id
    assert [item["about"] for item in town.handovers.page(receiver)["items"]] == [{}, {"supersedes": id}]
    assert town.seal(*documents)["offered"] == []


def test_a_hand_over_that_was_accepted_is_not_tried_again(town):
    town.receiver()
    handover = town.offered(town.published())
    for status in ("rejected", "accepted"):
        handover.add_receipt({"receipt_id": status, "status": status})
    assert handover.state == "accepted"
    with pytest.raises(RuleBroken):
        town.handovers.retry(handover.id)


def test_a_notice_reaches_those_who_have_the_document_and_nobody_else(town):
    archive, library = town.receiver(), town.receiver("library", kind="library")
    document = town.published()
    town.seal(document)
    here = IUUID(town.bureau)
    town.handovers.announce(IUUID(document), here, "recall_notice", {"cause": "error"})
    town.handovers.announce("f" * 32, here, "lapse_notice", {"cause": "repealed"})
    assert town.handovers.waiting([here])
    town.seal()
    for receiver in (archive, library):
        told = town.handovers.page(receiver, 1)["items"]
        assert [(item["kind"], item["about"]) for item in told] == [
            ("recall_notice", {"document": IUUID(document), "cause": "error"})
        ]
    assert not town.handovers.waiting([here])


@pytest.mark.parametrize("form", ["eep-2012", "eep-2022"])
def test_what_the_form_lacks_holds_the_document_back_until_the_agency_has_it(town, form):
    IReceivers(town.portal).put({**town.receiver(), "format": form})
    town.bureau.fonds_identifier = ""
    document = town.published()
    done = town.seal(document)
    assert done["problems"][0].startswith("eep_") and done["records"] == done["offered"] == []
    assert store(town.portal).by_document.get(IUUID(document), ()) == ()
    town.bureau.fonds_identifier = "Z109"
    notify(ObjectModifiedEvent(town.bureau))
    [id] = town.seal()["offered"]
    [row] = town.handovers.find(id).rows()
    assert row.archival_code.startswith("Z109-WS·") and row.archival_code.endswith("-Y-0001")
    assert town.handovers.overview(IUUID(town.bureau), 10) == {"ready": [], "held": []}


def test_two_documents_that_begin_to_wait_at_once_do_not_conflict(town):
    uid = IUUID(town.bureau)
    town.handovers.enqueue("0" * 32, uid)
    transaction.commit()
    trees = []
    for key in ("1" * 32, "2" * 32):
        manager = transaction.TransactionManager()
        connection = town.portal._p_jar.db().open(manager)
        site = connection.get(town.portal._p_oid)
        store(site).shelves[uid].ready.insert(key)
        trees.append((manager, connection))
    for manager, connection in trees:
        manager.commit()
        connection.close()
    town.portal._p_jar.sync()
    assert len(store(town.portal).shelves[uid].ready) == 3


@pytest.mark.parametrize(
    "change,code",
    [
        ({"id": "Archive!"}, "receiver_id_malformed"),
        ({"title": ""}, "receiver_field_missing"),
        ({"title": 3}, "receiver_field_missing"),
        ({"account": "nobody-here"}, "receiver_account_unknown"),
        ({"account": "signer"}, "receiver_account_in_office"),
        ({"account": "bystander"}, "receiver_account_no_archivist"),
        ({"kind": "museum"}, "receiver_kind_unknown"),
        ({"kind": "library", "takes": ["transfer"]}, "receiver_takes_unknown"),
        ({"takes": ["everything"]}, "receiver_takes_unknown"),
        ({"takes": []}, "receiver_field_missing"),
        ({"fonds": "x"}, "receiver_field_missing"),
        ({"fonds": ["f" * 32]}, "receiver_fonds_unknown"),
        ({"id": "second"}, "receiver_account_taken"),
        ({"format": "paper"}, "receiver_format_unknown"),
        ({"format": None}, "receiver_format_unknown"),
        ({"most_records": 0}, "transfer_number"),
        ({"most_bytes": "4"}, "transfer_number"),
        ({"embed_bytes": True}, "transfer_number"),
    ],
)
def test_a_receiver_that_is_not_well_formed_is_refused(town, change, code):
    receiver = town.receiver()
    town.open_office(town.bureau, "Archivist", "signer")
    town.open_office(town.make_agency("elsewhere", "云溪市司法局", "云司"), "Archivist", "bystander")
    with pytest.raises(RuleBroken) as error:
        IReceivers(town.portal).put({**receiver, **change})
    assert code in [problem.code for problem in error.value.problems]
    assert list(IReceivers(town.portal).all()) == ["archive"]


def test_who_the_archives_are_is_on_the_record(town):
    town.receiver()
    last = ILedger(town.portal).entries()[-1]
    assert (last.action, last.codes["account"], last.codes["fonds_1"]) == (
        "receiver_set",
        "archive",
        IUUID(town.bureau),
    )


def test_a_document_whose_retention_was_changed_is_numbered_anew(town):
    receiver, document = town.receiver(), town.published(retention_period="y30")
    first = town.offered(document)
    [row] = first.rows()
    digest = {"sha-256": first.package["sha256"]}
    said = {"receipt_id": "1", "status": "rejected", "digest": digest, "archive_ref": "", "checks": []}
    said["problems"] = [{"path": "", "code": "metadata", "note": "保管期限应为永久"}]
    with api.env.adopt_user(username="archive"):
        IReceipts(town.portal).give(receiver, first.id, said)
    document.retention_period = "permanent"
    town.handovers.retry(first.id)
    found = town.seal()
    assert (found["problems"], len(found["offered"])) == ([], 1)
    [again] = town.handovers.find(found["offered"][0]).rows()
    year = again.issue_date[:4]
    assert (row.archival_code, row.item_number) == (f"Z001-WS·{year}-D30-0001", 1)
    assert (again.archival_code, again.item_number) == (f"Z001-WS·{year}-Y-0001", 1)
