"""Every step tells those whose turn it is, once, and what is done or gone on asks for nothing any more."""

from datetime import date
from datetime import timedelta
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.notices import duties as routine
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.notices.stepping import Told
from opengov.disclosure.notices.store import read_store
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import make_agency
from town import open_office
from town import PROPOSALS
from zope.component import getAdapter

import pytest
import situations


@pytest.fixture
def told(affair):
    """(kind, what) of everything somebody is told that asks for something, the oldest first."""

    def ask(user, over=False):
        rows = [row for row in reversed(affair.rows(user)) if over or not row["over"]]
        return [(row["kind"], row["about"].partition(":")[0]) for row in rows]

    return ask


#: State -> (account, what it is told) of those whose turn it is.
TURNS = {
    "section_review": [("section-head", "endorse")],
    "disclosure_review": [("disclosure-reviewer", "approve")],
    "secrecy_consultation": [("secrecy-officer", "determine")],
    "joint_consent": [("disclosure-officer", "settle")],
    "sign_off": [("signer", "sign"), ("principal-signer", "sign")],
    "issued": [("disclosure-officer", "publish"), ("web-editor", "publish")],
    "adjustment_review": [("disclosure-reviewer", "review_adjustment")],
    "withdrawn": [("signer", "confirm_withdrawal"), ("disclosure-reviewer", "confirm_withdrawal")],
}
PEOPLE = (
    "section-head",
    "disclosure-reviewer",
    "secrecy-officer",
    "signer",
    "principal-signer",
    "web-editor",
    "transfer-clerk",
    "co-issuer",
    "supervisor",
)


@pytest.mark.parametrize("state", TURNS)
def test_whose_turn_it_is_is_told_and_nobody_else(affair, walk, told, state):
    walk.to(state)
    for user, act in TURNS[state]:
        assert ("turn", act) in told(user)
    names = {user for user, _act in TURNS[state]}
    for user in set(PEOPLE) - names:
        assert [each for each in told(user) if each[0] == "turn"] in ([], [("turn", "confirm_withdrawal")])


def instructed(walk):
    told = {"instructed_by": "signer", "instructed_at": "2026-03-02T08:01:00+08:00", "instruction": "先行印发"}
    return walk.take(walk.draft(), "record_instruction", "drafter", **told)


@pytest.mark.parametrize(
    ("situation", "user", "expected"),
    [
        (situations.returned, "drafter", ("returned", "submit")),
        (situations.disputed, "signer", ("turn", "sign")),
        (situations.amended, "drafter", ("turn", "confirm_changes")),
        (situations.amended, "disclosure-reviewer", ("turn", "confirm_changes")),
        (situations.hurried, "signer", ("turn", "sign")),
        (situations.signed_in_haste, "section-head", ("turn", "make_up")),
        (situations.signed_in_haste, "disclosure-reviewer", ("turn", "make_up")),
        (lambda walk: instructed(walk), "signer", ("turn", "countersign_instruction")),
        (situations.adjustment_reviewed, "signer", ("turn", "decide_adjustment")),
        (situations.to_be_purged, "disclosure-officer", ("turn", "purge")),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_situation_is_told(walk, told, situation, user, expected):
    situation(walk)
    assert expected in told(user)


@pytest.mark.parametrize("end", ["registered", "withheld"])
def test_what_is_not_published_is_told_as_that(walk, told, end):
    walk.to("issued", **PROPOSALS[end])
    assert ("turn", {"registered": "register", "withheld": "file"}[end]) in told("disclosure-officer")
    assert told("web-editor") == []


def test_a_document_that_went_on_asks_for_nothing_and_counts_as_read(affair, walk, told):
    document = walk.to("disclosure_review")
    assert told("section-head") == []
    assert told("section-head", over=True) == [("turn", "endorse")]
    with api.env.adopt_user(username="section-head"):
        assert INotices(affair.portal).unread() == 0
    walk.take(document, "return", "disclosure-reviewer", reason="依据不足")
    assert told("disclosure-reviewer") == []
    assert told("drafter") == [("returned", "submit")]
    assert affair.rows("drafter")[0]["by"] == "disclosure-reviewer"


def test_the_same_turn_another_time_is_told_again(walk, told):
    document = walk.to("disclosure_review")
    walk.take(document, "return", "disclosure-reviewer", reason="依据不足")
    walk.to("disclosure_review", document=document)
    assert told("section-head", over=True) == [("turn", "endorse")] * 2
    assert told("disclosure-reviewer", over=True) == [("turn", "approve")] * 2
    assert told("drafter") == []


def test_who_takes_his_draft_back_is_told_nothing(walk, told):
    document = walk.to("section_review")
    walk.take(document, "recall", "drafter")
    assert told("drafter", over=True) == told("section-head") == []


def test_a_question_of_the_signer_is_told_to_reviewer_and_drafter(walk, told):
    walk.take(walk.to("sign_off"), "question", "signer", reason="是否应当公开")
    assert ("questioned", "approve") in told("disclosure-reviewer")
    assert told("drafter") == [("news", "question")]


def test_one_made_up_opinion_ends_one_turn(walk, told):
    document = situations.signed_in_haste(walk)
    walk.take(document, "make_up", "section-head", outcome="agree", checks=CHECKS)
    assert told("section-head") == []
    assert told("disclosure-reviewer") == [("turn", "make_up")]


def test_a_confirmed_withdrawal_is_told_to_nobody_any_more(walk, told):
    document = walk.to("withdrawn")
    walk.take(document, "confirm_withdrawal", "signer")
    assert ("turn", "confirm_withdrawal") not in told("principal-signer") + told("disclosure-reviewer")
    assert ("news", "confirm_withdrawal") in told("disclosure-officer")


def test_those_who_wrote_it_hear_what_became_of_it_and_who_did_it_nothing(walk, told):
    walk.to("published")
    assert told("drafter") == [("news", "sign"), ("news", "publish")]
    assert told("disclosure-officer") == []


def test_a_withdrawal_is_told_to_who_takes_it_down_elsewhere(walk, told):
    document = walk.to("published")
    walk.take(document, "withdraw", "secrecy-officer", reason="内容有误", cause="error")
    assert ("news", "withdraw") in told("web-editor")
    assert ("news", "withdraw") in told("disclosure-officer")
    assert told("secrecy-officer") == []


def test_an_important_document_waits_for_the_principal_alone(walk, told):
    walk.to("sign_off", important=True)
    assert told("signer") == []
    assert told("principal-signer") == [("turn", "sign")]


def test_people_of_a_section_are_told_at_their_section(affair, agency, walk, portal):
    with api.env.adopt_roles(["Manager"]):
        section = api.content.create(agency, "Agency", "section", title="办公室", kind="section")
        open_office(section, "Drafter", "sec-drafter")
        open_office(section, "Section Head", "sec-head")
    walk.agency = section
    document = walk.draft(by="sec-drafter")
    walk.take(document, "submit", "sec-drafter")
    for user in ("sec-head", "section-head"):
        assert [row["about"].partition(":")[0] for row in affair.rows(user)] == ["endorse"]
    walk.take(document, "return", "sec-head", reason="依据不足")
    assert [row["kind"] for row in affair.rows("sec-drafter")] == ["returned"]
    assert affair.rows("drafter") == []


def test_a_stranger_is_told_nothing(affair, walk, portal, agency):
    with api.env.adopt_roles(["Manager"]):
        make_agency(portal, "health", "云溪市卫生健康局", "云卫", prefix="hea-")
    walk.to("published")
    for user in ("hea-section-head", "hea-disclosure-officer", "hea-signer"):
        assert affair.rows(user) == []


def test_deputies_are_told_of_their_appointment_and_have_what_waits(affair, agency, walk, clock):
    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Web Editor", "stand-in")
    walk.to("section_review")
    with api.env.adopt_roles(["Manager"]):
        record = IDeputies(agency).appoint(
            "stand-in", "section-head", "Section Head", date(2026, 3, 2), date(2026, 3, 4)
        )
    kinds = {(row["kind"], row["about"].partition(":")[0]) for row in affair.rows("stand-in")}
    assert kinds == {("turn", "endorse"), ("deputy", "appointed")}
    assert ("deputy", "2026-03-04") in {(row["kind"], row["due"]) for row in affair.rows("section-head")}
    with api.env.adopt_roles(["Manager"]):
        IDeputies(agency).end(record["id"])
    assert {row["about"] for row in affair.rows("stand-in")} == {"appointed:section-head", "ended:section-head"}
    clock.moment += timedelta(days=4)
    assert affair.rows("stand-in", topic="todo") == []


def test_a_purge_takes_every_notice(affair, walk):
    document = situations.to_be_purged(walk)
    uid, store = IUUID(document), read_store(affair.portal)
    assert list(store.keys_of(uid))
    walk.take(document, "purge", "secrecy-officer", reason="误传")
    assert list(store.keys_of(uid)) == []
    assert not any(uid in place for shelf in store.shelves.values() for place in shelf.over)


def test_topics_narrow_the_list(affair, walk):
    walk.to("published")
    assert {row["kind"] for row in affair.rows("drafter", topic="news")} == {"news"}
    assert affair.rows("drafter", topic="joint") == []


# ---- what else brings a turn up


def test_new_findings_are_told_until_somebody_has_looked(affair, walk, told):
    document = walk.to("published")
    dossier = IDossier(document)
    scanned = {"rules": 1, "at": "2026-03-02T09:00:00+08:00"}
    dossier.set_affair("rescan", {**scanned, "new": [{"id": "x"}]})
    Told(document).follow()
    Told(document).follow()
    assert told("disclosure-officer") == [("turn", "rescan")]
    dossier.set_affair("rescan", {**scanned, "new": []})
    Told(document).follow()
    assert told("disclosure-officer") == []


# ---- duties


def remind(affair):
    return affair.run("remind_duties")


@pytest.fixture
def waiting(affair, walk, clock):
    """A signed document that is to be published within twenty working days of Monday 2 March: by the 30th."""
    return walk.to("issued")


def at(clock, month, day):
    clock.moment = clock.moment.replace(month=month, day=day)


def duties(affair, user):
    return [(row["kind"], row["about"], row["over"]) for row in reversed(affair.rows(user, topic="deadlines"))]


def test_who_has_to_publish_is_reminded_once_and_told_once_that_it_is_overdue(affair, waiting, clock):
    assert remind(affair) == []
    at(clock, 3, 25)
    assert remind(affair) == [IUUID(waiting)]
    assert remind(affair) == []
    for user in ("disclosure-officer", "web-editor"):
        assert duties(affair, user) == [("due_soon", "publish", False)]
    assert affair.rows("web-editor", topic="deadlines")[0]["due"] == "2026-03-30"
    at(clock, 3, 31)
    assert remind(affair) == [IUUID(waiting)]
    assert remind(affair) == []
    assert duties(affair, "web-editor") == [("due_soon", "publish", True), ("due_over", "publish", False)]
    assert duties(affair, "principal-signer") == duties(affair, "drafter") == []


def test_reminders_stop_when_it_is_done(affair, waiting, clock, walk):
    at(clock, 3, 25)
    remind(affair)
    walk.take(waiting, "publish", "web-editor")
    assert duties(affair, "disclosure-officer") == [("due_soon", "publish", True)]
    at(clock, 4, 10)
    remind(affair)
    assert [each for each in duties(affair, "disclosure-officer") if each[1] == "publish" and not each[2]] == []


def test_the_leader_is_told_where_the_office_wants_it(affair, waiting, clock):
    api.portal.set_registry_record("opengov.disclosure.notices.leader_after", 2)
    at(clock, 3, 31)
    remind(affair)
    assert duties(affair, "principal-signer") == []
    clock.moment += timedelta(days=1)
    remind(affair)
    remind(affair)
    assert duties(affair, "principal-signer") == [("escalated", "publish", False)]


def test_another_rhythm_holds_for_what_was_looked_at_before(affair, waiting, clock):
    at(clock, 4, 1)
    remind(affair)
    assert duties(affair, "principal-signer") == []
    api.portal.set_registry_record("opengov.disclosure.notices.leader_after", 1)
    remind(affair)
    assert duties(affair, "principal-signer") == [("escalated", "publish", False)]


def test_an_oral_instruction_reminds_its_giver_and_a_confirmation_those_who_confirm(affair, walk, clock):
    instructed(walk)
    walk.to("withdrawn")
    clock.moment += timedelta(days=1)
    remind(affair)
    kinds = {each[1] for each in duties(affair, "signer")}
    assert "withdrawal_confirmation" in kinds
    clock.moment += timedelta(days=400)
    remind(affair)
    assert ("due_over", "oral_countersign", False) in duties(affair, "signer")
    assert ("due_over", "withdrawal_confirmation", False) in duties(affair, "disclosure-officer")


def test_nothing_is_woken_that_is_not_due(affair, waiting, clock, monkeypatch):
    woken = []
    real = routine.RemindDuties._remind
    monkeypatch.setattr(routine.RemindDuties, "_remind", lambda self, uid: woken.append(uid) or real(self, uid))
    remind(affair)
    first = list(woken)
    remind(affair)
    assert woken == first
    at(clock, 3, 25)
    remind(affair)
    remind(affair)
    assert woken == [*first, IUUID(waiting)]


def test_a_routine_that_was_stopped_goes_on_where_it_was(affair, walk, clock):
    uids = sorted(IUUID(walk.to("issued")) for _each in range(3))
    at(clock, 3, 25)
    batch = getAdapter(affair.portal, IRoutine, "remind_duties").run("", 2)
    assert batch["done"] == uids[:2]
    batch = getAdapter(affair.portal, IRoutine, "remind_duties").run(batch["next"], 2)
    assert (batch["done"], batch["next"]) == (uids[2:], None)
