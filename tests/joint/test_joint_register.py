"""A co-issuer's register of what it has signed under another agency's lead (R-J5)."""

from bs4 import BeautifulSoup
from door import Door
from jointly import Together
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.setup import name_leads
from openpyxl import load_workbook
from plone import api
from plone.uuid.interfaces import IUUID
from town import PROPOSALS
from zope.component.hooks import setSite

import io
import pytest
import transaction


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def together(walk, asked_agency):
    return Together(walk, {"fin-": asked_agency})


def register(agency, user="fin-disclosure-officer", **query):
    with api.env.adopt_user(username=user):
        return IJointRegister(agency).page(**query)


def titles(page):
    return [row["title"] for row in page["items"]]


ENDS = [
    ("issued", {}, "issued"),
    ("published", {}, "published"),
    ("registered", PROPOSALS["registered"], "registered"),
    ("withheld", PROPOSALS["withheld"], "withheld"),
]


@pytest.mark.parametrize(("state", "fields", "entered"), ENDS)
def test_a_co_issuer_sees_how_the_lead_brought_the_document_to_its_end(together, asked_agency, state, fields, entered):
    document = together.issued(**fields) if state == "issued" else together.to(state, **fields)
    rows = register(asked_agency)["items"]
    assert [(row["uid"], row["state"], row["register"]) for row in rows] == [(IUUID(document), state, entered)]
    row = rows[0]
    assert (row["lead"], row["issuers"]) == ("云溪市教育局", ["云溪市教育局", "云溪市财政局"])
    assert row["number"].startswith("云教〔") and row["issue_date"] and row["signed_at"] and row["place"] == 2
    assert (row["title"], row["handed_over"]) == (document.title, False)


def test_neither_the_lead_nor_a_stranger_has_it_as_a_co_issuers_document(together, agency, stranger):
    together.to("published")
    assert register(agency, "disclosure-officer")["items"] == []
    assert register(stranger, "hea-disclosure-officer")["items"] == []


def test_a_document_of_one_agency_or_not_yet_signed_by_all_is_in_no_such_register(walk, together, asked_agency):
    walk.to("published")
    together.settled()
    assert register(asked_agency)["items"] == []


def test_an_agency_that_left_before_the_signature_has_nothing(walk, together, asked_agency, stranger):
    leaving = Together(walk, {"fin-": asked_agency, "hea-": stranger})
    document = leaving.approved()
    together.answer(document, "fin-")
    leaving.leave(document, "hea-")
    together.sign(walk.take(document, "settle", "disclosure-officer"))
    assert len(register(asked_agency)["items"]) == 1
    assert register(stranger, "hea-disclosure-officer")["items"] == []


def test_a_withdrawn_document_stays_in_it_and_a_destroyed_one_does_not(walk, together, asked_agency):
    document = together.to("published")
    walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert [row["state"] for row in register(asked_agency)["items"]] == ["withdrawn"]
    walk.take(document, "request_purge", "disclosure-reviewer", reason="含有个人信息", cause="personal_data")
    walk.take(document, "purge", "secrecy-officer", reason="含有个人信息")
    assert register(asked_agency)["items"] == []


def test_pages_by_key_are_the_whole_register_either_way_round(together, asked_agency):
    documents = [together.issued(title=f"关于第{number}号事项的通知") for number in range(5)]
    for sort in ("newest", "oldest"):
        found, after = [], None
        while True:
            page = register(asked_agency, after=after, size=2, sort=sort)
            assert len(page["items"]) <= 2
            found += [row["uid"] for row in page["items"]]
            after = page["next"]
            if after is None:
                break
        assert sorted(found) == sorted(map(IUUID, documents)) and len(found) == 5
        assert found == sorted(found, reverse=sort == "newest")


def test_state_and_year_narrow_it(together, asked_agency):
    together.to("published")
    waiting = together.issued(title="关于另一事项的通知")
    year = register(asked_agency)["items"][0]["issue_date"][:4]
    assert titles(register(asked_agency, state="issued")) == [waiting.title]
    assert len(register(asked_agency, year=year)["items"]) == 2
    assert register(asked_agency, year="1999")["items"] == []
    with api.env.adopt_user(username="fin-drafter"):
        assert IJointRegister(asked_agency).years() == [year]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"state": "draft"}, "state"),
        ({"state": "purged"}, "state"),
        ({"year": "26"}, "year"),
        ({"year": "*"}, "year"),
        ({"lead": "nobody"}, "lead"),
        ({"sort": "moved_at"}, "sort"),
        ({"after": "../x"}, "after"),
    ],
)
def test_what_it_cannot_be_asked_is_named(together, asked_agency, query, field):
    with pytest.raises(RuleBroken) as refused:
        register(asked_agency, **query)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_page_wakes_its_own_documents_and_no_other(together, asked_agency):
    documents = [together.issued(title=f"关于第{number}号事项的通知") for number in range(3)]
    transaction.commit()
    documents[0]._p_jar.cacheMinimize()
    shown = {row["uid"] for row in register(asked_agency, size=1)["items"]}
    awake = [document for document in documents if document._p_changed is not None]
    assert {IUUID(document) for document in awake} <= shown and len(shown) == 1


@pytest.mark.parametrize(
    ("user", "seen"), [("fin-disclosure-officer", True), ("fin-drafter", True), ("fin-web-editor", False)]
)
def test_the_title_of_a_withheld_document_is_for_offices_that_would_see_one_of_their_own(
    together, asked_agency, user, seen
):
    document = together.to("withheld", **PROPOSALS["withheld"])
    row = register(asked_agency, user)["items"][0]
    assert (row["title"], row["title_hidden"]) == ((document.title, False) if seen else ("", True))
    assert row["number"] and row["state"] == "withheld"


@pytest.mark.parametrize(
    ("user", "opens"),
    [("fin-co-issuer", True), ("fin-signer", True), ("fin-drafter", False), ("fin-web-editor", False)],
)
def test_the_document_itself_is_for_those_who_answered_for_the_agency(together, asked_agency, user, opens):
    document = together.to("withheld", **PROPOSALS["withheld"])
    row = register(asked_agency, user)["items"][0]
    assert bool(row["url"]) is opens
    with api.env.adopt_user(username=user):
        assert bool(api.user.has_permission("View", obj=document)) is opens


def test_once_it_is_public_everybody_in_the_agency_opens_it(together, asked_agency):
    document = together.to("published")
    assert register(asked_agency, "fin-web-editor")["items"][0]["url"] == document.absolute_url()


def said(answer):
    """The text of an answer, whatever JSON or HTML makes of its letters."""
    if "html" in answer.content_type:
        return BeautifulSoup(answer.text, "html.parser").get_text()
    return str(answer.json) if "json" in answer.content_type else answer.body.decode()


INSIDE = ("fin-drafter", "fin-web-editor", "fin-transfer-clerk", "fin-co-issuer", "fin-principal-signer")
OUTSIDE = ("", "fin-archivist", "drafter", "disclosure-officer", "hea-disclosure-officer", "hea-co-issuer")


DOORS = ["@joint-register", "@@joint-register", "@@joint-register-csv", "@@joint-register-print"]


@pytest.mark.parametrize("door", DOORS)
def test_only_the_agencys_people_learn_that_there_is_such_a_register(together, portal, stranger, door):
    document = together.to("withheld", **PROPOSALS["withheld"])
    transaction.commit()
    ask = Door(portal)
    for user in INSIDE:
        answer = ask.ask("GET", f"/finance/{door}", user)
        assert answer.status_int == 200, user
        assert "云溪市教育局" in said(answer)
    for user in OUTSIDE:
        answer = ask.ask("GET", f"/finance/{door}", user)
        assert answer.status_int in ((404,) if user else (401, 404)), user
        assert document.title not in said(answer)


def test_over_rest_it_is_filtered_and_paged_and_says_who_led(together, portal):
    together.to("published")
    together.issued(title="关于另一事项的通知")
    transaction.commit()
    ask = Door(portal)
    first = ask.ask("GET", "/finance/@joint-register?size=1", "fin-co-issuer").json
    assert len(first["items"]) == 1 and first["next"] and len(first["years"]) == 1
    assert "云溪市教育局" in first["items"][0]["note"] and "path" not in first["items"][0]
    second = ask.ask(
        "GET", f"/finance/@joint-register?size=1&after={first['next'].replace('|', '%7C')}", "fin-co-issuer"
    ).json
    assert second["next"] is None and second["items"][0]["uid"] != first["items"][0]["uid"]
    for query in ("text=x", "state=draft", "sort=title", "size=0", "state=issued&state=published"):
        assert ask.ask("GET", f"/finance/@joint-register?{query}", "fin-co-issuer").status_int == 400, query


def seen(ask, page):
    """A page of the co-issuer as its drafter sees it."""
    return BeautifulSoup(ask.ask("GET", f"/finance/{page}", "fin-drafter").text, "html.parser")


def test_it_is_narrowed_down_by_lead_and_year_on_the_page_in_the_files_and_in_print(walk, together, portal, stranger):
    together.to("published", title="关于绿色校园的通知")
    year, lead = register(together.partners["fin-"])["items"][0]["issue_date"][:4], IUUID(walk.agency)
    transaction.commit()
    ask = Door(portal)
    assert ask.ask("GET", "/finance/@joint-register", "fin-co-issuer").json["leads"] == [
        {"value": lead, "title": "云溪市教育局"}
    ]
    page = seen(ask, f"@@joint-register?year={year}&lead={lead}")
    row = page.find(id="disclosure-register").tbody.tr
    assert row.find("td", {"data-column": "lead"}).text == "云溪市教育局"
    assert page.find(id="filter-lead").find("option", selected=True)["value"] == lead
    doors = [link["href"].rpartition("/")[2] for link in page.select(".opengov-register-doors a")]
    assert [door.partition("?")[0] for door in doors] == [
        f"@@joint-register-{kind}" for kind in ("xlsx", "csv", "print")
    ]
    sheet = load_workbook(io.BytesIO(ask.ask("GET", f"/finance/{doors[0]}", "fin-drafter").body)).active
    assert [cell.value for cell in sheet[1]][:6] == ["序号", "发文字号", "标题", "文种", "成文日期", "主办机关"]
    assert sheet["C2"].value == "关于绿色校园的通知" and sheet.max_row == 2
    for door in doors[1:]:
        assert "关于绿色校园的通知" in said(ask.ask("GET", f"/finance/{door}", "fin-drafter"))
    for query in ("year=1999", "state=voided"):
        assert seen(ask, f"@@joint-register?{query}").find(id="disclosure-register-empty")
    wrong = seen(ask, "@@joint-register?lead=nobody")
    assert wrong.find(id="error-lead") and wrong.find("a", href="#filter-lead")
    answer = ask.ask("GET", "/finance/@@joint-register-csv?lead=nobody", "fin-drafter")
    assert answer.status_int == 302 and answer.location.endswith("/finance/@@joint-register?lead=nobody")


def test_an_upgrade_names_the_leads_of_what_was_signed_before(together, portal, asked_agency, monkeypatch):
    monkeypatch.setattr("opengov.disclosure.core.issuers.leading_name", lambda signed: "")
    document = together.to("published")
    monkeypatch.undo()
    assert IJointRegister(asked_agency).leads() == {}
    name_leads(portal)
    name_leads(portal)
    lead = IUUID(document.aq_parent)
    assert IJointRegister(asked_agency).leads() == {lead: "云溪市教育局"}
    assert [row["uid"] for row in register(asked_agency, lead=lead)["items"]] == [IUUID(document)]


@pytest.mark.parametrize("index", ["co_issuers", "joint_rank"])
def test_nobody_asks_its_indexes_through_a_search(together, portal, asked_agency, index):
    together.to("published")
    transaction.commit()
    ask = Door(portal)
    value = IUUID(asked_agency)
    for user in ("", "fin-signer", "drafter"):
        named = ask.ask("GET", f"/@search?portal_type=OfficialDocument&{index}={value}", user).json
        other = ask.ask("GET", f"/@search?portal_type=OfficialDocument&{index}=nobody", user).json
        assert named["items_total"] == other["items_total"], user
