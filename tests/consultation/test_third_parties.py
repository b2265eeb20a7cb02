"""R-A3 at every door: what a third party has not let go stays inside."""

from AccessControl import Unauthorized
from contextlib import contextmanager
from dataclasses import replace
from opengov.disclosure.agency.offices import IssuingAgency
from opengov.disclosure.consultation import standing
from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.consultation.interfaces import THIRD_PARTIES
from opengov.disclosure.core.deadlines import Period
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import IStepCondition
from opengov.disclosure.signoff.services.disclosure import Disclosure
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import open_office
from types import SimpleNamespace
from zope.component import getAdapter
from zope.component import getAdapters

import json
import pytest


@contextmanager
def refused(*codes):
    with pytest.raises(RuleBroken) as broken:
        yield
    assert {problem.code for problem in broken.value.problems} == set(codes)


def told(document, step, data=None):
    """Codes of what this domain holds against a step."""
    condition = getAdapter(document, IStepCondition, "opengov.disclosure.third_parties")
    return [problem.code for problem in condition.problems(STEPS[step], data)]


@pytest.fixture
def secret(walk, clock, secret_of_a_firm):
    """A draft with a ground of Art. 15 that has been submitted, and so is on record."""
    return walk.to("section_review", **secret_of_a_firm)


@pytest.fixture
def opened(walk, secret):
    """The same, returned and proposed as public: its ground is in the record only."""
    walk.take(secret, "return", "section-head", reason="请核实是否仍需保密")
    secret.disclosure_attribute, secret.disclosure_grounds = "proactive", ()
    walk.take(secret, "submit", "drafter")
    walk.take(secret, "endorse", "section-head", checks=CHECKS)
    return secret


def test_a_consultation_runs_fifteen_working_days_from_the_receipt(secret, asking, clock):
    ask = asking(secret)
    record = ask.consult()
    assert (record["number"], record["running"], record["due"], record["released"]) == (1, True, "", False)
    clock.go("2026-03-04")
    record = ask("drafter", "note_receipt", 1, "2026-03-04")
    assert (record["due"], record["days_left"], record["source"]) == ("2026-03-25", 15, "政府信息公开条例 第三十二条")
    clock.go("2026-03-25")
    (record,) = ask("drafter", "parties")
    assert (record["days_left"], record["overdue"], record["running"]) == (0, False, True)
    clock.go("2026-03-26")
    (record,) = ask("drafter", "parties")
    assert (record["overdue"], record["running"]) == (True, False)


def test_the_answer_due_first_is_among_the_clocks_of_the_document(secret, asking, clock, signed_paper):
    ask = asking(secret)
    for number, received in ((1, "2026-03-04"), (2, "2026-03-02")):
        ask.consult()
        clock.go("2026-03-05")
        ask("drafter", "note_receipt", number, received)
    clocks = [(each["key"], each["due"].isoformat()) for each in Disclosure(secret, None).deadlines()]
    assert clocks == [("third_party", "2026-03-23")]
    ask("drafter", "record_answer", 2, "consent", paper=signed_paper())
    clocks = [(each["key"], each["due"].isoformat()) for each in Disclosure(secret, None).deadlines()]
    assert clocks == [("third_party", "2026-03-25")]
    ask("drafter", "record_answer", 1, "consent", paper=signed_paper())
    assert Disclosure(secret, None).deadlines() == []


def test_a_ground_on_record_blocks_the_approval_until_the_third_party_consents(walk, opened, asking, signed_paper):
    with refused("third_party_not_consulted"):
        walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)
    ask = asking(opened)
    ask.consult()
    with refused("third_party_not_received"):
        walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)
    ask("drafter", "note_receipt", 1, "2026-03-02")
    with refused("third_party_running"):
        walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)
    record = ask("drafter", "record_answer", 1, "consent", paper=signed_paper())
    assert record["released"]
    walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)
    walk.take(opened, "sign", "signer")
    walk.take(opened, "publish", "disclosure-officer")
    assert ILife(opened).state == "published"


def test_an_objection_after_the_approval_blocks_the_signature_and_the_publication(walk, opened, asking, signed_paper):
    ask = asking(opened)
    ask.consult()
    ask("drafter", "record_answer", 1, "consent", paper=signed_paper())
    walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)
    ask("disclosure-reviewer", "record_answer", 1, "object", reason="报价仍用于投标", reasonable=True)
    with refused("third_party_objects"):
        walk.take(opened, "sign", "signer")
    ask("disclosure-reviewer", "record_answer", 1, "consent", paper=signed_paper())
    walk.take(opened, "sign", "signer")
    ask("disclosure-officer", "record_answer", 1, "object", reason="报价仍用于投标", reasonable=True)
    with refused("third_party_objects"):
        walk.take(opened, "publish", "disclosure-officer")
    assert ILife(opened).state == "issued"
    (record,) = ask("disclosure-officer", "parties")
    assert [former["answer"] for former in record["earlier"]] == ["consent", "object", "consent"]


def test_silence_lets_the_organ_decide(walk, opened, asking, clock):
    ask = asking(opened)
    ask.consult()
    ask("drafter", "note_receipt", 1, "2026-03-02")
    with refused("third_party_may_still_answer"):
        ask("drafter", "record_answer", 1, "silent")
    clock.go("2026-03-24")
    with refused("third_party_undecided"):
        walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)
    ask("drafter", "record_answer", 1, "silent")
    ask("disclosure-reviewer", "decide", 1, "disclose", "报价已过有效期，公开不致损害", "silence")
    walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)


@pytest.mark.parametrize(
    ("reasonable", "basis"), [(False, "unreasonable_objection"), (False, "public_interest"), (True, "public_interest")]
)
def test_an_objection_is_overcome_by_a_decision_with_its_notice(walk, opened, asking, signed_paper, reasonable, basis):
    ask = asking(opened)
    ask.consult()
    ask("drafter", "record_answer", 1, "object", reason="不愿公开", reasonable=reasonable)
    record = ask("disclosure-reviewer", "decide", 1, "disclose", "涉及食品安全", basis)
    assert not record["released"]
    with refused("third_party_notice_missing"):
        walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)
    record = ask("disclosure-reviewer", "notice", 1, signed_paper("告知书.pdf"))
    assert record["released"]
    assert record["noticed_on"] == "2026-03-02"
    walk.take(opened, "approve", "disclosure-reviewer", checks=CHECKS)


def test_a_decision_may_come_with_its_notice(opened, asking, signed_paper):
    ask = asking(opened)
    ask.consult()
    record = ask(
        "disclosure-reviewer", "decide", 1, "disclose", "涉及食品安全", "public_interest", signed_paper(), "2026-03-02"
    )
    assert record["released"]
    with refused("third_party_notice_paper"):
        ask("disclosure-reviewer", "decide", 1, "disclose", "涉及食品安全", "public_interest", None, "2026-03-02")
    with refused("third_party_nothing_to_notice"):
        ask("disclosure-reviewer", "decide", 1, "withhold", "仍有损害", "", signed_paper())


def test_a_new_answer_ends_what_was_decided_on_the_old_one(opened, asking, signed_paper):
    ask = asking(opened)
    ask.consult()
    ask("drafter", "record_answer", 1, "object", reason="不愿公开", reasonable=False)
    ask("disclosure-reviewer", "decide", 1, "disclose", "理由不成立", "unreasonable_objection", signed_paper())
    record = ask("drafter", "record_answer", 1, "object", reason="补充：属核心工艺", reasonable=True)
    assert (record["ruling"], record["noticed_on"], record["released"]) == ("", "", False)


@pytest.mark.parametrize("step", ["determine", "decide_dispute"])
def test_a_determination_cannot_lift_it_either(secret, step):
    assert told(secret, step, {"attribute": "proactive"}) == ["third_party_not_consulted"]
    assert told(secret, step, {"attribute": "on_request"}) == ["third_party_not_consulted"]
    assert told(secret, step, {"attribute": "withheld"}) == []
    assert told(secret, step) == []
    assert told(secret, step, {"attribute": ["proactive"]}) == []


@pytest.mark.parametrize(
    "step", ["approve", "settle", "sign", "sign_urgently", "publish", "register", "republish", "take_up"]
)
def test_each_step_that_opens_asks_the_record(secret, step):
    secret.disclosure_attribute = "on_request"
    assert told(secret, step, {}) == ["third_party_not_consulted"]
    assert told(secret, step) == ["third_party_not_consulted"]
    secret.disclosure_attribute = "withheld"
    assert told(secret, step, {}) == []


def test_an_adjustment_is_decided_by_its_new_attribute_and_the_old_grounds(secret):
    secret.disclosure_grounds = ()
    IDossier(secret).set_affair("adjustment", {"attribute": "proactive", "grounds": []})
    assert told(secret, "decide_adjustment", {"outcome": "agree"}) == ["third_party_not_consulted"]
    assert told(secret, "decide_adjustment", {"outcome": "disagree"}) == []
    assert told(secret, "decide_adjustment") == []
    IDossier(secret).set_affair("adjustment", {"attribute": "withheld", "grounds": ["personnel"]})
    assert told(secret, "decide_adjustment", {"outcome": "agree"}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adjustment", {"attribute": "withheld", "grounds": ["trade_secret"]}),
        ("adjusted", [{"old": "withheld", "new": "on_request", "old_grounds": ["trade_secret"], "new_grounds": []}]),
        ("adjusted", [{"old": "proactive", "new": "withheld", "old_grounds": [], "new_grounds": ["trade_secret"]}]),
    ],
)
def test_the_grounds_of_an_adjustment_are_on_record(walk, clock, name, value):
    document = walk.draft()
    IDossier(document).set_affair(name, value)
    assert told(document, "sign", {}) == ["third_party_not_consulted"]


def test_what_stays_inside_is_signed_while_the_third_party_is_asked(walk, secret, asking):
    asking(secret).consult()
    walk.take(secret, "endorse", "section-head", checks=CHECKS)
    walk.take(secret, "approve", "disclosure-reviewer", checks=CHECKS)
    walk.take(secret, "sign", "signer")
    walk.take(secret, "file", "disclosure-officer")
    assert ILife(secret).state == "withheld"


def test_a_ground_never_submitted_is_not_on_record(walk, clock, secret_of_a_firm):
    draft = walk.draft(**secret_of_a_firm)
    draft.disclosure_attribute, draft.disclosure_grounds = "proactive", ()
    with api.env.adopt_user(username="drafter"):
        assert IConsultations(draft).grounds() == ()


def test_no_article_14_ground_is_consulted_about_or_lifted(monkeypatch, walk, clock, asking, signed_paper):
    """A profile that says everything may be lifted changes nothing."""
    monkeypatch.setattr(IssuingAgency, "jurisdiction", property(_hostile(IssuingAgency.jurisdiction.fget)))
    grounds = {
        "disclosure_attribute": "withheld",
        "disclosure_grounds": ("law_prohibits", "trade_secret"),
        "disclosure_reason": "法律禁止",
        "law_citation": "统计法 第二十五条",
    }
    document = walk.to("disclosure_review", **grounds)
    ask = asking(document)
    for ground in ("law_prohibits", "state_secret", "three_security_one_stability", "personnel", ""):
        with refused("third_party_ground_wrong"):
            ask.consult(ground=ground)
    ask.consult()
    ask("drafter", "record_answer", 1, "consent", paper=signed_paper())
    assert told(document, "approve", {}) == []
    for attribute, code in (("proactive", "ground_not_allowed"), ("on_request", "ground_needs_withheld")):
        document.disclosure_attribute = attribute
        with pytest.raises(RuleBroken) as broken:
            walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
        assert code in {problem.code for problem in broken.value.problems}
    # a record that somebody has forged behind the rules' back
    (forged,) = IDossier(document).affair(THIRD_PARTIES)
    IDossier(document).set_affair(THIRD_PARTIES, [{**forged, "ground": "law_prohibits"}])
    assert "third_party_ground_stays" in told(document, "approve", {})


def _hostile(national):
    def jurisdiction(place):
        rules = national(place)
        short = Period(1, "working_day", "consultation_received", "某地规定", "local_target")
        lax = {code: {"zh_CN": "主动公开", "en": "Public"} for code in rules.ground_labels}
        periods = {**rules.periods, "third_party": short}
        aliases = {**rules.attribute_aliases, "不予公开": "proactive"}
        return replace(rules, periods=periods, ground_labels=lax, attribute_aliases=aliases)

    return jurisdiction


def test_no_profile_shortens_the_time_a_third_party_has(monkeypatch, secret, asking):
    monkeypatch.setattr(IssuingAgency, "jurisdiction", property(_hostile(IssuingAgency.jurisdiction.fget)))
    ask = asking(secret)
    ask.consult()
    assert ask("drafter", "note_receipt", 1, "2026-03-02")["due"] == "2026-03-23"


@pytest.mark.parametrize(
    ("person", "records"),
    [
        ("drafter", True),
        ("disclosure-officer", True),
        ("disclosure-reviewer", True),
        ("section-head", False),
        ("signer", False),
        ("secrecy-officer", False),
        ("web-editor", False),
        ("supervisor", False),
        ("transfer-clerk", False),
    ],
)
def test_the_drafter_the_officer_and_the_reviewer_record(secret, asking, person, records):
    ask = asking(secret)
    assert ask(person, "may_record") is records
    if records:
        assert ask.consult(person)["contact"]
    else:
        with pytest.raises(Unauthorized):
            ask.consult(person)


def test_another_drafter_records_nothing_of_a_draft_that_is_not_his_own(agency, secret, asking):
    open_office(agency, "Drafter", "drafter2")
    with pytest.raises(Unauthorized):
        asking(secret).consult("drafter2")


def test_a_drafter_records_nothing_once_it_is_signed(walk, asking, clock, secret_of_a_firm):
    document = walk.to("issued", **secret_of_a_firm)
    with pytest.raises(Unauthorized):
        asking(document).consult("drafter")
    assert asking(document).consult("disclosure-officer")["number"] == 1


@pytest.mark.parametrize("person", ["drafter", "section-head", "signer"])
def test_who_does_not_decide_for_the_organ_is_refused(secret, asking, person):
    ask = asking(secret)
    ask.consult()
    assert ask(person, "may_decide") is False
    with pytest.raises(Unauthorized):
        ask(person, "decide", 1, "disclose", "涉及食品安全", "public_interest")


def test_nobody_decides_about_a_draft_of_his_own(agency, secret, asking):
    open_office(agency, "Disclosure Reviewer", "drafter")
    ask = asking(secret)
    ask.consult()
    assert ask("drafter", "may_decide") is False
    with refused("decided_by_drafter"):
        ask("drafter", "decide", 1, "disclose", "涉及食品安全", "public_interest")


def test_nothing_is_recorded_when_the_life_of_the_document_is_over(walk, secret, asking):
    walk.take(secret, "discontinue", "drafter", reason="事项已取消")
    with refused("consultation_closed"):
        asking(secret).consult("disclosure-reviewer")


def test_a_third_party_nobody_asked_is_not_there(secret, asking):
    with pytest.raises(KeyError):
        asking(secret)("drafter", "note_receipt", 7, "2026-03-02")


@pytest.mark.parametrize(
    ("act", "values", "code"),
    [
        ("consult", {"name": " ", "kind": "person", "ground": "personal_privacy"}, "third_party_name_required"),
        ("consult", {"name": "李四", "kind": "x", "ground": "personal_privacy"}, "third_party_kind_unknown"),
        (
            "consult",
            {"name": "李四", "kind": "person", "ground": "personal_privacy", "sent_on": "2026-3-2"},
            "day_invalid",
        ),
        (
            "consult",
            {"name": "李四", "kind": "person", "ground": "personal_privacy", "sent_on": "2026-02-30"},
            "day_invalid",
        ),
        (
            "consult",
            {"name": "李四", "kind": "person", "ground": "personal_privacy", "paper": {"filename": "a", "data": "???"}},
            "paper_malformed",
        ),
        ("record_answer", {"number": 1, "answer": "object", "reason": "机密★10年", "reasonable": True}, "mark_found"),
        ("note_receipt", {"number": 1, "received_on": ""}, "day_required"),
        ("note_receipt", {"number": 1, "received_on": "2026-03-03"}, "third_party_day_ahead"),
        ("record_answer", {"number": 1, "answer": "consent"}, "third_party_consent_paper"),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(secret, asking, act, values, code):
    ask = asking(secret)
    ask.consult()
    before = (IDossier(secret).export(), len(ILedger(secret).entries()))
    with refused(code):
        ask("drafter", act, **values)
    assert (IDossier(secret).export(), len(ILedger(secret).entries())) == before


def test_the_ledger_holds_codes_and_digests_and_no_word_of_a_third_party(secret, asking, signed_paper):
    ask = asking(secret)
    ask.consult(paper=signed_paper("征求意见函.pdf"))
    ask("drafter", "note_receipt", 1, "2026-03-02")
    ask("drafter", "record_answer", 1, "object", reason="涉及张三的住址", reasonable=True)
    ask("disclosure-reviewer", "decide", 1, "disclose", "涉及食品安全", "public_interest", signed_paper("告知书.pdf"))
    entries = [entry for entry in ILedger(secret).entries() if entry.action.startswith("third_party_")]
    assert [entry.action.removeprefix("third_party_") for entry in entries] == [
        "consulted",
        "received",
        "answered",
        "decided",
        "noticed",
    ]
    record = json.dumps([[dict(entry.codes), dict(entry.digests)] for entry in entries], ensure_ascii=False)
    assert not any(word in record for word in ("云溪建材", "张三", "13800138000", "住址", "食品", "函", ".pdf"))
    assert all(entry.digests["record"].startswith("sha256:") for entry in entries)
    assert entries[2].codes == {"party": "1", "answer": "object", "answered_on": "2026-03-02", "reasonable": "yes"}


def test_the_contact_is_told_to_nobody_who_does_not_record(secret, asking):
    ask = asking(secret)
    ask.consult()
    assert "contact" in ask("disclosure-reviewer", "parties")[0]
    assert "contact" not in ask("section-head", "parties")[0]
    assert "salt" not in ask("drafter", "parties")[0]


def test_a_purge_leaves_no_word_and_a_copy_takes_none_along(walk, secret, asking):
    asking(secret).consult()
    for _name, purgeable in getAdapters((secret,), IPurgeable):
        purgeable.purge()
    assert IDossier(secret).affair(THIRD_PARTIES) is None
    asking(secret).consult()
    published = walk.to("draft")
    asking(published).consult()
    with api.env.adopt_user(username="drafter"):
        copied = api.content.copy(source=published, target=published.__parent__)
    assert IDossier(copied).affair(THIRD_PARTIES) is None


def test_a_correction_is_held_back_by_the_record_of_its_original(
    monkeypatch, walk, asking, signed_paper, clock, secret_of_a_firm
):
    """The same text under a record of its own would otherwise open what the original keeps."""
    original = walk.to("withheld", **secret_of_a_firm)
    correction = walk.draft()
    assert told(correction, "sign", {}) == []
    beside = {IUUID(correction): SimpleNamespace(kind="correction", original=lambda: original)}
    alone = SimpleNamespace(kind="", original=lambda: None)
    monkeypatch.setattr(standing, "ICompanions", lambda document, default: beside.get(IUUID(document), alone))
    assert told(correction, "sign", {}) == ["third_party_not_consulted"]
    ask = asking(original)
    ask.consult("disclosure-officer")
    ask("disclosure-officer", "record_answer", 1, "object", reason="仍用于投标", reasonable=True)
    assert told(correction, "sign", {}) == ["third_party_objects"]
    ask("disclosure-officer", "record_answer", 1, "consent", paper=signed_paper())
    assert told(correction, "sign", {}) == []
    beside[IUUID(correction)] = SimpleNamespace(kind="public_version", original=lambda: original)
    ask("disclosure-officer", "record_answer", 1, "object", reason="仍用于投标", reasonable=True)
    assert told(correction, "sign", {}) == []
