"""The opinion on opening of a document on a site: given, changed, waited for, and carried by the package (R-T3, R-T4)."""

from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.interfaces import IOpeningList
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.records.plain import record_of
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from ZODB.POSException import ConflictError

import json
import pytest
import transaction
import zipfile


ON_REQUEST = {"disclosure_attribute": "on_request", "disclosure_reason": "涉及特定申请人的办理结果"}
WITHHELD = {
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ["personnel"],
    "disclosure_reason": "涉及内部人事安排",
    "discretion": "公开会影响内部管理",
}
REASON = "涉及个人信息，满三十年后再审"


@pytest.fixture
def document(town):
    """On request and registered, in a town whose archive takes transfers."""
    town.receiver(takes=("deposit", "transfer"))
    return town.signed("register", **ON_REQUEST)


def codes(act):
    with pytest.raises(RuleBroken) as caught:
        act()
    return [problem.code for problem in caught.value.problems]


def held(town):
    found = town.handovers.overview(IUUID(town.bureau), 10)["held"]
    return {one["document"]: [problem["code"] for problem in one["problems"]] for one in found}


def read(spool, handover, name):
    """A file of the first record of a package."""
    with zipfile.ZipFile(spool / f"{handover.package['sha256']}.zip") as package:
        path = next(path for path in package.namelist() if path.endswith(f"/000001/{name}"))
        return package.read(path).decode()


def listed(town, given=False):
    with api.env.adopt_user(username="transfer-clerk"):
        return [row["uid"] for row in IOpeningList(town.bureau).page(given)["items"]]


def test_a_transfer_waits_for_the_opinion_and_then_goes_on_by_itself(town, document):
    assert town.seal()["problems"] == [] and held(town) == {IUUID(document): ["opening_opinion_missing"]}
    [problem] = town.handovers.overview(IUUID(town.bureau), 10)["held"][0]["problems"]
    told = (problem["rule"], problem["field"], problem["source"])
    assert told == ("R-T3", "opening_opinion", "档案法实施条例 第三十条第二款")
    assert listed(town) == [IUUID(document)] and listed(town, given=True) == []
    town.opine(document)
    done = town.seal()
    assert len(done["offered"]) == 1 and held(town) == {}
    assert listed(town) == [] and listed(town, given=True) == [IUUID(document)]


@pytest.mark.parametrize("first", ["clerk", "sealer"])
def test_an_opinion_given_while_the_sealer_looks_is_not_passed_over(town, document, first):
    uid, manager = IUUID(document), transaction.TransactionManager()
    town.handovers.enqueue(uid, IUUID(town.bureau))
    transaction.commit()
    connection = town.portal._p_jar.db().open(manager)
    try:
        there = connection.root()["Application"][town.portal.getId()]
        shelf = open_store(there).shelf(IUUID(town.bureau))
        shelf.ready.remove(uid)
        shelf.held[uid] = {"problems": [], "at": ""}
        if first == "clerk":
            town.opine(document)
            with pytest.raises(ConflictError):
                manager.commit()
        else:
            manager.commit()
            with pytest.raises(ConflictError):
                town.opine(document)
            transaction.abort()
            town.opine(document)
    finally:
        manager.abort()
        connection.close()
    transaction.begin()
    assert held(town) == {}
    assert len(town.seal()["offered"]) == 1


def test_a_reason_bears_no_mark(town, document):
    reason = "机密★10年，期满再审"
    [problem] = IOpeningOpinion(document).problems("deferred", reason)
    assert (problem.code, problem.field, problem.params["place"]) == ("mark_found", "reason", "Reason")
    assert codes(lambda: town.opine(document, "deferred", reason)) == ["mark_found"]
    assert IOpeningOpinion(document).given() is None


def test_a_deposit_waits_for_no_opinion_and_carries_none(town, spool):
    town.receiver(takes=("deposit", "transfer"))
    document = town.published()
    # it may have one for the day when it is transferred
    town.opine(document, "early")
    handover = town.offered(document)
    assert handover.facts["purpose"] == "deposit" and listed(town) == []
    assert "opening_opinion" not in read(spool, handover, "reviews.json")
    assert "移交单位未另作开放审核" in read(spool, handover, "metadata.xml")
    # nothing is sent again for another one
    town.opine(document)
    assert town.seal(document) == {"records": [], "offered": [], "problems": [], "failed": []}


def test_who_has_no_archive_that_takes_transfers_is_told_that_and_no_more(town):
    town.receiver()
    document = town.signed("register", **ON_REQUEST)
    assert town.seal(document)["problems"] == ["handover_no_receiver"]


def test_the_package_says_opinion_reason_and_who_gave_it(town, spool, document):
    given = town.opine(document, "deferred", f"  {REASON} ")
    assert {name: given[name] for name in ("opinion", "reason", "by", "on_behalf_of")} == {
        "opinion": "deferred",
        "reason": REASON,
        "by": "transfer-clerk",
        "on_behalf_of": "",
    }
    handover = town.offered(document)
    assert json.loads(read(spool, handover, "reviews.json"))["opening_opinion"] == given
    metadata = read(spool, handover, "metadata.xml")
    assert (
        f"开放审核意见：延期开放（档案法 第二十七条）；理由：{REASON}；提出人：云溪市教育局信息送交员transfer-clerk"
        in metadata
    )
    assert "未另作开放审核" not in metadata and "提出到期开放意见" in metadata and "开放意见：延期开放" in metadata
    record = store(town.portal).sealed_of(IUUID(document))[-1]
    assert record.facts["opening"] == f"deferred {given['at']}"
    offset, size, _digest = record.gathered
    with record.open("written", offset, size) as stream:
        assert record_of(stream.read(), {}).opening == given


def test_the_ledger_has_the_opinion_and_never_its_reason(town, document):
    town.opine(document, "deferred", REASON)
    entry = ILedger(document).entries()[-1]
    assert (entry.action, entry.actor, dict(entry.codes)) == (
        "opening_opinion_given",
        "transfer-clerk",
        {"opinion": "deferred"},
    )
    note = IDossier(document).notes()[-1]
    assert (note["step"], note["reason"], note["actor"]) == ("opening_opinion_given", REASON, "transfer-clerk")
    assert REASON not in str(ILedger(document).entries())


def test_another_opinion_makes_a_new_record_that_supersedes_the_old(town, spool, document):
    town.opine(document)
    first = town.offered(document)
    before = (spool / f"{first.package['sha256']}.zip").read_bytes()
    town.opine(document, "deferred", REASON)
    [id] = town.seal()["offered"]
    second = town.handovers.find(id)
    [old], [new] = first.rows(), second.rows()
    assert new.supersedes == old.record and new.record != old.record
    assert "延期开放" in read(spool, second, "metadata.xml") and "到期开放（" in read(spool, first, "metadata.xml")
    assert (spool / f"{first.package['sha256']}.zip").read_bytes() == before
    assert [entry.codes["opinion"] for entry in ILedger(document).entries() if "opinion" in entry.codes] == [
        "at_expiry",
        "deferred",
    ]
    assert town.seal(document)["offered"] == []


@pytest.mark.parametrize("done", [1, 2, 3], ids=["collected", "laid out", "written"])
def test_an_opinion_changed_while_it_is_sealed_is_the_one_that_is_offered(town, document, done):
    town.opine(document)
    for _number in range(done):
        town.handovers.work([IUUID(town.bureau)], 10)
        transaction.commit()
    town.opine(document, "early")
    [id] = town.seal()["offered"]
    [row] = town.handovers.find(id).rows()
    record = store(town.portal).records[row.record]
    # what nobody was offered is superseded by nothing
    assert record.facts["opening"].startswith("early ") and row.supersedes == ""


def test_what_was_transferred_before_there_were_opinions_stays_as_it_is(town, document):
    town.opine(document)
    town.offered(document)
    record = store(town.portal).sealed_of(IUUID(document))[-1]
    # as the version before has sealed it
    del record.facts["opening"]
    record._p_changed = True
    IDossier(document).set_affair("opening_opinion", None)
    transaction.commit()
    assert town.seal(document) == {"records": [], "offered": [], "problems": [], "failed": []}
    assert held(town) == {}
    # it waits for nothing, and no list says that it does
    document.reindexObject(idxs=["opening_opinion"])
    assert (listed(town), listed(town, given=True)) == ([], [IUUID(document)])
    assert not IOpeningOpinion(document).awaited()
    other = town.receiver("library", kind="archive", takes=("transfer",), id="second-archive")
    assert town.seal(document)["problems"] == ["opening_opinion_missing"]
    assert IOpeningOpinion(document).awaited()
    town.opine(document)
    # then both get it with its opinion
    assert len(town.seal()["offered"]) == 2 and town.handovers.page(other)["items"]


def test_a_rejected_transfer_is_sealed_anew_with_the_present_opinion_only(town, document):
    town.opine(document)
    handover = town.offered(document)
    IDossier(document).set_affair("opening_opinion", None)
    handover.add_receipt(
        {"receipt_id": "1", "status": "rejected", "digest": {}, "at": "2026-11-22T10:00:00+08:00", "by": "a"}
    )
    town.handovers.retry(handover.id)
    transaction.commit()
    town.seal()
    assert held(town) == {IUUID(document): ["opening_opinion_missing"]}


def test_what_is_withheld_is_not_opened_early_not_even_after_an_adjustment(town):
    town.receiver(takes=("transfer",))
    document = town.signed("file", **WITHHELD)
    assert codes(lambda: town.opine(document, "early")) == ["opening_early_withheld"]
    transaction.abort()
    # as it stands when the attribute was adjusted afterwards
    at = "2026-11-22T09:00:00+08:00"
    plain = {"opinion": "early", "reason": "", "by": "transfer-clerk", "on_behalf_of": "", "at": at}
    IDossier(document).set_affair("opening_opinion", plain)
    document.reindexObject(idxs=["opening_opinion"])
    transaction.commit()
    assert town.seal(document)["problems"] == ["opening_early_withheld"]
    assert listed(town) == [IUUID(document)]


@pytest.mark.parametrize("steps", [(), ("submit",), ("submit", "endorse", "approve")])
def test_what_is_not_signed_has_no_opinion(town, steps):
    document = town.document(*steps)
    assert codes(lambda: IOpeningOpinion(document).give("at_expiry")) == ["opening_unsigned"]
    assert IOpeningOpinion(document).given() is None and not IOpeningOpinion(document).awaited()


def test_the_same_again_is_refused_and_another_reason_is_a_change(town, document):
    town.opine(document, "deferred", REASON)
    assert codes(lambda: town.opine(document, "deferred", f" {REASON}")) == ["opening_same"]
    transaction.abort()
    town.opine(document, "deferred", "另有规定")
    notes = [note["reason"] for note in IDossier(document).notes() if note["step"] == "opening_opinion_given"]
    assert notes == [REASON, "另有规定"]


def test_a_purge_destroys_the_reason_and_nothing_is_said_afterwards(town, document):
    town.opine(document, "deferred", REASON)
    for step, by, data in (
        ("request_purge", "disclosure-officer", {"reason": "误载个人信息", "cause": "personal_data"}),
        ("purge", "signer", {"reason": "核实"}),
    ):
        with api.env.adopt_user(username=by):
            ILife(document).take(step, **data)
    assert IOpeningOpinion(document).given() is None and REASON not in str(IDossier(document).export())
    assert codes(lambda: IOpeningOpinion(document).give("at_expiry")) == ["opening_purged"]
    assert listed(town) == []


def test_a_document_leaves_the_list_when_it_leaves_its_end_state(town, document):
    assert listed(town) == [IUUID(document)]
    with api.env.adopt_user(username="signer"):
        ILife(document).take("void", reason="误发")
    assert listed(town) == []


def test_the_suggestion_is_shown_and_never_recorded(town):
    document = town.signed("file", **WITHHELD)
    found = IOpeningOpinion(document).suggestion()
    assert (found.opinion, found.reason) == ("deferred", "涉及内部人事安排；公开会影响内部管理")
    with api.env.adopt_user(username="transfer-clerk"):
        [row] = IOpeningList(town.bureau).page()["items"]
    assert (row["suggestion"].opinion, row["grounds"]) == ("deferred", ("personnel",))
    assert "第十六条" in row["suggestion"].reason and IOpeningOpinion(document).given() is None


def test_what_goes_along_anew_after_a_purge_waits_for_nothing(town):
    town.receiver(takes=("transfer",))
    documents = [town.signed("register", **ON_REQUEST) for _number in range(2)]
    for document in documents:
        town.opine(document)
    town.seal(*documents)
    for record in (store(town.portal).sealed_of(IUUID(documents[1]))[-1],):
        # as the version before has sealed it
        del record.facts["opening"]
        record._p_changed = True
    IDossier(documents[1]).set_affair("opening_opinion", None)
    for step, by, data in (
        ("request_purge", "disclosure-officer", {"reason": "误载个人信息", "cause": "personal_data"}),
        ("purge", "signer", {"reason": "核实"}),
    ):
        with api.env.adopt_user(username=by):
            ILife(documents[0]).take(step, **data)
    transaction.commit()
    [id] = town.seal()["offered"]
    assert [row.document for row in town.handovers.find(id).rows()] == [IUUID(documents[1])]
