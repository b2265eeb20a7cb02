"""What clerk and archivist record, what they may not, and how it is taken back (R-T1, R-T6, R-L1)."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from plone.uuid.interfaces import IUUID

import pytest


ARCHIVIST = "archivist"


def acts_on_record(bureau):
    return [entry for entry in ILedger(bureau.agency).entries() if entry.action.startswith("deposit_")]


@pytest.fixture
def listed(tianning):
    """March's list was handed in on 2 April."""
    tianning.document = tianning.signed("2026-03-31", pages=12)
    tianning.clock.set("2026-04-02")
    tianning.made = tianning.act("hand_in", "2026-03", "archive", 2, 24)
    return tianning


def test_a_list_handed_in_is_on_the_agencys_record_with_its_digest(listed):
    [entry] = acts_on_record(listed)
    assert (entry.action, entry.actor, entry.codes["period"]) == ("deposit_hand_in", "transfer-clerk", "2026-03")
    assert (entry.codes["kind"], entry.codes["rows"], entry.codes["copies"], entry.codes["pages"]) == (
        "archive",
        "1",
        "2",
        "24",
    )
    assert entry.digests["list"].startswith("sha256:")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (("2026-04", "archive", 1), "deposit_period_not_over"),
        (("2026-03", "library", 1), "deposit_receiver_unknown"),
        (("2026-02", "archive", 1), "deposit_nothing_waits"),
        (("2026-03", "archive", 0), "deposit_copies_too_few"),
        (("2026-03", "archive", 1, 0, "2026-03-31"), "deposit_day_too_early"),
        (("2026-03", "archive", 1, 0, "2026-04-03"), "day_in_future"),
        (("2026-03", "archive", 1, 0, "2.4.2026"), "day_malformed"),
        (("März", "archive", 1), "deposit_period_malformed"),
    ],
)
def test_a_list_that_does_not_hold_is_refused_and_nothing_is_kept(tianning, values, code):
    tianning.signed("2026-03-31")
    tianning.clock.set("2026-04-02")
    with pytest.raises(RuleBroken, match=code):
        tianning.act("hand_in", *values)
    assert acts_on_record(tianning) == [] and tianning.deposits.acts() == []


def test_a_list_is_handed_in_once(listed):
    with pytest.raises(RuleBroken, match="deposit_nothing_waits"):
        listed.act("hand_in", "2026-03", "archive", 1)


def test_what_comes_late_stands_in_a_supplement(listed):
    late = listed.signed("2026-03-30")
    assert listed.periods("2026-04-11") == {("2026-03", "archive"): "overdue"}
    act = listed.act("hand_in", "2026-03", "archive", 1)
    assert (act["number"], act["rows"]) == (2, 1)
    lines = listed.deposits.register("2026-03", viewer=False)
    assert [(line.row.place, line.act) for line in lines] == [(1, 1), (2, 2)]
    assert lines[1].row.document == IUUID(late)


def test_a_nil_return_stands_for_a_month_without_documents_once(tianning):
    tianning.clock.set("2026-04-02")
    act = tianning.act("nil_return", "2026-03", "archive", "2026-04-01")
    assert (act["what"], act["on"]) == ("nil_return", "2026-04-01")
    assert tianning.periods("2026-04-02") == {("2026-03", "archive"): "done"}
    with pytest.raises(RuleBroken, match="deposit_nil_already"):
        tianning.act("nil_return", "2026-03", "archive")


def test_no_nil_return_where_there_was_something(listed):
    with pytest.raises(RuleBroken, match="deposit_not_nil"):
        listed.act("nil_return", "2026-03", "archive")


def test_a_copy_for_the_record_is_a_duty_of_its_own(tianning):
    document = tianning.signed("2026-03-02")
    tianning.offer("2026-03-03", document)
    assert tianning.standings("2026-03-31", "record_copy") == {("archive", "overdue")}
    tianning.act("record_copy", [IUUID(document)], "2026-03-30")
    done = {row["duty"]: row["standing"] for row in tianning.deposits.of_document(IUUID(document))}
    assert done == {"transfer_electronic": "done", "transfer_paper": "due", "record_copy": "done"}


@pytest.mark.parametrize("documents", [[], ["0" * 32]])
def test_a_copy_for_the_record_of_nothing_is_refused(tianning, documents):
    tianning.signed("2026-03-02")
    with pytest.raises(RuleBroken, match="deposit_no_record_copy"):
        tianning.act("record_copy", documents)


def test_the_receiver_confirms_and_the_office_cannot(listed):
    with pytest.raises(RuleBroken, match="deposit_own_confirmation"):
        listed.act("confirm", 1, "archive")
    act = listed.act("confirm", 1, "archive", by=ARCHIVIST)
    assert (act["what"], act["of"], act["by"]) == ("confirm", 1, ARCHIVIST)
    [first] = listed.deposits.acts("2026-03", what=("hand_in",))
    assert first["confirmed"] == "2026-04-02"
    with pytest.raises(RuleBroken, match="deposit_confirmed"):
        listed.act("confirm", 1, "archive", by=ARCHIVIST)


@pytest.mark.parametrize(("act", "kind"), [(1, "library"), (7, "archive")])
def test_a_receiver_confirms_what_it_was_handed_and_nothing_else(listed, act, kind):
    with pytest.raises(RuleBroken, match="deposit_act_unknown"):
        listed.act("confirm", act, kind, by=ARCHIVIST)


def test_an_archivist_who_was_given_an_office_answers_no_more(listed):
    act = listed.act("confirm", 1, "archive", by=ARCHIVIST)
    api.group.add_user(groupname=IOffices(listed.agency).group_id("Signer"), username=ARCHIVIST)
    with pytest.raises(RuleBroken, match="receipt_by_office"):
        listed.act("take_back", act["number"], "archive", "点错了", by=ARCHIVIST)
    listed.clock.set("2026-05-02")
    nil = listed.act("nil_return", "2026-04", "archive")
    with pytest.raises(RuleBroken, match="receipt_by_office"):
        listed.act("confirm", nil["number"], "archive", by=ARCHIVIST)


def test_a_correction_opens_the_duty_again_and_keeps_the_act(listed):
    act = listed.act("correct", 1, "份数报错")
    assert (act["what"], act["of"]) == ("correct", 1)
    assert [each["undone"] for each in listed.deposits.acts("2026-03")] == [True, False]
    assert listed.periods("2026-04-11") == {("2026-03", "archive"): "overdue"}
    assert [entry.action for entry in acts_on_record(listed)] == ["deposit_hand_in", "deposit_correct"]
    assert "份数报错" not in str([entry.codes for entry in acts_on_record(listed)])
    again = listed.act("hand_in", "2026-03", "archive", 1)
    assert again["number"] == 3


def test_a_correction_needs_a_reason(listed):
    with pytest.raises(RuleBroken, match="deposit_reason_required"):
        listed.act("correct", 1, " ")


def test_what_the_archives_have_confirmed_they_take_back_first(listed):
    listed.act("confirm", 1, "archive", by=ARCHIVIST)
    with pytest.raises(RuleBroken, match="deposit_confirmed"):
        listed.act("correct", 1, "份数报错")
    with pytest.raises(RuleBroken, match="deposit_act_unknown"):
        listed.act("correct", 2, "不承认")
    with pytest.raises(RuleBroken, match="deposit_act_unknown"):
        listed.act("take_back", 1, "archive", "改办公室的", by=ARCHIVIST)
    with pytest.raises(RuleBroken, match="deposit_act_unknown"):
        listed.act("take_back", 2, "library", "别馆的", by=ARCHIVIST)
    listed.act("take_back", 2, "archive", "点错了", by=ARCHIVIST)
    listed.act("correct", 1, "份数报错")
    assert listed.periods("2026-04-11") == {("2026-03", "archive"): "overdue"}


def test_a_correction_of_what_was_withdrawn_since_opens_nothing(listed, portal):
    listed.walk.take(listed.document, "publish", "disclosure-officer")
    listed.walk.take(listed.document, "withdraw", "disclosure-officer", reason="有误", cause="error")
    listed.act("correct", 1, "份数报错")
    assert listed.periods("2026-04-11") == {}
