"""Receipts over REST: who gives them, once and for ever, and that a changed one is found (R-T5, R-T6)."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core import receipts
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceiptGiven
from opengov.disclosure.transfer.interfaces import IReceipts
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.uuid.interfaces import IUUID
from zope.component import provideHandler

import pytest
import requests
import threading
import transaction


PASSWORD = "Yunxi-2026-test"
CHECK = {"item": "信息包一致性", "property": "authenticity", "result": "passed", "note": ""}


class Archive:
    """An account at the receipts of the one hand-over there is."""

    def __init__(self, town, user="archive", password=PASSWORD):
        self.auth = (user, password)
        self.feed = f"{town.portal.absolute_url()}/++api++/@archive-transfers"
        self.item = requests.get(self.feed, auth=("archive", PASSWORD), timeout=60).json()["items"][0]
        self.address = self.item["addresses"]["receipts"]

    def give(self, id="r-1", status="received", **changes):
        body = {"receipt_id": id, "status": status, "digest": self.item["digests"], "checks": [CHECK], **changes}
        return requests.post(self.address, json=body, auth=self.auth, timeout=60)

    def given(self):
        return requests.get(self.address, auth=self.auth, timeout=60).json()["items"]

    def state(self):
        return requests.get(self.item["@id"], auth=("archive", PASSWORD), timeout=60).json()["state"]


@pytest.fixture
def archive(pulled):
    return Archive(pulled)


def codes(answer):
    return [error["code"] for error in answer.json()["errors"]]


def test_a_receipt_is_kept_and_told_as_it_was_given(pulled, archive):
    answer = archive.give(archive_ref="接字〔2026〕3号")
    assert answer.status_code == 201
    stored = answer.json()
    assert (stored["receipt_id"], stored["status"], stored["by"]) == ("r-1", "received", "archive")
    assert (stored["archive_ref"], stored["checks"], stored["problems"]) == ("接字〔2026〕3号", [CHECK], [])
    assert stored["digest"] == archive.item["digests"]
    assert archive.given() == [stored]
    assert archive.state() == "received"


def test_the_office_reads_it_on_its_record(pulled, archive):
    stored = archive.give().json()
    transaction.begin()
    entry = ILedger(pulled.bureau).entries()[-1]
    id = archive.item["handover"]
    assert (entry.action, entry.actor) == ("receipt_given", "archive")
    assert entry.codes == {"handover": id, "receipt": "r-1", "status": "received", "receiver": "archive"}
    assert entry.digests == {
        "receipt": receipts.receipt_digest(id, stored),
        "package": f"sha256:{archive.item['digests']['sha-256']}",
    }
    assert ILedger(pulled.bureau).verify() is None


def test_the_same_again_is_answered_with_the_first_and_changes_nothing(pulled, archive):
    first = archive.give()
    before = pulled.portal._p_jar.db().lastTransaction()
    again = archive.give()
    assert (again.status_code, again.json()) == (200, first.json())
    assert pulled.portal._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize(
    "changes,code",
    [
        ({"digest": {"sha-256": "0" * 64}}, "receipt_digest_wrong"),
        ({"id": "r-1", "archive_ref": "别的编号"}, "receipt_id_used"),
    ],
)
def test_a_conflict_leaves_the_hand_over_open(archive, changes, code):
    archive.give()
    answer = archive.give(**{"id": "r-2", **changes})
    assert (answer.status_code, answer.json()["type"], codes(answer)) == (409, "RuleBroken", [code])
    assert answer.json()["errors"][0]["source"] and answer.json()["errors"][0]["rule"] == "R-T5"
    assert len(archive.given()) == 1
    assert archive.give("r-3", "accepted").status_code == 201


def test_acceptance_is_final(archive):
    accepted = archive.give(status="accepted")
    for status in ("received", "accepted", "rejected"):
        answer = archive.give("r-2", status, problems=[{"code": "x"}] if status == "rejected" else [])
        assert (answer.status_code, codes(answer)) == (409, ["receipt_after_acceptance"])
    assert archive.give(status="accepted").status_code == 200
    assert (archive.given(), archive.state()) == ([accepted.json()], "accepted")


def test_after_a_rejection_only_the_successor_takes_receipts(pulled, archive):
    problem = {"path": "bagit.txt", "code": "unreadable", "note": "无法打开"}
    assert archive.give(status="rejected", problems=[problem]).json()["problems"] == [problem]
    assert codes(archive.give("r-2", "accepted")) == ["receipt_after_rejection"]
    transaction.begin()
    IHandovers(pulled.portal).retry(archive.item["handover"])
    transaction.commit()
    pulled.seal()
    old, new = requests.get(archive.feed, auth=archive.auth, timeout=60).json()["items"]
    assert (old["state"], old["superseded_by"]) == ("superseded", new["handover"])
    assert new["supersedes"] == old["handover"]
    assert codes(archive.give("r-2", "accepted")) == ["receipt_superseded"]
    archive.item, archive.address = new, new["addresses"]["receipts"]
    assert archive.give("r-1", "accepted").status_code == 201


@pytest.mark.parametrize(
    "changes,field,code",
    [
        ({"status": "done"}, "status", "receipt_word_unknown"),
        ({"digest": None}, "digest", "receipt_digest_malformed"),
        ({"by": "signer"}, "by", "transfer_unknown_key"),
        ({"status": "rejected"}, "problems", "receipt_rejected_without_reason"),
        ({"problems": [{"path": "../../etc/passwd", "code": "x"}]}, "problems.0.path", "receipt_path_unknown"),
        ({"checks": [{**CHECK, "property": "成色"}]}, "checks.0.property", "receipt_word_unknown"),
    ],
)
def test_a_malformed_receipt_is_told_field_rule_and_clause(archive, changes, field, code):
    answer = archive.give(**changes)
    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
    assert archive.given() == []


@pytest.mark.parametrize(
    "data,kind",
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff", "application/json"),
        (b"{}", "text/plain"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b'{"receipt_id": "\\ud800"}', "application/json"),
        (b'{"checks": 1e999}', "application/json"),
    ],
)
def test_what_is_no_receipt_at_all_is_refused(archive, data, kind):
    headers = {"Content-Type": kind}
    answer = requests.post(archive.address, data, headers=headers, auth=archive.auth, timeout=60)
    assert answer.status_code == 400
    assert archive.given() == []


@pytest.mark.parametrize("user", ["transfer-clerk", "signer", "drafter", "disclosure-officer", "library"])
def test_nobody_else_confirms_for_the_archives(pulled, archive, user):
    answer = Archive(pulled, user).give(status="accepted")
    assert answer.status_code == 404
    assert archive.given() == []


def test_a_manager_does_not_confirm_either(pulled, archive):
    assert Archive(pulled, SITE_OWNER_NAME, SITE_OWNER_PASSWORD).give(status="accepted").status_code == 404
    assert archive.state() == "offered"


def test_an_account_that_was_given_an_office_confirms_nothing_any_more(pulled, archive):
    api.group.add_user(groupname=IOffices(pulled.bureau).group_id("Transfer Clerk"), username="archive")
    transaction.commit()
    answer = archive.give(status="accepted")
    assert (answer.status_code, codes(answer)) == (403, ["receipt_by_office"])
    assert answer.json()["errors"][0]["rule"] == "R-T6"
    assert archive.state() == "offered"


def test_what_happened_is_told_to_whoever_listens(pulled, archive):
    heard = []

    def listen(event):
        heard.append((IUUID(event.object), event.handover, event.receiver, event.status))

    provideHandler(listen, [IReceiptGiven])
    archive.give(status="accepted")
    archive.give(status="accepted")
    assert heard == [(IUUID(pulled.bureau), archive.item["handover"], "archive", "accepted")]


def test_two_of_the_same_at_the_same_moment_are_one(pulled, archive):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(archive.give(status="accepted"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len(archive.given()) == 1


def test_a_receipt_that_was_altered_in_the_database_is_found(pulled, archive):
    archive.give()
    archive.give("r-2", "accepted")
    transaction.begin()
    kept, agency = IReceipts(pulled.portal), IUUID(pulled.bureau)
    handover = IHandovers(pulled.portal).find(archive.item["handover"])
    good = handover.said.given
    assert kept.altered(agency) == []
    for changed, ids in (
        ((good[0], {**good[1], "status": "rejected"}), ["r-2"]),
        (({**good[0], "at": "2026-01-01T00:00:00+08:00"}, good[1]), ["r-1"]),
        (good[:1], ["r-2"]),
        ((), ["r-1", "r-2"]),
        ((*good, {**good[1], "receipt_id": "r-3"}), ["r-3"]),
    ):
        handover.said.given = changed
        found = kept.altered(agency)
        assert found == [{"handover": handover.id, "receipt_id": id} for id in ids]
