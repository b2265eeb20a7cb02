"""My work: what waits for the user, what is late, what others have, his drafts, what he has done."""

from datetime import datetime
from datetime import timedelta
from opengov.disclosure.catalogue.running import run
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.desk.work import recent
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import IRoutineRuns
from opengov.disclosure.signoff.content import OfficialDocument
from opengov.disclosure.signoff.interfaces import IDueDay
from opengov.disclosure.signoff.interfaces import IDuties
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from situations import instructed
from situations import returned
from situations import signed_in_haste
from town import CHECKS
from town import make_agency
from town import PROPOSALS
from urllib.parse import quote
from zoneinfo import ZoneInfo
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer

import json
import logging
import pytest
import transaction


SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICERS = ("section-head", "disclosure-reviewer", "secrecy-officer", "signer", "disclosure-officer")


@implementer(IClock)
class LaterClock:
    """Goes on some days ahead."""

    days = 0

    def now(self):
        return datetime.now(SHANGHAI) + timedelta(days=self.days)


@pytest.fixture
def later(site):
    """Lets days pass."""
    registry, real, clock = getGlobalSiteManager(), getUtility(IClock), LaterClock()
    registry.registerUtility(clock, IClock)

    def wait(days):
        clock.days = days

    yield wait
    registry.registerUtility(real, IClock)


def titles(page):
    return [link.text for link in page.html.select(".opengov-work tbody .is-title a")]


def work(visit, site, who, name="todo", query="", **more):
    return visit(who).open(site, f"@@my-work?list={name}{query}", **more)


def counts(page):
    return {
        link["href"].rpartition("=")[2]: int(link.select_one(".badge").text)
        for link in page.html.select(".opengov-tabs a")
    }


def cards(page):
    return {card["data-card"]: card for card in page.html.select(".opengov-tile")}


@pytest.mark.parametrize(
    "state,who",
    [
        ("section_review", "section-head"),
        ("disclosure_review", "disclosure-reviewer"),
        ("secrecy_consultation", "secrecy-officer"),
        ("sign_off", "signer"),
        ("issued", "disclosure-officer"),
        ("issued", "web-editor"),
        ("to_determine", "disclosure-reviewer"),
    ],
)
def test_a_document_waits_for_the_office_of_its_next_step(walk, visit, site, state, who):
    document = walk.to(state)
    assert titles(work(visit, site, who)) == [document.title]
    for other in set(OFFICERS) - {who, "disclosure-officer"}:
        assert titles(work(visit, site, other)) == []


def test_a_drafter_sees_his_drafts_what_others_have_and_what_came_back(walk, visit, site):
    draft, away = walk.draft(title="草稿"), walk.to("disclosure_review", title="已送审")
    assert titles(work(visit, site, "drafter", "drafts")) == [draft.title]
    assert titles(work(visit, site, "drafter", "underway")) == [away.title]
    assert titles(work(visit, site, "drafter")) == []
    back = returned(walk)
    page = work(visit, site, "drafter")
    assert titles(page) == [back.title]
    assert "came back to you" in page
    walk.take(back, "submit", "drafter")
    assert titles(work(visit, site, "drafter")) == []


def test_what_was_handled_is_listed_the_latest_first_with_number_and_state(walk, visit, site, later):
    walk.to("withheld", title="甲", **PROPOSALS["withheld"])
    later(1)
    walk.to("sign_off", title="乙")
    page = work(visit, site, "section-head", "done")
    assert titles(page) == ["乙", "甲"]
    row = page.html.select(".opengov-work tbody tr")[1].text
    assert "云教〔" in row and "Filed, not disclosed" in row
    assert titles(work(visit, site, "section-head", "done", "&sort=since")) == ["甲", "乙"]
    assert titles(work(visit, site, "section-head", "done", "&sort=-title")) in (["乙", "甲"], ["甲", "乙"])


def test_what_is_due_comes_first_and_what_is_overdue_is_told_in_words(walk, visit, site, later):
    walk.to("issued", title="未发布", urgency="urgent")
    page = work(visit, site, "disclosure-officer")
    assert "20 working days left" in page.html.select_one("td.is-due").text
    assert "Urgent" in page.html.select_one(".is-title .badge").text
    later(40)
    late = work(visit, site, "disclosure-officer", "overdue")
    assert titles(late) == ["未发布"]
    assert "days overdue" in late.html.select_one(".opengov-due.is-overdue strong").text
    assert counts(late)["overdue"] == 1
    # the duty is not the signer's
    assert counts(work(visit, site, "signer", "overdue"))["overdue"] == 0
    badge = visit("disclosure-officer").open(site).html.select_one(".opengov-toolbar-work")
    assert "1" in badge.select_one(".text-bg-danger").text


@pytest.fixture
def two_duties(site):
    """Third parties of any document answer by yesterday; the electronic text is handed over within five days."""

    @implementer(IDuties)
    class Two:
        def __init__(self, context):
            self.today = datetime.now(SHANGHAI).date()

        def deadlines(self):
            days = {"third_party": -1, "transfer_electronic": 5}
            told = (False, "本市规定", "statutory", "issued", self.today - timedelta(days=10))
            return [Deadline(key, self.today + timedelta(days=each), *told) for key, each in days.items()]

    registry = getGlobalSiteManager()
    registry.registerAdapter(Two, (IGoverned,), IDuties, "two")
    yield
    registry.unregisterAdapter(Two, (IGoverned,), IDuties, "two")


def test_each_duty_of_a_document_is_found_by_whoever_answers_for_it(walk, visit, site, later, two_duties):
    document = walk.to("registered", **PROPOSALS["registered"])
    found = {
        who: counts(work(visit, site, who)) for who in ("drafter", "disclosure-officer", "transfer-clerk", "signer")
    }
    assert {who: (each["overdue"], each["soon"]) for who, each in found.items()} == {
        "drafter": (1, 0),
        "disclosure-officer": (1, 0),
        "transfer-clerk": (0, 1),
        "signer": (0, 0),
    }
    assert titles(work(visit, site, "transfer-clerk", "soon")) == [document.title]
    assert titles(work(visit, site, "transfer-clerk", "soon", "&due=week")) == [document.title]
    assert titles(work(visit, site, "transfer-clerk", "soon", "&due=overdue")) == []
    later(6)
    assert titles(work(visit, site, "transfer-clerk", "overdue")) == [document.title]
    assert cards(work(visit, site, "transfer-clerk"))["deposits"].select_one(".opengov-tile-count").text == "1"


def test_a_duty_that_comes_later_than_another_is_found_at_once(walk, visit, site, two_duties):
    document = walk.to("registered", **PROPOSALS["registered"])
    processQueue()
    index = site.portal_catalog.Indexes["due_for"]
    rid = site.portal_catalog.getrid("/".join(document.getPhysicalPath()))
    before = set(index.getEntryForObject(rid))
    index.unindex_object(rid)
    IDueDay(document).refresh()
    processQueue()
    assert set(index.getEntryForObject(rid)) == before


def test_what_is_withheld_comes_to_the_officer_when_it_must_be_assessed_again(walk, visit, site, later):
    document = walk.to("withheld", **PROPOSALS["withheld"])
    assert counts(work(visit, site, "disclosure-officer"))["soon"] == 0
    later(360)
    assert titles(work(visit, site, "disclosure-officer", "soon")) == [document.title]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["关于开学工作的通知", "关于校车安全的函"]),
        ("&kind=letter", ["关于校车安全的函"]),
        ("&urgency=urgent", ["关于校车安全的函"]),
        ("&attribute=withheld", []),
        ("&state=section_review", ["关于开学工作的通知", "关于校车安全的函"]),
        ("&state=sign_off", []),
        ("&due=overdue", []),
        ("&q=校车", ["关于校车安全的函"]),
        ("&q=校车+开学", []),
        ("&q=%28%22*", []),
        ("&q=云教〔2026〕99号", []),
        ("&kind=letter&kind=notice", ["关于开学工作的通知", "关于校车安全的函"]),
        ("&sort=-since", ["关于校车安全的函", "关于开学工作的通知"]),
        ("&sort=nonsense", ["关于开学工作的通知", "关于校车安全的函"]),
        ("&start=20", []),
        ("&start=-1", ["关于开学工作的通知", "关于校车安全的函"]),
        ("&list=done", ["关于开学工作的通知", "关于校车安全的函"]),
    ],
)
def test_lists_are_filtered_searched_and_ordered(walk, visit, site, query, expected):
    walk.to("section_review", title="关于开学工作的通知")
    walk.to("section_review", title="关于校车安全的函", document_kind="letter", urgency="urgent")
    assert titles(work(visit, site, "section-head", query=quote(query, safe="&=%+-"))) == expected


def test_a_filter_that_finds_nothing_says_so_and_how_to_undo_it(walk, visit, site):
    walk.to("section_review")
    page = work(visit, site, "section-head", query="&kind=letter")
    assert "Nothing here fits" in page.html.select_one(".opengov-empty").text
    assert titles(page.click("Clear filters", index=0)) != []


def test_nothing_to_do_is_a_friendly_page_for_every_office(visit, site):
    for who in (*OFFICERS, "drafter", "web-editor", "transfer-clerk", "co-issuer", "archivist", "supervisor"):
        page = work(visit, site, who)
        assert "Nothing waits for you" in page.html.select_one(".opengov-empty.is-good").text
        for name in ("overdue", "soon", "underway", "drafts", "done"):
            assert work(visit, site, who, name).html.select_one(".opengov-empty")


def test_counts_stand_on_the_tabs_and_in_the_toolbar(walk, visit, site):
    for number in range(3):
        walk.to("section_review", title=f"通知{number}")
    assert counts(work(visit, site, "section-head")) == {
        "todo": 3,
        "overdue": 0,
        "soon": 0,
        "underway": 0,
        "drafts": 0,
        "done": 0,
    }
    badge = visit("section-head").open(site).html.select_one(".opengov-toolbar-work .text-bg-primary")
    assert "3" in badge.text
    assert visit("signer").open(site).html.select_one(".opengov-toolbar-work .badge") is None
    assert visit().open(site).html.select_one(".opengov-toolbar-work") is None


def test_who_holds_no_office_has_no_badge(visit, site, manager):
    assert visit(manager).open(site).html.select_one(".opengov-toolbar-work") is None


def test_no_list_wakes_a_document(walk, visit, site, monkeypatch):
    walk.to("section_review")
    walk.to("issued")
    woken, wake = [], OfficialDocument.__setstate__

    def tell(document, state):
        woken.append(document)
        wake(document, state)

    for who in ("section-head", "disclosure-officer", "drafter"):
        for name in ("todo", "overdue", "underway", "drafts", "done"):
            page = work(visit, site, who, name)
            transaction.commit()
            site._p_jar.cacheMinimize()
            monkeypatch.setattr(OfficialDocument, "__setstate__", tell, raising=False)
            page = work(visit, site, who, name)
            monkeypatch.undo()
            assert page.status_int == 200 and woken == []


def test_long_lists_have_pages(walk, visit, site, monkeypatch):
    monkeypatch.setattr("opengov.disclosure.desk.work.page.SIZE", 2)
    for number in range(5):
        walk.to("section_review", title=f"通知{number}")
    first = work(visit, site, "section-head")
    assert "1 to 2 of 5" in first.html.select_one(".opengov-count").text
    last = first.click("Next page").click("Next page")
    assert [titles(first), titles(last)] == [["通知0", "通知1"], ["通知4"]]
    assert "Next page" not in last and "Previous page" in last and "First page" in last


@pytest.mark.parametrize(
    "query", ["list=<script>", "start=9999999", "start=x&list=done", "start:list=1", "list:list=a"]
)
def test_odd_addresses_do_no_harm(visit, site, query):
    page = visit("signer").open(site, f"@@my-work?{query}")
    assert "<script>alert" not in page


@pytest.mark.parametrize("view", ["@@my-work", "@@my-work-several", "@@my-work-print", "@my-work"])
def test_the_public_has_no_work(visit, site, view):
    headers = {"Accept": "application/json"} if view == "@my-work" else {}
    assert visit().open(site, view, headers=headers, status="*").status_int in (302, 401)


def test_drafters_find_the_sheet_and_the_link_in_their_menu(visit, site, bureau):
    page = work(visit, site, "drafter")
    assert "bureau/++add++OfficialDocument" in page
    assert "++add++OfficialDocument" not in work(visit, site, "signer")
    assert "@@my-work" in visit("drafter").open(site)


def test_titles_are_shown_as_text(walk, visit, site):
    walk.to("section_review", title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in work(visit, site, "section-head")


def test_an_instruction_is_found_by_whom_it_waits_for_until_it_is_countersigned(walk, visit, site):
    document = instructed(walk)
    page = work(visit, site, "signer")
    assert titles(page) == [document.title]
    assert document.title in visit("signer").open(document)
    assert titles(work(visit, site, "principal-signer")) == []
    walk.take(document, "countersign_instruction", "signer")
    assert titles(work(visit, site, "signer")) == []
    visit("signer").open(document, status=404)


def test_what_waits_for_an_opinion_after_the_event_says_so(walk, visit, site):
    document = walk.take(signed_in_haste(walk), "publish", "disclosure-officer")
    row = work(visit, site, "section-head").html.select_one(".opengov-work tbody tr")
    assert document.title in row.text and "waits for your confirmation" in row.text


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("web-editor", {"channel-place"}),
        ("transfer-clerk", {"deposits"}),
        ("supervisor", {"late", "registers", "statistics"}),
        ("signer", set()),
    ],
)
def test_what_waits_elsewhere_is_a_card_that_leads_there(walk, visit, site, bureau, who, names):
    walk.to("published", planned_channels=("portal",))
    found = cards(work(visit, site, who))
    assert set(found) - {"notices"} == names
    for card in found.values():
        assert card.select_one("a")["href"].startswith(site.absolute_url())


def test_administrators_find_the_settings_and_nobody_elses_work(walk, visit, site, manager):
    walk.to("section_review")
    page = work(visit, site, manager)
    assert titles(page) == []
    assert "site" in cards(page)


def test_asked_agencies_find_what_is_asked_of_them(walk, visit, site):
    with api.env.adopt_roles(["Manager"]):
        other = make_agency(site, "health", "云溪市卫生健康局", "云卫", prefix="health-")
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        IPositions(document).add(agency=IUUID(other))
    transaction.commit()
    walk.to("joint_consent", document)
    found = cards(work(visit, site, "health-co-issuer"))
    assert found["asked"].select_one(".opengov-tile-count").text == "1"


@pytest.fixture
def health(site, bureau):
    with api.env.adopt_roles(["Manager"]):
        return make_agency(site, "health", "云溪市卫生健康局", "云卫", prefix="health-")


def asked_again(walk, health, state):
    """A document in one of the end states about which another agency is asked, and objects."""
    document = walk.to(state, title=f"zq{state}zq", **PROPOSALS.get(state, {}))
    with api.env.adopt_user(username="disclosure-officer"):
        slot = IPositions(document).add(agency=IUUID(health))
    with api.env.adopt_user(username="health-co-issuer"):
        IPositions(document).draft(slot, "object", IPositions(document).digest(), reason="口径不一致")
    with api.env.adopt_user(username="health-signer"):
        IPositions(document).release(slot)
    return document, slot


def test_a_supervisor_finds_the_objections_he_may_see_and_learns_of_no_other(walk, visit, site, health):
    assert "disputes" not in cards(work(visit, site, "supervisor"))
    asked_again(walk, health, "joint_consent")
    page = work(visit, site, "supervisor")
    assert "disputes" not in cards(page) and "disputes" not in counts(page)
    seen, slot = asked_again(walk, health, "registered")
    page = work(visit, site, "supervisor")
    card = cards(page)["disputes"]
    assert card.select_one(".opengov-tile-count").text == "1"
    there = visit("supervisor").app.get(card.select_one("a")["href"])
    assert titles(there) == [seen.title]
    assert "zqjoint_consentzq" not in there
    visit("supervisor").open(seen, "@@positions", status=200)
    told = rest(visit, site, "supervisor", "@my-work?list=disputes")
    assert ([each["uid"] for each in told["items"]], told["counts"]["disputes"]) == ([IUUID(seen)], 1)
    # the supervisor of another agency has none, nor has who supervises nothing
    for who in ("health-supervisor", "disclosure-officer", "signer"):
        assert rest(visit, site, who, "@my-work?list=disputes")["items_total"] == 0
        assert "disputes" not in cards(work(visit, site, who))
    with api.env.adopt_user(username="disclosure-officer"):
        IPositions(seen).decide(slot, "as_drafted", "市政府", "依法", PAPER)
    assert "disputes" not in cards(work(visit, site, "supervisor"))


PAPER = {"filename": "裁定.pdf", "content-type": "application/pdf", "data": "5Y6f5Lu2"}


def test_a_called_meeting_is_a_card_for_those_who_come_and_for_nobody_else(walk, visit, site, health, later):
    document, slot = asked_again(walk, health, "joint_consent")
    assert "meetings" not in cards(work(visit, site, "health-co-issuer"))
    with api.env.adopt_user(username="disclosure-officer"):
        at = (datetime.now(SHANGHAI) + timedelta(days=1)).isoformat()[:16]
        meeting = IMeetings(document).call(at, "301会议室", "公开属性", [slot])
    for who in ("health-co-issuer", "health-signer", "disclosure-officer", "disclosure-reviewer"):
        card = cards(work(visit, site, who))["meetings"]
        assert card.select_one(".opengov-tile-count").text == "1"
        assert titles(visit(who).app.get(card.select_one("a")["href"])) == [document.title]
        assert rest(visit, site, who)["counts"]["meetings"] == 1
    for who in ("web-editor", "supervisor", "health-drafter"):
        assert "meetings" not in cards(work(visit, site, who))
    later(2)
    with api.env.adopt_user(username="disclosure-officer"):
        IMeetings(document).conclude(meeting, "kept", "一致", [slot], settled=[slot])
    assert "meetings" not in cards(work(visit, site, "health-co-issuer"))


def test_administrators_find_what_is_wrong_with_the_site_and_nobody_else_does(visit, site, manager, bureau):
    for name in IRoutineRuns(site).names():
        run(site, name, "", 50)
    transaction.commit()
    before = cards(work(visit, site, manager)).get("faults")
    state = api.portal.get_tool("portal_workflow")["opengov_document_workflow"].states["draft"]
    state.setPermission("View", False, ("Drafter", "Anonymous"))
    transaction.commit()
    card = cards(work(visit, site, manager))["faults"]
    number = int(before.select_one(".opengov-tile-count").text) if before else 0
    assert int(card.select_one(".opengov-tile-count").text) == number + 1
    assert "is-danger" in card["class"]
    assert card.select_one("a")["href"].endswith("@@opengov-controlpanel#heading-state")
    assert "faults" not in cards(work(visit, site, "disclosure-officer"))
    told = {each["id"]: each for each in rest(visit, site, manager)["cards"]}
    assert (told["faults"]["count"], told["faults"]["level"]) == (str(number + 1), "danger")
    assert set(told["site"]) == {"@id", "id", "title", "text", "count", "level"}


def test_no_card_wakes_a_document(walk, visit, site, health, manager, monkeypatch):
    asked_again(walk, health, "registered")
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        IPositions(document).add(agency=IUUID(health))
    transaction.commit()
    walk.to("joint_consent", document)
    woken, wake = [], OfficialDocument.__setstate__

    def tell(document, state):
        woken.append(document)
        wake(document, state)

    for who, card in (("health-co-issuer", "asked"), ("supervisor", "disputes"), (manager, "site")):
        work(visit, site, who)
        transaction.commit()
        site._p_jar.cacheMinimize()
        monkeypatch.setattr(OfficialDocument, "__setstate__", tell, raising=False)
        found = cards(work(visit, site, who))
        monkeypatch.undo()
        assert card in found and woken == []


def test_the_latest_are_kept_and_the_oldest_dropped(site, bureau, monkeypatch):
    monkeypatch.setattr(recent, "SHOWN", 3)
    monkeypatch.setattr(recent, "KEPT", 6)
    tree = recent._tree(site, "someone")
    for number in range(20):
        recent._enter(tree, f"2026-03-02T10:00:{number:02}", f"uid-{number % 15}")
    assert len(tree) <= 6
    assert list(recent.latest(site, "someone")) == ["uid-4", "uid-3", "uid-2"]
    assert recent.latest(site, "nobody") == {}


# ---- several documents at once


def several(visit, site, who, step, documents, **values):
    """Choose documents on My work, press the button, fill in the small form and send it."""
    page = choose(visit, site, who, step, documents)
    form = page.forms[next(key for key, form in page.forms.items() if "confirmed" in form.fields)]
    for name, value in values.items():
        if isinstance(value, list):
            for box in form.fields[f"{name}:list"]:
                box.checked = box._value in value
        else:
            form[name] = value
    return form.submit(status="*")


def choose(visit, site, who, step, documents):
    visitor = visit(who)
    page = visitor.open(site, "@@my-work")
    form = page.forms[next(key for key, form in page.forms.items() if "my-work-several" in form.action)]
    wanted = {IUUID(document) for document in documents}
    for box in form.fields["uids:list"]:
        box.checked = box._value in wanted
    return form.submit("step", value=step)


def outcomes(page):
    return [
        next(name.removeprefix("is-") for name in row["class"] if name.startswith("is-"))
        for row in page.html.select(".opengov-outcomes tbody tr")
    ]


def states(*documents):
    return [ILife(document).state for document in documents]


@pytest.mark.parametrize(
    ("state", "who", "step", "values", "target"),
    [
        ("section_review", "section-head", "endorse", {"checks": CHECKS}, "disclosure_review"),
        ("disclosure_review", "disclosure-reviewer", "approve", {"checks": CHECKS, "comment": "同意"}, "sign_off"),
        ("disclosure_review", "disclosure-reviewer", "return", {"reason": "依据不足"}, "draft"),
        ("issued", "disclosure-officer", "publish", {}, "published"),
        ("issued", "web-editor", "publish", {}, "published"),
    ],
)
def test_each_of_several_documents_takes_the_step(walk, visit, site, state, who, step, values, target):
    documents = [walk.to(state, title=f"通知{number}") for number in range(3)]
    page = several(visit, site, who, step, documents[:2], **values)
    assert outcomes(page) == ["done", "done"]
    assert states(*documents) == [target, target, state]


@pytest.mark.parametrize("end", ["registered", "withheld"])
def test_other_ends_are_reached_together_too(walk, visit, site, end):
    step = {"registered": "register", "withheld": "file"}[end]
    fields = PROPOSALS[end]
    documents = [walk.to("issued", title=f"意见{number}", **fields) for number in range(2)]
    assert outcomes(several(visit, site, "disclosure-officer", step, documents)) == ["done", "done"]
    assert states(*documents) == [end, end]


def test_one_refusal_neither_stops_nor_spoils_the_others(walk, visit, site):
    first, other, last = (
        walk.to("issued", title="甲"),
        walk.to("issued", title="乙", **PROPOSALS["registered"]),
        walk.to("issued", title="丙"),
    )
    page = several(visit, site, "disclosure-officer", "publish", [first, other, last])
    assert sorted(outcomes(page)) == ["done", "done", "refused"]
    assert states(first, other, last) == ["published", "issued", "published"]
    refused = page.html.select_one(".opengov-outcomes .is-refused").text
    assert "R-I3" in refused and "第十三条" in refused
    again = page.forms[next(key for key, form in page.forms.items() if form.id is None and "uids:list" in form.fields)]
    assert [field.value for field in again.fields["uids:list"]] == [IUUID(other)]
    assert "乙" in again.submit()


def test_findings_of_the_scan_are_confirmed_on_the_documents_own_page(walk, visit, site):
    found = walk.to(
        "disclosure_review",
        title="含号码",
        text=RichTextValue("<p>电话：13812345678</p>", "text/html", "text/x-html-safe"),
    )
    clean = walk.to("disclosure_review", title="无号码")
    page = several(visit, site, "disclosure-reviewer", "approve", [found, clean], checks=CHECKS)
    assert outcomes(page) == ["refused", "done"]
    assert states(found, clean) == ["disclosure_review", "sign_off"]


@pytest.mark.parametrize(
    ("step", "values", "field"),
    [("endorse", {"checks": CHECKS[:3]}, "checks"), ("return", {"reason": " "}, "reason")],
)
def test_what_is_wrong_for_all_is_told_at_the_field_before_anything_happens(walk, visit, site, step, values, field):
    document = walk.to("section_review")
    page = several(visit, site, "section-head", step, [document], **values)
    assert page.status_int == 400
    assert page.html.select_one(f'[role="alert"] a[href="#several-{field}"]')
    assert page.html.select_one(f"#several-{field}-error").text.strip()
    assert states(document) == ["section_review"]


def test_what_somebody_else_has_handled_meanwhile_is_told_with_his_name(walk, visit, site):
    mine, taken = walk.to("section_review", title="甲"), walk.to("section_review", title="乙")
    page = choose(visit, site, "section-head", "endorse", [mine, taken])
    walk.take(taken, "recall", "drafter")
    form = page.forms[next(key for key, form in page.forms.items() if "confirmed" in form.fields)]
    for box in form.fields["checks:list"]:
        box.checked = True
    done = form.submit()
    assert outcomes(done) == ["done", "refused"]
    assert "Already handled: drafter" in done.html.select_one(".is-refused").text
    again = form.submit()
    assert outcomes(again) == ["refused", "refused"]
    assert states(mine) == ["disclosure_review"]


def post(visit, site, who, params, **more):
    return visit(who).post(site, "@@my-work-several", params, **more)


def test_hidden_and_invented_documents_are_answered_alike(walk, visit, site):
    hidden, shown = walk.draft(title="机密草稿"), walk.to("section_review")
    page = choose(visit, site, "section-head", "return", [shown])
    token = page.html.select_one('[name="_authenticator"]')["value"]
    uids = [IUUID(hidden), "0" * 32, "../../evil", IUUID(site.bureau)]
    params = [("step", "return"), ("confirmed", "1"), ("reason", "x"), ("_authenticator", token)]
    page = post(visit, site, "web-editor", [*params, *(("uids:list", uid) for uid in uids)], status="*")
    # the token is another person's
    assert page.status_int == 403
    assert states(hidden) == ["draft"]
    page = post(visit, site, "section-head", [*params, *(("uids:list", uid) for uid in uids[1:])])
    assert outcomes(page) == ["missing"] * 3
    assert "机密草稿" not in page


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ([("step", "endorse")], "Nothing is selected"),
        ([("step", "endorse"), *(("uids:list", f"{number:032}") for number in range(51))], "at most 50"),
        ([("step", "sign"), ("uids:list", "0" * 32)], "something said of each"),
        ([("uids:list", "0" * 32)], "something said of each"),
    ],
)
def test_a_choice_that_does_not_hold_leads_back_with_a_sentence(visit, site, params, words):
    assert words in post(visit, site, "section-head", params).follow()


def test_nothing_is_done_without_the_token_or_by_a_link(walk, visit, site):
    document = walk.to("section_review")
    values = [("step", "return"), ("confirmed", "1"), ("reason", "x"), ("uids:list", IUUID(document))]
    assert post(visit, site, "section-head", values, status="*").status_int == 403
    query = "&".join(f"{name}={value}" for name, value in values)
    page = visit("section-head").open(site, f"@@my-work-several?{query}")
    assert page.status_int == 302 and page.location.endswith("@@my-work")
    assert states(document) == ["section_review"]


def test_the_chosen_are_printed_one_after_the_other(walk, visit, site):
    documents = [walk.to("section_review", title=f"通知{number}") for number in range(2)]
    hidden = walk.draft(title="机密草稿")
    page = choose(visit, site, "section-head", "print", documents).follow()
    assert [each.text.strip() for each in page.html.select(".opengov-sheet-of-several h1")] == ["通知0", "通知1"]
    assert visit("signer").open(site, f"@@my-work-print?uids={IUUID(hidden)}").status_int == 302


def test_who_prints_withheld_documents_has_opened_them(walk, visit, site, caplog):
    """R-L2: the address is that of the site, what is read on it are the documents."""
    documents = [walk.to("withheld", **PROPOSALS["withheld"]), walk.to("section_review")]
    query = "&".join(f"uids:list={IUUID(each)}" for each in documents)
    with caplog.at_level(logging.INFO, "opengov.disclosure.access"):
        visit("section-head").open(site, f"@@my-work-print?{query}", status=200)
    told = [json.loads(record.getMessage()) for record in caplog.records if record.name == "opengov.disclosure.access"]
    assert [(line["uid"], line["what"]) for line in told] == [(IUUID(documents[0]), "opened_withheld")]


@pytest.mark.parametrize("name", ["todo", "done"])
@pytest.mark.parametrize("signs", ["《》", "，", "*", "()", "- -"])
def test_signs_that_are_no_words_find_nothing(walk, visit, site, name, signs):
    walk.to("section_review")
    page = work(visit, site, "section-head", name, f"&q={quote(signs)}", status=200)
    assert titles(page) == []


def test_a_filter_narrows_a_list_down_and_makes_no_other_of_it(walk, visit, site):
    walk.to("published", title="已公开")
    away = walk.to("disclosure_review", title="已送审")
    assert titles(work(visit, site, "drafter", "underway", "&state=disclosure_review")) == [away.title]
    assert titles(work(visit, site, "drafter", "underway", "&state=published")) == []


# ---- over REST


def rest(visit, site, who, address="@my-work", body=None, status=200):
    visitor = visit(who)
    headers = {"Accept": "application/json"}
    path = f"/{site.getId()}/{address}"
    if body is None:
        return visitor.app.get(path, headers=headers, status=status).json
    return visitor.app.post_json(path, body, headers=headers, status=status).json


def test_the_lists_are_there_over_rest_with_filters_and_counts(walk, visit, site):
    walk.to("section_review", title="甲")
    walk.to("section_review", title="乙", document_kind="letter")
    told = rest(visit, site, "section-head")
    assert (told["counts"]["todo"], told["items_total"]) == (2, 2)
    told = rest(visit, site, "section-head", "@my-work?kind=letter")
    assert [(each["title"], each["state"]) for each in told["items"]] == [("乙", "section_review")]
    assert told["filters"] == {"kind": "letter"}
    rest(visit, site, "section-head", "@my-work?list=nonsense", status=400)
    rest(visit, site, "section-head", "@my-work?nonsense=x", status=400)


def test_a_step_with_several_documents_over_rest_tells_of_each(walk, visit, site):
    one, other, hidden = walk.to("section_review"), walk.to("disclosure_review"), walk.draft()
    uids = [IUUID(one), IUUID(other), "0" * 32]
    told = rest(visit, site, "section-head", "@my-work/endorse", {"uids": uids, "checks": CHECKS})
    assert [each["outcome"] for each in told["items"]] == ["done", "refused", "missing"]
    assert told["items"][0]["review_state"] == "disclosure_review"
    assert told["items"][1]["errors"][0]["code"]
    told = rest(visit, site, "signer", "@my-work/return", {"uids": [IUUID(hidden)], "reason": "x"})
    assert [each["outcome"] for each in told["items"]] == ["missing"]


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("@my-work/sign", {"uids": ["0" * 32]}, 404),
        ("@my-work", {"uids": ["0" * 32]}, 404),
        ("@my-work/endorse/x", {"uids": ["0" * 32]}, 404),
        ("@my-work/endorse", {"uids": [], "checks": CHECKS}, 400),
        ("@my-work/endorse", {"uids": ["0" * 32]}, 400),
        ("@my-work/endorse", {"uids": "0" * 32, "checks": CHECKS}, 400),
        ("@my-work/endorse", {"uids": [1], "checks": CHECKS}, 400),
        ("@my-work/endorse", {"uids": ["0" * 32], "checks": CHECKS, "handled": []}, 400),
        ("@my-work/return", {"uids": ["0" * 32], "reason": ""}, 400),
        ("@my-work/return", {"uids": [f"{number}" for number in range(51)], "reason": "x"}, 400),
    ],
)
def test_requests_that_do_not_hold_are_refused_as_a_whole(visit, site, address, body, status):
    rest(visit, site, "section-head", address, json.loads(json.dumps(body)), status=status)
