"""Deposits with the real sealer: what is done when it is offered, and notices in the feed (R-T1, R-T2)."""

from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import IDuties
from opengov.disclosure.signoff.interfaces import IDutiesDone
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.deposits import setup
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import getAdapter
from zope.component import getAdapters

import json
import pytest
import transaction


TITLE = "云溪市教育局关于做好春季开学工作的通知"


@pytest.fixture
def archive(town):
    return town.receiver()


def take(document, step, user="disclosure-officer", **data):
    with api.env.adopt_user(username=user):
        ILife(document).take(step, **data)
    transaction.commit()


def repeal(document, value="repealed", **more):
    data = {"validity": value, "validity_date": "2020-01-01", "reason": "已有新规定", **more}
    take(document, "mark_validity", **data)


def told(town, receiver, kind):
    items = town.handovers.page(receiver)["items"]
    return [item for item in items if item["kind"] == kind]


def deposits(town):
    return IDeposits(town.bureau)


def test_what_was_offered_is_handed_over_and_paper_is_not(town, archive):
    town.bureau.jurisdiction = "tianning-2016"
    document = town.published()
    done = getAdapter(document, IDutiesDone, "transfer").done
    assert done() == ()
    town.seal(document)
    assert done() == ("transfer_electronic",)
    standings = {row["duty"]: bool(row["done_on"]) for row in deposits(town).of_document(IUUID(document))}
    assert standings == {"transfer_electronic": True, "transfer_paper": False, "record_copy": False}


def test_a_repeal_is_told_in_the_feed_without_a_title(town, archive):
    document = town.published()
    town.seal(document)
    repeal(document)
    assert [row["standing"] for row in deposits(town).notices()] == ["overdue"]
    clocks = [each.key for _name, duties in getAdapters((document,), IDuties) for each in duties.deadlines()]
    assert clocks == ["lapse_notice"]
    town.seal()
    [item] = told(town, archive, "lapse_notice")
    about = item["about"]
    assert (about["document"], about["number"]) == (IUUID(document), IDocumentNumber(document).text)
    assert (about["cause"], about["effective"], about["replaced_by"]) == ("repealed", "2020-01-01", None)
    assert TITLE not in json.dumps(item, ensure_ascii=False) and "已有新规定" not in json.dumps(
        item, ensure_ascii=False
    )
    assert deposits(town).notices() == []
    [notice] = deposits(town).notices(done=True)
    assert notice["standing"] == "done_late" and notice["receivers"]["archive"]["offered_on"]
    letter = deposits(town).letter(notice["number"])
    assert (letter.title, letter.addressees, letter.agency) == ("政府信息失效告知函", ("云溪市档案馆",), "云溪市教育局")
    assert any("标注“已废止”" in paragraph for paragraph in letter.paragraphs)
    assert ("信息名称", TITLE) in letter.rows


def test_that_it_applies_after_all_is_told_to_those_who_were_told(town, archive):
    document = town.published()
    town.seal(document)
    repeal(document, "lapsed")
    repeal(document, "valid")
    town.seal()
    assert [item["about"]["cause"] for item in told(town, archive, "lapse_notice")] == ["lapsed", "valid"]
    assert [item["about"]["letter"][-2:] for item in told(town, archive, "lapse_notice")] == ["1号", "2号"]


def test_what_nobody_was_offered_is_not_told_before_it_is(town, archive):
    document = town.published()
    town.handovers.work([IUUID(town.bureau)], 10)
    transaction.commit()
    repeal(document)
    assert [row["standing"] for row in deposits(town).notices(done=True)] == ["open"]
    assert deposits(town).notices() == []
    town.seal()
    kinds = [item["kind"] for item in town.handovers.page(archive)["items"]]
    assert kinds == ["handover", "lapse_notice"]
    assert deposits(town).notices() == []


def test_a_second_house_of_a_kind_is_told_what_the_first_one_knows(town, archive):
    document = town.published()
    town.seal(document)
    repeal(document)
    town.seal()
    second = town.receiver("library", kind="archive")
    town.seal()
    for house in (second, archive):
        assert [item["kind"] for item in town.handovers.page(house)["items"]] == ["handover", "lapse_notice"]


def test_what_was_never_deposited_is_told_to_nobody(town, archive):
    fields = {"disclosure_attribute": "not_government_information", "disclosure_reason": "党务文件"}
    document = town.signed("file", **fields)
    repeal(document)
    assert deposits(town).notices(done=True) == []


def test_a_withdrawal_recalls_and_what_is_public_again_is_offered_again(town, archive):
    document = town.published()
    first = town.offered(document).id
    town.walk(document, "withdraw")
    transaction.commit()
    town.seal()
    [item] = told(town, archive, "recall_notice")
    assert (item["about"]["cause"], item["handover"]) == ("error", first)
    [notice] = deposits(town).notices(done=True)
    letter = deposits(town).letter(notice["number"])
    assert letter.title == "政府信息撤回告知函" and "信息名称" not in dict(letter.rows)
    assert TITLE not in str(letter)
    take(document, "confirm_withdrawal", "signer")
    checks = ["accuracy", "authority", "completeness", "timeliness"]
    take(document, "review_again", "disclosure-reviewer", outcome="agree", checks=checks)
    take(document, "republish")
    again = town.seal(document)["offered"]
    assert len(again) == 1 and again != [first]
    assert town.seal(document)["offered"] == []
    standings = {row["receiver"]: row["standing"] for row in deposits(town).of_document(IUUID(document))}
    assert standings == {"archive": "done", "library": "due"}


def test_what_was_withdrawn_before_anybody_had_it_is_not_recalled_when_it_is_public_again(town, archive):
    document = town.published()
    town.walk(document, "withdraw")
    take(document, "confirm_withdrawal", "signer")
    checks = ["accuracy", "authority", "completeness", "timeliness"]
    take(document, "review_again", "disclosure-reviewer", outcome="agree", checks=checks)
    take(document, "republish")
    town.seal(document)
    assert [item["kind"] for item in town.handovers.page(archive)["items"]] == ["handover"]
    assert town.seal(document)["offered"] == []


@pytest.mark.parametrize("steps", [2, 3], ids=["laid out", "finished"])
def test_what_is_withdrawn_before_its_package_is_offered_does_not_leave_with_it(town, archive, spool, steps):
    document, other = town.published(), town.published()
    for _step in range(steps):
        town.handovers.work([IUUID(town.bureau)], 10)
        transaction.commit()
    assert len(list(spool.glob("*.zip"))) == steps - 2 and not town.handovers.page(archive)["items"]
    town.walk(document, "withdraw")
    assert len(town.seal()["offered"]) == 1
    [item] = town.handovers.page(archive)["items"]
    rows = town.handovers.find(item["handover"]).rows()
    assert [(row.place, row.document) for row in rows] == [(1, IUUID(other))]
    [held] = town.handovers.overview(IUUID(town.bureau), 10)["held"]
    assert (held["document"], held["problems"][0]["code"]) == (IUUID(document), "handover_state")
    assert len(list(spool.glob("*.zip"))) == 1


def test_a_correction_supersedes_and_the_replaced_text_lapses(town, archive):
    document = town.published()
    town.seal(document)
    with api.env.adopt_user(username="drafter"):
        correction = ICompanions(document).begin("correction", "错字")
        correction.title = f"{TITLE}（更正）"
    transaction.commit()
    town.walk(correction, "submit", "endorse", "approve", "sign", "publish")
    transaction.commit()
    found = town.seal(correction)
    assert len(found["offered"]) == 1
    [item] = told(town, archive, "lapse_notice")
    assert item["about"]["cause"] == "corrected"
    assert item["about"]["replaced_by"] == {"document": IUUID(correction), "number": IDocumentNumber(correction).text}
    [notice] = deposits(town).notices(done=True)
    assert any("更正后的文本另行移送" in each for each in deposits(town).letter(notice["number"]).paragraphs)


def test_the_number_of_what_replaces_a_document_is_told_only_when_everybody_may_know_it(town, archive):
    document, hidden = town.published(), town.signed(title="云溪市教育局关于内部事项的通知")
    town.seal(document, hidden)
    repeal(document, validity_document=IDocumentNumber(hidden).text)
    other = town.published()
    town.seal(other)
    repeal(other, validity_document="云政发〔2020〕1号")
    town.seal()
    by = [item["about"]["replaced_by"] for item in told(town, archive, "lapse_notice")]
    assert by == [None, {"document": "", "number": "云政发〔2020〕1号"}]


def test_the_upgrade_lists_what_was_offered_before_as_handed_over(town, archive):
    document = town.published()
    town.seal(document)
    waiting = town.published()
    setup.uninstall(town.portal)
    assert deposits(town).of_document(IUUID(document)) == []
    for _twice in range(2):
        setup.install(town.portal)
        found = {
            uid: {row["receiver"]: bool(row["done_on"]) for row in deposits(town).of_document(uid)}
            for uid in (IUUID(document), IUUID(waiting))
        }
        assert found[IUUID(document)] == {"archive": True, "library": False}
        assert found[IUUID(waiting)] == {"archive": False, "library": False}
