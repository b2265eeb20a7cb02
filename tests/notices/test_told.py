"""Who is told what, once for each step, and what nobody learns from it (R-X1, R-J6)."""

from datetime import date
from datetime import timedelta
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IMeetingCalled
from opengov.disclosure.joint.interfaces import IMeetingConcluded
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.notices.store import KEY
from opengov.disclosure.notices.store import read_store
from plone import api
from plone.uuid.interfaces import IUUID
from town import open_office
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.interface import alsoProvides
from zope.interface.interfaces import ObjectEvent

import pytest


PAPER = {"filename": "裁定.pdf", "content-type": "application/pdf", "data": "5Y6f5Lu2"}


@pytest.mark.parametrize("office", OFFICES)
def test_the_liaison_and_the_leaders_of_an_asked_agency_are_told(affair, finance, stranger, office):
    affair.begin(finance)
    told = office in ("Co-Issuer", "Disclosure Reviewer", "Signer", "Principal Signer")
    slug = OFFICES[office]
    assert affair.kinds(f"fin-{slug}") == (["asked"] if told else [])
    assert affair.kinds(f"hea-{slug}") == []
    assert affair.kinds(slug) == []


def test_a_notice_names_the_document_the_lead_and_the_last_day(affair, finance):
    affair.begin(finance)
    (row,) = affair.rows("fin-co-issuer")
    assert (row["lead"], row["agency"]) == ("云溪市教育局", "云溪市财政局")
    assert row["due"] == IPositions(affair.document).slots()[0].asked[0].due.isoformat()
    assert row["document"]["title"] == affair.document.title
    assert row["unread"]


def test_who_is_asked_about_a_changed_draft_is_told_so(affair, finance):
    affair.begin(finance)
    affair.answer()
    affair.walk.take(affair.document, "return", "disclosure-officer", reason="请补充")
    with api.env.adopt_user(username="drafter"):
        affair.document.title = "云溪市教育局关于春季开学工作的通知"
    affair.approve()
    assert affair.kinds("fin-signer") == ["asked", "draft_changed"]


def test_that_one_agrees_is_told_to_nobody_and_the_last_answer_to_the_lead(affair, finance, stranger):
    affair.begin(finance, stranger)
    affair.answer()
    assert affair.kinds("disclosure-officer") == affair.kinds("drafter") == []
    affair.answer("health", prefix="hea-")
    assert affair.kinds("disclosure-officer") == affair.kinds("drafter") == ["settled"]
    assert affair.kinds("signer") == []
    assert affair.run("remind") == []
    assert affair.kinds("drafter") == ["settled"]


def test_two_last_answers_in_the_same_second_are_found_by_the_routine(affair, finance):
    affair.begin(finance)
    affair.answer()
    store = read_store(affair.portal)
    lead = IUUID(affair.portal["bureau"])
    # neither saw the other's answer
    store.shelves[lead].forget(IUUID(affair.document))
    assert affair.kinds("drafter") == []
    affair.run("remind")
    assert affair.kinds("drafter") == ["settled"]


def test_an_objection_is_told_to_the_leads_disclosure_office_and_who_wrote_the_document(affair, finance, agency):
    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Drafter", "drafter2")
    affair.begin(finance)
    affair.answer(stand="object", reason="zqreasonzq", confidential="zqconfidentialzq")
    for user in ("disclosure-officer", "drafter"):
        (row,) = affair.rows(user, topic="joint")
        assert (row["kind"], row["agency"]) == ("objection", "云溪市财政局")
        assert "zq" not in str(row)
    assert affair.kinds("drafter2") == affair.kinds("section-head") == []


def test_a_drafted_position_is_told_to_nobody(affair, finance):
    affair.begin(finance)
    digest = IPositions(affair.document).digest()
    affair.act("draft", "finance", "object", digest, "zqreasonzq", "zqconfidentialzq", by="fin-co-issuer")
    assert affair.kinds("drafter") == affair.kinds("disclosure-officer") == []
    assert affair.kinds("fin-co-issuer") == ["asked"]
    assert "zq" not in str([dict(shelf.notices) for shelf in read_store(affair.portal).shelves.values()])


def test_who_left_learns_that_and_nothing_more(affair, finance):
    affair.begin(finance)
    affair.act("remove", "finance", "不再联合发文", by="disclosure-officer")
    (row,) = affair.rows("fin-co-issuer")
    assert (row["kind"], row["document"]) == ("left", None)
    assert affair.document.title not in str(row)
    affair.walk.take(affair.document, "settle", "disclosure-officer")
    assert affair.kinds("fin-co-issuer") == ["left"]


def test_an_agency_that_was_only_named_is_told_nothing(affair, finance):
    affair.document = affair.walk.draft()
    with api.env.adopt_user(username="drafter"):
        slot = IPositions(affair.document).add(agency=IUUID(finance))
        IPositions(affair.document).remove(slot)
    assert affair.kinds("fin-co-issuer") == []


def test_the_authoritys_decision_is_told_to_both_sides(affair, finance):
    affair.begin(finance)
    affair.answer(stand="object")
    affair.act("decide", "finance", "as_drafted", "云溪市人民政府", "依法有据", PAPER, by="disclosure-officer")
    assert affair.kinds("fin-signer") == ["asked", "settled"]
    assert [row["about"] for row in affair.rows("drafter", kind="settled")] == ["", "decided"]


def meeting(affair, kind, places):
    event = ObjectEvent(affair.document)
    event.meeting, event.agencies = "m1", tuple(map(IUUID, places))
    alsoProvides(event, kind)
    with api.env.adopt_user(username="disclosure-officer"):
        notify(event)


def test_a_meeting_is_told_to_the_agencies_invited(affair, finance, stranger):
    affair.begin(finance, stranger)
    meeting(affair, IMeetingCalled, [finance])
    meeting(affair, IMeetingConcluded, [finance])
    assert affair.kinds("fin-co-issuer") == ["asked", "meeting", "meeting"]
    assert [row["about"] for row in affair.rows("fin-co-issuer", kind="meeting")] == ["concluded", "called"]
    assert affair.kinds("hea-co-issuer") == ["asked"]
    assert affair.kinds("drafter") == ["meeting", "meeting"]


def test_the_same_step_is_told_once(affair, finance):
    affair.begin(finance)
    meeting(affair, IMeetingCalled, [finance])
    meeting(affair, IMeetingCalled, [finance])
    assert affair.kinds("fin-co-issuer") == ["asked", "meeting"]


def test_a_meeting_that_settles_the_last_objection_is_told_as_that(affair, finance, stranger, clock):
    affair.begin(finance, stranger)
    affair.answer(stand="object")
    affair.answer("health", prefix="hea-")
    with api.env.adopt_user(username="disclosure-officer"):
        meetings = IMeetings(affair.document)
        slots = [affair.slots["finance"], affair.slots["health"]]
        held = meetings.call("2026-03-02T10:00", "三楼会议室", "公开属性", slots)
        meetings.change(held, agencies=slots[:1])
    assert [row["about"] for row in affair.rows("hea-signer", kind="meeting")] == ["cancelled", "called"]
    # the meeting stands: an agency was let go
    assert [row["about"] for row in affair.rows("drafter", kind="meeting")] == ["called", "called"]
    clock.moment += timedelta(hours=3)
    with api.env.adopt_user(username="disclosure-officer"):
        meetings.conclude(held, "kept", "zqminuteszq", slots[:1], settled=slots[:1])
    assert affair.kinds("drafter")[-2:] == ["meeting", "settled"]
    assert "zq" not in str(affair.rows("fin-signer"))


@pytest.fixture
def signing(affair, finance, stranger):
    """A document of three agencies in ``sign_off``."""
    affair.begin(finance, stranger)
    affair.answer()
    affair.answer("health", prefix="hea-")
    affair.walk.take(affair.document, "settle", "disclosure-officer")
    return affair


def sign(affair, *users):
    for user in users:
        affair.walk.take(affair.document, "sign" if user == "signer" else "countersign", user)


def test_whose_turn_it_is_to_sign_is_told_once(signing):
    assert signing.kinds("fin-signer") == signing.kinds("hea-signer") == ["asked"]
    sign(signing, "signer")
    assert signing.kinds("fin-signer") == ["asked", "to_sign"]
    assert signing.kinds("hea-signer") == ["asked"]
    sign(signing, "fin-signer")
    assert signing.kinds("fin-signer") == signing.kinds("hea-signer") == ["asked", "to_sign"]


def test_who_signs_in_any_order_is_told_at_once_and_once(signing):
    with api.env.adopt_user(username="disclosure-reviewer"):
        IArrangement(signing.document).arrange(countersigning="parallel")
    sign(signing, "fin-signer", "signer")
    assert signing.kinds("hea-signer") == ["asked", "to_sign"]
    assert signing.kinds("fin-signer") == ["asked"]


def test_the_last_signature_and_the_publication_are_told_to_all_who_issue(signing):
    sign(signing, "signer", "fin-signer")
    assert "signed" not in signing.kinds("hea-signer")
    sign(signing, "hea-signer")
    signing.walk.take(signing.document, "publish", "disclosure-officer")
    for user in ("fin-signer", "hea-co-issuer"):
        assert signing.kinds(user)[-2:] == ["signed", "published"]
    assert signing.kinds("drafter") == ["settled", "signed"]


def test_a_signer_who_declines_is_told_to_the_lead_once(signing):
    sign(signing, "signer")
    signing.walk.take(signing.document, "decline", "fin-signer", reason="zqreasonzq")
    newest = signing.rows("drafter")[0]
    assert (newest["kind"], newest["agency"]) == ("declined", "云溪市财政局")
    assert signing.kinds("drafter") == ["settled", "declined"]
    assert "zq" not in str(signing.rows("drafter"))


def test_a_repeal_is_asked_and_reminded_of_as_everything_is(signing, clock):
    sign(signing, "signer", "fin-signer", "hea-signer")
    signing.walk.take(signing.document, "publish", "disclosure-officer")
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(signing.document).propose("repealed", "2026-04-01", "zqreasonzq")
    newest = signing.rows("fin-co-issuer")[0]
    assert (newest["kind"], newest["about"]) == ("asked", "repeal")
    clock.moment += timedelta(days=60)
    signing.run("remind")
    assert signing.kinds("fin-signer")[-2:] == ["asked", "overdue"]
    answers = IRepeal(signing.document).answers()
    slots = {slot.name: slot.id for slot in answers.asked()}
    for name, prefix, stand in (("云溪市财政局", "fin-", "object"), ("云溪市卫生健康局", "hea-", "agree")):
        with api.env.adopt_user(username=f"{prefix}co-issuer"):
            answers.draft(slots[name], stand, answers.digest(), "zqwhyzq" if stand == "object" else "")
        with api.env.adopt_user(username=f"{prefix}signer"):
            answers.release(slots[name])
    assert signing.rows("drafter")[0]["kind"] == "objection"
    with api.env.adopt_user(username="disclosure-officer"):
        answers.decide(slots["云溪市财政局"], "as_drafted", "云溪市人民政府", "依法有据", PAPER)
    assert signing.kinds("drafter")[-3:] == ["objection", "settled", "settled"]
    assert "zq" not in str(signing.rows("drafter") + signing.rows("fin-signer"))
    signing.run("remind")
    assert list(read_store(signing.portal).open) == []


def test_what_is_asked_of_concerned_agencies_ends_with_their_answer(affair, stranger):
    affair.begin(stranger, role="concerned")
    affair.answer("health", prefix="hea-")
    for step, by in (("settle", "disclosure-officer"), ("sign", "signer"), ("publish", "disclosure-officer")):
        affair.walk.take(affair.document, step, by)
    assert affair.kinds("hea-signer") == ["asked"]


def test_deputies_have_the_notices_of_whom_they_stand_in_for(affair, finance, clock):
    with api.env.adopt_roles(["Manager"]):
        open_office(finance, "Drafter", "fin-deputy")
    affair.begin(finance)
    assert affair.kinds("fin-deputy") == []
    with api.env.adopt_user(username="fin-signer"):
        IDeputies(finance).appoint("fin-deputy", "fin-signer", "Signer", date(2026, 3, 2), date(2026, 3, 4))
    assert affair.kinds("fin-deputy") == ["asked"]
    clock.moment += timedelta(days=4)
    assert affair.kinds("fin-deputy") == []


def test_who_may_no_longer_see_the_document_has_no_row(affair, finance):
    affair.begin(finance)
    affair.walk.take(affair.document, "return", "disclosure-officer", reason="请补充")
    assert affair.kinds("fin-co-issuer") == []
    with api.env.adopt_user(username="fin-co-issuer"):
        assert INotices(affair.portal).unread() == 0


# ---- reminders


def test_an_agency_is_reminded_once_and_told_once_that_it_is_overdue(affair, finance, clock):
    affair.begin(finance, bodies=["云溪市公安局"])
    assert affair.run("remind") == []
    slot = next(slot for slot in IPositions(affair.document).slots() if slot.agency)
    clock.moment = clock.moment.replace(month=slot.asked[0].due.month, day=slot.asked[0].due.day)
    for _time in range(2):
        affair.run("remind")
    assert affair.kinds("fin-co-issuer") == ["asked", "reminder"]
    assert affair.kinds("drafter") == []
    clock.moment += timedelta(days=1)
    for _time in range(2):
        affair.run("remind")
    assert affair.kinds("fin-co-issuer") == ["asked", "reminder", "overdue"]
    late = affair.rows("disclosure-officer", topic="joint")
    assert {(row["kind"], row["agency"]) for row in late} == {("overdue", "云溪市财政局"), ("overdue", "云溪市公安局")}
    assert len(late) == 2


def test_who_has_answered_is_not_reminded_and_the_document_not_watched_any_more(affair, finance, clock):
    affair.begin(finance)
    affair.answer()
    clock.moment += timedelta(days=60)
    affair.run("remind")
    assert affair.kinds("fin-co-issuer") == ["asked"]
    assert list(read_store(affair.portal).open) == []


def test_while_the_draft_is_back_nobody_is_reminded(affair, finance, clock):
    affair.begin(finance)
    affair.walk.take(affair.document, "return", "disclosure-officer", reason="请补充")
    clock.moment += timedelta(days=60)
    affair.run("remind")
    keys = list(read_store(affair.portal).keys_of(IUUID(affair.document)))
    told = [key for key in keys if "|asked|" in key or "|reminder|" in key or "|overdue|" in key]
    assert ["|asked|" in key for key in told] == [True]
    assert list(read_store(affair.portal).open) == [IUUID(affair.document)]


# ---- read marks, pages


@pytest.fixture
def many(affair, finance):
    """Five documents about which one agency is asked."""
    affairs = [type(affair)(affair.portal, affair.walk).begin(finance) for _number in range(5)]
    return affairs[0]


def page(many, user="fin-co-issuer", **how):
    with api.env.adopt_user(username=user):
        return INotices(many.portal).page(**how)


def test_pages_show_what_is_unread_first_and_each_notice_once(many):
    ids = [row["id"] for row in many.rows("fin-co-issuer")]
    assert ids == sorted(ids, reverse=True)
    with api.env.adopt_user(username="fin-co-issuer"):
        assert INotices(many.portal).mark([ids[0], ids[2], "nonsense"]) == 2
    found, after = [], ""
    while after is not None:
        part = page(many, after=after, size=2)
        found, after = found + part["items"], part["next"]
    assert [row["id"] for row in found] == [ids[1], ids[3], ids[4], ids[0], ids[2]]
    assert [row["unread"] for row in found] == [True] * 3 + [False] * 2
    assert len(page(many, unread=True)["items"]) == 3


def test_a_mark_is_ones_own(many):
    with api.env.adopt_user(username="fin-co-issuer"):
        notices = INotices(many.portal)
        assert (notices.unread(), notices.mark_all(), notices.unread(), notices.mark_all()) == (5, 5, 0, 0)
    with api.env.adopt_user(username="fin-signer"):
        assert INotices(many.portal).unread() == 5
    assert set(read_store(many.portal).people) == {"fin-co-issuer"}


def test_nobody_marks_what_is_not_his(many):
    ids = [row["id"] for row in many.rows("fin-co-issuer")]
    with api.env.adopt_user(username="drafter"):
        assert INotices(many.portal).mark(ids) == 0
    assert list(read_store(many.portal).people) == []


def test_a_kind_narrows_the_list(many):
    assert len(page(many, kind="asked")["items"]) == 5
    assert page(many, kind="signed")["items"] == []


# ---- what is forgotten


def test_a_purge_takes_the_notices(affair, finance):
    affair.begin(finance)
    affair.answer(stand="object")
    uid, store = IUUID(affair.document), read_store(affair.portal)
    assert list(store.keys_of(uid))
    asked = {"reason": "含有个人信息", "cause": "personal_data"}
    affair.walk.take(affair.document, "request_purge", "disclosure-reviewer", **asked)
    affair.walk.take(affair.document, "purge", "disclosure-officer", reason="含有个人信息")
    assert list(store.keys_of(uid)) == []
    assert uid not in store.open


def test_marks_leave_with_the_account(many):
    with api.env.adopt_user(username="fin-co-issuer"):
        INotices(many.portal).mark_all()
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="fin-co-issuer")
    assert list(read_store(many.portal).people) == []


def test_an_agency_has_a_shelf_as_long_as_it_is_there(portal, stranger):
    uid = IUUID(stranger)
    assert uid in read_store(portal).shelves
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(stranger)
    assert uid not in read_store(portal).shelves


def test_what_is_old_is_dropped_with_its_marks(many, clock):
    with api.env.adopt_user(username="fin-co-issuer"):
        INotices(many.portal).mark_all()
    many.run("prune_notices")
    assert len(many.rows("fin-co-issuer")) == 5
    clock.moment += timedelta(days=401)
    assert "dropped:5" in many.run("prune_notices")
    assert many.rows("fin-co-issuer") == []
    store = read_store(many.portal)
    assert not any(shelf.notices or shelf.places for shelf in store.shelves.values())
    assert not store.people["fin-co-issuer"].read


def test_uninstallation_takes_everything(portal, agency):
    assert KEY in IAnnotations(portal)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(agency)
        api.portal.get_tool("portal_setup").runAllImportStepsFromProfile("profile-opengov.disclosure:uninstall")
    assert KEY not in IAnnotations(portal)
