"""Coordination meetings on a site (R-J3): who calls and concludes them, what follows in slots, steps and record."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from gathering import soon
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IJointRecord
from opengov.disclosure.joint.interfaces import IMeetingCalled
from opengov.disclosure.joint.interfaces import IMeetingCancelled
from opengov.disclosure.joint.interfaces import IMeetingConcluded
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.meetings import store as meeting_store
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import IExportedPart
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.contentrules.rule.interfaces import IRuleEventType
from threading import Barrier
from town import CHECKS
from transaction.interfaces import TransientError
from zope.component import getAdapter
from zope.component import getGlobalSiteManager
from zope.component import getUtilitiesFor
from zope.component.hooks import setSite

import json
import pytest
import transaction


PART = "opengov.disclosure.meetings"
PAPER = {"filename": "会议签到表.pdf", "content-type": "application/pdf", "data": b64encode("签到".encode()).decode()}
WITHHELD = {
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("personnel",),
    "disclosure_reason": "属于内部人事管理信息",
    "discretion": "公开会影响内部人事工作",
}


def codes(refused):
    return [problem.code for problem in refused.value.problems]


@pytest.fixture
def held(quarrel, moving):
    """A meeting whose time has come: (gathering, id)."""
    meeting = quarrel.call()
    moving.hours += 48
    return quarrel, meeting


@pytest.fixture
def told(portal):
    """Events of meetings, as (name, agencies, outcome)."""
    found = []

    def note(event):
        name = next(
            each.__name__ for each in (IMeetingCalled, IMeetingCancelled, IMeetingConcluded) if each.providedBy(event)
        )
        found.append((name, event.agencies, getattr(event, "outcome", "")))

    registry = getGlobalSiteManager()
    kinds = (IMeetingCalled, IMeetingCancelled, IMeetingConcluded)
    for kind in kinds:
        registry.registerHandler(note, (kind,))
    yield found
    for kind in kinds:
        registry.unregisterHandler(note, (kind,))


def actions(document):
    return [entry.action for entry in ILedger(document).entries() if entry.action.startswith("meeting_")]


def test_a_meeting_keeps_the_attribute_and_the_document_goes_on(held, walk, told, asked_agency):
    quarrel, meeting = held
    with pytest.raises(RuleBroken) as refused:
        walk.take(quarrel.document, "settle", "disclosure-officer")
    assert set(codes(refused)) == {"position_objecting", "meeting_open"}
    quarrel.conclude(meeting)
    (decision,) = store.record_of(quarrel.document, quarrel.finance).decisions
    assert (decision["settler"], decision["ruling"], decision["meeting"]) == ("meeting", "as_drafted", meeting)
    assert quarrel.table.standing(quarrel.finance) == "ruled"
    assert told == [("IMeetingConcluded", (asked_agency.UID(),), "kept")]
    walk.take(quarrel.document, "settle", "disclosure-officer")
    walk.take(quarrel.document, "sign", "signer")
    assert ILife(quarrel.document).state == "issued"


def test_a_meeting_changes_the_attribute_and_the_document_goes_on_with_no_other(held, walk):
    quarrel, meeting = held
    document = quarrel.document
    quarrel.conclude(meeting, outcome="changed", attribute="withheld", grounds=["personnel"])
    assert quarrel.table.standing(quarrel.finance) == "objecting"
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "settle", "disclosure-officer")
    assert codes(refused) == ["meeting_outcome_binds", "position_to_change"]
    walk.take(document, "return", "disclosure-officer", reason="按协调会意见修改")
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "submit", "drafter")
    assert codes(refused) == ["meeting_outcome_binds"]
    (problem,) = refused.value.problems
    assert problem.params["attribute"] not in ("withheld", "")
    with api.env.adopt_user(username="drafter"):
        for name, value in WITHHELD.items():
            setattr(document, name, value)
    assert IDisclosureProposal(document).proposal().attribute == "withheld"
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    assert ILife(document).state == "joint_consent"
    assert quarrel.table.standing(quarrel.finance) == "open"
    quarrel.table.answer(quarrel.finance)
    quarrel.table.answer(quarrel.health, prefix="hea-")
    walk.take(document, "settle", "disclosure-officer")
    walk.take(document, "sign", "signer")
    assert ILife(document).state == "issued"


def test_what_a_meeting_could_not_settle_the_authority_decides(held, walk):
    quarrel, meeting = held
    quarrel.conclude(meeting, outcome="not_settled")
    assert quarrel.table.standing(quarrel.finance) == "objecting"
    given = ("云溪市政府办公室", "以教育局口径为准", PAPER)
    quarrel.table.act("decide", quarrel.finance, "as_drafted", *given, by="disclosure-officer")
    walk.take(quarrel.document, "settle", "disclosure-officer")
    assert ILife(quarrel.document).state == "sign_off"


def test_the_attribute_the_authority_decides_on_binds(quarrel, walk):
    given = ("云溪市政府办公室", "应当依申请公开", PAPER)
    quarrel.table.act("decide", quarrel.finance, "to_change", *given, by="disclosure-officer", attribute="on_request")
    assert quarrel.act("binding")["attribute"] == "on_request"
    walk.take(quarrel.document, "return", "disclosure-officer", reason="按裁定修改")
    with pytest.raises(RuleBroken) as refused:
        walk.take(quarrel.document, "submit", "drafter")
    assert codes(refused) == ["meeting_outcome_binds"]


def test_several_meetings_one_after_the_other(held, moving):
    quarrel, first = held
    with pytest.raises(RuleBroken) as refused:
        quarrel.call()
    assert codes(refused) == ["meeting_open_already"]
    quarrel.conclude(first, outcome="not_settled")
    second = quarrel.call()
    assert [row["id"] for row in quarrel.rows()] == [second, first]
    quarrel.act("cancel", second, "改为书面协调")
    third = quarrel.call()
    moving.hours += 48
    quarrel.conclude(third)
    assert [row["outcome"] for row in quarrel.rows()] == ["kept", "", "not_settled"]
    assert actions(quarrel.document) == [
        *("meeting_called", "meeting_concluded") * 1,
        *("meeting_called", "meeting_cancelled", "meeting_called", "meeting_concluded"),
    ]


def test_a_meeting_is_moved_and_everybody_is_told_again(quarrel, told, asked_agency, stranger):
    meeting = quarrel.call(agencies=[quarrel.finance, quarrel.health])
    quarrel.act("change", meeting, place="教育局201室", agencies=[quarrel.finance])
    both = (asked_agency.UID(), stranger.UID())
    assert told == [
        ("IMeetingCalled", both, ""),
        ("IMeetingCancelled", (stranger.UID(),), ""),
        ("IMeetingCalled", (asked_agency.UID(),), ""),
    ]
    (row,) = quarrel.rows()
    assert (row["place"], row["agenda"]) == ("教育局201室", "zqagendazq 公开属性")
    quarrel.act("change", meeting, place=" 教育局201室 ")
    assert actions(quarrel.document) == ["meeting_called", "meeting_changed"]


@pytest.mark.parametrize(
    "values,code",
    [
        ({"at": "2020-01-01T09:00"}, "meeting_time_past"),
        ({"at": "明天"}, "meeting_time"),
        ({"place": " "}, "meeting_place_required"),
        ({"agenda": ""}, "meeting_agenda_required"),
        ({"agencies": []}, "meeting_agencies_required"),
        ({"agencies": ["0" * 32]}, "meeting_agency_unknown"),
        ({"agenda": "机密★5年\n涉密事项"}, "mark_found"),
        ({"persons": ["甲" * 61]}, "meeting_person"),
    ],
)
def test_a_call_that_is_refused_stores_nothing(quarrel, values, code):
    with pytest.raises(RuleBroken) as refused:
        quarrel.call(**values)
    assert codes(refused) == [code]
    assert (quarrel.rows(), actions(quarrel.document)) == ([], [])


def test_nobody_calls_a_meeting_where_nobody_objects(asked):
    document, _seats, slot = asked
    with api.env.adopt_user(username="disclosure-officer"):
        assert not IMeetings(document).may_call()
        with pytest.raises(RuleBroken) as refused:
            IMeetings(document).call(soon(), "301室", "公开属性", [slot])
    assert codes(refused) == ["meeting_no_dispute"]


PEOPLE = (
    "drafter",
    "section-head",
    "signer",
    "principal-signer",
    "secrecy-officer",
    "web-editor",
    "supervisor",
    "fin-co-issuer",
    "fin-signer",
    "fin-disclosure-officer",
    "hea-co-issuer",
    "hea-disclosure-officer",
)


@pytest.mark.parametrize("who", PEOPLE)
def test_only_the_leads_disclosure_office_deals_with_meetings(held, who):
    quarrel, meeting = held
    attempts = [
        lambda: quarrel.call(by=who),
        lambda: quarrel.act("change", meeting, by=who, place="别处"),
        lambda: quarrel.act("cancel", meeting, "不开了", by=who),
        lambda: quarrel.conclude(meeting, by=who),
        lambda: quarrel.act("attach", meeting, PAPER, by=who),
    ]
    before = meeting_store.record_of(quarrel.document, meeting).export()
    for attempt in attempts:
        with pytest.raises(RuleBroken) as refused:
            attempt()
        assert codes(refused) == ["office_missing"]
    assert meeting_store.record_of(quarrel.document, meeting).export() == before


@pytest.mark.parametrize("who", ["disclosure-officer", "disclosure-reviewer"])
def test_the_leads_disclosure_office_does(quarrel, moving, who):
    meeting = quarrel.call(by=who)
    quarrel.act("change", meeting, by=who, place="别处")
    assert quarrel.rows(who)[0]["may"] == ["change", "cancel", "attach"]
    moving.hours += 48
    assert quarrel.rows(who)[0]["may"] == ["conclude", "change", "cancel", "attach"]
    quarrel.conclude(meeting, by=who)
    assert quarrel.rows(who)[0]["may"] == ["attach"]
    assert quarrel.rows(who)[0]["concluded_by"] == who


def test_a_meeting_that_has_not_begun_has_no_outcome_and_an_ended_one_stays_as_it_is(quarrel, moving):
    meeting = quarrel.call()
    with pytest.raises(RuleBroken) as refused:
        quarrel.conclude(meeting)
    assert codes(refused) == ["meeting_not_held_yet"]
    moving.hours += 48
    quarrel.conclude(meeting)
    for again in (
        lambda: quarrel.conclude(meeting, outcome="not_settled"),
        lambda: quarrel.act("change", meeting, place="别处"),
        lambda: quarrel.act("cancel", meeting, "不开了"),
    ):
        with pytest.raises(RuleBroken) as refused:
            again()
        assert codes(refused) == ["meeting_final"]


@pytest.mark.parametrize("who,seen", [("drafter", True), ("signer", True), ("fin-signer", True), ("hea-signer", False)])
def test_an_asked_agency_sees_the_meetings_it_is_invited_to(held, who, seen):
    quarrel, meeting = held
    quarrel.conclude(meeting)
    quarrel.act("attach", meeting, PAPER)
    text = json.dumps(quarrel.rows(who), ensure_ascii=False)
    assert ("zqagendazq" in text, "zqminuteszq" in text, "会议签到表" in text) == (seen, seen, seen)
    assert (quarrel.act("paper", meeting, 1, by=who) is not None) is seen
    if who == "fin-signer":
        assert "disclosure-officer" not in text
        assert (quarrel.act("invitable", by=who), quarrel.act("binding", by=who)) == ([], None)


@pytest.mark.parametrize("who", ["fin-drafter", "co-issuer", "stranger-of-all"])
def test_nobody_else_sees_a_meeting(held, who):
    quarrel, meeting = held
    if who == "stranger-of-all":
        api.user.create(email="s@example.org", username=who, password="Yunxi-2026-test")
    assert not quarrel.act("allowed", by=who)
    assert (quarrel.rows(who), quarrel.act("paper", meeting, 1, by=who)) == ([], None)


def test_an_agency_that_is_let_go_sees_its_meetings_no_longer(held):
    quarrel, meeting = held
    quarrel.conclude(meeting)
    assert len(quarrel.rows("fin-signer")) == 1
    quarrel.table.act("remove", quarrel.finance, "职责划转", by="disclosure-officer")
    assert quarrel.rows("fin-signer") == []
    assert quarrel.rows("drafter")[0]["attended"] == [quarrel.finance]


def test_the_record_holds_no_word_of_a_meeting(held):
    quarrel, meeting = held
    quarrel.act("attach", meeting, PAPER)
    quarrel.conclude(meeting)
    entries = str(ILedger(quarrel.document).entries())
    assert actions(quarrel.document) == ["meeting_called", "meeting_paper", "meeting_concluded"]
    assert "position_settled" in entries
    for word in ("zqagendazq", "zqminuteszq", "张局长", "会议室", "会议签到表"):
        assert word not in entries
    assert list(ILedgerStore(api.portal.get()).verify()) == []


def test_a_file_is_kept_with_the_papers_of_the_dossier_under_its_chinese_name(quarrel):
    meeting = quarrel.call()
    quarrel.act("attach", meeting, {**PAPER, "filename": "C:\\文件\\会议签到表.pdf"})
    (paper,) = IDossier(quarrel.document).papers()
    assert (paper["filename"], paper["step"]) == ("会议签到表.pdf", "attach_to_meeting")
    assert quarrel.rows()[0]["papers"] == [
        {"number": 1, "filename": "会议签到表.pdf", "content_type": "application/pdf", "size": 6}
    ]


@pytest.mark.parametrize(
    "paper,code",
    [
        (None, "meeting_paper_required"),
        ({"filename": "a.pdf", "data": "?"}, "paper_malformed"),
        ({"filename": "a.pdf", "data": ""}, "paper_malformed"),
        ({"filename": "文件/", "data": PAPER["data"]}, "paper_malformed"),
        ({"filename": "甲" * 201, "data": PAPER["data"]}, "paper_malformed"),
        ({"filename": "a.pdf", "data": PAPER["data"], "path": "/etc"}, "paper_malformed"),
        ({"filename": "秘.txt", "data": b64encode("机密★5年\n正文".encode()).decode()}, "mark_found"),
    ],
)
def test_a_file_that_is_refused_is_not_kept(quarrel, paper, code):
    meeting = quarrel.call()
    with pytest.raises(RuleBroken) as refused:
        quarrel.act("attach", meeting, paper)
    assert codes(refused) == [code]
    assert IDossier(quarrel.document).papers() == ()


def test_a_meeting_can_be_called_off_after_the_document_was_sent_back(quarrel, walk):
    meeting = quarrel.call()
    walk.take(quarrel.document, "return", "disclosure-officer", reason="补充材料")
    with pytest.raises(RuleBroken) as refused:
        quarrel.conclude(meeting, by="section-head")
    assert codes(refused) == ["meeting_not_here"]
    quarrel.act("cancel", meeting, "公文已退回修改", by="section-head")
    assert quarrel.rows("drafter")[0]["cancelled"]["reason"] == "公文已退回修改"


def test_nobody_meets_about_a_document_that_was_given_up(quarrel, walk, told, asked_agency):
    meeting = quarrel.call()
    walk.take(quarrel.document, "discontinue", "drafter", reason="事项取消")
    assert told[-1] == ("IMeetingCancelled", (asked_agency.UID(),), "")
    assert meeting_store.record_of(quarrel.document, meeting).cancelled["by"] == "drafter"
    assert actions(quarrel.document) == ["meeting_called", "meeting_cancelled"]


def test_the_archives_are_told_of_meetings_with_their_files(held):
    quarrel, meeting = held
    quarrel.act("attach", meeting, PAPER)
    quarrel.conclude(meeting)
    record = IJointRecord(quarrel.document)
    (told,) = json.loads(json.dumps(record.plain()))["meetings"]
    assert (told["concluded"]["outcome"], told["papers"], told["agencies"]) == ("kept", ["paper-1"], [quarrel.finance])
    assert [file["name"] for file in record.files() if file["key"] == "paper-1"] == ["会议签到表.pdf"]


def exported(document):
    return json.loads(json.dumps(getAdapter(document, IExportedPart, name=PART).export()))


def test_meetings_come_back_as_they_were(held):
    quarrel, meeting = held
    quarrel.act("attach", meeting, PAPER)
    quarrel.conclude(meeting, outcome="changed", attribute="withheld", grounds=["personnel"])
    before, part = quarrel.rows(), exported(quarrel.document)
    meeting_store.drop(quarrel.document)
    getAdapter(quarrel.document, IExportedPart, name=PART).restore(part)
    assert quarrel.rows() == before
    assert quarrel.act("binding")["attribute"] == "withheld"


@pytest.mark.parametrize(
    "forge",
    [
        lambda meeting: meeting.update(id="0" * 32),
        lambda meeting: meeting["concluded"].update(outcome="changed"),
        lambda meeting: meeting["concluded"].update(attribute="withheld"),
        lambda meeting: meeting["concluded"].update(minutes="另有约定"),
        lambda meeting: meeting["concluded"].update(settled=[]),
        lambda meeting: meeting["concluded"].update(digest="sha256:" + "0" * 64),
    ],
)
def test_a_meeting_that_no_record_knows_of_is_left_out(held, forge):
    quarrel, meeting = held
    quarrel.conclude(meeting)
    part = exported(quarrel.document)
    forge(part["meetings"][0])
    meeting_store.drop(quarrel.document)
    getAdapter(quarrel.document, IExportedPart, name=PART).restore(part)
    assert quarrel.rows() == []


@pytest.mark.parametrize("key,value", [("ruling", "to_change"), ("attribute", "withheld"), ("meeting", "0" * 32)])
def test_a_decision_that_no_record_knows_of_is_left_out(held, key, value):
    quarrel, meeting = held
    quarrel.conclude(meeting)
    name = "opengov.disclosure.positions"
    part = json.loads(json.dumps(getAdapter(quarrel.document, IExportedPart, name=name).export()))
    getAdapter(quarrel.document, IExportedPart, name=name).restore(part)
    assert len(IPositions(quarrel.document).slots()) == 2
    next(slot for slot in part["slots"] if slot["decisions"])["decisions"][0][key] = value
    store.drop(quarrel.document)
    getAdapter(quarrel.document, IExportedPart, name=name).restore(part)
    assert IPositions(quarrel.document).slots() == ()


def test_after_a_purge_no_word_of_a_meeting_is_left(held):
    quarrel, meeting = held
    quarrel.conclude(meeting)
    kept = getAdapter(quarrel.document, IPurgeable, name=PART)
    assert kept.remains() == ("meetings",)
    kept.purge()
    kept.purge()
    assert (kept.remains(), quarrel.rows()) == ((), [])


def test_a_copy_begins_without_meetings(quarrel, walk, agency):
    quarrel.call()
    walk.take(quarrel.document, "return", "disclosure-officer", reason="补充材料")
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(source=quarrel.document, target=agency)
    assert (len(meeting_store.records(quarrel.document)), meeting_store.records(copy)) == (1, ())


def test_content_rules_can_be_tied_to_meetings(portal):
    kinds = {kind for _name, kind in getUtilitiesFor(IRuleEventType)}
    assert {IMeetingCalled, IMeetingCancelled, IMeetingConcluded} <= kinds


class TestAtOnce:
    """Two officers at two servers."""

    @pytest.fixture
    def portal(self, functional):
        yield functional["portal"]
        transaction.abort()
        setSite(functional["portal"])

    @pytest.fixture
    def both(self, portal, held):
        quarrel, meeting = held
        transaction.commit()
        return quarrel, meeting

    def test_of_two_who_conclude_at_once_the_second_is_refused(self, portal, both):
        quarrel, meeting = both
        given = [("disclosure-officer", "kept"), ("disclosure-reviewer", "not_settled")]
        path = quarrel.document.getId()
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            jobs = [
                pool.submit(_conclude, portal._p_jar.db(), barrier, path, meeting, quarrel.finance, *one)
                for one in given
            ]
            said = sorted(job.result() for job in jobs)
        assert said == ["", "meeting_final"]
        portal._p_jar.sync()
        assert actions(quarrel.document).count("meeting_concluded") == 1
        assert list(ILedgerStore(portal).verify()) == []

    def test_two_meetings_are_two_objects(self, portal, both):
        quarrel, meeting = both
        quarrel.conclude(meeting, outcome="not_settled")
        second = quarrel.call()
        transaction.commit()
        quarrel.act("change", second, place="教育局201室")
        written = [type(obj).__name__ for obj in portal._p_jar._registered_objects]
        assert written.count("MeetingRecord") == 1
        assert "OfficialDocument" not in written and "SlotRecord" not in written


def _conclude(database, barrier, document_id, meeting, slot, user, outcome):
    """As the publisher does it: another connection, and again after a conflict; returns the refusal."""
    connection = database.open()
    portal = connection.root()["Application"]["plone"]
    settled = [slot] if outcome == "kept" else []
    try:
        for attempt in range(5):
            transaction.begin()
            setSite(portal)
            try:
                with api.env.adopt_user(username=user):
                    meetings = IMeetings(portal["bureau"][document_id])
                    meetings.conclude(meeting, outcome, "经协商", [slot], settled=settled)
                if not attempt:
                    # both have judged the same meeting before either has committed
                    barrier.wait(timeout=60)
                transaction.commit()
                return ""
            except TransientError:
                transaction.abort()
            except RuleBroken as broken:
                transaction.abort()
                return broken.problems[0].code
        raise AssertionError(f"{user} saw a conflict")
    finally:
        transaction.abort()
        setSite(None)
        connection.close()
