"""R-A3: what a third party's answer allows, and what nothing allows."""

from dataclasses import replace
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core import third_party
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.third_party import ThirdParty

import pytest


TODAY = date(2026, 11, 23)
OPEN = ["proactive", "on_request"]
CLOSED = ["withheld", "not_government_information", None, ""]

NEW = ThirdParty(1, "trade_secret")
SENT = replace(NEW, sent_on=date(2026, 11, 2))
RUNNING = replace(SENT, received_on=date(2026, 11, 4), due=date(2026, 11, 25))
LAST_DAY = replace(RUNNING, due=TODAY)
OVER = replace(RUNNING, due=date(2026, 11, 20))
CONSENTED = replace(RUNNING, answer="consent")
OBJECTED = replace(RUNNING, answer="object", reasonable=True)
UNREASONABLE = replace(RUNNING, answer="object", reasonable=False)
SILENT = replace(OVER, answer="silent")
INTEREST = {"ruling": "disclose", "basis": "public_interest"}


def codes(attribute, parties, grounds=("trade_secret",)):
    return [problem.code for problem in third_party.problems(attribute, grounds, parties, TODAY)]


@pytest.mark.parametrize("attribute", OPEN)
@pytest.mark.parametrize(
    "party",
    [
        CONSENTED,
        replace(NEW, answer="consent"),
        replace(SILENT, ruling="disclose", basis="silence"),
        replace(UNREASONABLE, ruling="disclose", basis="unreasonable_objection", noticed=True),
        replace(OBJECTED, **INTEREST, noticed=True),
        replace(SILENT, **INTEREST, noticed=True),
        replace(RUNNING, **INTEREST, noticed=True),
        replace(NEW, **INTEREST, noticed=True),
    ],
)
def test_consent_silence_bad_reason_or_public_interest_release_a_ground(attribute, party):
    assert codes(attribute, [party]) == []


@pytest.mark.parametrize("attribute", OPEN)
@pytest.mark.parametrize(
    ("party", "code"),
    [
        (NEW, "third_party_not_received"),
        (SENT, "third_party_not_received"),
        (RUNNING, "third_party_running"),
        (LAST_DAY, "third_party_running"),
        (OVER, "third_party_undecided"),
        (SILENT, "third_party_undecided"),
        (UNREASONABLE, "third_party_undecided"),
        (OBJECTED, "third_party_objects"),
        (replace(OBJECTED, reasonable=None), "third_party_objects"),
        (replace(SILENT, ruling="withhold"), "third_party_withheld"),
        (replace(CONSENTED, ruling="withhold"), "third_party_withheld"),
        (replace(OBJECTED, **INTEREST), "third_party_notice_missing"),
        (replace(RUNNING, **INTEREST), "third_party_notice_missing"),
        (
            replace(UNREASONABLE, ruling="disclose", basis="unreasonable_objection"),
            "third_party_notice_missing",
        ),
        # a decision that rests on what did not happen
        (
            replace(OBJECTED, ruling="disclose", basis="unreasonable_objection", noticed=True),
            "third_party_objects",
        ),
        (replace(OBJECTED, ruling="disclose", basis="silence", noticed=True), "third_party_objects"),
        (replace(OVER, ruling="disclose", basis="silence", noticed=True), "third_party_undecided"),
        (replace(UNREASONABLE, ruling="disclose", basis="", noticed=True), "third_party_undecided"),
    ],
)
def test_everything_else_keeps_the_text_inside(attribute, party, code):
    assert codes(attribute, [party]) == [code]


@pytest.mark.parametrize("attribute", CLOSED)
@pytest.mark.parametrize("party", [NEW, RUNNING, OBJECTED, replace(SILENT, ruling="withhold")])
def test_what_stays_inside_waits_for_nobody(attribute, party):
    assert codes(attribute, [party]) == []


def test_every_third_party_and_every_ground_on_record_counts():
    other = replace(CONSENTED, number=2, ground="personal_privacy")
    assert codes("proactive", [], ["trade_secret", "personal_privacy"]) == ["third_party_not_consulted"] * 2
    assert codes("proactive", [CONSENTED], ["trade_secret", "personal_privacy"]) == ["third_party_not_consulted"]
    assert codes("proactive", [CONSENTED, other], ["trade_secret", "personal_privacy"]) == []
    assert codes("proactive", [CONSENTED, replace(OBJECTED, number=2)]) == ["third_party_objects"]


def test_a_third_party_that_was_asked_counts_though_its_ground_was_dropped():
    assert codes("proactive", [OBJECTED], grounds=()) == ["third_party_objects"]
    assert codes("proactive", [], grounds=("draft",)) == []


@pytest.mark.parametrize("ground", [code for code, ground in GROUNDS.items() if ground.article != 15])
def test_no_other_ground_is_released_whatever_the_record_says(ground):
    forged = replace(CONSENTED, ground=ground, **INTEREST, noticed=True)
    assert codes("proactive", [forged]) == ["third_party_not_consulted", "third_party_ground_stays"]
    assert not third_party.released(forged)


def test_a_profile_has_no_word_in_it():
    hostile = {
        "key": "hostile",
        "version": "1",
        "extends": "cn-national-2019",
        "title": {"zh_CN": "某地", "en": "Somewhere"},
    }
    for rules in ({"liftable": ["state_secret"]}, {"art14_override": True}, {"third_party": "waived"}):
        with pytest.raises(RuleBroken):
            jurisdictions.build({**hostile, "rules": rules, "sources": dict.fromkeys(rules, "某地规定")})
    period = {"n": 14, "unit": "working_day", "trigger": "consultation_received", "source": "某地规定"}
    for key in ("third_party", "co_maker"):
        with pytest.raises(RuleBroken):
            jurisdictions.build({**hostile, "periods": {key: {**period, "binding": "local_target"}}})
        longer = {**period, "n": 20, "binding": "local_target"}
        assert jurisdictions.build({**hostile, "periods": {key: longer}}).periods[key].n == 20


@given(
    st.builds(
        ThirdParty,
        st.just(1),
        st.sampled_from(list(GROUNDS)),
        answer=st.sampled_from(["", *third_party.Answer]),
        reasonable=st.sampled_from([None, True, False]),
        ruling=st.sampled_from(["", *third_party.Ruling]),
        basis=st.sampled_from(["", *third_party.Basis]),
        noticed=st.booleans(),
        due=st.sampled_from([None, date(2026, 11, 20), date(2026, 11, 25)]),
    )
)
def test_the_text_opens_exactly_when_the_third_party_is_released(party):
    assert (codes("proactive", [party], grounds=()) == []) == third_party.released(party)
    if third_party.released(party):
        assert GROUNDS[party.ground].article == 15
        assert party.answer == "consent" or (party.ruling == "disclose" and party.basis)


@pytest.mark.parametrize(
    ("party", "running"),
    [(NEW, True), (SENT, True), (RUNNING, True), (LAST_DAY, True), (OVER, False), (CONSENTED, False)],
)
def test_a_consultation_runs_until_its_last_day_or_its_answer(party, running):
    assert third_party.is_running(party, TODAY) is running


def _told(problems):
    return {(problem.code, problem.field) for problem in problems}


ASKED = {
    "name": "某公司",
    "kind": "organisation",
    "ground": "trade_secret",
    "contact": "",
    "sent_on": None,
    "today": TODAY,
}


def test_a_complete_consultation_has_no_problem():
    assert third_party.consult_problems(**ASKED) == []
    assert third_party.consult_problems(**ASKED | {"sent_on": TODAY, "contact": "云溪市人民路1号"}) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": " 　"}, ("third_party_name_required", "name")),
        ({"name": "长" * 201}, ("third_party_text_too_long", "name")),
        ({"contact": "长" * 201}, ("third_party_text_too_long", "contact")),
        ({"kind": "state"}, ("third_party_kind_unknown", "kind")),
        ({"ground": "state_secret"}, ("third_party_ground_wrong", "ground")),
        ({"ground": "personnel"}, ("third_party_ground_wrong", "ground")),
        ({"ground": ""}, ("third_party_ground_wrong", "ground")),
        ({"sent_on": date(2026, 11, 24)}, ("third_party_day_ahead", "sent_on")),
    ],
)
def test_a_consultation_is_told_what_is_wrong_with_it(change, problem):
    assert _told(third_party.consult_problems(**ASKED | change)) == {problem}


@pytest.mark.parametrize(
    ("party", "day", "code"),
    [
        (SENT, date(2026, 11, 2), None),
        (SENT, TODAY, None),
        (RUNNING, date(2026, 11, 5), None),
        (SENT, date(2026, 11, 1), "third_party_day_before"),
        (SENT, date(2026, 11, 24), "third_party_day_ahead"),
        (NEW, TODAY, "third_party_not_sent"),
        (CONSENTED, TODAY, "third_party_answered_already"),
        (replace(SENT, **INTEREST), TODAY, "third_party_answered_already"),
    ],
)
def test_a_receipt_follows_the_letter_and_precedes_the_answer(party, day, code):
    assert [problem.code for problem in third_party.receipt_problems(party, day, TODAY)] == ([code] if code else [])


ANSWER = {"reason": "", "reasonable": None, "answered_on": None, "has_paper": False, "today": TODAY}


@pytest.mark.parametrize(
    ("party", "answer", "values", "code"),
    [
        (RUNNING, "consent", {"has_paper": True}, None),
        (NEW, "consent", {"has_paper": True, "answered_on": TODAY}, None),
        (RUNNING, "object", {"reason": "核心工艺", "reasonable": True}, None),
        (RUNNING, "object", {"reason": "不愿公开", "reasonable": False}, None),
        (OVER, "silent", {}, None),
        (OBJECTED, "consent", {"has_paper": True}, None),
        (RUNNING, "consent", {}, "third_party_consent_paper"),
        (RUNNING, "consent", {"has_paper": True, "reasonable": True}, "third_party_reasonable_or_not"),
        (RUNNING, "object", {"reason": " ", "reasonable": True}, "third_party_objection_reason"),
        (RUNNING, "object", {"reason": "核心工艺"}, "third_party_reasonable_or_not"),
        (RUNNING, "object", {"reason": "长" * 2001, "reasonable": True}, "third_party_text_too_long"),
        (RUNNING, "silent", {}, "third_party_may_still_answer"),
        (LAST_DAY, "silent", {}, "third_party_may_still_answer"),
        (SENT, "silent", {}, "third_party_may_still_answer"),
        (RUNNING, "yes", {}, "third_party_answer_unknown"),
        (RUNNING, "consent", {"has_paper": True, "answered_on": date(2026, 11, 24)}, "third_party_day_ahead"),
        (RUNNING, "consent", {"has_paper": True, "answered_on": date(2026, 11, 1)}, "third_party_day_before"),
    ],
)
def test_an_answer_is_recorded_as_it_was_given(party, answer, values, code):
    found = third_party.answer_problems(party, answer, **ANSWER | values)
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("party", "ruling", "basis", "reason", "code"),
    [
        (SILENT, "disclose", "silence", "无不利影响", None),
        (UNREASONABLE, "disclose", "unreasonable_objection", "已在网上公布", None),
        (OBJECTED, "disclose", "public_interest", "涉及食品安全", None),
        (RUNNING, "disclose", "public_interest", "涉及食品安全", None),
        (SILENT, "withhold", "", "仍有损害", None),
        (SILENT, "withhold", "silence", "仍有损害", None),
        (SILENT, "disclose", "silence", " ", "third_party_ruling_reason"),
        (SILENT, "disclose", "silence", "长" * 2001, "third_party_text_too_long"),
        (SILENT, "publish", "silence", "无", "third_party_ruling_unknown"),
        (SILENT, "disclose", "", "无", "third_party_basis_unknown"),
        (SILENT, "disclose", "mayor", "无", "third_party_basis_unknown"),
        (RUNNING, "disclose", "silence", "无", "third_party_basis_wrong"),
        (OVER, "disclose", "silence", "无", "third_party_basis_wrong"),
        (OBJECTED, "disclose", "unreasonable_objection", "无", "third_party_basis_wrong"),
        (CONSENTED, "disclose", "public_interest", "无", "third_party_basis_wrong"),
    ],
)
def test_a_decision_rests_on_what_happened(party, ruling, basis, reason, code):
    found = third_party.ruling_problems(party, ruling, basis, reason)
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("party", "day", "code"),
    [
        (replace(OBJECTED, **INTEREST), TODAY, None),
        (replace(OBJECTED, **INTEREST), None, None),
        (replace(OBJECTED, **INTEREST), date(2026, 11, 24), "third_party_day_ahead"),
        (OBJECTED, TODAY, "third_party_nothing_to_notice"),
        (replace(SILENT, ruling="withhold"), TODAY, "third_party_nothing_to_notice"),
    ],
)
def test_a_notice_tells_of_a_decision_to_disclose(party, day, code):
    assert [problem.code for problem in third_party.notice_problems(party, day, TODAY)] == ([code] if code else [])
