"""Agencies that the content concerns are asked, answer with four eyes, and hold the document back until they have (R-I6)."""

from datetime import timedelta
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import open_office
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import base64
import pytest
import transaction


PAPER = {"filename": "复函.pdf", "content-type": "application/pdf", "data": base64.b64encode("盖章".encode()).decode()}


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def test_an_agency_named_in_the_draft_is_asked_when_the_document_is_approved(asked):
    document, seats, slot = asked
    assert ILife(document).state == "joint_consent"
    (row,) = seats.rows("drafter")
    assert (row["slot"], row["standing"], bool(row["asked_at"])) == (slot, "open", True)


def test_a_document_without_agencies_goes_straight_to_the_signer(walk):
    assert ILife(walk.to("sign_off")).state == "sign_off"


def test_the_document_goes_on_when_the_agency_has_answered(asked, walk):
    document, seats, slot = asked
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "settle", "disclosure-officer")
    assert codes(refused) == ["position_open"]
    seats.act("receive", slot, by="fin-co-issuer")
    seats.answer(slot)
    walk.take(document, "settle", "disclosure-officer")
    walk.take(document, "sign", "signer")
    walk.take(document, "publish", "disclosure-officer")
    assert ILife(document).state == "published"
    actions = [entry.action for entry in ILedger(document).entries()]
    of_lead = ["agency_named", "position_asked", "positions_bound"]
    assert [action for action in actions if action.startswith(("agency", "position"))] == of_lead
    of_agency = ["position_asked", "position_received", "position_released"]
    assert [entry.action for entry in IPositions(document).entries()] == of_agency
    bound = next(entry for entry in ILedger(document).entries() if entry.action == "positions_bound")
    assert bound.digests == {f"slot_{slot}": IPositions(document).entries()[-1].hash}


def test_an_objection_stands_until_the_agency_takes_it_back(asked, walk):
    document, seats, slot = asked
    seats.answer(slot, "object")
    assert seats.standing(slot) == "objecting"
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "settle", "disclosure-officer")
    assert codes(refused) == ["position_objecting"]
    with pytest.raises(RuleBroken) as refused:
        seats.act("remove", slot, "不再涉及", by="disclosure-officer")
    assert codes(refused) == ["position_objector_stays"]
    seats.answer(slot, "agree_with_comment")
    walk.take(document, "settle", "disclosure-officer")
    assert [position["stand"] for position in seats.rows("drafter")[0]["positions"]] == ["object", "agree_with_comment"]


@pytest.mark.parametrize("ruling,standing", [("as_drafted", "ruled"), ("to_change", "objecting")])
def test_the_competent_authority_decides_on_an_objection(asked, ruling, standing):
    _document, seats, slot = asked
    seats.answer(slot, "object")
    seats.act("decide", slot, ruling, "云溪市人民政府办公室", "以教育部门口径为准", PAPER, by="disclosure-officer")
    assert seats.standing(slot) == standing


def change(document, walk, text):
    walk.take(document, "return", "signer", reason="请修改")
    with api.env.adopt_user(username="drafter"):
        document.title = text
        notify(ObjectModifiedEvent(document))
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)


def test_a_changed_text_is_confirmed_again_and_the_difference_is_shown(asked, walk):
    document, seats, slot = asked
    seats.answer(slot)
    walk.take(document, "settle", "disclosure-officer")
    change(document, walk, "云溪市教育局关于做好秋季开学工作的通知")
    assert (ILife(document).state, seats.standing(slot)) == ("joint_consent", "open")
    with api.env.adopt_user(username="fin-co-issuer"):
        changes = IPositionsSeen(document).difference(slot)
    assert [field for field, _old, _new in changes] == ["title"]
    seats.answer(slot)
    walk.take(document, "settle", "disclosure-officer")
    assert len(seats.rows("drafter")[0]["positions"]) == 2


def test_a_return_without_a_change_asks_nobody_again(asked, walk):
    document, seats, slot = asked
    seats.answer(slot)
    walk.take(document, "settle", "disclosure-officer")
    change(document, walk, document.title)
    assert ILife(document).state == "sign_off"


def test_an_agency_asked_after_the_signature_holds_back_the_publication(walk, asked_agency, table):
    document = walk.to("issued")
    seats = table(document)
    slot = seats.add(asked_agency, by="disclosure-officer")
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "publish", "disclosure-officer")
    assert codes(refused) == ["position_open"]
    seats.answer(slot)
    walk.take(document, "publish", "disclosure-officer")


def test_an_outside_body_is_recorded_with_its_paper(walk, table, asked_agency):
    document = walk.to("issued")
    seats = table(document)
    slot = seats.add(body="云溪军分区", by="disclosure-officer")
    with pytest.raises(RuleBroken) as refused:
        seats.act("record", slot, "agree", None, "张某", by="disclosure-officer")
    assert codes(refused) == ["position_paper_required"]
    seats.act("record", slot, "agree", PAPER, "张某", by="disclosure-officer")
    (row,) = seats.rows("disclosure-officer")
    assert (row["standing"], row["outside"], row["positions"][0]["paper"]) == ("agreed", True, 1)


def test_nobody_answers_in_place_of_an_agency_of_this_site(asked):
    _document, seats, slot = asked
    with pytest.raises(RuleBroken) as refused:
        seats.act("record", slot, "agree", PAPER, "张某", by="disclosure-officer")
    assert codes(refused) == ["position_agency_answers"]


NAMING = [
    ({"agency": "lead"}, "position_of_lead"),
    ({"agency": "asked"}, "position_twice"),
    ({"agency": "0" * 32}, "position_agency_unknown"),
    ({}, "position_agency_or_body"),
    ({"agency": "asked", "body": "某军分区"}, "position_agency_or_body"),
    ({"body": "甲" * 121}, "position_words_too_long"),
    ({"body": "某军分区", "role": "president"}, "position_role_unknown"),
]


@pytest.mark.parametrize("values,code", NAMING)
def test_who_cannot_be_asked_is_refused_and_nothing_is_stored(asked, agency, asked_agency, values, code):
    document, seats, _slot = asked
    uids = {"lead": IUUID(agency), "asked": IUUID(asked_agency)}
    with pytest.raises(RuleBroken) as refused:
        seats.act(
            "add",
            by="disclosure-officer",
            **{**values, "agency": uids.get(values.get("agency"), values.get("agency", ""))},
        )
    assert codes(refused) == [code]
    assert len(IPositions(document).slots()) == 1


#: act, by whom, arguments after the slot, problem
REFUSED = [
    ("receive", "fin-signer", (), "office_missing"),
    ("receive", "hea-co-issuer", (), "office_missing"),
    ("receive", "co-issuer", (), "office_missing"),
    ("draft", "fin-signer", ("agree", "DIGEST"), "office_missing"),
    ("draft", "hea-co-issuer", ("agree", "DIGEST"), "office_missing"),
    ("draft", "fin-co-issuer", ("agree", "sha256:0"), "position_on_other_content"),
    ("draft", "fin-co-issuer", ("lapsed", "DIGEST"), "position_stand_unknown"),
    ("draft", "fin-co-issuer", ("object", "DIGEST"), "position_reason_required"),
    ("draft", "fin-co-issuer", ("object", "DIGEST", "甲" * 5001), "position_words_too_long"),
    ("release", "fin-signer", (), "position_not_drafted"),
    ("release", "fin-co-issuer", (), "office_missing"),
    ("release", "signer", (), "office_missing"),
    ("remove", "fin-co-issuer", ("x",), "office_missing"),
    ("remove", "drafter", ("x",), "office_missing"),
    ("remove", "disclosure-officer", ("",), "step_reason_required"),
    ("ask", "web-editor", (), "office_missing"),
    ("decide", "disclosure-officer", ("as_drafted", "a", "b", PAPER), "position_nothing_to_decide"),
]


@pytest.mark.parametrize("act,by,args,code", REFUSED)
def test_who_may_not_is_refused_with_the_rule(asked, stranger, act, by, args, code):
    document, seats, slot = asked
    before = IPositions(document).export()
    given = [IPositions(document).digest() if arg == "DIGEST" else arg for arg in args]
    with pytest.raises(RuleBroken) as refused:
        seats.act(act, slot, *given, by=by)
    assert codes(refused) == [code]
    assert IPositions(document).export() == before


def test_who_drafts_a_position_never_releases_it(asked, asked_agency):
    _document, seats, slot = asked
    with api.env.adopt_roles(["Manager"]):
        open_office(asked_agency, "Signer", "fin-co-issuer")
    seats.draft(slot)
    with pytest.raises(RuleBroken) as refused:
        seats.act("release", slot, by="fin-co-issuer")
    assert codes(refused) == ["position_own_draft"]


def test_a_leader_releases_the_draft_he_has_read_and_no_later_one(asked):
    document, seats, slot = asked
    seats.draft(slot)
    (row,) = seats.rows("fin-signer")
    read = row["draft"]["id"]
    seats.draft(slot, "object", reason="口径不一致")
    before = IPositions(document).export()
    with pytest.raises(RuleBroken) as refused:
        seats.act("release", slot, by="fin-signer", draft_id=read)
    assert [(problem.code, problem.rule) for problem in refused.value.problems] == [("position_redrafted", "R-S4")]
    assert IPositions(document).export() == before
    (row,) = seats.rows("fin-signer")
    seats.act("release", slot, by="fin-signer", draft_id=row["draft"]["id"])
    assert seats.standing(slot) == "objecting"


def test_who_wrote_the_document_confirms_nothing_about_it(asked, asked_agency):
    _document, seats, slot = asked
    with api.env.adopt_roles(["Manager"]):
        open_office(asked_agency, "Signer", "drafter")
    seats.draft(slot)
    with pytest.raises(RuleBroken) as refused:
        seats.act("release", slot, by="drafter")
    assert codes(refused) == ["own_draft"]


def test_after_settlement_a_position_is_changed_by_nobody_unless_asked_again(asked, walk):
    document, seats, slot = asked
    seats.answer(slot)
    walk.take(document, "settle", "disclosure-officer")
    with pytest.raises(RuleBroken) as refused:
        seats.draft(slot, "object")
    assert codes(refused) == ["position_settled"]


@pytest.fixture
def clock(portal):
    """The office's clock; tests move it on by days."""
    registry, real = getGlobalSiteManager(), getUtility(IClock)

    class Clock:
        days = 0

        def now(self):
            return real.now() + timedelta(days=self.days)

    moved = Clock()
    registry.registerUtility(moved, IClock)
    yield moved
    registry.registerUtility(real, IClock)


@pytest.mark.parametrize(
    "profile,code", [("cn-national-2019", "position_lapsed"), ("zunyi-2020", "position_escalated")]
)
def test_what_silence_does_is_the_profiles_of_the_day_of_asking(clock, agency, request, profile, code):
    agency.jurisdiction = profile
    document, seats, slot = request.getfixturevalue("asked")
    agency.jurisdiction = "shaoguan-2019"
    clock.days = 40
    assert seats.standing(slot) == "lapsed"
    with api.env.adopt_user(username="disclosure-officer"):
        assert [problem.code for problem in ILife(document).problems("settle")] == [code]


def test_where_silence_escalates_the_authority_decides(clock, agency, request, walk):
    agency.jurisdiction = "zunyi-2020"
    document, seats, slot = request.getfixturevalue("asked")
    decided = (slot, "as_drafted", "云溪市人民政府办公室", "逾期未复", PAPER)
    with pytest.raises(RuleBroken) as refused:
        seats.act("decide", *decided, by="disclosure-officer")
    assert codes(refused) == ["position_nothing_to_decide"]
    clock.days = 40
    seats.act("decide", *decided, by="disclosure-officer")
    walk.take(document, "settle", "disclosure-officer")
    assert ILife(document).state == "sign_off"


def test_a_deputy_answers_on_the_days_of_his_appointment_and_on_no_other(clock, asked, asked_agency):
    _document, seats, slot = asked
    today = clock.now().date()
    with api.env.adopt_roles(["Manager"]):
        appoint = IDeputies(asked_agency).appoint
        appoint("fin-web-editor", "fin-signer", "Signer", today, today + timedelta(days=3))
    seats.draft(slot)
    clock.days = 4
    with pytest.raises(RuleBroken) as refused:
        seats.act("release", slot, by="fin-web-editor")
    assert codes(refused) == ["office_missing"]
    clock.days = 3
    seats.act("release", slot, by="fin-web-editor")
    (released,) = seats.rows("drafter")[0]["positions"]
    assert (released["released_by"], released["released_for"]) == ("fin-web-editor", "fin-signer")


def test_whom_a_deputy_of_the_lead_stands_in_for_is_on_the_record(asked, agency, stranger):
    document, seats, _slot = asked
    today = now().date()
    with api.env.adopt_roles(["Manager"]):
        IDeputies(agency).appoint("web-editor", "disclosure-officer", "Disclosure Officer", today, today)
    seats.add(stranger, by="web-editor")
    told = [(entry.actor, entry.on_behalf_of) for entry in ILedger(document).entries()[-2:]]
    assert told == [("web-editor", "disclosure-officer")] * 2


def test_an_agency_that_left_sees_the_document_no_more(asked):
    document, seats, slot = asked
    assert found("fin-co-issuer") == [document.getId()]
    seats.act("remove", slot, "与该局职能无关", by="disclosure-officer")
    assert found("fin-co-issuer") == []
    assert not api.user.has_permission("View", username="fin-signer", obj=document)


def found(user):
    with api.env.adopt_user(username=user):
        return [brain.getId for brain in api.content.find(portal_type="OfficialDocument")]


def test_the_asked_agency_finds_the_document_and_nobody_else_of_outside_does(asked, stranger):
    document, _seats, _slot = asked
    assert [
        found(user) == [document.getId()] for user in ("fin-co-issuer", "fin-signer", "fin-drafter", "hea-co-issuer")
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_before_it_is_asked_a_named_agency_sees_nothing(walk, asked_agency, table):
    document = walk.draft()
    table(document).add(asked_agency)
    assert not api.user.has_permission("View", username="fin-co-issuer", obj=document)
    assert found("fin-co-issuer") == []


def test_an_answer_changes_neither_the_document_nor_its_index(asked):
    document, seats, slot = asked
    assert found("drafter") == [document.getId()]  # a search brings the index up to date
    transaction.savepoint()
    before = (document._p_changed, document.modified())
    catalog = api.portal.get_tool("portal_catalog")
    indexed = catalog.getIndexDataForUID("/".join(document.getPhysicalPath()))
    seats.answer(slot)
    assert found("drafter") == [document.getId()]
    assert (document._p_changed, document.modified()) == before
    assert catalog.getIndexDataForUID("/".join(document.getPhysicalPath())) == indexed
