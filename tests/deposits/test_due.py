"""What is due, done and overdue, per document, receiver and list (R-T1, R-D1, R-D4)."""

from datetime import date
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.transfer.deposits import index
from opengov.disclosure.transfer.deposits import store
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from plone import api
from plone.uuid.interfaces import IUUID
from town import make_agency

import pytest


def test_the_electronic_text_is_due_within_the_days_of_the_profile(tianning):
    document = tianning.signed("2026-03-02")
    [row] = [row for row in tianning.due("2026-03-30")["documents"] if row["duty"] == "transfer_electronic"]
    assert (row["document"], row["receiver"], row["due"]) == (IUUID(document), "archive", "2026-03-30")
    assert row["source"] == "天宁区主动公开政府信息移送管理办法（试行） 第七条"
    assert tianning.standings("2026-03-30") == {("archive", "due")}
    assert tianning.standings("2026-03-31") == {("archive", "overdue")}


def test_what_was_offered_is_done_and_when(tianning):
    document = tianning.signed("2026-03-02")
    tianning.offer("2026-03-31", document)
    assert tianning.standings("2026-05-01") == set()
    [row] = [row for row in tianning.deposits.of_document(IUUID(document)) if row["duty"] == "transfer_electronic"]
    assert (row["done_on"], row["standing"]) == ("2026-03-31", "done_late")


def test_offering_again_changes_nothing(tianning):
    document = tianning.signed("2026-03-02")
    tianning.offer("2026-03-03", document)
    tianning.offer("2026-06-03", document)
    [row] = [row for row in tianning.deposits.of_document(IUUID(document)) if row["duty"] == "transfer_electronic"]
    assert row["done_on"] == "2026-03-03"


def test_the_archive_and_the_library_are_separate_and_prompt_is_never_overdue(bureau_of):
    bureau = bureau_of("cn-national-2019")
    document = bureau.signed("2026-03-02")
    bureau.offer("2026-03-03", document)
    assert bureau.standings("2026-12-31") == {("library", "due")}
    [row] = bureau.due("2026-12-31")["documents"]
    assert (row["due"], row["source"]) == ("", "政府信息公开条例 第二十五条第三款")
    assert bureau.due("2026-12-31")["periods"] == []


@pytest.mark.parametrize("state", ["draft", "sign_off", "registered", "withheld"])
def test_only_what_is_public_by_decision_is_owed(tianning, state):
    fields = {
        "registered": {
            "disclosure_attribute": "on_request",
            "disclosure_reason": "涉及特定申请人",
            "public_title": "意见",
        }
    }
    withheld = {"disclosure_attribute": "not_government_information", "disclosure_reason": "党务文件"}
    tianning.signed("2026-03-02", state, **{**fields, "withheld": withheld}.get(state, {}))
    assert tianning.due("2026-06-01")["documents"] == []
    assert tianning.deposits.register("2026-03") == []


def test_what_is_withdrawn_is_owed_no_longer(tianning):
    document = tianning.signed("2026-03-02", "withdrawn")
    assert tianning.due("2026-06-01")["documents"] == []
    assert tianning.deposits.of_document(IUUID(document)) == []


def test_the_list_of_a_month_is_due_on_the_tenth_of_the_next(tianning):
    tianning.signed("2026-03-02")
    tianning.signed("2026-03-31")
    assert tianning.periods("2026-03-31") == {("2026-03", "archive"): "open"}
    assert tianning.periods("2026-04-10")[("2026-03", "archive")] == "due"
    assert tianning.periods("2026-04-11")[("2026-03", "archive")] == "overdue"


def test_a_list_handed_in_is_done_for_its_documents_and_no_others(tianning):
    march, april = tianning.signed("2026-03-31"), tianning.signed("2026-04-01")
    tianning.clock.set("2026-04-10")
    act = tianning.act("hand_in", "2026-03", "archive", 1)
    assert (act["rows"], act["on"], act["by"]) == (1, "2026-04-10", "transfer-clerk")
    assert tianning.periods("2026-05-01")[("2026-03", "archive")] == "done"
    done = {row["duty"]: row["standing"] for row in tianning.deposits.of_document(IUUID(march))}
    assert (done["transfer_paper"], done["record_copy"]) == ("done", "overdue")
    assert {row["act"] for row in tianning.deposits.of_document(IUUID(april))} == {0}


def test_a_list_handed_in_late_is_done_late(tianning):
    tianning.signed("2026-03-31")
    tianning.clock.set("2026-04-13")
    tianning.act("hand_in", "2026-03", "archive", 1)
    assert tianning.periods("2026-05-01")[("2026-03", "archive")] == "done_late"


def test_twice_a_month_has_two_lists_and_nil_returns_for_each_house(bureau_of, twice_a_month):
    bureau = bureau_of(twice_a_month)
    bureau.signed("2026-03-15")
    bureau.signed("2026-03-16")
    found = bureau.periods("2026-04-08")
    assert {found[period, kind] for period in ("2026-03-1", "2026-03-2") for kind in ("archive", "library")} == {
        "overdue"
    }
    bureau.act("hand_in", "2026-03-1", "library", 2)
    bureau.act("hand_in", "2026-03-2", "archive", 2)
    found = bureau.periods("2026-04-08")
    assert (found["2026-03-1", "library"], found["2026-03-1", "archive"]) == ("done_late", "overdue")
    bureau.clock.set("2026-04-16")
    [nil] = [
        row for row in bureau.deposits.due()["periods"] if row["period"] == "2026-04-1" and row["receiver"] == "archive"
    ]
    assert (nil["nil"], nil["due"], nil["standing"]) == (True, "2026-04-20", "due")
    bureau.act("nil_return", "2026-04-1", "archive")
    assert bureau.periods("2026-04-17")["2026-04-1", "archive"] == "done"


def test_where_nil_returns_are_not_asked_an_empty_month_is_no_duty(tianning):
    assert tianning.periods("2026-06-01") == {}


def test_lists_begin_with_the_month_in_which_the_agency_began(tianning, portal):
    assert tianning.deposits.since == "2026-03-01"


def test_another_day_of_the_same_document_is_another_duty(tianning):
    """Adjusted away from proactive and back: it is made public anew, and owed anew."""
    document = tianning.signed("2026-03-02", "published")
    tianning.offer("2026-03-03", document)
    tianning.clock.set("2026-04-01")
    shelf = store.shelf_of(tianning.portal, tianning.uid)
    assert shelf.last_day(IUUID(document)) == "2026-03-02"
    tianning.walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert tianning.deposits.of_document(IUUID(document)) == []
    tianning.walk.take(document, "confirm_withdrawal", "signer")
    checks = ["accuracy", "authority", "completeness", "timeliness"]
    tianning.walk.take(document, "review_again", "disclosure-reviewer", outcome="agree", checks=checks)
    tianning.walk.take(document, "republish", "disclosure-officer")
    rows = {row["duty"]: row for row in tianning.deposits.of_document(IUUID(document))}
    assert (rows["transfer_electronic"]["day"], rows["transfer_electronic"]["done_on"]) == ("2026-04-01", "")


def test_guide_and_annual_report_are_looked_for(tianning):
    found = {row["genre"]: row for row in tianning.due("2026-02-28")["yearly"]}
    assert (found["annual_report"]["year"], found["annual_report"]["due"]) == ("2025", "2026-01-31")
    assert found["annual_report"]["standing"] == "overdue"
    report = tianning.signed("2026-01-20", genre_class="《政府信息公开年度工作报告》")
    guide = tianning.signed("2026-01-21", genre_class="政府信息公开指南")
    found = {row["genre"]: row for row in tianning.due("2026-01-31")["yearly"]}
    assert (found["annual_report"]["document"], found["annual_report"]["standing"]) == (IUUID(report), "due")
    assert (found["guide"]["document"], found["guide"]["due"]) == (IUUID(guide), "")
    tianning.offer("2026-01-31", report, guide)
    found = {row["genre"]: row for row in tianning.due("2026-02-28")["yearly"]}
    assert {row["standing"] for row in found.values()} == {"done"}
    assert {row["standing"] for row in tianning.due("2027-02-01")["yearly"]} == {"overdue", "done"}


def test_the_agency_of_another_clerk_has_deposits_of_its_own(tianning, portal):
    tianning.signed("2026-03-02")
    with api.env.adopt_roles(["Manager"]):
        other = make_agency(portal, "other", "云溪市财政局", "云财", prefix="other-")
    assert IDeposits(other).due()["documents"] == []


def test_an_index_that_is_lost_is_filled_again_with_what_stands(tianning, portal):
    document = tianning.signed("2026-03-02")
    store.discard(portal)
    assert tianning.deposits.due()["documents"] == []
    index.fill(portal)
    assert {row["document"] for row in tianning.deposits.due()["documents"]} == {IUUID(document)}
    index.fill(portal)
    assert len(tianning.deposits.register("2026-03", viewer=False)) == 1


def test_reading_writes_nothing(tianning, portal):
    tianning.signed("2026-03-02")
    shelf = store.shelf_of(portal, tianning.uid)
    before = (len(shelf.open), len(shelf.done), len(shelf.recorded), len(ILedger(tianning.agency).entries()))
    tianning.deposits.due(date(2027, 1, 1))
    tianning.deposits.register("2026-03")
    tianning.deposits.notices()
    tianning.deposits.acts()
    assert (len(shelf.open), len(shelf.done), len(shelf.recorded), len(ILedger(tianning.agency).entries())) == before


def test_a_period_that_is_none_is_refused(tianning):
    with pytest.raises(RuleBroken, match="deposit_period_malformed"):
        tianning.deposits.register("2026-3")
